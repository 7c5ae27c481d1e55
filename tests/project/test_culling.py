"""Stars, picks, colours and verdicts are kept in the project; some verdicts are masks."""

import os
import time
from pathlib import Path

import numpy as np
import pytest

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.project import keys
from blurlab.project.culling.culling import label_whole, read_culling, take_back_label, write_culling
from blurlab.project.culling.thumbnails import LONGEST, fresh_thumbnail, kept_thumbnail
from blurlab.project.project import Project
from blurlab.project.records import CORRECTIONS, Culling, Status
from tests.fixtures.memory_project import reopened
from tests.fixtures.windows import write_photo


@pytest.fixture(autouse=True)
def two_photos(project: Project, tmp_path: Path) -> None:
    project.add_photos([write_photo(tmp_path / f"{name}.png", number, 60, 40) for number, name in enumerate("ab")])


def test_what_was_said_is_there_when_the_project_is_opened_again(project: Project) -> None:
    said = {1: Culling(4, 1, "Red", "on_purpose"), 2: Culling(binned=True)}
    write_culling(project, said)
    write_culling(project, {2: Culling(pick=-1)})
    with reopened(project) as again:
        assert read_culling(again) == {1: said[1], 2: Culling(pick=-1)}


@pytest.mark.parametrize("wrong", [{"stars": 6}, {"pick": 2}, {"label": "Mauve"}, {"verdict": "nice"}])
def test_nonsense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not|no"):
        Culling(**wrong)  # type: ignore[arg-type]


def test_a_rejected_photo_is_rated_so_in_its_sidecar() -> None:
    assert (Culling(3, -1).marks.rating, Culling(3, -1).marks.pick) == (-1, -1)
    assert (Culling(3, 1).marks.rating, Culling(3, 1).marks.pick) == (3, 1)


@pytest.mark.parametrize(("verdict", "code"), [("all_sharp", SHARP), ("nothing_sharp", BLURRED)])
def test_a_verdict_on_every_pixel_becomes_a_label_and_can_be_taken_back(
    project: Project, verdict: str, code: int
) -> None:
    revision = label_whole(project, 1, verdict, "tester")
    (label,) = project.masks.labels()
    assert label.photo.id == 1 and (project.masks.read(revision)[0] == code).all()
    assert take_back_label(project, 1, verdict)
    assert project.masks.labels() == [] and project.masks.latest(1) is None and not project.masks.has_label(label)
    assert project.photo(1).status is Status.NEW


@pytest.mark.parametrize("verdict", [name for name, (_, code) in CORRECTIONS.items() if code is None])
def test_a_verdict_on_the_subject_alone_says_nothing_of_pixels(project: Project, verdict: str) -> None:
    assert label_whole(project, 1, verdict, "tester") is None and project.masks.labels() == []


def test_a_painted_mask_is_never_replaced_by_a_verdict(project: Project) -> None:
    painted = np.zeros((40, 60), np.uint8)
    painted[:, 30:] = BLURRED
    project.masks.save(1, painted, author="tester")
    assert label_whole(project, 1, "all_sharp", "tester") is None
    assert label_whole(project, 2, "all_sharp", "tester") is not None
    newer = project.masks.save(2, painted, author="tester")
    assert not take_back_label(project, 2, "all_sharp")
    assert project.masks.latest(2).id == newer.id


def test_thumbnails_are_kept_and_made_anew_when_the_photo_changed(project: Project, tmp_path: Path) -> None:
    photo = project.photo(1)
    first = kept_thumbnail(project, photo)
    assert first.shape == (40, 60, 3) and max(first.shape) <= LONGEST
    path = fresh_thumbnail(project, photo)
    assert path is not None
    kept = path.read_bytes()
    kept_thumbnail(project, photo)
    assert path.read_bytes() == kept
    project.blobs.write(keys.thumbnail(photo.id), b"damaged")
    assert kept_thumbnail(project, photo).shape == (40, 60, 3)
    write_photo(photo.path, 9, 64, 30)
    later = time.time_ns() + 10**9
    os.utime(photo.path, ns=(later, later))
    assert kept_thumbnail(project, photo).shape == (30, 64, 3)
