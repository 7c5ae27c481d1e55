"""Training on a real project folder, with a small network in the place of the shipped one."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from blurlab.core.synthesis import REJECTED_SETTING, SETTING, BlurRanges, Synthesis, SynthesisError
from blurlab.model import checkpoint
from blurlab.model.card import ModelCard
from blurlab.model.network import CompactDeepLab
from blurlab.project.keys import WEIGHTS
from blurlab.project.learning.pinned import pin
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Label, Photo, Status
from blurlab.worker.messages import (
    Ending,
    FilmFrames,
    Setup,
    StartTraining,
    TrainingEnded,
    TrainingNotice,
    TrainingStarted,
    Validated,
    VersionPublished,
)
from tests.training.sources import scene
from training import recipe
from training.data.held_out import split_labels
from training.loop import joint
from training.loop.validate import Score
from training.runs import on_project, plan, project_data
from training.runs.on_project import train_project
from training.runs.version import unfinished

pytestmark = pytest.mark.usefixtures("small_samples")


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
    assert [each.step for each in validated] == [0, 2], "what it started from, and what it learnt"
    assert len(published) == 1 and published[0].promoted == validated[1].best
    assert ended.version == published[0].version
    with Project.open(folder) as project:
        assert [version.name for version in project.model_versions()] == [message.version for message in published]
        for version in project.model_versions():
            card = checkpoint.load(version.weights).card
            assert card.setup == "semi" and (card.labels_learnt, card.labels_held_out, card.steps) == (2, 1, 2)
            assert card.candidate is not published[0].promoted
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


def test_a_card_tells_labels_curve_and_scores_by_kind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Score, "better_than", lambda *_: True)  # two steps may as well make it worse
    with Project.open(folder) as project:
        project.set_kind(project.photos()[0].id, "motion")
    train(folder)
    with Project.open(folder) as project:
        (version,) = project.model_versions()
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
        project.publish(lambda path: leaning(path, towards_blurred), ModelCard())


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
        assert project.promoted().name == "v0001"
        card = checkpoint.card_of(project.model_versions()[1].weights)
    assert card.candidate and card.why == published.why


def test_a_version_no_worse_than_the_one_in_use_takes_its_place(folder: Path) -> None:
    put_to_use(folder, -8)
    start_from(folder, -4)  # from where two steps cannot but get better
    _, said = train(folder)
    (published,) = [message for message in said if isinstance(message, VersionPublished)]
    assert published.promoted and "no worse than v0001" in published.why
    with Project.open(folder) as project:
        assert project.promoted().name == "v0002"


def test_a_pinned_photo_is_held_out_and_raises_an_alarm_when_a_version_gets_worse_on_it(folder: Path) -> None:
    put_to_use(folder, 4)
    start_from(folder, -4)
    with Project.open(folder) as project:
        photos = project.photos()
        pinned = [photos[0], photos[1]]
        for photo in pinned:
            project.save_mask(photo.id, np.full((120, 160), 255, np.uint8), None, author="test", model_version=None)
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
        assert project.promoted() is None
        (version,) = project.model_versions()
        card = checkpoint.card_of(version.weights)
    assert card.unfinished and card.candidate and "broke off" in card.why


def test_what_a_killed_run_left_becomes_a_candidate_at_the_next_one(folder: Path) -> None:
    left = folder / "training" / "20200101-000000-1"
    left.mkdir(parents=True)
    checkpoint.save(left / WEIGHTS, CompactDeepLab(), unfinished(ModelCard("compact-deeplab", 64)))
    _, said = train(folder, steps=1)
    notices = [message.sentence for message in said if isinstance(message, TrainingNotice)]
    assert notices == ["What a broken-off training had learnt is kept as the candidate v0001."]
    assert not left.exists()
    with Project.open(folder) as project:
        assert len(project.model_versions()) == 2
        assert checkpoint.card_of(project.model_versions()[0].weights).unfinished


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


def test_a_photo_is_held_out_or_not_whatever_labels_come(folder: Path) -> None:
    def label(number: int) -> Label:
        photo = Photo(number, Path(), "", 1, 1, Status.ACCEPTED, "", f"digest {number}")
        return Label(photo, 1)

    labels = [label(number) for number in range(400)]
    learnt_before: set[int] = set()
    for count in (20, 50, 100, 400):
        learnt, judged = split_labels(labels[:count], 0.2)
        assert len(judged) + len(learnt) == count and 0.05 * count < len(judged) < 0.4 * count
        assert learnt_before.isdisjoint(each.photo.id for each in judged), "an earlier version was trained on it"
        learnt_before |= {each.photo.id for each in learnt}
    learnt, judged = split_labels(labels[:20], 0.2, pinned=[3, 5])
    assert {3, 5} <= {each.photo.id for each in judged}


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
    assert ended.ending is Ending.FAILED and ended.sentence == "There is no accepted mask to train on yet."


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
        card = checkpoint.card_of(project.model_versions()[0].weights)
    assert card.setup == "weak" == card.recipe["setup"]


def test_the_weak_set_up_without_object_masks_is_refused_in_a_sentence(folder: Path) -> None:
    ended, _ = train(folder, Setup.WEAK)
    assert ended.ending is Ending.FAILED and "learns from object masks; choose their folder" in ended.sentence
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
    monkeypatch.setattr(plan, "pretrain", lambda _, name: asked.append(name))
    monkeypatch.setattr(Score, "better_than", lambda *_: False)
    said: list[object] = []
    order = StartTraining(str(folder), Setup.FULL, steps=1, architecture=mobile)
    ended = train_project(order, said.append, lambda: False)
    assert asked == [mobile] and "candidate" in ended.sentence
    assert isinstance(said[0], TrainingStarted) and said[0].base == f"{mobile}, ImageNet trunk"
    with Project.open(folder) as project:
        assert project.promoted() is None
        loaded = checkpoint.load(project.model_versions()[0].weights)
    assert loaded.card.architecture == mobile and not loaded.card.parent
    assert loaded.card.recipe["freeze_norms"] is False, "the norms of a new head know nothing yet"


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
    real = project_data.project_sampler

    def watched(sources: object, ranges: object, size: int, seed: int, **how: object) -> object:
        made.append((ranges, seed, bool(how["prefer_sharp"])))
        return real(sources, ranges, size, seed, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(project_data, "project_sampler", watched)
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
