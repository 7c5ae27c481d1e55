"""Predictions brought under corrections: read in a thread, put in place between strokes, accepted masks spared."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from blurlab.core.editing.correction import Plane, recoded
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_loader import PhotoLoader
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.tasks import Tasks


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
        self._late: dict[int, tuple[str, Plane]] = {}  # came during a stroke, recoded
        self._made_again: set[tuple[int, str]] = set()  # predictions whose file was damaged

    def hold(self) -> None:
        """A stroke began: the correction is the person's now."""
        self._held = True

    def release(self) -> None:
        """The stroke has ended: what came meanwhile is put in place."""
        self._held = False
        late, self._late = self._late, {}
        for photo_id, (version, prediction) in late.items():
            self._place(photo_id, version, prediction)

    def bring(self, photo_id: int) -> None:
        """Put the prediction of the version in use under this photo's correction, if both are there."""
        opened = self._loader.get(photo_id)
        version = self._predictions.version
        if opened is None or not version or (opened.prediction_version == version and not opened.frozen):
            return
        is_there = self._project.has_prediction(photo_id, version)
        if self._is_accepted(photo_id) or not is_there:
            return
        if opened.withheld is not None:
            opened.withheld = version  # what the mask will be compared with
            return
        again = (photo_id, version) in self._made_again
        self._tasks.run(
            lambda: self._read(photo_id, version, again),
            lambda read: self._has_read(photo_id, version, *read),
            self.failed.emit,
        )

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

    def _read(self, photo_id: int, version: str, again: bool) -> tuple[Plane | None, bool]:  # in the thread
        """The prediction, recoded at the photo's size, and whether its file is damaged.

        A damaged one is taken away, unless it was made `again` already.
        A disk that damages it every time would else keep the predictor busy for ever.
        """
        prediction = self._project.read_prediction(photo_id, version)
        damaged = prediction is None and self._project.has_prediction(photo_id, version)
        if damaged and not again:
            self._project.remove_prediction(photo_id, version)
        photo = self._order[photo_id]
        return None if prediction is None else recoded(prediction, photo.height, photo.width), damaged

    def _has_read(self, photo_id: int, version: str, prediction: Plane | None, damaged: bool) -> None:
        if prediction is not None:
            self._place(photo_id, version, prediction)
        elif damaged and (photo_id, version) in self._made_again:
            name = self._order[photo_id].name
            sentence = f"The prediction of “{name}” is damaged on the disk again."
            self.failed.emit(UserError("prediction.damaged", sentence))
        elif damaged:
            self._made_again.add((photo_id, version))
            self._predictions.retry(photo_id)

    def _place(self, photo_id: int, version: str, prediction: Plane) -> None:
        opened = self._loader.get(photo_id)
        if opened is None or opened.withheld is not None or version != self._predictions.version:
            return
        if self._is_accepted(photo_id):  # meanwhile
            return
        if self._held:
            self._late[photo_id] = (version, prediction)
            return
        rect = opened.correction.take_prediction(prediction)
        opened.prediction_version = version
        opened.frozen = False
        self.placed.emit(opened, rect)
