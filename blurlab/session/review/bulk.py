"""Many photos accepted at once as their prediction stands, and that taken back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from blurlab.core.editing.correction import Correction
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.queue import UNREVIEWED
from blurlab.project.records import Photo, Status
from blurlab.project.review import log_judgement
from blurlab.session.notice import Level
from blurlab.session.photos.open_photo import OpenPhoto, restore_correction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blurlab.session.session import Session


class BulkAccept(QObject):
    """Works in the thread that saves masks, so that nothing overtakes a stroke."""

    ended = Signal(int)  # photos accepted, or given their former status back

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._former: dict[int, Status] = {}

    def candidates(self) -> list[Photo]:
        """The listed photos that nobody has judged and of which the model in use has said something, in order.

        Those that are painted blind are not among them.
        """
        return [photo for photo in self._open() if self._is_predicted(photo)]

    def not_predicted(self) -> int:
        """How many listed photos would be `candidates` had the model in use said something of them."""
        return sum(not self._is_predicted(photo) for photo in self._open())

    def _open(self) -> list[Photo]:
        session = self._session
        photos = [session.order[photo_id] for photo_id in session.order.ids]
        return [photo for photo in photos if photo.status in UNREVIEWED and not session.blind.applies(photo)]

    def _is_predicted(self, photo: Photo) -> bool:
        session = self._session
        there = session.project.has_prediction(photo.id, session.predictions.version)
        return session.order.facts_of(photo.id).doubt is not None and there

    def accept(self, photos: Sequence[Photo]) -> None:
        """Accept these with the mask that opening them would show."""
        session = self._session
        if not photos:
            return
        session.end_stroke()
        session.save_now()
        version, threshold, author, project = (
            session.predictions.version,
            session.threshold,
            session.author,
            session.project,
        )

        def work() -> tuple[dict[int, Status], list[UserError]]:
            former: dict[int, Status] = {}
            refused: list[UserError] = []
            for photo in photos:
                try:
                    status = project.photo(photo.id).status
                    _accept(project, photo, version, threshold, author)
                    former[photo.id] = status
                except UserError as error:
                    refused.append(error)
            return former, refused

        session.tell("bulk", f"Accepting {len(photos)} photos…")
        session.autosave.run(work, lambda done: self._accepted(*done), self._failed)

    def take_back(self) -> None:
        """Give the photos accepted last their former statuses; masks painted since stay."""
        former, self._former = self._former, {}
        if not former:
            self._session.tell("bulk", "There is nothing accepted in bulk to take back.", passing=True)
            return
        project = self._session.project

        def work() -> None:
            for photo_id, status in former.items():
                project.set_status(photo_id, status)

        self._session.autosave.run(work, lambda _none: self._taken_back(former), self._failed)

    def _accepted(self, former: dict[int, Status], refused: list[UserError]) -> None:
        session = self._session
        self._former = former
        for photo_id in former:
            session.queue.note_author(photo_id, session.author)
        self._show(dict.fromkeys(former, Status.ACCEPTED))
        if refused:
            sentence = f"{refused[0]} {len(former)} photos were accepted."
            session.tell("bulk", UserError(refused[0].code, sentence), Level.ERROR)
        else:
            count = len(former)
            sentence = "1 photo was accepted." if count == 1 else f"{count} photos were accepted."
            session.tell("bulk", sentence, Level.INFO, "Undo", self.take_back)
        self.ended.emit(len(former))

    def _taken_back(self, former: dict[int, Status]) -> None:
        self._show(former)
        self._session.noticeCleared.emit("bulk")
        sentence = f"{len(former)} photos stand where they stood before."
        self._session.tell("bulk", sentence, passing=True)
        self.ended.emit(len(former))

    def _show(self, statuses: dict[int, Status]) -> None:
        session = self._session
        session.review.statuses_are(statuses)
        for photo_id in statuses:
            session.reload(photo_id)

    def _failed(self, error: UserError) -> None:
        self._session.tell("bulk", error, Level.ERROR)


def _accept(project: Project, photo: Photo, version: str, threshold: int, author: str) -> None:
    """Save what opening the photo would show as its mask, and accept it. In a thread; raises UserError."""
    journal = project.journal(photo.id)
    opened = OpenPhoto(photo.id, photo.name, None, Correction(photo.height, photo.width), journal)
    held = journal.position()
    restore_correction(project, photo, version, opened)
    if opened.troubles:
        raise opened.troubles[0]
    if opened.prediction_version is None and not opened.has_mask:
        raise UserError(
            "prediction.missing", f"The prediction of “{photo.name}” is gone; open it to have it made again."
        )
    untouched = not opened.has_mask and not opened.recovered
    opened.freeze(threshold)
    project.save_plane(
        photo.id, opened.correction.plane, threshold, author=author, model_version=opened.prediction_version
    )
    project.set_status(photo.id, Status.ACCEPTED)
    journal.clear(up_to=held)
    with suppress(UserError):  # the acceptance stands; what is noted serves the queue alone
        log_judgement(project, photo.id, Status.ACCEPTED, author, agreement=1.0 if untouched else None, bulk=True)
