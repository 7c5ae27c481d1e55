"""The strokes of the person's hand on the photo on screen: in the journal at once, saved after a pause."""

from PySide6.QtCore import QObject, Signal

from blurlab.core.editing.edit import Edit
from blurlab.errors import UserError, user_error
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.predictions.prediction_placement import PredictionPlacement
from blurlab.session.strokes.autosave import Autosave


class Strokes(QObject):
    """While a stroke is under way nothing else touches the correction: no prediction is placed, nothing is saved."""

    interrupted = Signal()  # whoever has a stroke in progress ends it now
    painted = Signal(object)  # OpenPhoto that was edited; the edit is in its journal

    def __init__(
        self, current: CurrentPhoto, autosave: Autosave, placement: PredictionPlacement, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._autosave = autosave
        self._placement = placement
        self._under_way = False
        current.leaving.connect(self.end)

    @property
    def under_way(self) -> bool:
        return self._under_way

    def began(self) -> None:
        self._under_way = True
        self._placement.hold()
        self._autosave.stroke_began()

    def ended(self, edit: Edit | None) -> None:
        """A stroke has ended (with no edit where it changed nothing). It is in the journal when this returns."""
        if edit is not None:
            self.note_edit(edit)
        if self._under_way:
            self._under_way = False
            self._autosave.stroke_ended()
            self._placement.release()

    def end(self) -> None:
        """A stroke in progress ends now."""
        self.interrupted.emit()
        self.ended(None)

    def note_edit(self, edit: Edit) -> None:
        """The current correction was changed by this edit: a stroke, or an undo or redo."""
        if self._current.opened is not None:
            self.note_edit_of(self._current.opened, edit)

    def note_edit_of(self, opened: OpenPhoto, edit: Edit) -> None:
        """Likewise of any photo in memory."""
        opened.edits += 1
        try:
            opened.journal.append(edit.to_bytes())
        except (UserError, OSError) as error:
            self._autosave.trouble(user_error(error))
        self._autosave.note_edit(opened)
        self.painted.emit(opened)
