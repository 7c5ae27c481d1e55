"""Which photos the predictor works on next: the one on screen, then those in line, never more than two at once."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.core.learning.queue_order import Doubt
from blurlab.errors import UserError
from blurlab.session.child_link import ChildLink
from blurlab.worker.messages import (
    ChildExited,
    ChildReady,
    ModelFailed,
    ModelReady,
    OpenProject,
    Predicted,
    PredictedOther,
    PredictionFailed,
    PredictionOtherFailed,
    PredictOther,
    PredictPhoto,
    UseModel,
)

PREDICTOR_MODULE = "blurlab.worker.predictor"
MOST_OUTSTANDING = 2  # one in work and one behind it: the child never waits, and a change of photo is followed at once


class PredictorState(StrEnum):
    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


class Predictions(QObject):
    """Keeps the predictor busy with the wanted photos that have no prediction of the model version in use."""

    stateChanged = Signal(object)  # PredictorState
    predicted = Signal(int, str, float)  # photo id, model version, seconds
    doubted = Signal(int, object)  # photo id, Doubt of the prediction
    failed = Signal(int, object)  # photo id, UserError
    predictedOther = Signal(int, str)  # photo id, name of a model that was asked by `predict_other`
    otherFailed = Signal(int, str, object)  # photo id, that name, UserError
    laterChanged = Signal()  # `left_for_later` is another
    modelReady = Signal(str)
    modelFailed = Signal(object)  # UserError
    died = Signal(object)  # UserError

    def __init__(
        self,
        folder: Path,
        is_there: Callable[[int, str], bool],
        parent: QObject | None = None,
        module: str | None = None,
    ) -> None:
        """`is_there(photo_id, version)` tells whether that prediction lies in the project already."""
        super().__init__(parent)
        self._folder = folder
        self._is_there = is_there
        self.module = module or PREDICTOR_MODULE
        self.link = ChildLink("predictor", self.module, self)
        self.link.message.connect(self._heard)
        self.state = PredictorState.OFF
        self.version = ""
        self._weights = ""
        self._wanted: list[int] = []
        self._later: dict[int, None] = {}  # an ordered set
        self._asked: dict[int, str] = {}  # photo id → version it was asked for
        self._given_up: set[tuple[int, str]] = set()
        self._others: set[tuple[int, str]] = set()  # photo id and name of `predict_other`, unanswered
        self._outdated: set[int] = set()  # asked for before a retry: their failure no longer counts

    def use_model(self, version: str, weights: Path) -> None:
        """Predict with this model from now on; photos asked for before are asked for again."""
        self.version, self._weights = version, str(weights)
        self._forget_asked()
        if self.link.alive and self.state is not PredictorState.FAILED:
            self.link.send(UseModel(self.version, self._weights))
            self._set_state(PredictorState.STARTING)
        else:
            self.start()

    def start(self) -> None:
        """Start the child, or start it again after its end."""
        if not self._weights:
            return
        self._forget_asked()
        if self.link.alive and self.state is PredictorState.FAILED:
            # The model failed, not the process: the same child may try again.
            self.link.send(UseModel(self.version, self._weights))
        else:
            self.link.start()
            self.link.send(OpenProject(str(self._folder)))
            self.link.send(UseModel(self.version, self._weights))
        self._set_state(PredictorState.STARTING)

    def want(self, photo_ids: Sequence[int]) -> None:
        """The photos to have predictions of, the most urgent first. Replaces what was wanted before."""
        self._wanted = list(photo_ids)
        self._feed()

    def want_later(self, photo_ids: Iterable[int]) -> None:
        """Photos to predict, in this order, while none of the wanted ones waits. Replaces what was asked for before."""
        self._later = dict.fromkeys(photo_ids)
        self.laterChanged.emit()
        self._feed()

    @property
    def left_for_later(self) -> int:
        """How many photos of `want_later` have no prediction yet."""
        return len(self._later)

    def retry(self, photo_id: int) -> None:
        """Ask again for a photo that failed; a failure still on its way, asked for before, does not count."""
        self._given_up.discard((photo_id, self.version))
        if photo_id in self._asked:
            self._outdated.add(photo_id)
        self._feed()

    def predict_other(self, photo_id: int, name: str, weights: Path) -> None:
        """Predict a photo with another model than that in use, after what is asked already; a signal tells the end."""
        if (photo_id, name) in self._others:
            return
        self._others.add((photo_id, name))
        if not self.link.send(PredictOther(photo_id, name, str(weights))):
            self._other_failed(photo_id, name, UserError("child.gone", "The predictor is not running."))

    def _fail_others(self, error: UserError) -> None:
        for photo_id, name in list(self._others):
            self._other_failed(photo_id, name, error)

    def _other_failed(self, photo_id: int, name: str, error: UserError) -> None:
        self._others.discard((photo_id, name))
        self.otherFailed.emit(photo_id, name, error)

    def waits_for(self, photo_id: int) -> bool:
        """Whether a prediction of this photo can still be expected."""
        working = self.state in {PredictorState.STARTING, PredictorState.READY}
        return working and (photo_id, self.version) not in self._given_up

    def leave(self) -> None:
        """The project goes: send the child away by the ladder and deliver nothing more."""
        self._wanted = []
        self._later = {}
        self.link.mute()
        self.link.stop()

    # ------------------------------------------------------------ messages of the child

    def _heard(self, message: object) -> None:
        match message:
            case ChildReady():
                pass  # the model is not loaded yet: ModelReady says so
            case ModelReady(name) if name == self.version:
                self._set_state(PredictorState.READY)
                self.modelReady.emit(name)
                self._feed()
            case ModelFailed(name, error) if name == self.version:
                self._set_state(PredictorState.FAILED)
                self.modelFailed.emit(error)
            case Predicted(photo_id, version, seconds, doubt):
                if self._asked.get(photo_id) == version:
                    del self._asked[photo_id]
                    self._outdated.discard(photo_id)
                    self._not_later(photo_id)
                if doubt is not None and version == self.version:  # else of a model that was taken back meanwhile
                    self.doubted.emit(photo_id, Doubt(*doubt))
                self.predicted.emit(photo_id, version, seconds)
                self._feed()
            case PredictionFailed(photo_id, error):
                asked = self._asked.pop(photo_id, None)
                self._not_later(photo_id)
                if photo_id in self._outdated:
                    self._outdated.discard(photo_id)
                elif asked is not None:
                    self._given_up.add((photo_id, asked))
                    self.failed.emit(photo_id, error)
                self._feed()
            case PredictedOther(photo_id, name):
                self._others.discard((photo_id, name))
                self.predictedOther.emit(photo_id, name)
            case PredictionOtherFailed(photo_id, name, error):
                self._other_failed(photo_id, name, error)
            case ChildExited():
                self._forget_asked()
                self._fail_others(message.error)
                self._set_state(PredictorState.FAILED)
                self.died.emit(message.error)

    def _forget_asked(self) -> None:
        self._asked.clear()
        self._outdated.clear()

    def _feed(self) -> None:
        if self.state is not PredictorState.READY:
            return
        for photo_id in self._wanted:
            if len(self._asked) >= MOST_OUTSTANDING:
                return
            done = (photo_id, self.version) in self._given_up or self._is_there(photo_id, self.version)
            if photo_id not in self._asked and not done and self.link.send(PredictPhoto(photo_id)):
                self._asked[photo_id] = self.version
        # One at a time: what is wanted next never waits behind more than that.
        if not self._asked and (later := next(iter(self._later), None)) is not None:
            if (later, self.version) in self._given_up:
                self._not_later(later)
                self._feed()
            elif self.link.send(PredictPhoto(later)):
                self._asked[later] = self.version

    def _not_later(self, photo_id: int) -> None:
        if photo_id in self._later:
            del self._later[photo_id]
            self.laterChanged.emit()

    def _set_state(self, state: PredictorState) -> None:
        if state is not self.state:
            self.state = state
            self.stateChanged.emit(state)
