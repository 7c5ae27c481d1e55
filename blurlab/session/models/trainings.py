"""Training from the window: started by a person or by itself, and the result of a run."""

import os
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from PySide6.QtCore import QObject

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.settings import Setting
from blurlab.session.models.auto_training import AutoTraining
from blurlab.session.models.session_models import SessionModels
from blurlab.session.models.synthetic_sheets import SyntheticSheets
from blurlab.session.models.training_run import RunState, TrainingRun
from blurlab.session.notice import Level, Notices
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.strokes.autosave import Autosave
from blurlab.worker.messages import Ending, Setup, TrainingEnded, VersionPublished


@dataclass(frozen=True)
class Choice:
    """The set-up and the minutes that a person chose last; the usual ones if nobody did."""

    setup: Setup = Setup.SEMI
    minutes: Annotated[float, msgspec.Meta(gt=0.0, le=100_000.0)] = 5.0


CHOICE_SETTING: Final = Setting[Choice]("training", Choice, Choice())


class Trainings(QObject):
    """Starts and stops the runs of a session. automatic: training that begins by itself."""

    def __init__(
        self,
        project: Project,
        run: TrainingRun,
        automatic: AutoTraining,
        models: SessionModels,
        sheets: SyntheticSheets,
        autosave: Autosave,
        settings: ProjectSettings,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._run, self._models = project, run, models
        self._sheets, self._autosave, self._settings, self._notices = sheets, autosave, settings, notices
        self.automatic = automatic
        automatic.due.connect(self._start_by_itself)
        run.published.connect(self._version_published)
        run.ended.connect(self._ended)
        run.died.connect(self._died)

    def start(self, setup: Setup, *, minutes: float | None = None, steps: int | None = None, seed: int = 42) -> None:
        """Save what is unsaved and start a run. Raises WrongMoveError while one is under way."""
        threads = max(1, (os.cpu_count() or 2) - 1)  # a core stays with the window
        self._notices.clear("training")
        self._autosave.save_all()
        self._sheets.keep_now()
        self._run.start(self._project.folder, setup, minutes=minutes, steps=steps, seed=seed, threads=threads)

    def stop(self) -> None:
        """Stop the run and keep what was learnt. Raises WrongMoveError if none runs."""
        self._run.stop()

    def toggle_pause(self) -> None:
        """Pause the run, or go on with it. Raises WrongMoveError if none runs."""
        if self._run.state is RunState.PAUSED:
            self._run.resume()
        else:
            self._run.pause()

    def _start_by_itself(self, labels: int) -> None:
        chosen = self._settings.kept(CHOICE_SETTING)
        self.start(chosen.setup, minutes=chosen.minutes)
        self._notices.tell("training", f"Training began by itself, after {labels} new labels.", passing=True)

    def _version_published(self, message: VersionPublished) -> None:
        if message.hurt:
            sentence = " ".join(message.hurt)
            if message.promoted:
                self._notices.tell("alarm", sentence, Level.WARNING, "Go back", self._models.roll_back)
            else:
                self._notices.tell("alarm", sentence, Level.WARNING)
        self._models.note_versions()
        self._models.use_promoted()

    def _ended(self, message: TrainingEnded) -> None:
        failed = message.ending is Ending.FAILED
        what = message.error or message.sentence
        self._notices.tell("training", what, Level.ERROR if failed else Level.INFO, passing=not failed)
        self._models.note_versions()
        self._models.use_promoted()

    def _died(self, error: UserError) -> None:
        self._models.sweep(self._run.link.last_pid)
        record = self._run.record
        self._notices.tell(
            "training",
            error,
            Level.ERROR,
            "Restart",
            lambda: self.start(record.setup, minutes=record.minutes, steps=record.steps),
        )
