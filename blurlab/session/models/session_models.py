"""The models of an open project: which one predicts, which versions there are."""

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.project.models import ModelChoice, choose_model, model_before, model_choices, resolve_model, roll_back
from blurlab.project.project import Project
from blurlab.project.records import ModelVersion
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.predictions.prediction_placement import PredictionPlacement
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.tasks import Tasks


class SessionModels(QObject):
    """Listens to the predictor, and tells it which model to use. name: of the model in use, for people."""

    changed = Signal()  # the predictor's state, or the model in use
    versionsChanged = Signal()

    def __init__(
        self,
        project: Project,
        predictions: Predictions,
        placement: PredictionPlacement,
        current: CurrentPhoto,
        tasks: Tasks,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._predictions, self._placement = project, predictions, placement
        self._current, self._tasks, self._notices = current, tasks, notices
        self.name = ""
        predictions.stateChanged.connect(lambda _state: self.changed.emit())
        predictions.modelReady.connect(lambda _name: notices.clear("predictor"))
        predictions.modelFailed.connect(self._predictor_failed)
        predictions.died.connect(self._predictor_failed)
        predictions.died.connect(lambda _error: self.sweep(predictions.link.last_pid))

    def use_promoted(self) -> None:
        """Let the project's promoted version predict, or the model chosen instead, else the shipped default."""
        try:
            source = resolve_model(None, self._project)
        except UserError as error:
            self._notices.tell("predictor", error, Level.ERROR)
            return
        self.name = source.name
        if source.version_label != self._predictions.version:
            self._predictions.use_model(source.version_label, source.path)
            self._placement.bring_all()
        self._current.want_neighbours()
        self.changed.emit()

    def note_versions(self) -> None:
        """Versions were published, promoted or deleted, here or by another program: whoever shows them looks again."""
        self.versionsChanged.emit()

    def versions(self) -> list[ModelVersion]:
        """The project's model versions, newest first."""
        try:
            return self._project.versions.all()[::-1]
        except UserError as error:
            self._notices.tell("versions", error, Level.ERROR)
            return []

    def before(self) -> str | None:
        """The model that predicted before, to go back to; None if there is none or it cannot be asked."""
        try:
            return model_before(self._project)
        except UserError:
            return None  # `versions` tells why

    def other_models(self) -> list[ModelChoice]:
        """The models beside the project's versions: those that came with blurlab."""
        return model_choices()

    def promote(self, name: str) -> None:
        """Let this version, or this one of `other_models`, predict from now on."""
        try:
            choose_model(self._project, name)
        except UserError as error:
            self._notices.tell("versions", error, Level.ERROR)
            return
        self.note_versions()
        self.use_promoted()

    def roll_back(self) -> None:
        """Go back to the previous model."""
        try:
            name = roll_back(self._project)
        except UserError as error:
            self._notices.tell("versions", error, Level.WARNING, passing=True)
            return
        self._notices.clear("alarm")
        self._notices.tell("versions", f"{name} predicts again.", passing=True)
        self.note_versions()
        self.use_promoted()

    def restart_predictor(self) -> None:
        self._notices.clear("predictor")
        self._predictions.start()
        self._current.want_neighbours()

    def sweep(self, ended: int | None = None) -> None:
        """Remove the unfinished files of this killed child, and old leftovers of others."""
        self._tasks.run(lambda: self._project.sweep(ended), lambda _gone: None, lambda _error: None)

    def _predictor_failed(self, error: UserError) -> None:
        self._notices.tell("predictor", error, Level.ERROR, "Restart", self.restart_predictor)
