"""What a training on a project learns from and is validated by, and what it cannot learn from."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.synthesis import BlurRanges, Synthesis, SynthesisError
from blurlab.model import checkpoint
from blurlab.project.learning.synthesis_settings import REJECTED_SETTING, SETTING
from blurlab.project.project import Project
from blurlab.project.records import Label, Photo, Status
from blurlab.worker.messages import (
    Ending,
    Setup,
    StartTraining,
    TrainingStarted,
)
from tests.training.runs.orders import train
from tests.training.sources import scene
from training.data.held_out import split_labels
from training.runs import project_data
from training.runs.on_project import train_project

pytestmark = pytest.mark.usefixtures("small_samples")


def test_a_photo_is_held_out_or_not_whatever_labels_come(folder: Path) -> None:
    def label(number: int) -> Label:
        photo = Photo(number, Path(), "", 1, 1, Status.ACCEPTED, "", f"digest {number}")
        return Label(photo, 1)

    labels = [label(number) for number in range(400)]
    learnt_before: set[int] = set()
    for count in (20, 50, 100, 400):
        learnt, held_out = split_labels(labels[:count], 0.2)
        assert len(held_out) + len(learnt) == count and 0.05 * count < len(held_out) < 0.4 * count
        assert learnt_before.isdisjoint(each.photo.id for each in held_out), "an earlier version was trained on it"
        learnt_before |= {each.photo.id for each in learnt}
    learnt, held_out = split_labels(labels[:20], 0.2, pinned=[3, 5])
    assert {3, 5} <= {each.photo.id for each in held_out}


def test_what_is_held_out_is_never_trained_on(folder: Path) -> None:
    with Project.open(folder) as project:
        labels = project.masks.labels()
    learnt, held_out = split_labels(labels, 0.2)
    assert {label.photo.id for label in learnt}.isdisjoint(label.photo.id for label in held_out)
    assert len(learnt) == 2 and len(held_out) == 1
    assert split_labels(labels[::-1], 0.2)[1] == held_out
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
        project.masks.labels()[0].photo.path.unlink()
    ended, said = train(folder, Setup.FULL, steps=1)
    assert ended.ending is Ending.FINISHED
    assert isinstance(said[0], TrainingStarted) and said[0].labels_training + said[0].labels_validation == 2


def test_labels_damaged_behind_a_good_header_cost_only_themselves(folder: Path) -> None:
    with Project.open(folder) as project:
        learnt, _ = split_labels(project.masks.labels(), 0.2)
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
        card = checkpoint.card_of(project.versions.all()[0].weights)
    assert card.setup == "weak" == card.recipe["setup"]


def test_the_weak_set_up_without_object_masks_is_refused_in_a_sentence(folder: Path) -> None:
    ended, _ = train(folder, Setup.WEAK)
    assert ended.ending is Ending.FAILED and "learns from object masks; choose their folder" in ended.sentence
    masks = outlined(folder, "elsewhere")
    order = StartTraining(str(folder), Setup.WEAK, steps=1, masks=str(masks))
    ended = train_project(order, lambda _: None, lambda: False)
    assert (
        ended.ending is Ending.FAILED
        and f"No photo of the project has a label map of the same name with an object in “{masks}”" in ended.sentence
    )


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
        (SETTING, {"masks": "/nowhere"}, "The folder of object masks “/nowhere” does not exist"),
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
