"""Which photos the predictor works on next: the one on screen, then those in line, never more than two at once.

As a whole a photo takes a moment, at 100 % seconds. So one photo at a time is looked at at 100 %: the one on screen,
beside all that is asked as a whole; and, where the project cuts its masks from that view, those in line after it.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.core.learning.queue_order import Doubt
from blurlab.core.prediction import View
from blurlab.core.rect import Rect
from blurlab.errors import UserError
from blurlab.session.child_link import ChildLink
from blurlab.worker.messages import (
    FULL,
    ChildExited,
    ChildReady,
    FullProgress,
    LookHere,
    ModelFailed,
    ModelReady,
    OpenProject,
    Predicted,
    PredictedOther,
    PredictionFailed,
    PredictionOtherFailed,
    PredictOther,
    PredictPhoto,
    StopFull,
    UseModel,
)

PREDICTOR_MODULE = "blurlab.worker.predictor"
MOST_OUTSTANDING = 2  # one in work and one behind it: the child never waits, and a change of photo is followed at once

_Which = tuple[int, View]  # a photo's id, and how it is looked at


class PredictorState(StrEnum):
    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


class Predictions(QObject):
    """Keeps the predictor busy with the wanted photos that have no prediction of the model version in use."""

    stateChanged = Signal(object)  # PredictorState
    predicted = Signal(int, str, float)  # photo id, model version, seconds: the prediction that its mask is cut from
    looked = Signal(int, object)  # photo id, View: this prediction is there, whichever masks are cut from
    progressed = Signal(int, int, int, bool)  # photo id, tiles predicted at 100 %, of all; read_part gives more
    doubted = Signal(int, object)  # photo id, Doubt of the prediction
    outdated = Signal(int, str, object)  # photo id, model version, View: what just came is to be forgotten
    failed = Signal(int, object)  # photo id, UserError
    notLooked = Signal(int, object)  # photo id, UserError why the view that is not cut from could not be predicted
    predictedOther = Signal(int, str)  # photo id, name of a model that was asked by `predict_other`
    otherFailed = Signal(int, str, object)  # photo id, that name, UserError
    laterChanged = Signal()  # `left_for_later` is another
    modelReady = Signal(str)
    modelFailed = Signal(object)  # UserError
    died = Signal(object)  # UserError

    def __init__(
        self,
        folder: Path,
        is_there: Callable[[int, str, View], bool],
        parent: QObject | None = None,
        module: str | None = None,
        view: View = View.WHOLE,
    ) -> None:
        """`is_there(photo_id, version, view)` tells whether that prediction lies in the project already, with its
        scale. view: from which predictions masks are cut."""
        super().__init__(parent)
        self._folder = folder
        self._is_there = is_there
        self.module = module or PREDICTOR_MODULE
        self.link = ChildLink("predictor", self.module, self)
        self.link.message.connect(self._heard)
        self.state = PredictorState.OFF
        self.version = ""
        self.view = view
        self._weights = ""
        self._wanted: list[int] = []
        self._close: int | None = None  # the photo on screen, which is also looked at at 100 %
        self._seen: tuple[int, int, int, int] | None = None
        self._later: dict[int, None] = {}  # an ordered set
        self._asked: dict[_Which, str] = {}  # → version it was asked for
        self._made: set[tuple[_Which, str]] = set()  # in this session, however its file may look
        self._given_up: set[tuple[_Which, str]] = set()
        self._others: set[tuple[int, str]] = set()  # photo id and name of `predict_other`, unanswered
        self._outdated: set[tuple[_Which, str]] = set()  # asked for before a retry: their answer does not count
        self._waits = False

    def use_model(self, version: str, weights: Path) -> None:
        """Predict with this model from now on; photos asked for before are asked for again."""
        self.version, self._weights = version, str(weights)
        self._asked.clear()
        if self.link.alive and self.state is not PredictorState.FAILED:
            self.link.send(UseModel(self.version, self._weights))
            self._set_state(PredictorState.STARTING)
        else:
            self.start()

    def start(self) -> None:
        """Start the child, or start it again after its end."""
        if not self._weights:
            return
        self._asked.clear()
        if self.link.alive and self.state is PredictorState.FAILED:
            # The model failed, not the process: the same child may try again.
            self.link.send(UseModel(self.version, self._weights))
        else:
            self._outdated.clear()
            self.link.start()
            self.link.send(OpenProject(str(self._folder)))
            self.link.send(UseModel(self.version, self._weights))
        self._set_state(PredictorState.STARTING)

    def predict_planes(self, photo_id: int) -> None:
        """Predict a photo again with the model in use, and this time how much blur there is and of what kind as well;
        `predictedOther` or `otherFailed` says when that is done."""
        self._ask_other(photo_id, self.version, self._weights, View.WHOLE)

    def want(self, photo_ids: Sequence[int]) -> None:
        """The photos to have predictions of, the most urgent first. Replaces what was wanted before."""
        self._wanted = list(photo_ids)
        self._feed()

    def wait(self, waits: bool) -> None:
        """Ask for nothing more while others need the processor more; what is asked for is finished."""
        if waits != self._waits:
            self._waits = waits
            self._feed()

    def look_closely(self, photo_id: int | None) -> None:
        """The photo to be predicted at 100 % too, in place of the one before; None: none is."""
        if photo_id != self._close:
            self._close, self._seen = photo_id, None
            self._feed()

    def look_here(self, photo_id: int, seen: Rect) -> None:
        """What a person sees of that photo now, in its pixels: it is predicted before the rest."""
        if photo_id == self._close and not seen.empty:
            self._seen = (seen.x, seen.y, seen.width, seen.height)
            if (photo_id, View.FULL) in self._asked:
                self.link.send(LookHere(photo_id, self._seen))

    def cut_from(self, view: View) -> None:
        """From now on masks are cut from the predictions at this view."""
        if view is not self.view:
            self.view = view
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

    def retry(self, photo_id: int, views: Iterable[View] = View) -> None:
        """Ask again for a photo that failed, or whose pixels are seen otherwise now; an answer still on its way,
        asked for before, does not count."""
        for view in views:
            which = photo_id, view
            self._given_up.discard((which, self.version))
            self._made.discard((which, self.version))
            if which in self._asked:
                self._outdated.add((which, self._asked[which]))
        self._feed()

    def predict_other(self, photo_id: int, name: str, weights: Path) -> None:
        """Predict a photo with another model than that in use, after what is asked already; a signal tells the end."""
        self._ask_other(photo_id, name, str(weights), self.view)

    def _ask_other(self, photo_id: int, name: str, weights: str, view: View) -> None:
        if (photo_id, name) in self._others:
            return
        self._others.add((photo_id, name))
        if not self.link.send(PredictOther(photo_id, name, weights, str(view))):
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
        return working and ((photo_id, self.view), self.version) not in self._given_up

    def predicts_at_full(self, photo_id: int) -> bool:
        """Whether this photo is being predicted at 100 %."""
        return (photo_id, View.FULL) in self._asked

    def leave(self) -> None:
        """The project goes: send the child away by the ladder and deliver nothing more."""
        self._wanted, self._close = [], None
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
            case Predicted(photo_id, version, seconds, doubt, view):
                self._has_predicted((photo_id, View(view)), version, seconds, doubt)
            case FullProgress(photo_id, version, done, tiles, part) if version == self.version:
                self.progressed.emit(photo_id, done, tiles, part)
            case PredictionFailed(photo_id, error, view):
                self._has_failed((photo_id, View(view)), error)
            case PredictedOther(photo_id, name):
                self._others.discard((photo_id, name))
                self.predictedOther.emit(photo_id, name)
            case PredictionOtherFailed(photo_id, name, error):
                self._other_failed(photo_id, name, error)
            case ChildExited():
                self._asked.clear()
                self._outdated.clear()
                self._fail_others(message.error)
                self._set_state(PredictorState.FAILED)
                self.died.emit(message.error)

    def _has_predicted(
        self, which: _Which, version: str, seconds: float, doubt: tuple[float, float, float] | None
    ) -> None:
        photo_id, view = which
        counts = not self._was_outdated(which, version)
        if self._asked.get(which) == version:
            del self._asked[which]
            if view is self.view and counts:
                self._not_later(photo_id)
        if not counts:
            self.outdated.emit(photo_id, version, view)
            self._feed()
            return
        self._made.add((which, version))
        if view is self.view:
            if doubt is not None and version == self.version:  # else of a model that was taken back meanwhile
                self.doubted.emit(photo_id, Doubt(*doubt))
            self.predicted.emit(photo_id, version, seconds)
        self.looked.emit(photo_id, view)
        self._feed()

    def _has_failed(self, which: _Which, error: UserError) -> None:
        photo_id, view = which
        asked = self._asked.pop(which, None)
        if view is self.view:
            self._not_later(photo_id)
        if asked is not None and not self._was_outdated(which, asked):
            self._given_up.add((which, asked))
            if view is self.view:
                self.failed.emit(photo_id, error)
            else:
                self.notLooked.emit(photo_id, error)
        self._feed()

    def _was_outdated(self, which: _Which, version: str) -> bool:
        """Whether this answer was asked for before a retry; the next one counts."""
        if (which, version) not in self._outdated:
            return False
        self._outdated.discard((which, version))
        return True

    def _feed(self) -> None:
        if self.state is not PredictorState.READY or self._waits:
            return
        self._feed_whole()
        self._feed_full()

    def _feed_whole(self) -> None:
        for photo_id in self._wanted:
            if sum(view is View.WHOLE for _, view in self._asked) >= MOST_OUTSTANDING:
                return
            if self._lacks((photo_id, View.WHOLE)):
                self._ask(PredictPhoto(photo_id))
        # One at a time: what is wanted next never waits behind more than that.
        if self.view is View.WHOLE and not any(view is View.WHOLE for _, view in self._asked):
            later = self._next_later()
            if later is not None:
                self._ask(PredictPhoto(later))

    def _feed_full(self) -> None:
        under_way = next((photo_id for photo_id, view in self._asked if view is View.FULL), None)
        line = [] if self._close is None else [self._close]
        if self.view is View.FULL:
            line += self._wanted
        if under_way is not None:
            urgent = self._close is not None and under_way != self._close and self._lacks((self._close, View.FULL))
            if not urgent and (under_way in line or (under_way in self._later and self.view is View.FULL)):
                return
            self.link.send(StopFull(under_way))
            del self._asked[under_way, View.FULL]
        wanted = next((photo_id for photo_id in line if self._lacks((photo_id, View.FULL))), None)
        if wanted is None and self.view is View.FULL:
            wanted = self._next_later()
        if wanted is not None:
            self._ask(PredictPhoto(wanted, FULL, self._seen if wanted == self._close else None))

    def _next_later(self) -> int | None:
        """The next of `want_later` that is not given up."""
        while (later := next(iter(self._later), None)) is not None:
            if ((later, self.view), self.version) not in self._given_up:
                return later
            self._not_later(later)
        return None

    def _lacks(self, which: _Which) -> bool:
        """Whether the prediction is neither there nor asked for, and can still be had."""
        if which in self._asked or (which, self.version) in self._given_up or (which, self.version) in self._made:
            return False
        return not self._is_there(which[0], self.version, which[1])

    def _ask(self, message: PredictPhoto) -> None:
        if self.link.send(message):
            self._asked[message.photo_id, View(message.view)] = self.version

    def _not_later(self, photo_id: int) -> None:
        if photo_id in self._later:
            del self._later[photo_id]
            self.laterChanged.emit()

    def _set_state(self, state: PredictorState) -> None:
        if state is not self.state:
            self.state = state
            self.stateChanged.emit(state)
