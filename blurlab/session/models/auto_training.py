"""Training that starts by itself: when there are enough new labels and nobody needs the machine."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from blurlab.project.learning.new_labels import count_new_labels
from blurlab.project.project import Project
from blurlab.project.settings import Setting
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.tasks import Tasks

LABELS: Final = 10  # new ones, if nobody chose
IDLE_SECONDS = 60.0  # without a hand on mouse, pen or keys
BUSY_SHARE = 0.6  # of the cores in use by whatever else there is
_LOOK_MS = 5_000
_COUNT_MS = 500


@dataclass(frozen=True)
class AutoChoice:
    """What a person chose. labels: how many new ones begin a training."""

    on: bool = False
    labels: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = LABELS


SETTING: Final = Setting[AutoChoice]("auto_training", AutoChoice, AutoChoice())


class AutoTraining(QObject):
    """Looks every few seconds whether it is time; off unless the person turns it on."""

    changed = Signal()  # whether it is on, its number, or how many labels are new
    due = Signal(int)  # labels that are new: it is time, and no training is under way

    def __init__(self, project: Project, run: TrainingRun, settings: ProjectSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._run, self._settings = project, run, settings
        kept = project.setting(SETTING)
        self.on, self.labels = kept.on, kept.labels
        self.new = 0  # labels since the last training
        self._tried = 0  # new labels when it last began: a run that fails is not begun again for the same
        self._pointer: Callable[[], object] = lambda: None
        self._hand: object = None
        self._rest = QElapsedTimer()
        self._rest.start()
        self._tasks = Tasks(1, self)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNT_MS)  # many may be accepted at once
        self._count_soon.timeout.connect(self.count)
        run.stateChanged.connect(lambda _state: self.count_soon())
        self.count()

    def set(self, on: bool, labels: int) -> None:
        """Turn it on or off, and say after how many new labels; kept with the project."""
        self.on, self.labels = on, labels
        self._settings.remember(SETTING, AutoChoice(on, labels))
        self.changed.emit()

    def watch_pointer(self, place: Callable[[], object]) -> None:
        """`place` tells where the pointer is: somebody who moves it needs the machine."""
        self._pointer, self._hand = place, place()

    def disturbed(self, *_: object) -> None:
        """Somebody is working: the machine is theirs for a while."""
        self._hand = self._pointer()
        self._rest.restart()

    def count_soon(self) -> None:
        """Labels may have come or gone."""
        self._count_soon.start()

    def count(self) -> None:
        """Count the new labels in a thread."""
        self._tasks.run(lambda: count_new_labels(self._project), self._counted, lambda _error: None)

    def look(self) -> None:
        """Start if it is time."""
        if self._pointer() != self._hand:
            self.disturbed()
        if self.new < self._tried:  # a training took them up
            self._tried = 0
        enough = self.on and self.new - self._tried >= self.labels
        if enough and not self._run.busy and self.idle():
            self._tried = self.new
            self.due.emit(self.new)

    def idle(self) -> bool:
        """Whether nobody has touched anything for a while, and the processor has room."""
        return self._rest.elapsed() >= IDLE_SECONDS * 1000 and busy_share() < BUSY_SHARE

    def leave(self) -> None:
        self._look.stop()
        self._count_soon.stop()
        self._tasks.leave()

    def _counted(self, new: int) -> None:
        if new != self.new:
            self.new = new
            self.changed.emit()


def busy_share() -> float:
    """How much of the processor was in use over the last minute, 0..1 and beyond; 0 if the system does not tell."""
    if not hasattr(os, "getloadavg"):
        return 0.0
    return os.getloadavg()[0] / (os.cpu_count() or 1)
