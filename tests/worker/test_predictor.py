"""The predictor as the window uses it: a real child process, a real network, a project on disk."""

import os
import queue
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.learning.queue_order import Doubt
from blurlab.core.prediction import Look, View
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.imaging.photos import read_photo
from blurlab.model.checkpoint import CheckpointError
from blurlab.project.models import resolve_model
from blurlab.project.parts import read_part
from blurlab.project.project import Project
from blurlab.project.review import descriptors, photos_with_doubt, read_facts
from blurlab.sharpness.classical.methods import ClassicalModel
from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import (
    ChildExited,
    ChildReady,
    FullProgress,
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
from tests.models import write_model


class Predictor:
    def __init__(self) -> None:
        self.said: queue.Queue[object] = queue.Queue()
        self.process = ChildProcess("predictor", "blurlab.worker.predictor", self.said.put)

    def start(self) -> None:
        self.process.start()
        assert isinstance(self.next(), ChildReady)

    def next(self) -> object:
        return self.said.get(timeout=60)

    def ask(self, message: object) -> object:
        assert self.process.send(message)
        return self.next()


@pytest.fixture(scope="module")
def running() -> Iterator[Predictor]:
    """One child for the whole file: importing torch takes seconds."""
    predictor = Predictor()
    predictor.start()
    yield predictor
    predictor.process.stop()
    assert predictor.process.wait(30)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    photos = tmp_path / "photos"
    photos.mkdir()
    rng = np.random.default_rng(3)
    for name, shape in (("upright.png", (90, 140, 3)), ("gone.png", (20, 20, 3)), ("small.png", (1, 1, 3))):
        Image.fromarray(rng.integers(0, 256, shape, np.uint8)).save(photos / name)
    (photos / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing more")
    with Project.create(tmp_path / "work.blurlab") as project:
        project.add_photos(sorted(photos.glob("*.png")))
        (photos / "gone.png").unlink()
        yield project


def photo_id(project: Project, name: str) -> int:
    return next(photo.id for photo in project.photos() if photo.path.name == name)


def test_photos_are_predicted_into_the_project(running: Predictor, project: Project, tmp_path: Path) -> None:
    upright, small = photo_id(project, "upright.png"), photo_id(project, "small.png")
    running.process.send(OpenProject(str(project.folder)))
    assert running.ask(UseModel("first", str(write_model(tmp_path / "a.safetensors", 1)))) == ModelReady("first")
    for number in (upright, small):
        answer = running.ask(PredictPhoto(number))
        assert isinstance(answer, Predicted)
        assert (answer.photo_id, answer.version) == (number, "first")
        assert 0 < answer.seconds < 60
        assert answer.doubt is not None
        doubt = Doubt(*answer.doubt)
        assert 0 <= doubt.disagreement < doubt.entropy <= 1
        assert read_facts(project)[number].doubt == doubt
    assert descriptors(project)[upright].std() > 0
    first = project.read_prediction(upright, "first")
    assert first is not None
    assert first.dtype == np.uint8
    assert np.ptp(first) > 0

    assert running.ask(UseModel("second", str(write_model(tmp_path / "b.safetensors", 2)))) == ModelReady("second")
    assert isinstance(running.ask(PredictPhoto(upright)), Predicted)
    second = project.read_prediction(upright, "second")
    assert second is not None
    assert not np.array_equal(first, second)
    again = project.read_prediction(upright, "first")
    assert again is not None
    assert np.array_equal(first, again)


def test_a_classical_method_predicts_as_a_model_does(running: Predictor, project: Project) -> None:
    upright = photo_id(project, "upright.png")
    running.process.send(OpenProject(str(project.folder)))
    source = resolve_model("classical:svd")
    assert running.ask(UseModel(source.version_label, str(source.path))) == ModelReady(source.version_label)
    assert isinstance(running.ask(PredictPhoto(upright)), Predicted)
    predicted = project.read_prediction(upright, source.version_label)
    assert predicted is not None
    expected = ClassicalModel("svd").predict(read_photo(project.photo(upright).path)).blurriness
    assert np.array_equal(predicted, expected)
    answer = running.ask(UseModel("x", "classical:unknown"))
    assert isinstance(answer, ModelFailed)


def test_a_photo_that_is_gone_is_told_and_the_next_is_predicted(
    running: Predictor, project: Project, tmp_path: Path
) -> None:
    running.process.send(OpenProject(str(project.folder)))
    running.ask(UseModel("m", str(write_model(tmp_path / "m.safetensors"))))
    gone = photo_id(project, "gone.png")
    answer = running.ask(PredictPhoto(gone))
    assert answer == PredictionFailed(gone, UnreadablePhoto("The photo “gone.png” no longer exists."))
    assert isinstance(running.ask(PredictPhoto(photo_id(project, "upright.png"))), Predicted)
    unknown = running.ask(PredictPhoto(4711))
    assert isinstance(unknown, PredictionFailed)
    assert unknown.error.sentence.endswith(".")


def test_a_model_that_cannot_be_loaded_leaves_the_last_good_one(
    running: Predictor, project: Project, tmp_path: Path
) -> None:
    running.process.send(OpenProject(str(project.folder)))
    running.ask(UseModel("good", str(write_model(tmp_path / "good.safetensors"))))
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(b"no weights here")
    assert running.ask(UseModel("bad", str(damaged))) == ModelFailed(
        "bad", CheckpointError("The model file “damaged.safetensors” is damaged.")
    )
    answer = running.ask(PredictPhoto(photo_id(project, "upright.png")))
    assert isinstance(answer, Predicted)
    assert answer.version == "good"


def test_a_project_that_cannot_be_opened_is_told_with_each_photo(running: Predictor, tmp_path: Path) -> None:
    running.process.send(OpenProject(str(tmp_path / "nowhere.blurlab")))
    answer = running.ask(PredictPhoto(1))
    assert isinstance(answer, PredictionFailed)
    assert answer.error.code == "project.missing" and "nowhere.blurlab" in answer.error.sentence


def test_leave_overtakes_the_photos_that_wait(project: Project, tmp_path: Path, quick_children: None) -> None:
    predictor = Predictor()
    predictor.start()
    predictor.process.send(OpenProject(str(project.folder)))
    predictor.ask(UseModel("m", str(write_model(tmp_path / "m.safetensors"))))
    for _ in range(500):
        predictor.process.send(PredictPhoto(photo_id(project, "upright.png")))
    predictor.process.stop()
    assert predictor.process.wait(30)
    said = [predictor.said.get_nowait() for _ in range(predictor.said.qsize())]
    assert len(said) < 100
    assert said[-1] == ChildExited("predictor", 0, True, "The predictor has stopped.")


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_killed_predictor_is_restarted_and_predicts_again(project: Project, tmp_path: Path) -> None:
    predictor = Predictor()
    predictor.start()
    assert predictor.process.pid
    os.kill(predictor.process.pid, signal.SIGKILL)
    exited = predictor.next()
    assert isinstance(exited, ChildExited)
    assert exited.sentence == "The predictor stopped unexpectedly (killed by signal 9). It can be restarted."
    predictor.start()
    predictor.process.send(OpenProject(str(project.folder)))
    predictor.ask(UseModel("m", str(write_model(tmp_path / "m.safetensors"))))
    assert isinstance(predictor.ask(PredictPhoto(photo_id(project, "upright.png"))), Predicted)
    predictor.process.stop()
    assert predictor.process.wait(30)
    gone = predictor.next()
    assert isinstance(gone, ChildExited)
    assert gone.expected
    assert gone.exitcode == 0


def test_a_photo_is_predicted_with_another_model_and_the_one_in_use_stays(
    running: Predictor, project: Project, tmp_path: Path
) -> None:
    upright, gone = photo_id(project, "upright.png"), photo_id(project, "gone.png")
    weights = [str(write_model(tmp_path / f"{number}.safetensors", number)) for number in (1, 2)]
    running.process.send(OpenProject(str(tmp_path / "nowhere.blurlab")))
    refused = running.ask(PredictOther(upright, "second", weights[1]))
    told = "The project “nowhere.blurlab” does not exist."
    assert refused == PredictionOtherFailed(upright, "second", UserError("project.missing", told))
    running.process.send(OpenProject(str(project.folder)))
    assert running.ask(UseModel("first", weights[0])) == ModelReady("first")
    assert running.ask(PredictOther(upright, "second", weights[1])) == PredictedOther(upright, "second")
    answer = running.ask(PredictPhoto(upright))
    assert isinstance(answer, Predicted) and answer.version == "first"
    first, second = project.read_prediction(upright, "first"), project.read_prediction(upright, "second")
    assert first is not None and second is not None and (first != second).any()
    lost = running.ask(PredictOther(gone, "second", weights[1]))
    assert lost == PredictionOtherFailed(gone, "second", UnreadablePhoto("The photo “gone.png” no longer exists."))
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"nothing")
    refused = running.ask(PredictOther(upright, "third", str(broken)))
    assert (
        isinstance(refused, PredictionOtherFailed) and refused.name == "third" and refused.error.sentence.endswith(".")
    )


def big_photo(project: Project, tmp_path: Path) -> int:
    path = tmp_path / "big.png"
    Image.fromarray(np.random.default_rng(5).integers(0, 256, (160, 12000, 3), np.uint8)).save(path)
    return project.add_photos([path]).added[0].id


def test_at_full_a_photo_is_predicted_by_tiles_told_of_and_kept_with_its_scale(
    running: Predictor, project: Project, tmp_path: Path
) -> None:
    number = big_photo(project, tmp_path)
    running.process.send(OpenProject(str(project.folder)))
    assert running.ask(UseModel("first", str(write_model(tmp_path / "a.safetensors", 1)))) == ModelReady("first")
    running.process.send(PredictPhoto(number, "full"))
    told = []
    while isinstance(message := running.next(), FullProgress):
        told.append(message)
    assert isinstance(message, Predicted) and (message.photo_id, message.view) == (number, "full")
    done = [0, *(one.done for one in told)]
    assert done[-1] == told[0].tiles > 4 and all(0 < after - before <= 2 for before, after in pairwise(done))
    made = project.read_prediction(number, "first", View.FULL)
    assert made is not None and made.shape == (40, 3000)
    look, cut = project.prediction_facts(number, "first", View.FULL)
    assert look == Look(View.FULL, 1.0) and cut is not None
    assert not project.has_prediction(number, "first") and read_part(project, number) is None
    assert photos_with_doubt(project, "first", View.FULL) == {number} and not photos_with_doubt(project, "first")


def test_what_is_asked_as_a_whole_comes_between_the_tiles_and_a_look_can_be_stopped(
    running: Predictor, project: Project, tmp_path: Path
) -> None:
    number, upright = big_photo(project, tmp_path), photo_id(project, "upright.png")
    running.process.send(OpenProject(str(project.folder)))
    assert running.ask(UseModel("first", str(write_model(tmp_path / "a.safetensors", 1)))) == ModelReady("first")
    running.process.send(PredictPhoto(number, "full", (11000, 20, 100, 100)))
    assert isinstance(running.next(), FullProgress)
    running.process.send(PredictPhoto(upright))
    answers: list[object] = []
    while not isinstance(message := running.next(), Predicted):
        answers.append(message)
    assert message.photo_id == upright and all(isinstance(one, FullProgress) for one in answers)
    running.process.send(StopFull(number))
    running.process.send(PredictPhoto(upright))
    while isinstance(message := running.next(), FullProgress):
        assert message.done < message.tiles
    assert isinstance(message, Predicted) and message.photo_id == upright
    assert not project.has_prediction(number, "first", View.FULL) and read_part(project, number) is None


def test_a_classical_method_says_that_it_predicts_as_a_whole_only(running: Predictor, project: Project) -> None:
    running.process.send(OpenProject(str(project.folder)))
    source = resolve_model("classical:svd")
    assert running.ask(UseModel(source.version_label, str(source.path))) == ModelReady(source.version_label)
    answer = running.ask(PredictPhoto(photo_id(project, "upright.png"), "full"))
    assert isinstance(answer, PredictionFailed) and answer.view == "full"
    assert answer.error.code == "prediction.whole_only"


def test_another_model_is_compared_at_full_too(running: Predictor, project: Project, tmp_path: Path) -> None:
    upright = photo_id(project, "upright.png")
    running.process.send(OpenProject(str(project.folder)))
    running.process.send(PredictOther(upright, "other", str(write_model(tmp_path / "b.safetensors", 2)), "full"))
    assert isinstance(running.next(), FullProgress) and running.next() == PredictedOther(upright, "other")
    assert project.has_prediction(upright, "other", View.FULL) and not project.has_prediction(upright, "other")
