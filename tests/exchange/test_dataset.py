"""A dataset export: splits that stay, photos held out that stay out of training, a card that tells the truth."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.errors import UserError
from blurlab.exchange.dataset import export_dataset
from blurlab.exchange.masks_in import import_masks, photos_beside
from blurlab.exchange.meaning import Polarity, meaning_of
from blurlab.exchange.registry import FORMATS, open_source
from blurlab.exchange.splits import SPLITS, TRAIN, Shares, held_out_photos, split_photos
from blurlab.project.learning.pinned import PINNED_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status
from tests.fixtures.formats import WRITTEN
from tests.fixtures.projects import MakePhoto


def photo_like(number: int) -> Photo:
    name = f"{number}.jpg"
    return Photo(number, Path("/p") / name, name, 8, 8, Status.ACCEPTED, "", f"digest {number}")


def label(project: Project, make_photo: MakePhoto, count: int, *, turned: int | None = None) -> list[np.ndarray]:
    """Accepted photos with masks of all three codes; photo number `turned` is upright only by its EXIF."""
    paths = [make_photo(f"{n}.jpg", n) for n in range(count)]
    if turned is not None:
        exif = Image.Exif()
        exif[274] = 3
        with Image.open(paths[turned]) as picture:
            picture.save(paths[turned], exif=exif)
    photos = project.add_photos(paths).added
    rng = np.random.default_rng(0)
    masks = [rng.choice(np.array([0, 128, 255], np.uint8), (24, 40)) for _ in photos]
    for photo, mask in zip(photos, masks, strict=True):
        project.masks.save(photo.id, mask, author="ann" if photo.id % 2 else "bob", model_version="v0001")
        project.set_status(photo.id, Status.ACCEPTED)
    return masks


def test_splits_have_about_their_shares_and_another_seed_gives_others() -> None:
    photos = [photo_like(number) for number in range(2000)]
    split = split_photos(photos, Shares(), 42, [])
    counts = Counter(split.values())
    for name, share in zip(SPLITS, (0.7, 0.15, 0.15), strict=True):
        assert abs(counts[name] / 2000 - share) < 0.03
    assert split == split_photos(photos, Shares(), 42, [])
    assert split != split_photos(photos, Shares(), 43, [])


def test_a_photo_keeps_its_split_when_others_join_or_are_in_another_order() -> None:
    photos = [photo_like(number) for number in range(300)]
    all_of_them = split_photos(photos[::-1], Shares(), 7, [])
    few = split_photos(photos[:40], Shares(), 7, [])
    assert few == {photo_id: all_of_them[photo_id] for photo_id in few}


def test_photos_that_training_validates_on_never_go_to_train(project: Project, make_photo: MakePhoto) -> None:
    label(project, make_photo, 12)
    photos = project.photos()
    pinned = photos[5].id
    project.set_setting(PINNED_SETTING, (pinned,))
    held = held_out_photos(project, photos)
    assert pinned in held and len(held) < len(photos)
    for seed in range(20):
        split = split_photos(photos, Shares(), seed, held)
        assert not any(split[photo_id] == TRAIN for photo_id in held)
    shared = held_out_photos(project, [photo_like(number) for number in range(1000)])
    assert 0.15 < len(shared) / 1000 < 0.25


@pytest.mark.parametrize("format_name", WRITTEN)
def test_a_dataset_comes_in_again_with_its_photos_and_masks(
    format_name: str, project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    masks = label(project, make_photo, 6)
    names = {photo.digest: mask for photo, mask in zip(project.photos(), masks, strict=True)}
    out = tmp_path / "out"
    report, card = export_dataset(project, out, format_name=format_name, seed=1, shares=Shares(0.5, 0.25, 0.25))
    assert len(report.photos) == 6 == sum(part.photos for part in card.parts.values())
    came = 0
    with Project.create(tmp_path / "again.blurlab") as again:
        for split, part in card.parts.items():
            if not part.photos:
                continue
            folder = FORMATS[format_name].subfolder
            source = open_source(out / split / folder)
            assert source.format == format_name
            beside = photos_beside(source) or sorted((out / split / "images").iterdir())
            photos = again.add_photos(beside).added
            taken = import_masks(again, photos, source, meaning_of(source.classes, Polarity.BLURRED))
            assert taken.problems == [] and len(taken.imported) == part.photos
            for photo in photos:
                mask, _ = again.masks.read(again.masks.latest(photo.id))
                assert (mask == names[photo.digest]).all()
                came += 1
    assert came == 6


def test_the_card_tells_what_it_is_and_leaves_the_licence_to_the_owner(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    masks = label(project, make_photo, 5, turned=0)
    report, _ = export_dataset(project, tmp_path / "out", polarity=Polarity.SHARP, seed=3)
    values = json.loads((tmp_path / "out" / "card.json").read_text())
    parts = values["splits"].values()
    assert sum(part["photos"] for part in parts) == 5
    assert sum(part["blurred_pixels"] for part in parts) == sum(int((mask == 255).sum()) for mask in masks)
    assert sum(part["ignored_pixels"] for part in parts) == sum(int((mask == 128).sum()) for mask in masks)
    assert (values["marked"], values["licence"], values["seed"]) == ("sharp", None, 3)
    assert values["authors"] == {"ann": 3, "bob": 2}
    assert values["model_versions"] == {"v0001": 5}
    assert values["photos_turned_by_exif"] == 1
    text = (tmp_path / "out" / "README.md").read_text()
    assert "Marked areas are **sharp**" in text and "255 is sharp, 0 blurred and 128 ignored" in text
    assert "Not stated. The owner" in text
    empty = [f"No photo fell into {name}; " for name, part in values["splits"].items() if not part["photos"]]
    assert [str(problem)[: len(start)] for problem, start in zip(report.problems, empty, strict=True)] == empty


def test_a_rehearsal_and_a_stop_leave_nothing_half_done(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    label(project, make_photo, 4)
    report, card = export_dataset(project, tmp_path / "out", format_name="coco", save=False)
    assert len(report.photos) == 4 and sum(part.photos for part in card.parts.values()) == 4
    assert not (tmp_path / "out").exists()
    answers = iter([False, False, True])
    report, _ = export_dataset(project, tmp_path / "out", format_name="coco", should_stop=lambda: next(answers))
    assert report.stopped and len(report.photos) == 2
    assert not list((tmp_path / "out").rglob("*.json")) and not (tmp_path / "out" / "README.md").exists()


@pytest.mark.parametrize("text", ["", "70", "0,50,50", "-1,2,3", "a,b,c", "70,30"])
def test_shares_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="are not three numbers such as 70,15,15"):
        Shares.parse(text)
