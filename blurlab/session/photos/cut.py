"""The cut of the photo on screen: from which blurriness on its unpainted pixels count as blurred."""

from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from blurlab.core.cut import HALF, cut_beside
from blurlab.core.editing.correction import Plane, painted_in
from blurlab.core.rect import Rect
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.open_photo import OpenPhoto

LOWEST: Final = 3  # what a saved mask shows as surely sharp or blurred, no cut moves
HIGHEST: Final = 253
STEP: Final = 8  # of the 256 levels, for one notch of the wheel
_SAMPLED: Final = 256  # pixels along a side


class Cut(QObject):
    """Each photo starts at the cut that its own map suggests; one that a person moves stays with its photo.

    It is remembered until the project is closed, and with every mask that is saved.
    """

    changed = Signal()  # of this photo, or another photo is shown
    moved = Signal(int, str, str)  # photo id; the cut before and now, “” for the suggested one
    stays = Signal()  # somebody wanted to move the cut of a mask that keeps its own

    def __init__(self, current: CurrentPhoto, parent: QObject) -> None:
        super().__init__(parent)
        self._current = current
        self._moved: dict[int, int] = {}  # by photo id; photos in memory come and go
        current.shown.connect(self._show)
        current.rewritten.connect(self._rewritten)

    @property
    def value(self) -> int:
        """The cut in use, 1..255."""
        opened = self._current.opened
        return HALF if opened is None else opened.threshold

    @property
    def suggested(self) -> int:
        """The cut that the photo's prediction suggests; HALF where there is none."""
        opened = self._current.opened
        return HALF if opened is None else opened.suggested

    @property
    def is_moved(self) -> bool:
        """Whether a person put it elsewhere than suggested."""
        return self.value != self.suggested

    @property
    def can_move(self) -> bool:
        """Whether a photo is shown whose mask still follows the cut; an accepted one stays as it was accepted."""
        opened = self._current.opened
        return opened is not None and not opened.frozen

    def move_to(self, cut: int) -> None:
        """Cut the photo on screen here from now on; its bounds are LOWEST and HIGHEST."""
        opened = self._current.opened
        if opened is not None and opened.frozen:
            self.stays.emit()
        elif opened is not None:
            before = opened.moved_cut
            opened.move_cut(min(max(cut, LOWEST), HIGHEST))
            self._remember(opened)
            if opened.moved_cut != before:
                self.moved.emit(opened.photo_id, _words(before), _words(opened.moved_cut))
        self.changed.emit()

    def put(self, cut: int | None) -> None:
        """Let the photo on screen have the cut that it had before; None: the suggested one.

        Of one whose acceptance was just taken back the prediction may still be on its way.
        """
        opened = self._current.opened
        if opened is not None:
            opened.move_cut(cut)
            self._remember(opened)
        self.changed.emit()

    def step(self, steps: int) -> None:
        """Move it by small steps: more of the photo counts as sharp for steps > 0."""
        self.move_to(self.value + STEP * steps)

    def stride(self, steps: int) -> None:
        """Move it by steps that each turn about a twentieth of the photo, see `cut_beside`."""
        opened = self._current.opened
        if opened is not None:
            self.move_to(cut_beside(_sample(opened), self.value, steps))

    def follow_suggestion(self) -> None:
        """Back to the suggested cut."""
        self.move_to(self.suggested)

    def _show(self, opened: OpenPhoto) -> None:
        if not opened.frozen and opened.photo_id in self._moved:
            opened.move_cut(self._moved[opened.photo_id])
        self.changed.emit()

    def _rewritten(self, _rect: Rect) -> None:
        opened = self._current.opened
        if opened is not None:
            self._remember(opened)
        self.changed.emit()

    def _remember(self, opened: OpenPhoto) -> None:
        if opened.moved_cut is None:
            self._moved.pop(opened.photo_id, None)
        else:
            self._moved[opened.photo_id] = opened.moved_cut


def _words(cut: int | None) -> str:
    return "" if cut is None else str(cut)


def _sample(opened: OpenPhoto) -> Plane:
    """The prediction where it shows, at places spread over the photo: uint8 (n,); one pixel at least."""
    plane = opened.correction.plane
    rows, columns = (max(1, side // _SAMPLED) for side in plane.shape)
    sampled = np.ascontiguousarray(plane[::rows, ::columns])
    seen = sampled[~painted_in(sampled)]
    return seen if seen.size else np.full(1, HALF, np.uint8)
