"""The canvas's view with blur amount or kind over the overlay, and the legend that says what their colours mean."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.kinds import SEEN_KINDS, Kind, Kinds, told_kinds
from blurlab.core.palette import AREA, PREDICTED_BLURRED, kind_table
from blurlab.core.plane_colours import PlaneShown
from blurlab.core.planes import BlurPlanes
from blurlab.core.pyramid import Pyramid
from blurlab.ui.canvas.layers.planes_layer import PlanesLayer
from blurlab.ui.canvas.view.frame import Frame
from blurlab.ui.canvas.view.legend import Legend, draw_marks
from blurlab.ui.canvas.view.view import CanvasView


class PlanesView(CanvasView):
    """Shows one of the planes, where it is asked for and known, wherever the overlay says blurred."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planes: BlurPlanes | None = None
        self.kinds: Kinds | None = None  # of the photo's blur, once they are asked for
        self._plane_shown: PlaneShown | None = None
        self._planes_layer = PlanesLayer()
        self._over.append(self._planes_layer)
        self._legend = Legend()

    @property
    def plane_shown(self) -> PlaneShown | None:
        """The plane that is asked for; None for the overlay alone."""
        return self._plane_shown

    def show_plane(self, shown: PlaneShown | None) -> None:
        """Lay this plane over what is blurred, or none."""
        self._plane_shown = shown
        self._lay_plane()
        self._overlay_changed()

    def set_planes(self, planes: BlurPlanes | None) -> None:
        """What is known of the photo that is shown; it goes with the photo."""
        self._planes = planes
        self._lay_plane()
        self.update()

    def set_kinds(self, kinds: Kinds | None) -> None:
        """The kinds of the blur of the photo that is shown; they go with the photo. Again after they were changed."""
        if kinds is None and self.kinds is None:
            return
        self.kinds = kinds
        self._lay_plane()
        self._overlay_changed()

    def set_photo(self, photo: NDArray[np.uint8] | Pyramid | None) -> None:
        self._planes = self.kinds = None
        self._lay_plane()
        self._planes_layer.set_correction(None)
        super().set_photo(photo)

    def set_correction(self, correction: Correction | None) -> None:
        super().set_correction(correction)
        self._planes_layer.set_correction(correction)

    def set_threshold(self, threshold: int) -> None:
        self._planes_layer.set_threshold(threshold)
        super().set_threshold(threshold)

    def _lay_plane(self) -> None:
        seen = self._plane_of(self._plane_shown)
        if seen is None or self._plane_shown is None:
            self._planes_layer.set_plane(None, np.zeros((256, 4), np.uint8))
        else:
            self._planes_layer.set_plane(seen, self._plane_shown.colours())

    def _plane_of(self, shown: PlaneShown | None) -> NDArray[np.uint8] | None:
        if shown is PlaneShown.KIND and self.kinds is not None:
            return self.kinds.plane
        if shown is None or self._planes is None:
            return None
        return self._planes.amount if shown is PlaneShown.AMOUNT else told_kinds(self._planes)

    def _paint_over(self, painter: QPainter, frame: Frame, due: QRegion) -> None:
        if self._seen is not None:
            self._planes_layer.show(frame)
            self._planes_layer.paint(painter, due - self._left_of_split(frame))

    def _decorate(self, painter: QPainter, frame: Frame, area: QRegion) -> None:
        self.views.explained = self._seen is None  # else one legend lies on the other
        if (seen := self._seen) is not None:
            if seen is PlaneShown.KIND and self._planes is not None:
                draw_marks(painter, self._planes, self._blurred_cells(self._planes), self.viewport)
            self._legend.draw(painter, self.font(), seen)
        super()._decorate(painter, frame, area)

    @property
    def _seen(self) -> PlaneShown | None:
        """The plane that is seen now."""
        return self._plane_shown if self.overlay_shown and self._planes_layer.has_plane else None

    def _blurred_cells(self, planes: BlurPlanes) -> NDArray[np.bool_]:
        """Where the overlay says blurred in the middle of a cell of the planes, and nobody calls it another kind."""
        height, width = planes.kind.shape
        assert self.correction is not None
        rows = (np.arange(height) * 2 + 1) * self.correction.height // (2 * height)
        columns = (np.arange(width) * 2 + 1) * self.correction.width // (2 * width)
        values = self.correction.plane[rows[:, None], columns]
        blurred = kind_table(self.threshold)[values] & AREA == PREDICTED_BLURRED
        if self.kinds is not None:
            blurred &= SEEN_KINDS[self.kinds.plane[rows[:, None], columns]] == Kind.MOTION
        return np.asarray(blurred)
