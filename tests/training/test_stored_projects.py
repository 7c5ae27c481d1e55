"""A project that an earlier blurlab made is trained on, from its own version."""

from pathlib import Path

import pytest

from blurlab.model import checkpoint
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.worker.messages import Ending, Setup, StartTraining, TrainingStarted, Validated
from tests.fixtures.stored import november_2026
from training.data import judge
from training.runs.on_project import train_project

__all__ = ["november_2026"]


@pytest.mark.usefixtures("small_samples")
def test_a_training_begins_with_what_lies_in_it(november_2026: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "BLURRED_ALREADY", 256)
    with Project.open(november_2026) as project:
        project.set_setting(BASE_SETTING, str(project.versions.all()[0].weights))
    said: list[object] = []
    ended = train_project(StartTraining(str(november_2026), Setup.SEMI, steps=2), said.append, lambda: False)
    assert ended.ending is Ending.FINISHED, ended
    started = next(message for message in said if isinstance(message, TrainingStarted))
    assert (started.labels_training, started.labels_validation, started.sources) == (2, 1, 4)
    assert [message.step for message in said if isinstance(message, Validated)] == [0, 2]
    with Project.open(november_2026) as project:
        first, second = project.versions.all()
        assert checkpoint.card_of(second.weights).parent == first.name
