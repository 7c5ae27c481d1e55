"""A layer of the canvas: a picture in device pixels of which only the stale parts are made anew.

A brush stroke makes a small rectangle stale, a pan shifts the picture and makes two strips stale, a zoom all of it.
Work is done when the canvas paints, and only for what it paints.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QRegion

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.ui.canvas.frame import Frame

Picture = NDArray[np.uint32]
_BAND: Final = 256  # rows rendered at once: what passes from step to step stays in the processor's cache


def pieces(region: QRegion) -> list[QRect]:
    """The rectangles of a region, or the one around them all where that is hardly more: each has its fixed costs."""
    parts = list(region)
    around = region.boundingRect()
    if around.width() * around.height() <= 1.5 * sum(part.width() * part.height() for part in parts):
        return [around]
    return parts


class Layer:
    """Subclasses make the pixels: see `render`."""

    image_format = QImage.Format.Format_ARGB32_Premultiplied

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self._picture: Picture = np.zeros((1, 1), np.uint32)
        self._image = QImage()
        self._spare: tuple[Picture, QImage] | None = None  # where a pan shifts the picture to, made by the first pan
        self._stale = QRegion()
        self.coarse = False  # render every other pixel each way: a quarter of the work, to be refined soon

    def render(self, frame: Frame, rect: Rect) -> Picture:
        """The pixels of `rect`, uint32 (rect.height, rect.width) in the layer's format. `rect` is not empty."""
        raise NotImplementedError

    def show(self, frame: Frame) -> None:
        """From now on the layer stands for this frame."""
        old, self.frame = self.frame, frame
        if old == frame:
            return
        if old is None or (old.width, old.height) != (frame.width, frame.height):
            self._picture, self._image = self._blank(frame)
            self._spare = None
            self.make_stale()
        elif replace(old, x=frame.x, y=frame.y) == frame:
            self._shift(frame.x - old.x, frame.y - old.y)
        else:
            self.make_stale()

    def make_stale(self, rect: Rect | None = None) -> None:
        """These device pixels (default: all) must be made anew before they are next painted."""
        if self.frame is None:
            return
        rect = self.frame.rect if rect is None else rect.intersection(self.frame.rect)
        if not rect.empty:
            self._stale += QRect(rect.x, rect.y, rect.width, rect.height)

    def paint(self, painter: QPainter, rect: Rect) -> None:
        """Paint `rect` (device pixels) where it lies on the canvas."""
        if self.frame is None or rect.empty:
            return
        area = QRect(rect.x, rect.y, rect.width, rect.height)
        due = self._stale.intersected(area)
        if not due.isEmpty():
            self._stale -= due
            for part in pieces(due):
                for top in range(part.y(), part.y() + part.height(), _BAND):
                    bottom = min(top + _BAND, part.y() + part.height())
                    band = Rect.from_edges(part.x(), top, part.x() + part.width(), bottom)
                    if self.coarse:
                        self._render_coarsely(self.frame, band)
                    else:
                        self._picture[band.slices] = self.render(self.frame, band)
        self._image.setDevicePixelRatio(self.frame.ratio)
        corner = QPointF(rect.x / self.frame.ratio, rect.y / self.frame.ratio)
        painter.drawImage(corner, self._image, QRectF(area))

    def _render_coarsely(self, frame: Frame, rect: Rect) -> None:
        """`render` every other pixel, each shown as two by two."""
        half = replace(
            frame,
            width=(frame.width + 1) // 2,
            height=(frame.height + 1) // 2,
            x=frame.x // 2,
            y=frame.y // 2,
            step=frame.step * 2,
        )
        small = Rect.from_edges(rect.x // 2, rect.y // 2, (rect.right + 1) // 2, (rect.bottom + 1) // 2)
        pixels = np.ascontiguousarray(self.render(half, small)).view(np.uint8).reshape(small.height, small.width, 4)
        target = self._picture[rect.slices].view(np.uint8).reshape(rect.height, rect.width, 4)
        size = (2 * small.width, 2 * small.height)
        whole = (rect.x, rect.y, *size) == (2 * small.x, 2 * small.y, rect.width, rect.height)
        if whole and target.flags.c_contiguous:
            cv2.resize(pixels, size, dst=target, interpolation=cv2.INTER_NEAREST)
            return
        left, top = rect.x - 2 * small.x, rect.y - 2 * small.y
        large = cv2.resize(pixels, size, interpolation=cv2.INTER_NEAREST)
        target[:] = large[top : top + rect.height, left : left + rect.width]

    def _blank(self, frame: Frame) -> tuple[Picture, QImage]:
        """A picture of the frame's size and the image that shares its memory."""
        picture = np.zeros((frame.height, frame.width), np.uint32)
        return picture, QImage(picture.data, frame.width, frame.height, frame.width * 4, type(self).image_format)

    def _shift(self, dx: int, dy: int) -> None:
        assert self.frame is not None
        whole = self.frame.rect
        kept = whole.translated(dx, dy).intersection(whole)
        if kept.empty:
            self.make_stale()
            return
        # Into another buffer, for within one NumPy would make (and the system clear) a copy each time.
        picture, image = self._spare or self._blank(self.frame)
        picture[kept.slices] = self._picture[kept.translated(-dx, -dy).slices]
        self._spare = self._picture, self._image
        self._picture, self._image = picture, image
        self._stale.translate(dx, dy)
        self._stale += QRegion(0, 0, whole.width, whole.height) - QRegion(kept.x, kept.y, kept.width, kept.height)
        self._stale &= QRect(0, 0, whole.width, whole.height)
