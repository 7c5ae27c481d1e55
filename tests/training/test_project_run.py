"""Training on a real project folder, with a small network in the place of the shipped one."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from blurlab.core.synthesis import REJECTED_SETTING, SETTING, BlurRanges, Synthesis, SynthesisError
from blurlab.model import checkpoint
from blurlab.model.architectures import PretrainedError
from blurlab.model.network import CompactDeepLab
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.worker.messages import (
    Ending,
    Leave,
    Setup,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingStarted,
    Validated,
    VersionPublished,
)
from tests.training.sources import scene
from training import project_run, recipe, worker
from training.project_run import BASE_SETTING, split_labels, train_project
from training.validate import Score


@pytest.fixture(autouse=True)
def small_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped recipes at 64 px, two samples a step."""

    def small(name: str) -> recipe.Recipe:
        return replace(recipe.shipped_recipe(name), size=64, predict_size=64, batch=2, validate_every=1000)

    monkeypatch.setattr(project_run, "shipped_recipe", small)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A project of four photos, three of them labelled; its base model is an untrained network."""
    photos = tmp_path / "photos"
    photos.mkdir()
    for seed in range(4):
        Image.fromarray(scene(seed)).save(photos / f"out_of_focus{seed}.png")
    torch.manual_seed(3)
    base = tmp_path / "base.safetensors"
    checkpoint.save(base, CompactDeepLab(), {"architecture": "compact-deeplab", "size": 64})
    path = tmp_path / "toy.blurlab"
    with Project.create(path) as project:
        project.add_photos(sorted(photos.iterdir()))
        project.set_setting(BASE_SETTING, str(base))
        mask = np.zeros((120, 160), np.uint8)
        mask[:, 80:] = 255
        for photo in project.photos()[:3]:
            project.save_mask(photo.id, mask, None, author="test", model_version=None)
            project.set_status(photo.id, Status.ACCEPTED)
    yield path


def train(folder: Path, setup: Setup = Setup.SEMI, steps: int = 2) -> tuple[TrainingEnded, list[object]]:
    said: list[object] = []
    return train_project(StartTraining(str(folder), setup, steps=steps), said.append, lambda: False), said


def test_a_version_is_published_when_validation_improves(folder: Path) -> None:
    ended, said = train(folder)
    assert ended.ending is Ending.FINISHED
    started = said[0]
    assert isinstance(started, TrainingStarted)
    assert (started.labels_training, started.labels_validation, started.sources) == (2, 1, 4)
    validated = [message for message in said if isinstance(message, Validated)]
    published = [message for message in said if isinstance(message, VersionPublished)]
    assert len(validated) == 1 and len(published) == 1 and published[0].promoted == validated[0].best
    assert ended.version == published[0].version
    with Project.open(folder) as project:
        assert [version.name for version in project.model_versions()] == [message.version for message in published]
        for version in project.model_versions():
            card = checkpoint.load(version.weights).card
            assert card["setup"] == "semi" and card["labels"] == 3 and card["steps"] == 2
            assert card["candidate"] is not published[0].promoted
        assert (project.promoted() is not None) == published[0].promoted


def test_a_version_that_is_no_better_is_a_candidate_and_predicts_only_when_a_person_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Score, "better_than", lambda *_: False)
    ended, said = train(folder, Setup.FULL, steps=1)
    assert "candidate" in ended.sentence and ended.version == "v0001"
    assert isinstance(said[-1], VersionPublished) and not said[-1].promoted
    with Project.open(folder) as project:
        assert project.promoted() is None and [version.name for version in project.model_versions()] == ["v0001"]


def test_what_is_held_out_is_never_trained_on(folder: Path) -> None:
    with Project.open(folder) as project:
        labels = project.labels()
    learnt, judged = split_labels(labels, 0.2)
    assert {label.photo.id for label in learnt}.isdisjoint(label.photo.id for label in judged)
    assert len(learnt) == 2 and len(judged) == 1
    assert split_labels(labels[::-1], 0.2)[1] == judged
    assert split_labels(labels[:1], 0.2) == (labels[:1], [])


def test_without_labels_all_is_synthetic(folder: Path) -> None:
    with Project.open(folder) as project:
        for photo in project.photos():
            project.set_status(photo.id, Status.NEW)
    ended, said = train(folder)
    assert ended.ending is Ending.FINISHED
    assert isinstance(said[0], TrainingStarted) and said[0].labels_training == 0


def test_the_full_set_up_without_labels_is_refused_in_a_sentence(folder: Path) -> None:
    with Project.open(folder) as project:
        for photo in project.photos():
            project.set_status(photo.id, Status.NEW)
    ended, _ = train(folder, Setup.FULL)
    assert ended.ending is Ending.FAILED and ended.sentence == "There is no accepted mask yet to train on."


def test_photos_that_went_away_are_left_out(folder: Path) -> None:
    with Project.open(folder) as project:
        unlabelled = project.photos()[3]
    unlabelled.path.unlink()
    _, said = train(folder, Setup.SELF, steps=1)
    assert isinstance(said[0], TrainingStarted) and said[0].sources == 3


def test_a_label_whose_photo_went_away_costs_only_itself(folder: Path) -> None:
    with Project.open(folder) as project:
        project.labels()[0].photo.path.unlink()
    ended, said = train(folder, Setup.FULL, steps=1)
    assert ended.ending is Ending.FINISHED
    assert isinstance(said[0], TrainingStarted) and said[0].labels_training + said[0].labels_validation == 2


def test_labels_damaged_behind_a_good_header_cost_only_themselves(folder: Path) -> None:
    with Project.open(folder) as project:
        learnt, _ = split_labels(project.labels(), 0.2)
    damaged = learnt[0].photo.path
    damaged.write_bytes(damaged.read_bytes()[:2000])
    ended, _ = train(folder, Setup.FULL, steps=2)
    assert ended.ending is Ending.FINISHED


def test_tiny_photos_are_no_sources(folder: Path) -> None:
    tiny = folder.parent / "photos" / "tiny.png"
    Image.fromarray(scene(9)[:4, :4]).save(tiny)
    with Project.open(folder) as project:
        project.add_photos([tiny])
    _, said = train(folder, Setup.SELF, steps=1)
    assert isinstance(said[0], TrainingStarted) and said[0].sources == 4


def outlined(folder: Path, *names: str) -> Path:
    """A folder of label maps, each with one object, for photos of these names."""
    masks = folder.parent / "objects"
    masks.mkdir()
    labels = np.zeros((120, 160), np.uint8)
    labels[30:90, 40:100] = 255
    for name in names:
        Image.fromarray(labels).save(masks / f"{name}.png")
    return masks


def test_the_weak_set_up_learns_from_the_photos_with_an_object_mask_and_makes_no_proposals(folder: Path) -> None:
    masks = outlined(folder, "out_of_focus0", "out_of_focus2", "elsewhere")
    Image.fromarray(np.zeros((120, 160), np.uint8)).save(masks / "out_of_focus1.png")  # no object in it
    with Project.open(folder) as project:
        project.set_setting(SETTING, Synthesis(masks=str(masks)).as_dict())
    ended, said = train(folder, Setup.WEAK, steps=2)
    assert ended.ending is Ending.FINISHED and ended.version is not None
    started = said[0]
    assert isinstance(started, TrainingStarted) and (started.sources, started.labels_training) == (2, 0)
    assert not (folder / "proposals").exists()
    with Project.open(folder) as project:
        card = checkpoint.read_card(project.model_versions()[0].weights)
    assert card["setup"] == "weak" == card["recipe"]["setup"]


def test_the_weak_set_up_without_object_masks_is_refused_in_a_sentence(folder: Path) -> None:
    ended, _ = train(folder, Setup.WEAK)
    assert ended.ending is Ending.FAILED and "learns from object masks; name their folder" in ended.sentence
    masks = outlined(folder, "elsewhere")
    order = StartTraining(str(folder), Setup.WEAK, steps=1, masks=str(masks))
    ended = train_project(order, lambda _: None, lambda: False)
    assert (
        ended.ending is Ending.FAILED
        and f"No photo of the project has a label map of its name, with an object, in “{masks}”" in ended.sentence
    )


def test_another_network_starts_anew_and_predicts_only_where_it_beats_the_one_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mobile = "deeplabv3_mobilenet_v3_large"
    asked: list[str] = []
    monkeypatch.setattr(project_run, "pretrain", lambda _, name: asked.append(name))
    monkeypatch.setattr(Score, "better_than", lambda *_: False)
    said: list[object] = []
    order = StartTraining(str(folder), Setup.FULL, steps=1, architecture=mobile)
    ended = train_project(order, said.append, lambda: False)
    assert asked == [mobile] and "candidate" in ended.sentence
    assert isinstance(said[0], TrainingStarted) and said[0].base == f"{mobile}, ImageNet trunk"
    with Project.open(folder) as project:
        assert project.promoted() is None
        loaded = checkpoint.load(project.model_versions()[0].weights)
    assert loaded.card["architecture"] == mobile and loaded.card["parent"] is None
    assert loaded.card["recipe"]["freeze_norms"] is False, "the norms of a new head know nothing yet"


def test_pretrained_weights_that_cannot_be_had_end_the_training_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PretrainedError("They cannot be had.")

    monkeypatch.setattr(project_run, "pretrain", refuse)
    trainer = Trainer()
    order = StartTraining(str(folder), Setup.FULL, steps=1, architecture="deeplabv3_mobilenet_v3_large")
    trainer.here.send(order)
    assert trainer.until_ended() == TrainingEnded(Ending.FAILED, "Training failed: They cannot be had.")
    trainer.here.send(replace(order, from_noise=True))
    assert trainer.until_ended().ending is Ending.FINISHED
    trainer.leave()


class Trainer:
    """The trainer's main in a thread, at the other end of a real pipe."""

    def __init__(self) -> None:
        self.here, there = Pipe()
        self._thread = threading.Thread(target=self._serve, args=(there,))
        self._thread.start()

    def _serve(self, connection: Connection) -> None:
        try:
            worker.main(connection)
        except EOFError:
            pass
        finally:
            connection.close()

    def until_ended(self) -> TrainingEnded:
        while self.here.poll(120):
            message = self.here.recv()
            if isinstance(message, TrainingEnded):
                return message
        raise TimeoutError

    def leave(self) -> None:
        self.here.send(Leave())
        self._thread.join(120)
        assert not self._thread.is_alive()
        self.here.close()


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


def test_a_photo_that_is_damaged_behind_a_good_header_costs_only_itself(folder: Path) -> None:
    with Project.open(folder) as project:
        damaged = project.photos()[3].path
    damaged.write_bytes(damaged.read_bytes()[:2000])
    ended, _ = train(folder, Setup.SELF, steps=2)
    assert ended.ending is Ending.FINISHED


def test_the_settings_of_the_synthesis_are_used_and_stand_on_the_card(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[object, int, bool]] = []
    real = project_run.Sampler

    def watched(sources: object, ranges: object, size: int, seed: int, **how: object) -> object:
        made.append((ranges, seed, bool(how["prefer_sharp"])))
        return real(sources, ranges, size, seed, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(project_run, "Sampler", watched)
    ranges = BlurRanges(sigma=(0.01, 0.05), motion=0.0)
    with Project.open(folder) as project:
        project.set_setting(SETTING, Synthesis(ranges, seed=77).as_dict())
    ended, _ = train(folder, Setup.SELF, steps=1)
    assert ended.ending is Ending.FINISHED
    assert made[0] == (ranges, 77, True)
    assert made[1][:2] == (ranges, 78), "validated on other samples than it learns from"


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        (SETTING, {"ranges": {"motion": "much"}}, "The share “motion” must be a number"),
        (SETTING, {"masks": "/nowhere"}, "The folder of object masks “/nowhere” is not there"),
        (REJECTED_SETTING, [1], "list of rejected proposals is damaged"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_in_one_sentence(
    folder: Path, setting: str, value: object, sentence: str
) -> None:
    with Project.open(folder) as project:
        project.set_setting(setting, value)
    with pytest.raises(SynthesisError, match=sentence):
        train(folder, Setup.SELF, steps=1)
