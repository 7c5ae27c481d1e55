"""What changed between two models: both predict the photos, and the photos are ranked by how far apart they come."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from blurlab.core.change import Change, change, wrong_share
from blurlab.errors import UserError
from blurlab.project.models import resolve_model
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.child_link import ChildLink
from blurlab.session.predictions.predictions import PREDICTOR_MODULE
from blurlab.session.tasks import Tasks
from blurlab.worker.messages import (
    ChildExited,
    ModelFailed,
    ModelReady,
    OpenProject,
    Predicted,
    PredictionFailed,
    PredictPhoto,
    UseModel,
)

MOST = 200  # photos that are predicted for a comparison, labelled ones first


@dataclass(frozen=True)
class Changed:
    """One photo. wrong: shares of the label's pixels that the first and the second model get wrong, where there is a
    label."""

    photo: Photo
    change: Change
    wrong: tuple[float, float] | None


class VersionChanges(QObject):
    """Compares two models of a project, with a predictor process of its own for what is not predicted yet."""

    progressed = Signal(int, int)  # predictions made, to be made
    ready = Signal(object)  # list[Changed], the most changed first
    failed = Signal(object)  # UserError

    def __init__(self, project: Project, parent: QObject | None = None, module: str | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._view = project.view
        self._tasks = Tasks(1, self)
        self.link = ChildLink("comparison", module or PREDICTOR_MODULE, self)
        self.link.message.connect(self._heard)
        self.labels: tuple[str, ...] = ()  # by which the project keeps the predictions of the two
        self._todo: list[tuple[str, str, list[int]]] = []  # version label, weights, photos
        self._photos: list[Photo] = []
        self._all = 0
        self._done = 0

    def compare(self, first: str, second: str) -> None:
        """Compare the models of these names; `ready` follows, or `failed`."""
        self._tasks.run(lambda: self._plan(first, second), self._begin, self.failed.emit)

    def leave(self) -> None:
        """Stop; nothing more is delivered."""
        self._tasks.leave()
        self.link.mute()
        self.link.stop()

    def _plan(self, first: str, second: str) -> tuple[list[Photo], list[tuple[str, str, list[int]]]]:  # in the thread
        labelled = [label.photo for label in self._project.masks.labels()]
        known = {photo.id for photo in labelled}
        photos = (labelled + [photo for photo in self._project.photos() if photo.id not in known])[:MOST]
        plan = []
        for name in (first, second):
            source = resolve_model(name, self._project)
            label = source.version_label
            missing = [each.id for each in photos if not self._project.has_prediction(each.id, label, self._view)]
            plan.append((label, str(source.path), missing))
        return photos, plan

    def _begin(self, planned: tuple[list[Photo], list[tuple[str, str, list[int]]]]) -> None:
        self._photos, plan = planned
        self.labels = tuple(label for label, _, _ in plan)
        self._todo = [each for each in plan if each[2]]
        self._all = sum(len(missing) for _, _, missing in self._todo)
        self._done = 0
        if self._todo:
            self.link.start()
            self.link.send(OpenProject(str(self._project.folder)))
        self._next_model()

    def _next_model(self) -> None:
        if self._todo:
            label, weights, _ = self._todo[0]
            self.link.send(UseModel(label, weights))
            return
        self.link.stop()
        self._tasks.run(self._rank, self.ready.emit, self.failed.emit)

    def _heard(self, message: object) -> None:
        match message:
            case ModelReady():
                self.progressed.emit(self._done, self._all)
                self._next_photo()
            case ModelFailed(_, error):
                self._todo.clear()
                self.link.stop()
                self.failed.emit(error)
            case Predicted() | PredictionFailed():  # a photo that cannot be predicted is left out of the table
                self._done += 1
                self.progressed.emit(self._done, self._all)
                self._next_photo()
            case ChildExited() if not message.expected:
                self.failed.emit(message.error)

    def _next_photo(self) -> None:
        if not self._todo:
            return
        missing = self._todo[0][2]
        if missing:
            self.link.send(PredictPhoto(missing.pop(0), str(self._view)))
        else:
            self._todo.pop(0)
            self._next_model()

    def _rank(self) -> list[Changed]:  # in the thread
        labels = {label.photo.id: label for label in self._project.masks.labels()}
        found = []
        for photo in self._photos:
            first, second = (self._project.read_prediction(photo.id, label, self._view) for label in self.labels)
            if first is None or second is None:
                continue
            cuts = [
                self._project.cut_of(photo.id, label, self._view, made)
                for label, made in zip(self.labels, (first, second), strict=True)
            ]
            wrong = None
            if photo.id in labels:
                try:
                    mask = self._project.masks.read_label(labels[photo.id])
                except UserError:
                    mask = None
                if mask is not None:
                    before = wrong_share(first, mask, cuts[0])
                    after = wrong_share(second, mask, cuts[1])
                    wrong = (before, after) if before is not None and after is not None else None
            found.append(Changed(photo, change(first, second, (cuts[0], cuts[1])), wrong))
        return sorted(found, key=lambda each: each.change.mean, reverse=True)
