"""The photo as the canvas shows it: smooth when reduced, bare pixels at 100 % and above."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from blurlab.core.opencv import cv2
from blurlab.core.pyramid import Pyramid
from blurlab.core.rect import Rect
from blurlab.ui.canvas.layers.layer import Layer, Picture
from blurlab.ui.canvas.view.frame import Frame

BACKGROUND: Final = (30, 31, 33)  # neutral and dark in either theme: a bright surround misleads the eye


class PhotoLayer(Layer):
    """Reads only the part of the pyramid's level that a stale rectangle needs."""

    image_format = QImage.Format.Format_RGB32  # the screen's own: painting it is copying it

    def __init__(self) -> None:
        super().__init__()
        self._pyramid: Pyramid | None = None
        self._background = np.array([(*BACKGROUND[::-1], 255)], np.uint8).view(np.uint32)[0, 0]

    def set_pyramid(self, pyramid: Pyramid | None) -> None:
        self._pyramid = pyramid
        self.make_stale()

    def render(self, frame: Frame, rect: Rect, onto: Picture) -> None:
        inside = rect.intersection(frame.photo_rect)
        if inside != rect:
            onto[:] = self._background
        if self._pyramid is None or inside.empty:
            return
        onto = onto[inside.translated(-rect.x, -rect.y).slices]
        if frame.step <= 1:
            self._bare_pixels(self._pyramid.photo, frame, inside, onto)
        else:
            self._reduced(self._pyramid, frame, inside, onto)

    @staticmethod
    def _bare_pixels(photo: NDArray[np.uint8], frame: Frame, rect: Rect, onto: Picture) -> None:
        rows, columns = frame.rows(rect), frame.columns(rect)
        crop = photo[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        if frame.step == 1:
            cv2.cvtColor(crop, cv2.COLOR_RGB2BGRA, dst=_bytes_of(onto))
            return
        bgrx = np.ascontiguousarray(cv2.cvtColor(crop, cv2.COLOR_RGB2BGRA)).view(np.uint32)[..., 0]
        onto[:] = bgrx.take(columns - columns[0], axis=1, mode="clip").take(rows - rows[0], axis=0, mode="clip")

    @staticmethod
    def _reduced(pyramid: Pyramid, frame: Frame, rect: Rect, onto: Picture) -> None:
        number = pyramid.level_for(frame.step)
        level = pyramid.levels[number]
        step = frame.step / 2**number
        # Place of the first device pixel's centre among the centres of the level's pixels.
        x, y = ((rect.x - frame.x) + 0.5) * step - 0.5, ((rect.y - frame.y) + 0.5) * step - 0.5
        crop = Rect.from_edges(
            int(np.floor(x)) - 1,
            int(np.floor(y)) - 1,
            int(np.ceil(x + rect.width * step)) + 2,
            int(np.ceil(y + rect.height * step)) + 2,
        ).clipped(level.shape[1], level.shape[0])
        source = level[crop.slices]
        if source.shape[2] == 3:
            source = np.asarray(cv2.cvtColor(source, cv2.COLOR_RGB2BGRA), np.uint8)
        cv2.warpAffine(
            source,
            np.array([[step, 0, x - crop.x], [0, step, y - crop.y]]),
            (rect.width, rect.height),
            dst=_bytes_of(onto),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )


def _bytes_of(onto: Picture) -> NDArray[np.uint8]:
    """The same memory as OpenCV writes it: uint8 (height, width, 4)."""
    return onto.view(np.uint8).reshape(*onto.shape, 4)
