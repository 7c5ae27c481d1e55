"""Photos inspected in the background, by a child on each core except one; earlier results come from the cache."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.imaging.inspection import Inspection, InspectionCache, cache_file, from_record
from blurlab.imaging.limits import MEMORY
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.child_link import ChildLink
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.tasks import Tasks
from blurlab.worker.messages import ChildExited, Inspected, InspectionFailed, InspectPhoto

INSPECTOR_MODULE = "blurlab.worker.inspector"
_MOST_CHILDREN = 4
_HANDED = 2  # photos to each child: one in work, one behind it
_BYTES_A_PIXEL = {".jpg": 4, ".jpeg": 4}  # that inspecting takes at the most; of other photos
_BYTES_ELSE = 6
_ASKED = 12  # photos that the predictor is asked for at a time


class Inspections(QObject):
    """`start()` inspects unknown photos, `stop()` ends that; results come by `found`."""

    found = Signal(object)  # {photo id: Inspection}
    notFound = Signal(int, object)  # photo id, UserError
    progressed = Signal()  # running, done or total
    died = Signal(object)  # UserError

    def __init__(
        self, project: Project, predictions: Predictions, parent: QObject | None = None, module: str | None = None
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._predictions = predictions
        self._tasks = Tasks(1, self)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        count = max(1, min(cores - 1, _MOST_CHILDREN))
        self.links = [ChildLink("inspector", module or INSPECTOR_MODULE, self) for _ in range(count)]
        self._handed: dict[ChildLink, list[int]] = {link: [] for link in self.links}
        for link in self.links:
            link.message.connect(lambda message, link=link: self._heard(link, message))
        predictions.predicted.connect(lambda photo_id, _version, _seconds: self._predicted(photo_id))
        predictions.failed.connect(lambda photo_id, _error: self._not_predicted(photo_id))
        self._photos: dict[int, Photo] = {}
        self._todo: dict[int, None] = {}
        self._first: list[int] = []
        self._answered: set[int] = set()
        self._unpredicted: dict[int, None] = {}  # wait for the model's mask
        self._model = ""  # the version that is asked too
        self._view = predictions.view
        self._cache: InspectionCache | None = None
        self._reading = 0
        self.running = False
        self._waits = False

    @property
    def done(self) -> int:
        """Photos with a result."""
        return len(self._answered)

    @property
    def total(self) -> int:
        return len(self._photos)

    @property
    def asks_model(self) -> bool:
        return bool(self._model)

    def set_photos(self, photos: Iterable[Photo]) -> None:
        """Set the known photos: cached results of new ones come by `found`."""
        known, self._photos = self._photos, {photo.id: photo for photo in photos}
        new = [photo for key, photo in self._photos.items() if key not in known]
        self._answered &= self._photos.keys()
        for waiting in (self._todo, self._unpredicted):
            for gone in [key for key in waiting if key not in self._photos]:
                del waiting[gone]
        if new:
            self._look_up(new)

    def ask_model(self, version: str) -> None:
        """Use the predictions of this model version as well, or measure only (“”); known results are looked up."""
        view = self._predictions.view
        if version == self._model and (view is self._view or not version):
            return
        self._model, self._view, self._cache = version, view, None
        self._todo.clear()
        self._unpredicted.clear()
        self._answered.clear()
        for link, handed in self._handed.items():
            handed.clear()  # what still comes was asked for the other way
            if link.alive:
                link.stop()
        self._look_up(list(self._photos.values()))

    def start(self) -> None:
        if not self.running:
            self.running = True
            self._feed()
            self.progressed.emit()

    def stop(self) -> None:
        """Start nothing more; the children finish the current photo and leave."""
        self.running = False
        for link, handed in self._handed.items():
            self._todo = dict.fromkeys(handed) | self._todo
            handed.clear()
            if link.alive:
                link.stop()
        self.progressed.emit()

    def wait(self, waits: bool) -> None:
        """Start no photo while others need the processor more, neither here nor in the predictor; started ones are
        finished."""
        if waits != self._waits:
            self._waits = waits
            self._predictions.wait(waits)
            self._feed()
            self.progressed.emit()  # there may be nothing left to do

    def first(self, photo_ids: Sequence[int]) -> None:
        """These are visible: inspect them before the others."""
        self._first = list(reversed(photo_ids))

    def leave(self) -> None:
        self.running = False
        for link in self.links:
            link.mute()
            link.stop()
        self._tasks.leave()

    # ------------------------------------------------------------ the cache

    def _look_up(self, photos: list[Photo]) -> None:
        model, view = self._model, self._view
        self._reading += 1

        def read() -> tuple[InspectionCache, dict[int, Inspection]]:
            cache = self._cache or InspectionCache(cache_file(), model and f"{model}{view.ending}")
            return cache, {photo.id: known for photo in photos if (known := cache.find(photo.ref)) is not None}

        def have(answer: tuple[InspectionCache, dict[int, Inspection]]) -> None:
            self._reading -= 1
            if (model, view) != (self._model, self._view):
                return
            self._cache, known = answer
            self._todo |= {photo.id: None for photo in photos if photo.id not in known and photo.id in self._photos}
            self._answered |= known.keys()
            self.found.emit(known)
            self._feed()
            self.progressed.emit()

        self._tasks.run(read, have, self._not_read)

    def _not_read(self, error: UserError) -> None:
        self._reading -= 1
        self.died.emit(error)

    def _keep(self, inspection: Inspection, photo_id: int) -> None:
        cache, photo = self._cache, self._photos.get(photo_id)

        def add() -> None:
            with suppress(OSError):  # without a cache everything works, but nothing is remembered
                if cache is not None and photo is not None:
                    cache.add(inspection, photo.ref.tones)

        self._tasks.run(add, lambda _none: None, lambda _error: None)

    # ------------------------------------------------------------ the children

    def _feed(self) -> None:
        if not self.running or self._waits:
            return
        for _ in range(_HANDED):  # one to each child before any gets its second
            for link, handed in self._handed.items():
                if len(handed) >= _HANDED or (photo_id := self._next()) is None:
                    continue
                link.start()
                prediction = planes = ""
                if self._model:
                    prediction = str(self._project.prediction_file(photo_id, self._model, self._view))
                    planes = str(self._project.planes_file(photo_id, self._model))
                ref = self._photos[photo_id].ref
                seen = ref.part, ref.tones.text
                if link.send(InspectPhoto(photo_id, str(ref.path), seen, prediction, planes)):
                    handed.append(photo_id)
                else:
                    self._todo[photo_id] = None
        self._ask_for_masks()
        if not self._reading and not self._todo and not self._unpredicted and not any(self._handed.values()):
            self.running = False
            for link in self.links:
                if link.alive:
                    link.stop()  # their memory is free again

    def _next(self) -> int | None:
        while True:
            while self._first and self._first[-1] not in self._todo:
                self._first.pop()
            photo_id = self._first.pop() if self._first else next(iter(self._todo), None)
            if photo_id is None:
                return None
            if self._waits_for_memory(photo_id):
                self._first.append(photo_id)
                return None
            del self._todo[photo_id]
            if not self._model or self._project.has_prediction(photo_id, self._model, self._view):
                return photo_id
            self._unpredicted[photo_id] = None

    def _waits_for_memory(self, photo_id: int) -> bool:
        """Whether the children together would take more than one file may; one photo is always handed out."""
        handed = [each for handed in self._handed.values() for each in handed if each in self._photos]
        return bool(handed) and sum(_memory(self._photos[each]) for each in (*handed, photo_id)) > MEMORY

    def _ask_for_masks(self) -> None:
        if self._unpredicted and self._model == self._predictions.version:
            asked = list(self._unpredicted)[:_ASKED]
            self._predictions.want(asked)

    def _predicted(self, photo_id: int) -> None:
        if self._unpredicted.pop(photo_id, photo_id) is None:
            self._todo[photo_id] = None
            self._feed()

    def _not_predicted(self, photo_id: int) -> None:
        """If the model cannot look, the next try only measures; until then there is no verdict."""
        if self._unpredicted.pop(photo_id, photo_id) is None:
            self._answered.add(photo_id)
            error = UserError("prediction.missing", "The model could not look at this photo.")
            self.notFound.emit(photo_id, error)
            self._feed()

    def _heard(self, link: ChildLink, message: object) -> None:
        match message:
            case Inspected(photo_id, record):
                if self._took(link, photo_id):
                    inspection = from_record(record)
                    if bool(self._model) == (inspection.verdict.model_blurred is not None):
                        self._keep(inspection, photo_id)
                    self.found.emit({photo_id: inspection})
            case InspectionFailed(photo_id, error):
                if self._took(link, photo_id):
                    self.notFound.emit(photo_id, error)
            case ChildExited():
                self._ended(link, message)
                return
            case _:
                return
        self._feed()
        self.progressed.emit()

    def _took(self, link: ChildLink, photo_id: int) -> bool:
        """Whether this was still waited for from this child."""
        if photo_id not in self._handed[link]:
            return False
        self._handed[link].remove(photo_id)
        if photo_id in self._photos:
            self._answered.add(photo_id)
        return photo_id in self._photos

    def _ended(self, link: ChildLink, end: ChildExited) -> None:
        handed = self._handed[link]
        left, self._handed[link] = handed, []
        if end.expected:
            self._todo |= dict.fromkeys(left)
            self._feed()  # it may have been started again meanwhile
        else:
            if left:  # the photo in hand may be why: the others go on without it
                self._answered.add(left[0])
                error = UserError("inspection.crashed", "The inspector crashed on this photo.")
                self.notFound.emit(left[0], error)
            self._todo = dict.fromkeys(left[1:]) | self._todo
            self.stop()
            self.died.emit(end.error)
        self.progressed.emit()


def _memory(photo: Photo) -> int:
    return photo.width * photo.height * _BYTES_A_PIXEL.get(photo.path.suffix.lower(), _BYTES_ELSE)
