"""A person's decisions about a photo: accept, reject, skip, unset; and its kind of blur."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.session.strokes.autosave import Autosave
from blurlab.session.strokes.strokes import Strokes

_FROZEN_AT_ONCE: Final = 4_000_000  # pixels, which take a millisecond or two


class Review(QObject):
    """The reviews of a session. A status is set in the thread that saves masks, in the order of requests."""

    statusChanged = Signal(int)  # photo id: the project holds another status of it from now on
    statusesChanged = Signal()  # of many photos at once
    decided = Signal(int, str, str)  # photo id, the status before, and the one that a person gave it
    tagged = Signal(int, str, str)  # photo id, the kind before, and the one that a person gave it

    def __init__(
        self,
        project: Project,
        order: PhotoOrder,
        current: CurrentPhoto,
        strokes: Strokes,
        autosave: Autosave,
        predictions: Predictions,
        blind: BlindChecks,
        notices: Notices,
        next_photo: Callable[[], None],
        parent: QObject,
    ) -> None:
        """`next_photo()` goes on to the next photo of the list."""
        super().__init__(parent)
        self._project, self._order, self._current = project, order, current
        self._strokes, self._autosave, self._predictions, self._blind = strokes, autosave, predictions, blind
        self._notices, self._next_photo = notices, next_photo
        strokes.painted.connect(self._painted)
        autosave.saved.connect(self._saved)
        autosave.failed.connect(self._not_saved)

    def accept(self, *, advance: bool = False) -> None:
        """Save the mask as it is seen and accept it: it becomes a label."""
        opened = self._current.opened
        if opened is None:
            if self._current.id is not None:  # a key that comes to nothing would not be noticed
                sentence = "The photo is not open yet; accept it as soon as it is shown."
                self._notices.tell("accept", sentence, Level.WARNING, passing=True)
            return
        self._strokes.end()  # what is being painted belongs to what is accepted
        status = self._order[opened.photo_id].status
        if not self._has_something_to_accept(opened):
            sentence = f"“{opened.name}” has no prediction yet; it can be accepted as soon as its overlay appears."
            self._notices.tell("accept", sentence, Level.WARNING, passing=True)
            return
        if not self._blind.may_accept(opened):
            return
        if status is not Status.ACCEPTED or opened.unsaved:
            # What is seen from now on is the label. Of a big photo the thread that saves it sees to that.
            if opened.withheld is not None or opened.correction.plane.size <= _FROZEN_AT_ONCE:
                opened.freeze(opened.threshold)
            self._autosave.save(opened, Status.ACCEPTED)
            self.decided.emit(opened.photo_id, str(status), str(Status.ACCEPTED))
            self._current.refresh()
        if advance:
            self._next_photo()

    def reject(self, *, advance: bool = False) -> None:
        self._decide(Status.REJECTED, advance)

    def skip(self, *, advance: bool = True) -> None:
        self._decide(Status.SKIPPED, advance)

    def unset(self, *, advance: bool = False) -> None:
        """Undo the review: the photo is in work if something was painted or saved, else new."""
        opened = self._current.opened
        if opened is None:
            return
        worked_on = opened.has_mask or opened.edits > 0
        self._decide(Status.IN_WORK if worked_on else Status.NEW, advance)

    def tag(self, kind: str) -> None:
        """Say that the current photo's blur is “defocus” or “motion”; the same again undoes it."""
        photo_id = self._current.id
        if photo_id is None:
            return
        before = self._order[photo_id].kind
        kind = "" if before == kind else kind
        self.put_kind(photo_id, kind)
        self.tagged.emit(photo_id, before, kind)

    def put_kind(self, photo_id: int, kind: str) -> None:
        """Give a photo the kind of blur that somebody chose for it before."""
        self._autosave.run(
            lambda: self._project.set_kind(photo_id, kind),
            lambda _none: self._order.update(replace(self._order[photo_id], kind=kind)),
            self._not_set,
        )

    def statuses_are(self, statuses: Mapping[int, Status]) -> None:
        """The project holds these statuses of many photos from now on; the list is made again once."""
        changed = [replace(self._order[photo_id], status=status) for photo_id, status in statuses.items()]
        self._order.update_many(changed, keep=self._current.id)
        self.statusesChanged.emit()
        self._current.want_neighbours()

    def _painted(self, opened: OpenPhoto) -> None:
        """A new photo is in work from now on, unless it is being reviewed."""
        self._in_work(opened.photo_id)

    def _in_work(self, photo_id: int) -> None:
        if self._order[photo_id].status is Status.NEW and self._autosave.asked_status(photo_id) is None:
            self._set_status(photo_id, Status.IN_WORK)

    def _status_is(self, photo_id: int, status: Status) -> None:
        """The project holds this status from now on: list, neighbours and overlay follow."""
        self._order.update(replace(self._order[photo_id], status=status))
        if photo_id != self._current.id:
            self._order.relist(keep=self._current.id)
        self._current.want_neighbours()
        self.statusChanged.emit(photo_id)

    def _has_something_to_accept(self, opened: OpenPhoto) -> bool:
        if opened.withheld is not None:
            return True
        known = opened.prediction_version is not None or opened.has_mask or opened.edits > 0
        return known or not self._predictions.waits_for(opened.photo_id)

    def _decide(self, status: Status, advance: bool) -> None:
        if self._current.id is None:
            return
        before = self._order[self._current.id].status
        self._set_status(self._current.id, status)
        self.decided.emit(self._current.id, str(before), str(status))
        if advance:
            self._next_photo()

    def put_status(self, photo_id: int, status: Status) -> None:
        """Let a photo stand at a status that it had before."""
        self._set_status(photo_id, status)

    def _set_status(self, photo_id: int, status: Status) -> None:
        self._autosave.set_status(photo_id, status, lambda: self._status_is(photo_id, status), self._not_set)

    def _saved(self, photo_id: int, _revision: object, status: Status | None) -> None:
        if status is not None:
            self._status_is(photo_id, status)
        else:
            self._in_work(photo_id)  # the disk may have refused it when the photo was painted
        self._notices.clear("save")

    def _not_saved(self, _photo_id: int, error: UserError, status: Status | None) -> None:
        what = f"The photo is not {status}. " if status is not None else ""
        self._notices.tell(
            "save", UserError(error.code, f"{what}{error}"), Level.ERROR, "Retry", self._autosave.save_all
        )

    def _not_set(self, error: UserError) -> None:
        self._notices.tell("save", error, Level.ERROR)
