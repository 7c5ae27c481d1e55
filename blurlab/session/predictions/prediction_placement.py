"""Predictions brought under corrections: read in a thread, put in place between strokes, accepted masks spared."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from blurlab.core.editing.correction import Plane, recoded
from blurlab.core.prediction import Look, View
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.photos.open_photo import OpenPhoto, told_of
from blurlab.session.photos.photo_loader import PhotoLoader
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.tasks import Tasks

_Which = tuple[int, str, View]  # photo id, model version, view


class PredictionPlacement(QObject):
    """Keeps the untouched pixels of the photos in memory at the prediction of the model version in use."""

    placed = Signal(object, object)  # OpenPhoto, Rect of its correction that was rewritten
    failed = Signal(object)  # UserError

    def __init__(
        self,
        project: Project,
        order: PhotoOrder,
        loader: PhotoLoader,
        predictions: Predictions,
        asked_status: Callable[[int], Status | None],
        parent: QObject,
    ) -> None:
        """`asked_status(photo_id)`: the status that is set as soon as the photo's mask is safe."""
        super().__init__(parent)
        self._project = project
        self._order = order
        self._loader = loader
        self._predictions = predictions
        self._asked_status = asked_status
        self._tasks = Tasks(1, self)
        self._held = False
        self._late: dict[int, tuple[_Which, Plane, Look, int]] = {}  # came during a stroke, recoded
        self._made_again: set[_Which] = set()  # predictions whose file was damaged
        predictions.outdated.connect(self._forget)

    @property
    def held(self) -> bool:
        """Whether a stroke is being painted."""
        return self._held

    def hold(self) -> None:
        """A stroke began: the correction is the person's now."""
        self._held = True

    def release(self) -> None:
        """The stroke has ended: what came meanwhile is put in place."""
        self._held = False
        late, self._late = self._late, {}
        for waited in late.values():
            self._place(*waited)

    def bring(self, photo_id: int, *, anew: bool = False) -> None:
        """Put the prediction of the version in use, at the project's view, under this photo's correction, if both are
        there. anew: it was made again, so that what is shown of it is outdated."""
        opened = self._loader.get(photo_id)
        version, view = self._predictions.version, self._predictions.view
        if opened is None or not version:
            return
        if not anew and not opened.frozen and (opened.prediction_version, opened.view) == (version, view):
            return
        is_there = self._project.has_prediction(photo_id, version, view)
        if self._is_accepted(photo_id) or not is_there:
            return
        if opened.withheld is not None:
            opened.withheld = version  # what the mask will be compared with
            return
        which = photo_id, version, view
        again = which in self._made_again
        self._tasks.run(lambda: self._read(which, again), lambda read: self._has_read(which, *read), self.failed.emit)

    def _forget(self, photo_id: int, version: str, view: View) -> None:
        """Take away a prediction of the photo as it was seen before."""
        with suppress(OSError):  # a file that stays is replaced by the next one
            self._project.remove_prediction(photo_id, version, view)

    def bring_all(self) -> None:
        for opened in self._loader.all():
            self.bring(opened.photo_id)

    def open_photos(self) -> list[OpenPhoto]:
        """Those in memory."""
        return self._loader.all()

    def open_photo(self, photo_id: int) -> OpenPhoto | None:
        """The photo where it is in memory."""
        return self._loader.get(photo_id)

    def leave(self) -> None:
        self._tasks.leave()

    def _is_accepted(self, photo_id: int) -> bool:
        """Whether the photo is accepted or about to be: no prediction moves it then."""
        return Status.ACCEPTED in (self._asked_status(photo_id), self._order[photo_id].status)

    def _read(self, which: _Which, again: bool) -> tuple[tuple[Plane, Look, int] | None, bool]:  # in the thread
        """The prediction, recoded at the photo's size, with its look and its cut, and whether its file is damaged.

        A damaged one is taken away, unless it was made `again` already.
        A disk that damages it every time would else keep the predictor busy for ever.
        """
        prediction = self._project.read_prediction(*which)
        damaged = prediction is None and self._project.has_prediction(*which)
        if damaged and not again:
            self._project.remove_prediction(*which)
        if prediction is None:
            return None, damaged
        photo_id, version, view = which
        photo = self._order[photo_id]
        told = told_of(self._project, photo, version, view, prediction)
        return (recoded(prediction, photo.height, photo.width), *told), False

    def _has_read(self, which: _Which, read: tuple[Plane, Look, int] | None, damaged: bool) -> None:
        if read is not None:
            self._place(which, *read)
        elif damaged and which in self._made_again:
            name = self._order[which[0]].name
            sentence = f"The prediction of “{name}” is damaged on the disk again."
            self.failed.emit(UserError("prediction.damaged", sentence))
        elif damaged:
            self._made_again.add(which)
            self._predictions.retry(which[0], [which[2]])

    def _place(self, which: _Which, prediction: Plane, look: Look, suggested: int) -> None:
        photo_id, version, view = which
        opened = self._loader.get(photo_id)
        if opened is None or opened.withheld is not None:
            return
        if (version, view) != (self._predictions.version, self._predictions.view) or self._is_accepted(photo_id):
            return  # meanwhile
        if self._held:
            self._late[photo_id] = which, prediction, look, suggested
            return
        rect = opened.correction.take_prediction(prediction)
        opened.predicted(version, look, suggested)
        self.placed.emit(opened, rect)
