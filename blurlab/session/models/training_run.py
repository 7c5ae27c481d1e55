"""The window's view of the trainer: a small state machine around the child process."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.errors import UserError
from blurlab.session.child_link import ChildLink
from blurlab.worker.messages import (
    ChildExited,
    ChildReady,
    Ending,
    FilmFrames,
    PauseTraining,
    ResumeTraining,
    Setup,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingNotice,
    TrainingPaused,
    TrainingProgress,
    TrainingResumed,
    TrainingStarted,
    Validated,
    VersionPublished,
)

TRAINER_MODULE = "training.runs.trainer"
SILENCE = 180_000  # ms of silence from the trainer until that is reported: a slow step may take a minute
STOP_PATIENCE = 120_000  # ms from StopTraining to the ladder's Leave: a slow step, a validation and a version must fit


class RunState(StrEnum):
    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    PAUSING = "pausing"  # after the step in hand
    PAUSED = "paused"
    STOPPING = "stopping"
    FAILED = "failed"


_MOVES: dict[RunState, frozenset[RunState]] = {
    RunState.IDLE: frozenset({RunState.STARTING}),
    RunState.STARTING: frozenset({RunState.RUNNING, RunState.STOPPING, RunState.FAILED, RunState.IDLE}),
    RunState.RUNNING: frozenset({RunState.PAUSING, RunState.STOPPING, RunState.FAILED, RunState.IDLE}),
    RunState.PAUSING: frozenset({RunState.PAUSED, RunState.STOPPING, RunState.FAILED, RunState.IDLE}),
    RunState.PAUSED: frozenset({RunState.RUNNING, RunState.STOPPING, RunState.FAILED}),
    RunState.STOPPING: frozenset({RunState.FAILED, RunState.IDLE}),
    RunState.FAILED: frozenset({RunState.STARTING}),
}
BUSY = frozenset({RunState.STARTING, RunState.RUNNING, RunState.PAUSING, RunState.PAUSED, RunState.STOPPING})
_WORKING = frozenset({RunState.STARTING, RunState.RUNNING, RunState.PAUSING})  # says something now and then


class WrongMoveError(RuntimeError):
    """The run was asked for something that its state does not allow."""


@dataclass
class RunRecord:
    """The messages of the run so far."""

    setup: Setup = Setup.SEMI
    minutes: float | None = None
    steps: int | None = None
    started: TrainingStarted | None = None
    losses: list[tuple[int, float]] = field(default_factory=list)  # step, mean loss since the last
    validations: list[Validated] = field(default_factory=list)
    versions: list[VersionPublished] = field(default_factory=list)
    film: list[FilmFrames] = field(default_factory=list)
    log: list[str] = field(default_factory=list)  # lines, each with its time
    seconds: float = 0.0
    step: int = 0
    real_samples: int = 0
    synthetic_samples: int = 0

    def note(self, sentence: str) -> None:
        self.log.append(f"{time.strftime('%H:%M:%S')}  {sentence}")

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
    filmed = Signal()  # `record.film` has grown
    published = Signal(object)  # VersionPublished
    ended = Signal(object)  # TrainingEnded
    died = Signal(object)  # UserError: the child is gone unasked

    def __init__(self, parent: QObject | None = None, module: str | None = None) -> None:
        super().__init__(parent)
        self.link = ChildLink("trainer", module or TRAINER_MODULE, self)
        self.link.message.connect(self._heard)
        self.state = RunState.IDLE
        self.record = RunRecord()
        self.sentence = ""
        self._leaving = False  # the child of the run before is on its way out
        self._request: StartTraining | None = None  # waits for that
        self.ask: Callable[[str], None] | None = None  # of a team: asks its training machine, which then says all
        self._deadline = QTimer(self, singleShot=True, interval=STOP_PATIENCE)
        self._deadline.timeout.connect(self.link.stop)
        self._silence = QTimer(self, singleShot=True, interval=SILENCE)
        self._silence.timeout.connect(self._tell_silence)

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
        if self.ask is not None:
            self.sentence = "The training machine is asked to begin…"
            self.ask("begin")
            self.stateChanged.emit(self.state)
            return
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
        """Ask for the end after the step in hand; what was learnt is kept. Raises WrongMoveError if nothing runs."""
        self._move(RunState.STOPPING)
        if self._request is not None:
            self._request = None
            self._move(RunState.IDLE)
            self.sentence = "Training was stopped before it began."
            self.stateChanged.emit(self.state)
            return
        self.sentence = "Stopping after this step; what was learnt is kept."
        self._order(StopTraining(), "stop")
        if self.ask is None:
            self._deadline.start()
        self.stateChanged.emit(self.state)

    def pause(self) -> None:
        """Rest after the step in hand, and free the processor. Raises WrongMoveError if nothing runs."""
        self._move(RunState.PAUSING)
        self.sentence = "Pausing after this step…"
        self._order(PauseTraining(), "pause")
        self.stateChanged.emit(self.state)

    def resume(self) -> None:
        """Go on after a pause. Raises WrongMoveError if nothing is paused."""
        self._move(RunState.RUNNING)
        self.sentence = "Training."
        self._order(ResumeTraining(), "resume")
        self.stateChanged.emit(self.state)

    def leave(self) -> None:
        """The window closes: stop the child step by step and deliver nothing more."""
        self._deadline.stop()
        self._silence.stop()
        self.link.mute()
        self.link.stop()

    def _order(self, message: object, wish: str) -> None:
        if self.ask is None:
            self.link.send(message)
        else:
            self.ask(wish)

    # ------------------------------------------------------------ messages of the child

    def follow(self, message: object) -> None:
        """The training machine of a team says this of its run, which anybody may have begun."""
        if isinstance(message, TrainingStarted):
            if self.busy and self.state is not RunState.STARTING:  # that run ended without a word
                self.state = RunState.FAILED
            if self.state is not RunState.STARTING:
                self._move(RunState.STARTING)
            self.record = RunRecord()
        elif not self.busy:
            return  # the rest of a run that was given up
        elif isinstance(message, TrainingPaused) and self.state is RunState.RUNNING:
            self._move(RunState.PAUSING)
        elif isinstance(message, TrainingResumed) and self.state is RunState.PAUSED:
            self._move(RunState.RUNNING)
            self.sentence = "Training."
        self._take(message)

    def give_up(self, sentence: str) -> None:
        """No machine is there that would do what was asked. Where one comes later, its run is followed again."""
        if self.busy:
            self._fail(sentence)

    def _heard(self, message: object) -> None:
        self._silence.stop()
        if isinstance(message, ChildReady) and self.state is RunState.STARTING:  # what follows may take a minute
            self.sentence = "Reading the photos, and making the samples to validate on…"
            self.stateChanged.emit(self.state)
        self._take(message)
        if self.state in _WORKING:
            self._silence.start()

    def _take(self, message: object) -> None:
        record = self.record
        match message:
            case TrainingStarted():
                if self.state is RunState.STARTING:
                    self._move(RunState.RUNNING)
                    self.sentence = "Training."
                record.started = message
                record.note(f"Training from {message.base}.")
                self.stateChanged.emit(self.state)
            case TrainingPaused() if self.state is RunState.PAUSING:
                self._move(RunState.PAUSED)
                self.sentence = "Paused; the processor is free."
                record.note(f"Paused at step {record.step}.")
                self.stateChanged.emit(self.state)
            case TrainingResumed():
                record.note("Resumed.")
                self.stateChanged.emit(self.state)
            case TrainingProgress():
                self._note_progress(message)
            case Validated():
                record.validations.append(message)
                record.note(message.sentence)
                self.progressed.emit()
            case FilmFrames():
                record.film.append(message)
                self.filmed.emit()
            case TrainingNotice():
                record.note(message.sentence)
                if self.state is RunState.RUNNING:
                    self.sentence = message.sentence
                self.stateChanged.emit(self.state)
            case VersionPublished():
                self._note_version(message)
            case TrainingEnded() if self.busy:
                self._end(message)
            case ChildExited():
                self._child_is_gone(message)

    def _child_is_gone(self, message: ChildExited) -> None:
        if self._leaving:
            self._leaving = False
            self._send_request()
        elif self.busy:
            asked = message.expected and self.state is RunState.STOPPING
            slow = UserError("child.slow", "The trainer did not stop in time and was ended.")
            error = slow if asked else message.error
            self._fail(error.sentence)
            self.died.emit(error)

    def _note_version(self, message: VersionPublished) -> None:
        self.record.versions.append(message)
        how = "predicts from now on" if message.promoted else "is kept as a candidate"
        self.record.note(f"{message.version} {how}. {message.why}".strip())
        for sentence in message.hurt:
            self.record.note(f"Alarm: {sentence}")
        self.published.emit(message)

    def _note_progress(self, message: TrainingProgress) -> None:
        record = self.record
        record.losses.append((message.step, message.loss))
        record.step, record.seconds = message.step, message.seconds
        record.real_samples, record.synthetic_samples = message.real_samples, message.synthetic_samples
        self.progressed.emit()

    def _tell_silence(self) -> None:
        self.sentence = "The trainer has been silent for three minutes; if it hangs, Stop ends it."
        self.record.note(self.sentence)
        self.stateChanged.emit(self.state)

    def _end(self, message: TrainingEnded) -> None:
        self._deadline.stop()
        self._leaving = True  # its hundreds of megabytes are of no use until the next run
        self.link.stop()
        if message.ending is Ending.FAILED:
            self._fail(message.sentence)
        else:
            self._move(RunState.IDLE)
            self.sentence = message.sentence
            self.record.note(message.sentence)
            self.stateChanged.emit(self.state)
        self.ended.emit(message)

    def _fail(self, sentence: str) -> None:
        self._deadline.stop()
        self._silence.stop()
        self._move(RunState.FAILED)
        self.sentence = sentence
        self.record.note(sentence)
        self.stateChanged.emit(self.state)

    def _move(self, state: RunState) -> None:
        if state not in _MOVES[self.state]:
            raise WrongMoveError(f"A training run that is {self.state} cannot become {state}.")
        self.state = state
