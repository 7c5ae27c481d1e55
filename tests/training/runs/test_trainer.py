"""The trainer's orders over a real pipe: one after the other, paused, stopped, left, and refused in a sentence."""

import threading
import time
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import pytest

from blurlab.model.architecture import PretrainedError
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.worker.messages import (
    Ending,
    Leave,
    PauseTraining,
    ResumeTraining,
    Setup,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingPaused,
    TrainingProgress,
    TrainingResumed,
    TrainingStarted,
)
from training.runs import plan, trainer

pytestmark = pytest.mark.usefixtures("small_samples")
T = TypeVar("T")


class Trainer:
    """The trainer's main in a thread, at the other end of a real pipe."""

    def __init__(self) -> None:
        self.here, there = Pipe()
        self._thread = threading.Thread(target=self._serve, args=(there,))
        self._thread.start()

    def _serve(self, connection: Connection) -> None:
        try:
            trainer.main(connection)
        except EOFError:
            pass
        finally:
            connection.close()

    def until_ended(self) -> TrainingEnded:
        return self.until(TrainingEnded)

    def until(self, kind: type[T]) -> T:
        while self.here.poll(120):
            message = self.here.recv()
            if isinstance(message, kind):
                return message
        raise TimeoutError

    def leave(self) -> None:
        self.here.send(Leave())
        self._thread.join(120)
        assert not self._thread.is_alive()
        self.here.close()


def test_pretrained_weights_that_cannot_be_had_end_the_training_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PretrainedError("They cannot be had.")

    monkeypatch.setattr(plan, "pretrain", refuse)
    trainer = Trainer()
    order = StartTraining(str(folder), Setup.FULL, steps=1, architecture="deeplabv3_mobilenet_v3_large")
    trainer.here.send(order)
    assert trainer.until_ended() == TrainingEnded.failed(PretrainedError("Training failed: They cannot be had."))
    trainer.here.send(replace(order, from_noise=True))
    assert trainer.until_ended().ending is Ending.FINISHED
    trainer.leave()


def test_a_paused_trainer_rests_and_goes_on(folder: Path) -> None:
    trainer = Trainer()
    trainer.here.send(StartTraining(str(folder), Setup.SELF, minutes=30))
    trainer.until(TrainingStarted)
    trainer.here.send(PauseTraining())
    trainer.until(TrainingPaused)
    before = time.process_time()
    assert not trainer.here.poll(0.5), "it is silent"
    assert time.process_time() - before < 0.25, "and uses no processor"
    trainer.here.send(ResumeTraining())
    trainer.until(TrainingResumed)
    trainer.until(TrainingProgress)
    trainer.here.send(PauseTraining())
    trainer.until(TrainingPaused)
    trainer.here.send(StopTraining())
    assert trainer.until(TrainingEnded).ending is Ending.STOPPED
    trainer.leave()


def test_the_trainer_serves_one_order_after_the_other(folder: Path) -> None:
    trainer = Trainer()
    for _ in range(2):
        trainer.here.send(StartTraining(str(folder), Setup.FULL, steps=1))
        assert trainer.until_ended().ending is Ending.FINISHED
    trainer.leave()


def test_the_trainer_stops_when_asked(folder: Path) -> None:
    trainer = Trainer()
    trainer.here.send(StartTraining(str(folder), Setup.FULL, minutes=30))
    trainer.here.send(StopTraining())
    ended = trainer.until_ended()
    assert ended.ending is Ending.STOPPED and "stopped" in ended.sentence
    trainer.leave()


def test_leave_ends_a_training_without_another_validation(folder: Path) -> None:
    trainer = Trainer()
    trainer.here.send(StartTraining(str(folder), Setup.FULL, minutes=30))
    assert trainer.here.poll(120)
    assert isinstance(trainer.here.recv(), TrainingStarted)
    trainer.leave()


def test_the_trainer_says_what_is_wrong_and_serves_on(folder: Path, tmp_path: Path) -> None:
    trainer = Trainer()
    trainer.here.send(StartTraining(str(tmp_path / "nowhere.blurlab"), steps=1))
    assert trainer.until_ended().ending is Ending.FAILED
    with Project.open(folder) as project:
        project.set_setting(BASE_SETTING, "no such model")
    trainer.here.send(StartTraining(str(folder), steps=1))
    ended = trainer.until_ended()
    assert ended.ending is Ending.FAILED and "no such model" in ended.sentence
    trainer.leave()
