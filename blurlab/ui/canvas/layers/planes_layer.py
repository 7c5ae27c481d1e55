"""How much the photo is blurred, or of what kind, in colours over what the overlay calls blurred."""

from typing import Final

import numpy as np
from PySide6.QtGui import QImage

from blurlab.core.editing.correction import DEFAULT_THRESHOLD, Correction, Plane
from blurlab.core.palette import AREA, PREDICTED_BLURRED, kind_table
from blurlab.core.rect import Rect
from blurlab.ui.canvas.layers.layer import Layer, Picture
from blurlab.ui.canvas.view.frame import Frame

OPACITY: Final = 0.62


class PlanesLayer(Layer):
    """Transparent where there is no plane, and where the correction calls the photo sharp or ignores it."""

    image_format = QImage.Format.Format_ARGB32_Premultiplied

    def __init__(self) -> None:
        super().__init__()
        self._correction: Correction | None = None
        self._plane: Plane | None = None
        self._colours = np.zeros(256, np.uint32)
        self._blurred = np.zeros(256, np.uint32)
        self.set_threshold(DEFAULT_THRESHOLD)

    def set_correction(self, correction: Correction | None) -> None:
        self._correction = correction
        self.make_stale()

    def set_plane(self, plane: Plane | None, colours: Plane) -> None:
        """plane: uint8 (h, w) of any size, laid over the whole photo. colours: RGBA of its values, uint8 (256, 4)."""
        if plane is None and self._plane is None:
            return
        self._plane = plane
        rgba = np.ascontiguousarray(colours.reshape(1, 256, 4))
        rgba[..., 3] = np.rint(rgba[..., 3] * OPACITY)
        image = QImage(rgba.data, 256, 1, QImage.Format.Format_RGBA8888).convertToFormat(type(self).image_format)
        self._colours = np.frombuffer(image.constBits(), np.uint32).copy()
        self.make_stale()

    @property
    def has_plane(self) -> bool:
        return self._plane is not None

    def set_threshold(self, threshold: int) -> None:
        blurred = kind_table(threshold) & AREA == PREDICTED_BLURRED
        self._blurred = np.where(blurred, np.uint32(0xFFFFFFFF), np.uint32(0))
        self.make_stale()

    def render(self, frame: Frame, rect: Rect, onto: Picture) -> None:
        onto[:] = 0
        inside = rect.intersection(frame.photo_rect)
        if self._plane is None or self._correction is None or inside.empty:
            return
        rows, columns = frame.rows(inside), frame.columns(inside)
        height, width = self._plane.shape
        told = self._plane[(rows * height // frame.photo_height)[:, None], columns * width // frame.photo_width]
        shown = self._correction.plane[rows[:, None], columns]
        onto[inside.translated(-rect.x, -rect.y).slices] = self._colours[told] & self._blurred[shown]
