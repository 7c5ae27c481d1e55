"""A layer of the canvas: a picture in device pixels of which only the stale parts are made again.

A brush stroke makes a small rectangle stale, a pan two strips, a zoom all of it. Work is done when the canvas paints,
and only for what it paints. The picture is kept on a torus: a pan moves its origin and none of its pixels.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from blurlab.core.rect import Rect
from blurlab.ui.canvas.view.frame import Frame

Picture = NDArray[np.uint32]
_BAND: Final = 256 * 2048  # pixels rendered at once: what passes from step to step stays in the processor's cache
_CELL: Final = 64  # device pixels each way: the saved region grows by whole cells, or it would have too many corners
_FIXED: Final = 60_000  # pixels that take as long to render as an empty rectangle


def rects_of(region: QRegion) -> list[QRect]:
    """Its rectangles. (PySide's stubs do not know that a region is iterable.)"""
    return list(cast("Iterable[QRect]", region))


def pieces(region: QRegion) -> list[QRect]:
    """The rectangles of a region, or the one around them all if that is faster."""
    parts = rects_of(region)
    around = region.boundingRect()
    pixels = sum(part.width() * part.height() for part in parts)
    return [around] if around.width() * around.height() <= pixels + _FIXED * (len(parts) - 1) else parts


def region_of(rect: Rect) -> QRegion:
    """The same pixels as a region."""
    return QRegion(rect.x, rect.y, rect.width, rect.height)


class Layer:
    """Subclasses make the pixels: see `render`."""

    image_format = QImage.Format.Format_ARGB32_Premultiplied

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self._picture: Picture = np.zeros((1, 1), np.uint32)
        self._image = QImage()  # shares the picture's memory
        self._corner = (0, 0)  # (column, row) of the picture that the frame's first pixel is kept in
        self._stale = QRegion()

    def render(self, frame: Frame, rect: Rect, onto: Picture) -> None:
        """Make the pixels of `rect`, which is not empty: fill `onto`, uint32 (rect.height, rect.width), in the format.

        `onto` is a part of the picture: its rows do not follow each other in memory.
        """
        raise NotImplementedError

    @property
    def blank(self) -> bool:
        """Whether all of the picture that was made is transparent, so that nothing needs to be drawn."""
        return False

    def show(self, frame: Frame) -> None:
        """Show this frame from now on."""
        old, self.frame = self.frame, frame
        if old == frame:
            return
        if old is None or (old.width, old.height) != (frame.width, frame.height):
            self._picture = np.zeros((frame.height, frame.width), np.uint32)
            self._image = QImage(
                self._picture.data, frame.width, frame.height, frame.width * 4, type(self).image_format
            )
            self._corner = 0, 0
            self.make_stale()
        elif replace(old, x=frame.x, y=frame.y) == frame:
            self._shift(frame, frame.x - old.x, frame.y - old.y)
        else:
            self.make_stale()

    def make_stale(self, rect: Rect | None = None) -> None:
        """These device pixels (default: all) must be made again before they are next painted."""
        if self.frame is None:
            return
        rect = self.frame.rect if rect is None else rect.intersection(self.frame.rect)
        if not rect.empty:
            self._stale += region_of(rect)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint `region` (device pixels, inside the frame) where it lies on the canvas."""
        if self.frame is None or region.isEmpty():
            return
        due = self._stale & region
        if not due.isEmpty():
            self._stale -= due
            for part in pieces(due):
                self._make(self.frame, Rect(part.x(), part.y(), part.width(), part.height()))
        if self.blank:
            return
        painter.save()
        # Device pixels of the picture on device pixels of the screen: copied at any ratio.
        painter.scale(1 / self.frame.ratio, 1 / self.frame.ratio)
        for part in rects_of(region):
            painter.setClipRect(part)  # else Qt composes span by span, in threads, wherever the region has corners
            for piece, column, row in self._kept(Rect(part.x(), part.y(), part.width(), part.height())):
                source = QRect(column, row, piece.width, piece.height)
                painter.drawImage(QPoint(piece.x, piece.y), self._image, source)
        painter.restore()

    def _make(self, frame: Frame, rect: Rect) -> None:
        height = max(1, _BAND // rect.width)
        for top in range(rect.y, rect.bottom, height):
            band = Rect.from_edges(rect.x, top, rect.right, min(top + height, rect.bottom))
            for piece, column, row in self._kept(band):
                self.render(frame, piece, self._picture[row : row + piece.height, column : column + piece.width])

    def _kept(self, rect: Rect) -> Iterator[tuple[Rect, int, int]]:
        """Where `rect` of the frame is kept: up to four parts, each with its column and row in the picture."""
        height, width = self._picture.shape
        column, row = (rect.x + self._corner[0]) % width, (rect.y + self._corner[1]) % height
        across, down = min(rect.width, width - column), min(rect.height, height - row)
        for y, tall, at_row in ((rect.y, down, row), (rect.y + down, rect.height - down, 0)):
            for x, wide, at_column in ((rect.x, across, column), (rect.x + across, rect.width - across, 0)):
                if wide > 0 and tall > 0:
                    yield Rect(x, y, wide, tall), at_column, at_row

    def _shift(self, frame: Frame, dx: int, dy: int) -> None:
        self._corner = (self._corner[0] - dx) % frame.width, (self._corner[1] - dy) % frame.height
        whole, kept = region_of(frame.rect), region_of(frame.rect.translated(dx, dy))
        self._stale.translate(dx, dy)
        self._stale = (self._stale & whole) + (whole - kept)


class StepLayer(Layer):
    """A layer that can revert a step: where the newest step changed it, it keeps the pixels from before.

    To undo a stroke is then to copy the earlier pixels, which is many times faster than rendering them. Every other
    change of a pixel passes through `make_stale`, so the saved pixels are always valid. It keeps one picture of the
    frame's size beside its own, from the first step on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._before: Picture = np.empty((0, 0), np.uint32)  # pixels lie where the picture has them
        self._before_frame: Frame | None = None  # that they belong to; None: nothing is kept
        self._step: object | None = None  # that they are from before; None: it is still being made
        self._touched, self._saved = QRegion(), QRegion()  # what the step changed, and what of it was not stale then

    def step_began(self) -> None:
        """`step_changed` now describes one step."""
        self._forget()
        self._before_frame = self.frame
        if self._before.shape != self._picture.shape:
            self._before = np.empty_like(self._picture)

    def step_made(self, step: object | None) -> None:
        """The step that began is this one; None: nothing came of it."""
        self._step = step

    def step_changed(self, rect: Rect, undone: object | None = None) -> None:
        """These device pixels changed: by the step that began, or back to before `undone`, which was reverted."""
        if self.frame is None or self._before_frame != self.frame or self._step is not undone:
            self.make_stale(rect)
        elif undone is None:
            self._keep(rect, self.frame)
            super().make_stale(rect)
        else:
            self._copy(self._saved, self._before, self._picture)
            self._stale += self._touched - self._saved
            self._forget()

    def make_stale(self, rect: Rect | None = None) -> None:
        self._forget()
        super().make_stale(rect)

    def _forget(self) -> None:
        self._before_frame = self._step = None
        self._touched, self._saved = QRegion(), QRegion()

    def _keep(self, rect: Rect, frame: Frame) -> None:
        left, top = rect.x // _CELL * _CELL, rect.y // _CELL * _CELL
        right, bottom = -(-rect.right // _CELL) * _CELL, -(-rect.bottom // _CELL) * _CELL
        new = region_of(Rect.from_edges(left, top, right, bottom).intersection(frame.rect)) - self._touched
        self._touched += new
        self._saved += new - self._stale
        self._copy(new - self._stale, self._picture, self._before)

    def _copy(self, region: QRegion, source: Picture, target: Picture) -> None:
        for part in rects_of(region):
            for piece, column, row in self._kept(Rect(part.x(), part.y(), part.width(), part.height())):
                place = np.s_[row : row + piece.height, column : column + piece.width]
                target[place] = source[place]
