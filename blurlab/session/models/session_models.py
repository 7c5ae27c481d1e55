"""The models of an open project: which one predicts, which versions there are, the training run that makes new ones."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from blurlab.errors import UserError
from blurlab.project.learning.pinned import pin, pinned_photos
from blurlab.project.models import ModelChoice, choose_model, model_before, model_choices, resolve_model, roll_back
from blurlab.project.records import ModelVersion
from blurlab.session.models.auto_training import AutoTraining
from blurlab.session.models.training_run import RunState
from blurlab.session.notice import Level
from blurlab.worker.messages import Ending, Setup, TrainingEnded, VersionPublished

if TYPE_CHECKING:
    from blurlab.session.session import Session


class SessionModels(QObject):
    """Listens to the session's predictor and trainer, and tells the predictor which model to use."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.name = ""  # of the model in use, for people
        predictions = session.predictions
        predictions.stateChanged.connect(lambda _state: session.modelChanged.emit())
        predictions.modelReady.connect(lambda _name: session.noticeCleared.emit("predictor"))
        predictions.modelFailed.connect(self._predictor_failed)
        predictions.died.connect(self._predictor_failed)
        predictions.died.connect(lambda _error: self.sweep(predictions.link.last_pid))
        self.pinned = pinned_photos(session.project)
        self.automatic = AutoTraining(session, self._start_by_itself)
        training = session.training
        training.published.connect(self._version_published)
        training.ended.connect(self._training_ended)
        training.died.connect(self._trainer_died)

    # ------------------------------------------------------------ which model predicts

    def use_promoted(self) -> None:
        """Let the project's promoted version predict, or the model chosen instead, else the shipped default."""
        session = self._session
        try:
            source = resolve_model(None, session.project)
        except UserError as error:
            session.tell("predictor", error, Level.ERROR)
            return
        self.name = source.name
        if source.version_label != session.predictions.version:
            session.predictions.use_model(source.version_label, source.path)
            session.placement.bring_all()
        session.want_neighbours()
        session.modelChanged.emit()

    def versions(self) -> list[ModelVersion]:
        """The project's model versions, newest first."""
        try:
            return self._session.project.model_versions()[::-1]
        except UserError as error:
            self._session.tell("versions", error, Level.ERROR)
            return []

    def before(self) -> str | None:
        """The model that predicted before, to go back to; None where there is none or it cannot be asked."""
        try:
            return model_before(self._session.project)
        except UserError:
            return None  # `versions` tells why

    def other_models(self) -> list[ModelChoice]:
        """The models beside the project's versions: those that came with blurlab."""
        return model_choices()

    def promote(self, name: str) -> None:
        """Let this version, or this one of `other_models`, predict from now on."""
        try:
            choose_model(self._session.project, name)
        except UserError as error:
            self._session.tell("versions", error, Level.ERROR)
            return
        self._session.versionsChanged.emit()
        self.use_promoted()

    def restart_predictor(self) -> None:
        self._session.noticeCleared.emit("predictor")
        self._session.predictions.start()
        self._session.want_neighbours()

    def _predictor_failed(self, error: UserError) -> None:
        self._session.tell("predictor", error, Level.ERROR, "Restart", self.restart_predictor)

    # ------------------------------------------------------------ training

    def start_training(
        self, setup: Setup, *, minutes: float | None = None, steps: int | None = None, seed: int = 42
    ) -> None:
        """Save what is unsaved and start a training run. Raises WrongMoveError while one is under way."""
        session = self._session
        threads = max(1, (os.cpu_count() or 2) - 1)  # a core stays with the window
        session.noticeCleared.emit("training")
        session.save_now()
        session.sheets.keep_now()
        session.training.start(session.project.folder, setup, minutes=minutes, steps=steps, seed=seed, threads=threads)

    def _start_by_itself(self, labels: int) -> None:
        chosen = self._session.project.setting("training", {})
        chosen = chosen if isinstance(chosen, dict) else {}
        minutes = float(chosen.get("minutes", 5))
        self.start_training(Setup(str(chosen.get("setup", Setup.SEMI))), minutes=minutes)
        self._session.tell("training", f"Training began by itself, after {labels} new labels.", passing=True)

    def stop_training(self) -> None:
        """Stop the run and keep what was learnt. Raises WrongMoveError where none runs."""
        self._session.training.stop()

    def toggle_pause(self) -> None:
        """Pause the run, or go on with it. Raises WrongMoveError where none runs."""
        training = self._session.training
        if training.state is RunState.PAUSED:
            training.resume()
        else:
            training.pause()

    def toggle_pin(self) -> None:
        """Pin the current photo, or let it go."""
        session, photo_id = self._session, self._session.current_id
        if photo_id is None:
            return

        def pinned(now: list[int]) -> None:
            self.pinned = now
            session.photoChanged.emit(photo_id)

        on = photo_id not in self.pinned
        session.tasks.run(lambda: pin(session.project, photo_id, on), pinned, self._not_pinned)

    def _not_pinned(self, error: UserError) -> None:
        self._session.tell("pin", error, Level.ERROR)

    def roll_back(self) -> None:
        """Let the model that predicted before predict again."""
        session = self._session
        try:
            name = roll_back(session.project)
        except UserError as error:
            session.tell("versions", error, Level.WARNING, passing=True)
            return
        session.noticeCleared.emit("alarm")
        session.tell("versions", f"{name} predicts again.", passing=True)
        session.versionsChanged.emit()
        self.use_promoted()

    def _version_published(self, message: VersionPublished) -> None:
        if message.hurt:
            sentence = " ".join(message.hurt)
            if message.promoted:
                self._session.tell("alarm", sentence, Level.WARNING, "Go back", self.roll_back)
            else:
                self._session.tell("alarm", sentence, Level.WARNING)
        self._session.versionsChanged.emit()
        self.use_promoted()

    def _training_ended(self, message: TrainingEnded) -> None:
        failed = message.ending is Ending.FAILED
        what = message.error or message.sentence
        self._session.tell("training", what, Level.ERROR if failed else Level.INFO, passing=not failed)
        self._session.versionsChanged.emit()
        self.use_promoted()

    def sweep(self, ended: int | None = None) -> None:
        """Take away what this child, which was killed, had begun to write, and what others left long ago."""
        project = self._session.project
        self._session.tasks.run(lambda: project.sweep(ended), lambda _gone: None, lambda _error: None)

    def _trainer_died(self, error: UserError) -> None:
        self.sweep(self._session.training.link.last_pid)
        record = self._session.training.record
        self._session.tell(
            "training",
            error,
            Level.ERROR,
            "Restart",
            lambda: self.start_training(record.setup, minutes=record.minutes, steps=record.steps),
        )
