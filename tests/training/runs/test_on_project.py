"""The version that comes of a training on a real project, with a small network in the place of the shipped one."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from blurlab.model import checkpoint
from blurlab.model.card import ModelCard
from blurlab.model.network import CompactDeepLab
from blurlab.project.keys import WEIGHTS
from blurlab.project.learning.pinned import pin
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.worker.messages import (
    Ending,
    FilmFrames,
    Setup,
    StartTraining,
    TrainingNotice,
    TrainingStarted,
    Validated,
    VersionPublished,
)
from tests.training.runs.orders import train
from training import recipe
from training.loop import joint
from training.loop.validate import Score
from training.runs import on_project, plan
from training.runs.on_project import train_project
from training.runs.version import unfinished

pytestmark = pytest.mark.usefixtures("small_samples")


def test_a_version_is_published_when_validation_improves(folder: Path) -> None:
    ended, said = train(folder)
    assert ended.ending is Ending.FINISHED
    started = said[0]
    assert isinstance(started, TrainingStarted)
    assert (started.labels_training, started.labels_validation, started.sources) == (2, 1, 4)
    validated = [message for message in said if isinstance(message, Validated)]
    published = [message for message in said if isinstance(message, VersionPublished)]
    assert [each.step for each in validated] == [0, 2], "what it started from, and what it learnt"
    assert len(published) == 1 and published[0].promoted == validated[1].best
    assert ended.version == published[0].version
    with Project.open(folder) as project:
        assert [version.name for version in project.versions.all()] == [message.version for message in published]
        for version in project.versions.all():
            card = checkpoint.load(version.weights).card
            assert card.setup == "semi" and (card.labels_learnt, card.labels_held_out, card.steps) == (2, 1, 2)
            assert card.candidate is not published[0].promoted
        assert (project.versions.promoted() is not None) == published[0].promoted


def test_a_version_that_is_no_better_is_a_candidate_and_predicts_only_when_a_person_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Score, "better_than", lambda *_: False)
    ended, said = train(folder, Setup.FULL, steps=1)
    assert "candidate" in ended.sentence and ended.version == "v0001"
    assert isinstance(said[-1], VersionPublished) and not said[-1].promoted
    with Project.open(folder) as project:
        assert project.versions.promoted() is None and [version.name for version in project.versions.all()] == ["v0001"]


def test_a_card_tells_labels_curve_and_scores_by_kind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Score, "better_than", lambda *_: True)  # two steps may as well make it worse
    with Project.open(folder) as project:
        project.set_kind(project.photos()[0].id, "motion")
    train(folder)
    with Project.open(folder) as project:
        (version,) = project.versions.all()
        card = checkpoint.card_of(version.weights)
        named = replace(card, name=version.name, created_at=version.created_at)
        assert project.versions.card(version.name) == named
    assert (card.labels_learnt, card.labels_held_out) == (2, 1)
    assert [step for step, *_ in card.validations] == [0, 2]
    assert card.held_out.all.photos == 1 and len(card.held_out.kinds) == 1
    assert card.in_use_name == "default" and card.why.endswith(".")


def test_the_filmstrip_shows_the_pinned_photos_at_each_validation(folder: Path) -> None:
    with Project.open(folder) as project:
        wanted = project.photos()[3]
        pin(project, wanted.id, True)
    _, said = train(folder, steps=1)
    (started,) = (message for message in said if isinstance(message, TrainingStarted))
    assert started.sources == 3, "no synthetic sample is made of it either"
    strips = [message for message in said if isinstance(message, FilmFrames)]
    assert [strip.step for strip in strips] == [0, 1]
    for strip in strips:
        (frame,) = strip.frames
        assert frame.photo_id == wanted.id
        with Image.open(frame.photo) as photo, Image.open(frame.prediction) as prediction:
            assert photo.size == prediction.size and photo.width == 192 and prediction.mode == "L"
    _, said = train(folder, steps=1)
    assert len(list((folder / "training").iterdir())) == 1, "an earlier run's pictures are removed"


def leaning(path: Path, towards_blurred: float) -> Path:
    """An untrained network that calls everything blurred (or sharp, below 0), the surer the farther from 0."""
    torch.manual_seed(3)
    network = CompactDeepLab()
    with torch.no_grad():
        network.classifier.bias[1] += towards_blurred
    checkpoint.save(path, network, ModelCard("compact-deeplab", 64))
    return path


def put_to_use(folder: Path, towards_blurred: float) -> None:
    with Project.open(folder) as project:
        project.versions.publish(lambda path: leaning(path, towards_blurred), ModelCard())


def start_from(folder: Path, towards_blurred: float) -> None:
    with Project.open(folder) as project:
        project.set_setting(BASE_SETTING, str(leaning(folder.parent / "leaning.safetensors", towards_blurred)))


def test_a_version_that_beats_its_base_and_not_the_one_in_use_is_a_candidate_and_the_card_says_why(
    folder: Path,
) -> None:
    put_to_use(folder, 0)
    start_from(folder, -4)
    ended, said = train(folder)
    validated = [message for message in said if isinstance(message, Validated)]
    assert validated[-1].best, "it is better than what it started from"
    (published,) = [message for message in said if isinstance(message, VersionPublished)]
    assert not published.promoted and published.why in ended.sentence
    assert "On 1 held-out label and synthetic samples it is worse than v0001: the loss is" in published.why
    with Project.open(folder) as project:
        assert project.versions.promoted().name == "v0001"
        card = checkpoint.card_of(project.versions.all()[1].weights)
    assert card.candidate and card.why == published.why


def test_a_version_no_worse_than_the_one_in_use_takes_its_place(folder: Path) -> None:
    put_to_use(folder, -8)
    start_from(folder, -4)  # from where two steps cannot but get better
    _, said = train(folder)
    (published,) = [message for message in said if isinstance(message, VersionPublished)]
    assert published.promoted and "no worse than v0001" in published.why
    with Project.open(folder) as project:
        assert project.versions.promoted().name == "v0002"


def test_a_training_can_start_from_a_version_of_the_project(folder: Path) -> None:
    put_to_use(folder, -4)
    with Project.open(folder) as project:
        project.set_setting(BASE_SETTING, "v0001")
    _, said = train(folder, steps=1)
    assert isinstance(said[0], TrainingStarted) and said[0].base == "v0001"
    with Project.open(folder) as project:
        assert project.versions.card("v0002").parent == "v0001"


def test_a_pinned_photo_is_held_out_and_raises_an_alarm_when_a_version_gets_worse_on_it(folder: Path) -> None:
    put_to_use(folder, 4)
    start_from(folder, -4)
    with Project.open(folder) as project:
        photos = project.photos()
        pinned = [photos[0], photos[1]]
        for photo in pinned:
            project.masks.save(photo.id, np.full((120, 160), 255, np.uint8), None, author="test", model_version=None)
            pin(project, photo.id, True)
    _, said = train(folder)
    assert isinstance(said[0], TrainingStarted) and said[0].labels_validation == 2
    (published,) = [message for message in said if isinstance(message, VersionPublished)]
    assert not published.promoted
    assert [f"“{photo.name}” 100% of the pixels are wrong now" in " ".join(published.hurt) for photo in pinned] == [
        True,
        True,
    ]


def test_a_run_that_breaks_off_leaves_its_best_as_an_unfinished_candidate(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_from(folder, -4)
    real, asked = on_project.fit, iter(range(100))

    def should_stop() -> bool:
        if next(asked) >= 2:
            raise MemoryError
        return False

    def often(network: object, data: object, recipe: recipe.Recipe, *rest: object, **more: object) -> object:
        return real(network, data, replace(recipe, validate_every=1), *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(on_project, "fit", often)
    with pytest.raises(MemoryError):
        train_project(StartTraining(str(folder), steps=9), lambda _: None, should_stop)
    with Project.open(folder) as project:
        assert project.versions.promoted() is None
        (version,) = project.versions.all()
        card = checkpoint.card_of(version.weights)
    assert card.unfinished and card.candidate and "was interrupted" in card.why


def test_what_a_killed_run_left_becomes_a_candidate_at_the_next_one(folder: Path) -> None:
    left = folder / "training" / "20200101-000000-1"
    left.mkdir(parents=True)
    checkpoint.save(left / WEIGHTS, CompactDeepLab(), unfinished(ModelCard("compact-deeplab", 64)))
    _, said = train(folder, steps=1)
    notices = [message.sentence for message in said if isinstance(message, TrainingNotice)]
    assert notices == ["The result of an interrupted training is kept as the candidate v0001."]
    assert not left.exists()
    with Project.open(folder) as project:
        assert len(project.versions.all()) == 2
        assert checkpoint.card_of(project.versions.all()[0].weights).unfinished


def test_the_clock_of_a_paused_run_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    pauses = iter([1000.0])

    def clock() -> float:
        nonlocal now
        now += 0.05
        return now

    def should_stop() -> bool:
        nonlocal now
        now += next(pauses, 0.0)
        return False

    monkeypatch.setattr(joint, "time", SimpleNamespace(monotonic=clock))
    said: list[object] = []
    train_project(StartTraining(str(folder), Setup.FULL, minutes=2 / 60), said.append, should_stop)
    assert 1 < max(message.step for message in said if isinstance(message, Validated)) < 40


def test_another_network_starts_anew_and_predicts_only_where_it_beats_the_one_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mobile = "deeplabv3_mobilenet_v3_large"
    asked: list[str] = []
    monkeypatch.setattr(plan, "pretrain", lambda _, name: asked.append(name))
    monkeypatch.setattr(Score, "better_than", lambda *_: False)
    said: list[object] = []
    order = StartTraining(str(folder), Setup.FULL, steps=1, architecture=mobile)
    ended = train_project(order, said.append, lambda: False)
    assert asked == [mobile] and "candidate" in ended.sentence
    assert isinstance(said[0], TrainingStarted) and said[0].base == f"{mobile}, ImageNet trunk"
    with Project.open(folder) as project:
        assert project.versions.promoted() is None
        loaded = checkpoint.load(project.versions.all()[0].weights)
    assert loaded.card.architecture == mobile and not loaded.card.parent
    assert loaded.card.recipe["freeze_norms"] is False, "the norms of a new head know nothing yet"
