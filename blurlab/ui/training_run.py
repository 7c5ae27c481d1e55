"""The trainer as the window sees it: a small state machine around the child process."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.ui.child_link import ChildLink
from blurlab.worker.messages import (
    ChildExited,
    Ending,
    Setup,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingNotice,
    TrainingProgress,
    TrainingStarted,
    Validated,
    VersionPublished,
)

TRAINER_MODULE = "training.worker"
STOP_PATIENCE = 120_000  # ms from StopTraining to the ladder's Leave: a slow step, a validation and a version must fit


class RunState(StrEnum):
    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAILED = "failed"


_MOVES: dict[RunState, frozenset[RunState]] = {
    RunState.IDLE: frozenset({RunState.STARTING}),
    RunState.STARTING: frozenset({RunState.RUNNING, RunState.STOPPING, RunState.FAILED, RunState.IDLE}),
    RunState.RUNNING: frozenset({RunState.STOPPING, RunState.FAILED, RunState.IDLE}),
    RunState.STOPPING: frozenset({RunState.FAILED, RunState.IDLE}),
    RunState.FAILED: frozenset({RunState.STARTING}),
}
BUSY = frozenset({RunState.STARTING, RunState.RUNNING, RunState.STOPPING})


class WrongMoveError(RuntimeError):
    """The run was asked for something that its state does not allow."""


@dataclass
class RunRecord:
    """What has been heard of the run so far."""

    setup: Setup = Setup.SEMI
    minutes: float | None = None
    steps: int | None = None
    started: TrainingStarted | None = None
    losses: list[tuple[int, float]] = field(default_factory=list)  # step, mean loss since the last
    validations: list[Validated] = field(default_factory=list)
    versions: list[VersionPublished] = field(default_factory=list)
    seconds: float = 0.0
    step: int = 0
    real_samples: int = 0
    synthetic_samples: int = 0

    @property
    def fraction(self) -> float | None:
        """How much of the run is done, 0..1; None until that is known."""
        if self.started is None:
            return None
        parts = []
        if self.started.total_seconds:
            parts.append(self.seconds / self.started.total_seconds)
        if self.started.total_steps:
            parts.append(self.step / self.started.total_steps)
        return min(1.0, max(parts)) if parts else None

    @property
    def seconds_left(self) -> float | None:
        """Estimated seconds to the end; None until that is known."""
        fraction = self.fraction
        if not fraction or self.started is None:
            return self.started.total_seconds if self.started else None
        if self.started.total_seconds and self.seconds / self.started.total_seconds >= fraction:
            return max(0.0, self.started.total_seconds - self.seconds)
        return self.seconds * (1 - fraction) / fraction


class TrainingRun(QObject):
    """Starts, watches and stops one training run at a time. Wrong moves raise `WrongMoveError`."""

    stateChanged = Signal(object)  # RunState
    progressed = Signal()  # `record` has grown
    published = Signal(object)  # VersionPublished
    ended = Signal(object, str)  # Ending, sentence
    died = Signal(str)  # the child is gone unasked; the sentence says why

    def __init__(self, parent: QObject | None = None, module: str | None = None) -> None:
        super().__init__(parent)
        self.link = ChildLink("trainer", module or TRAINER_MODULE, self)
        self.link.message.connect(self._heard)
        self.state = RunState.IDLE
        self.record = RunRecord()
        self.sentence = ""
        self._leaving = False  # the child of the run before is on its way out
        self._request: StartTraining | None = None  # waits for that
        self._deadline = QTimer(self, singleShot=True, interval=STOP_PATIENCE)
        self._deadline.timeout.connect(self.link.stop)

    @property
    def busy(self) -> bool:
        return self.state in BUSY

    def start(
        self,
        folder: Path,
        setup: Setup,
        *,
        minutes: float | None = None,
        steps: int | None = None,
        seed: int = 42,
        threads: int = 1,
    ) -> None:
        """Start a run on the labels of the project in `folder`. Raises WrongMoveError while one is under way."""
        self._move(RunState.STARTING)
        self.record = RunRecord(setup=setup, minutes=minutes, steps=steps)
        self.sentence = "Starting the trainer…"
        self._request = StartTraining(str(folder), setup, steps=steps, minutes=minutes, seed=seed, threads=threads)
        if not self._leaving:
            self._send_request()
        self.stateChanged.emit(self.state)

    def _send_request(self) -> None:
        request, self._request = self._request, None
        if request is not None:
            self.link.start()
            if not self.link.send(request):
                self._fail("The trainer could not be started.")

    def stop(self) -> None:
        """Ask for the end after the step in hand; what was learnt is kept. Raises WrongMoveError where nothing runs."""
        self._move(RunState.STOPPING)
        if self._request is not None:
            self._request = None
            self._move(RunState.IDLE)
            self.sentence = "Training was stopped before it began."
            self.stateChanged.emit(self.state)
            return
        self.sentence = "Stopping after this step; what was learnt is kept."
        self.link.send(StopTraining())
        self._deadline.start()
        self.stateChanged.emit(self.state)

    def leave(self) -> None:
        """The window goes: send the child away by the ladder and deliver nothing more."""
        self._deadline.stop()
        self.link.mute()
        self.link.stop()

    # ------------------------------------------------------------ messages of the child

    def _heard(self, message: object) -> None:
        match message:
            case TrainingStarted():
                if self.state is RunState.STARTING:
                    self._move(RunState.RUNNING)
                    self.sentence = "Training."
                self.record.started = message
                self.stateChanged.emit(self.state)
            case TrainingProgress():
                self._note_progress(message)
            case Validated():
                self.record.validations.append(message)
                self.progressed.emit()
            case TrainingNotice() if self.state is RunState.RUNNING:
                self.sentence = message.sentence
                self.stateChanged.emit(self.state)
            case VersionPublished():
                self.record.versions.append(message)
                self.published.emit(message)
            case TrainingEnded() if self.busy:
                self._end(message)
            case ChildExited() if self._leaving:
                self._leaving = False
                self._send_request()
            case ChildExited() if self.busy:
                asked = message.expected and self.state is RunState.STOPPING
                self._fail("The trainer did not stop in time and was ended." if asked else message.sentence)
                self.died.emit(self.sentence)

    def _note_progress(self, message: TrainingProgress) -> None:
        record = self.record
        record.losses.append((message.step, message.loss))
        record.step, record.seconds = message.step, message.seconds
        record.real_samples, record.synthetic_samples = message.real_samples, message.synthetic_samples
        self.progressed.emit()

    def _end(self, message: TrainingEnded) -> None:
        self._deadline.stop()
        self._leaving = True  # its hundreds of megabytes are of no use until the next run
        self.link.stop()
        if message.ending is Ending.FAILED:
            self._fail(message.sentence)
        else:
            self._move(RunState.IDLE)
            self.sentence = message.sentence
            self.stateChanged.emit(self.state)
        self.ended.emit(message.ending, message.sentence)

    def _fail(self, sentence: str) -> None:
        self._deadline.stop()
        self._move(RunState.FAILED)
        self.sentence = sentence
        self.stateChanged.emit(self.state)

    def _move(self, state: RunState) -> None:
        if state not in _MOVES[self.state]:
            raise WrongMoveError(f"A training run that is {self.state} cannot become {state}.")
        self.state = state
