"""What a person decides about a photo: accept, reject, skip, unset; the kind of its blur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from blurlab.errors import UserError
from blurlab.project.records import Status
from blurlab.session.notice import Level
from blurlab.session.photos.open_photo import OpenPhoto

if TYPE_CHECKING:
    from blurlab.session.session import Session


_FROZEN_AT_ONCE: Final = 4_000_000  # pixels, which take a millisecond or two


class Review:
    """The judgements of a session. A status is set in the thread that saves masks, in the order of asking."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._autosave = session.autosave
        self._order = session.order

    def accept(self, *, advance: bool = False) -> None:
        """Save the mask as it is seen and accept it: it becomes a label."""
        session = self._session
        opened = session.current
        if opened is None:
            return
        session.end_stroke()  # what is being painted belongs to what is accepted
        status = self._order[opened.photo_id].status
        if not self._has_something_to_accept(opened):
            sentence = f"“{opened.name}” has no prediction yet; it can be accepted as soon as its overlay is there."
            session.tell("accept", sentence, Level.WARNING, passing=True)
            return
        if not session.blind.may_accept(opened):
            return
        if status is not Status.ACCEPTED or opened.unsaved:
            # What is seen from now on is the label. Of a big photo the thread that saves it sees to that.
            if opened.withheld is not None or opened.correction.plane.size <= _FROZEN_AT_ONCE:
                opened.freeze(session.threshold)
            self._autosave.save(opened, Status.ACCEPTED)
            session.correctionChanged.emit(opened.correction.rect)
        if advance:
            session.navigation.next()

    def reject(self, *, advance: bool = False) -> None:
        self._judge(Status.REJECTED, advance)

    def skip(self, *, advance: bool = True) -> None:
        self._judge(Status.SKIPPED, advance)

    def unset(self, *, advance: bool = False) -> None:
        """Take the judgement back: in work where something was painted or saved, else new."""
        opened = self._session.current
        if opened is None:
            return
        worked_on = opened.has_mask or opened.edits > 0
        self._judge(Status.IN_WORK if worked_on else Status.NEW, advance)

    def tag(self, kind: str) -> None:
        """Say that the current photo's blur is “defocus” or “motion”; the same again takes it back."""
        session = self._session
        if session.current_id is None:
            return
        photo_id = session.current_id
        kind = "" if self._order[photo_id].kind == kind else kind

        def tagged(_none: None) -> None:
            self._order.update(replace(self._order[photo_id], kind=kind))
            session.photoChanged.emit(photo_id)

        session.tasks.run(lambda: session.project.set_kind(photo_id, kind), tagged, self._not_set)

    def painted(self, photo_id: int) -> None:
        """The photo was painted on: a new one is in work from now on, unless it is judged just now."""
        if self._order[photo_id].status is Status.NEW and self._autosave.asked_status(photo_id) is None:
            self._set_status(photo_id, Status.IN_WORK)

    def is_accepted(self, photo_id: int) -> bool:
        """Whether the photo is accepted or will be as soon as its mask is safe."""
        asked = self._autosave.asked_status(photo_id)
        return Status.ACCEPTED in (asked, self._order[photo_id].status)

    def status_is(self, photo_id: int, status: Status) -> None:
        """The project holds this status from now on: list, neighbours and overlay follow."""
        session = self._session
        self._order.update(replace(self._order[photo_id], status=status))
        session.photoChanged.emit(photo_id)
        if photo_id != session.current_id and self._order.relist(keep=session.current_id):
            session.photosChanged.emit()
        session.want_neighbours()
        session.placement.bring(photo_id)

    def statuses_are(self, statuses: Mapping[int, Status]) -> None:
        """The project holds these statuses of many photos from now on; the list is made anew once."""
        session = self._session
        for photo_id, status in statuses.items():
            self._order.update(replace(self._order[photo_id], status=status))
        self._order.relist(keep=session.current_id)
        session.photosChanged.emit()
        session.queue.changed.emit()
        session.want_neighbours()

    def _has_something_to_accept(self, opened: OpenPhoto) -> bool:
        if opened.withheld is not None:
            return True
        known = opened.prediction_version is not None or opened.has_mask or opened.edits > 0
        return known or not self._session.predictions.waits_for(opened.photo_id)

    def _judge(self, status: Status, advance: bool) -> None:
        if self._session.current_id is None:
            return
        self._set_status(self._session.current_id, status)
        if advance:
            self._session.navigation.next()

    def _set_status(self, photo_id: int, status: Status) -> None:
        self._autosave.set_status(photo_id, status, lambda: self.status_is(photo_id, status), self._not_set)

    def _not_set(self, error: UserError) -> None:
        self._session.tell("save", error, Level.ERROR)
