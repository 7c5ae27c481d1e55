"""Many photos accepted at once with their predictions, and the undo of that."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from blurlab.core.editing.correction import Correction
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.queue import UNREVIEWED
from blurlab.project.records import Photo, Status
from blurlab.project.review import log_decision
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.open_photo import OpenPhoto, restore_correction, save_mask
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.review.review import Review
from blurlab.session.review.withholding import Withholding
from blurlab.session.strokes.autosave import Autosave
from blurlab.session.strokes.strokes import Strokes


class BulkAccept(QObject):
    """Works in the thread that saves masks, so that nothing overtakes a stroke."""

    ended = Signal(int)  # photos accepted, or given their previous status back

    def __init__(
        self,
        project: Project,
        author: str,
        order: PhotoOrder,
        current: CurrentPhoto,
        strokes: Strokes,
        autosave: Autosave,
        predictions: Predictions,
        withholding: Withholding,
        review: Review,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._author = project, author
        self._order, self._current, self._strokes, self._autosave = order, current, strokes, autosave
        self._predictions, self._withholding, self._review = predictions, withholding, review
        self._notices = notices
        self._former: dict[int, Status] = {}

    def candidates(self) -> list[Photo]:
        """The listed photos that nobody has reviewed and that the model in use has predicted, in order.

        Those that are painted blind are not among them.
        """
        return [photo for photo in self._open() if self._is_predicted(photo)]

    def not_predicted(self) -> int:
        """How many listed photos would be `candidates` had the model in use predicted them."""
        return sum(not self._is_predicted(photo) for photo in self._open())

    def _open(self) -> list[Photo]:
        photos = [self._order[photo_id] for photo_id in self._order.ids]
        return [photo for photo in photos if photo.status in UNREVIEWED and not self._withholding.applies(photo)]

    def _is_predicted(self, photo: Photo) -> bool:
        there = self._project.has_prediction(photo.id, self._predictions.version, self._predictions.view)
        return self._order.facts_of(photo.id).doubt is not None and there

    def accept(self, photos: Sequence[Photo]) -> None:
        """Accept these with the mask that opening them would show."""
        if not photos:
            return
        self._strokes.end()
        self._autosave.save_all()
        project, author = self._project, self._author
        version = self._predictions.version

        def work() -> tuple[dict[int, Status], list[UserError]]:
            former: dict[int, Status] = {}
            refused: list[UserError] = []
            for photo in photos:
                try:
                    status = project.photo(photo.id).status
                    _accept(project, photo, version, author)
                    former[photo.id] = status
                except UserError as error:
                    refused.append(error.bare())
            return former, refused

        self._notices.tell("bulk", f"Accepting {len(photos)} photos…")
        self._autosave.run(work, lambda done: self._accepted(*done), self._failed)

    def undo(self) -> None:
        """Give the photos accepted last their previous statuses; masks painted since stay."""
        former, self._former = self._former, {}
        if not former:
            self._notices.tell("bulk", "There is no bulk accept to undo.", passing=True)
            return

        def work() -> None:
            for photo_id, status in former.items():
                self._project.set_status(photo_id, status)

        self._autosave.run(work, lambda _none: self._undone(former), self._failed)

    def _accepted(self, former: dict[int, Status], refused: list[UserError]) -> None:
        self._former = former
        for photo_id in former:
            self._order.note_author(photo_id, self._author)
        self._show(dict.fromkeys(former, Status.ACCEPTED))
        if refused:
            sentence = f"{refused[0]} {len(former)} photos were accepted."
            self._notices.tell("bulk", UserError(refused[0].code, sentence), Level.ERROR)
        else:
            count = len(former)
            sentence = "1 photo was accepted." if count == 1 else f"{count} photos were accepted."
            self._notices.tell("bulk", sentence, Level.INFO, "Undo", self.undo)
        self.ended.emit(len(former))

    def _undone(self, former: dict[int, Status]) -> None:
        self._show(former)
        self._notices.clear("bulk")
        photos = "1 photo has its" if len(former) == 1 else f"{len(former)} photos have their"
        sentence = f"{photos} previous status again."
        self._notices.tell("bulk", sentence, passing=True)
        self.ended.emit(len(former))

    def _show(self, statuses: dict[int, Status]) -> None:
        self._review.statuses_are(statuses)
        for photo_id in statuses:
            self._current.reload(photo_id)

    def _failed(self, error: UserError) -> None:
        self._notices.tell("bulk", error, Level.ERROR)


def _accept(project: Project, photo: Photo, version: str, author: str) -> None:
    """Save what opening the photo would show as its mask, and accept it. In a thread; raises UserError."""
    journal = project.journal(photo.id)
    opened = OpenPhoto(photo.id, photo.name, None, Correction(photo.height, photo.width), journal)
    held = journal.position()
    restore_correction(project, photo, version, project.view, opened)
    if opened.troubles:
        raise opened.troubles[0]
    if opened.prediction_version is None and not opened.has_mask:
        raise UserError(
            "prediction.missing", f"The prediction of “{photo.name}” is gone; open the photo to predict it again."
        )
    untouched = not opened.has_mask and not opened.recovered
    opened.freeze(opened.threshold)
    save_mask(project, opened, author)
    project.set_status(photo.id, Status.ACCEPTED)
    journal.clear(up_to=held)
    with suppress(UserError):  # the acceptance stands; what is noted serves the queue alone
        log_decision(project, photo.id, Status.ACCEPTED, author, agreement=1.0 if untouched else None, bulk=True)
