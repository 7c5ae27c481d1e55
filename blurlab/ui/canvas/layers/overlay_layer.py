"""The correction as the canvas shows it: read directly from the plane's memory, at the resolution of the screen.

It never reads more than what is visible, so the size of the photo does not matter, and the outline is equally thin at
every zoom. Threshold, opacity and colours are small tables; a change costs one look-up of the visible part.
"""

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QImage

from blurlab.core.editing.correction import DEFAULT_THRESHOLD, Correction, Plane
from blurlab.core.opencv import cv2
from blurlab.core.palette import AREA, HATCH, KINDS, OUTLINE, PAINTED_IGNORE, Palette, kind_table
from blurlab.core.rect import Rect
from blurlab.ui.canvas.layers.layer import Picture, StepLayer
from blurlab.ui.canvas.view.frame import Frame

Part = Callable[[Rect], Plane]  # the values of a plane in a rectangle of photo pixels
_HATCH_PERIOD = 8  # logical pixels


class OverlayLayer(StepLayer):
    """Transparent where there is no correction."""

    image_format = QImage.Format.Format_ARGB32_Premultiplied

    def __init__(self) -> None:
        super().__init__()
        self._part: Part | None = None
        self.palette = Palette()
        self.threshold = DEFAULT_THRESHOLD
        self._memory = np.empty((3, 0), np.uint8)
        self._make_tables()

    def set_correction(self, correction: Correction | None) -> None:
        self.set_part(None if correction is None else lambda rect: correction.plane[rect.slices])

    def set_part(self, part: Part | None) -> None:
        """Show the result of `part(rect)`: the values of a plane in a rectangle of photo pixels."""
        self._part = part
        self.make_stale()

    def set_palette(self, palette: Palette) -> None:
        self.palette = palette
        self._make_tables()

    def set_threshold(self, threshold: int) -> None:
        self.threshold = threshold
        self._make_tables()

    def changed(self, photo_rect: Rect, undone: object | None = None) -> Rect:
        """These photo pixels changed: returns the changed device pixels. `undone`: see step_changed."""
        if self.frame is None:
            return Rect.nothing()
        rect = self.frame.covering(photo_rect, margin=self._rim(self.frame))
        self.step_changed(rect, undone)
        return rect

    def render(self, frame: Frame, rect: Rect, onto: Picture) -> None:
        inside = rect.intersection(frame.photo_rect)
        if self._part is None or inside != rect:
            onto[:] = 0
        if self._part is None or inside.empty:
            return
        width = self._rim(frame)
        seen = inside.expanded(width).intersection(frame.photo_rect)
        plane = self._sampled(self._part, frame, seen)
        kinds, areas, rim = self._scratch(plane.shape[0], plane.shape[1])
        cv2.LUT(plane, self._kinds, dst=kinds)
        np.bitwise_and(kinds, AREA, out=areas)
        if self.palette.outline:
            # Pixels next to a lower area are the rim; beyond the photo's edge there is no neighbour.
            cv2.erode(areas, np.ones((2 * width + 1, 2 * width + 1), np.uint8), dst=rim)
            np.greater(areas, rim, out=rim.view(np.bool_))
            kinds |= np.multiply(rim, np.uint8(OUTLINE), out=rim)
        if int(areas.max()) == PAINTED_IGNORE:
            self._hatch(kinds, frame, seen)
        onto = onto[inside.translated(-rect.x, -rect.y).slices]
        cv2.LUT(kinds[inside.translated(-seen.x, -seen.y).slices], self._colours, dst=onto.view(np.int32))

    def _scratch(self, height: int, width: int) -> tuple[Plane, Plane, Plane]:
        """Reused working memory: allocating it takes as long as all the work in it."""
        if self._memory.shape[1] < height * width:
            self._memory = np.empty((3, height * width), np.uint8)
        first, second, third = (part[: height * width].reshape(height, width) for part in self._memory)
        return first, second, third

    def _make_tables(self) -> None:
        self._kinds = kind_table(self.threshold, unsure=self.palette.unsure)
        rgba = np.zeros((256, 1, 4), np.uint8)  # OpenCV wants a colour for every byte
        rgba[:KINDS, 0] = self.palette.colours()
        image = QImage(rgba.data, 1, 256, 4, QImage.Format.Format_RGBA8888).convertToFormat(type(self).image_format)
        self._colours = np.frombuffer(image.constBits(), np.int32).copy()
        self.make_stale()

    @staticmethod
    def _rim(frame: Frame) -> int:
        """Width of the outline in device pixels."""
        return max(1, round(frame.ratio))

    @staticmethod
    def _sampled(part: Part, frame: Frame, rect: Rect) -> Plane:
        rows, columns = frame.rows(rect), frame.columns(rect)
        crop = part(Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1))
        if frame.step == 1:
            return crop
        rows, columns = rows - rows[0], columns - columns[0]
        if frame.step > 1:  # whole rows are copied fast, so columns are turned into rows for it
            return np.asarray(cv2.transpose(cv2.transpose(crop[rows])[columns]), np.uint8)
        enlarged: Plane = crop.take(columns, axis=1, mode="clip").take(rows, axis=0, mode="clip")
        return enlarged

    @staticmethod
    def _hatch(kinds: Plane, frame: Frame, rect: Rect) -> None:
        """Stripes that stay with the photo when it is panned."""
        period = max(4, round(_HATCH_PERIOD * frame.ratio))
        rows = np.arange(rect.y - frame.y, rect.bottom - frame.y, dtype=np.int32)[:, None]
        columns = np.arange(rect.x - frame.x, rect.right - frame.x, dtype=np.int32)[None, :]
        stripes = (rows + columns) % period < max(1, period // 4)
        kinds[stripes & (kinds & ~np.uint8(OUTLINE) == PAINTED_IGNORE)] |= HATCH
