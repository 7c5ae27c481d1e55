"""Masks in and out: matched by name, polarity said, nothing collides, nothing is overwritten unasked."""

import csv
import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from blurlab.errors import UserError
from blurlab.exchange.masks_in import ImportReport, import_masks
from blurlab.exchange.masks_out import export_masks, mask_names
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.pairing import pair_by_stem
from blurlab.exchange.registry import open_source
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status
from tests.fixtures.projects import MakePhoto

MASK = np.zeros((24, 40), np.uint8)
MASK[5:9, 10:30] = 255


@pytest.fixture
def masks(tmp_path: Path) -> Path:
    folder = tmp_path / "masks"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, mask: np.ndarray = MASK, mode: str = "L") -> Path:
    Image.fromarray(mask).convert(mode).save(folder / name)
    return folder / name


def bring(project: Project, photos: Sequence[Photo], folder: Path, blurred: int, **options: Any) -> ImportReport:
    polarity = Polarity.BLURRED if blurred == 255 else Polarity.SHARP
    return import_masks(project, photos, open_source(folder, "masks"), Meaning(polarity), **options)


def latest(project: Project, photo: Photo) -> np.ndarray:
    revision = project.masks.latest(photo.id)
    assert revision is not None
    return project.masks.read(revision)[0]


# ---------------------------------------------------------------- pairing


def test_files_are_paired_by_stem_whatever_the_extension() -> None:
    found = pair_by_stem(
        map(Path, ["p/a.JPG", "p/b.jpeg", "p/c.png"]), [Path("m/b.PNG"), Path("m/a.png"), Path("m/d.png")]
    )
    assert found.pairs == [(Path("p/a.JPG"), Path("m/a.png")), (Path("p/b.jpeg"), Path("m/b.PNG"))]
    assert found.left_alone == [Path("p/c.png")]
    assert found.right_alone == [Path("m/d.png")]
    assert found.unclear == []


def test_whole_names_tell_photos_of_one_stem_apart() -> None:
    found = pair_by_stem(map(Path, ["a.jpg", "a.png"]), [Path("m/a.jpg.png"), Path("m/a.png.png")])
    assert found.pairs == [(Path("a.jpg"), Path("m/a.jpg.png")), (Path("a.png"), Path("m/a.png.png"))]


def test_what_is_not_clear_is_told_and_not_taken() -> None:
    found = pair_by_stem(map(Path, ["a.jpg", "a.png", "b.jpg"]), [Path("m/a.png"), Path("m/b.png"), Path("m/b.tif")])
    assert found.pairs == []
    assert found.unclear == [
        "Of “b.png”, “b.tif” it is not clear which belongs to “b.jpg”.",
        "“a.png” would fit “a.jpg”, “a.png” equally well; a whole name such as “a.jpg.png” tells them apart.",
    ]


# ---------------------------------------------------------------- in


def test_masks_come_in_as_accepted_labels(project: Project, make_photo: MakePhoto, masks: Path) -> None:
    photos = project.add_photos([make_photo(name, n) for n, name in enumerate(["a.JPG", "b.png", "c.jpg"])]).added
    put(masks, "a.png", mode="RGBA")
    put(masks, "b.PNG", 255 - MASK)
    put(masks, "z.png")
    steps: list[tuple[int, int]] = []
    report = bring(project, photos, masks, 255, on_progress=lambda *step: steps.append(step))
    assert [photo.name for photo in report.imported] == ["a.JPG", "b.png"]
    assert [photo.name for photo in report.without_mask] == ["c.jpg"]
    assert [entry.shown for entry in report.without_photo] == ["z.png"]
    assert report.problems == []
    assert steps == [(1, 2), (2, 2)]
    assert (latest(project, photos[0]) == MASK).all()
    assert (latest(project, photos[1]) == 255 - MASK).all()
    assert [label.photo.name for label in project.masks.labels()] == ["a.JPG", "b.png"]
    assert project.photo(photos[2].id).status is Status.NEW


def test_black_may_mean_blurred(project: Project, make_photo: MakePhoto, masks: Path) -> None:
    photos = project.add_photos([make_photo("a.jpg")]).added
    put(masks, "a.png", 255 - MASK)
    bring(project, photos, masks, 0)
    assert (latest(project, photos[0]) == MASK).all()


def test_importing_again_changes_nothing(project: Project, make_photo: MakePhoto, masks: Path) -> None:
    photos = project.add_photos([make_photo("a.jpg")]).added
    put(masks, "a.png")
    bring(project, photos, masks, 255)
    report = bring(project, photos, masks, 255)
    assert (len(report.imported), len(report.unchanged)) == (0, 1)
    assert len(project.masks.revisions(photos[0].id)) == 1
    put(masks, "a.png", 255 - MASK)  # the file was mended since
    bring(project, photos, masks, 255)
    assert (latest(project, photos[0]) == 255 - MASK).all()


def test_a_persons_mask_is_not_replaced(project: Project, make_photo: MakePhoto, masks: Path) -> None:
    photo = project.add_photos([make_photo("a.jpg")]).added[0]
    project.masks.save(photo.id, 255 - MASK, author="ann")
    put(masks, "a.png")
    report = bring(project, [photo], masks, 255)
    assert [str(one) for one in report.problems] == [
        "The photo “a.jpg” has a mask made in blurlab, so “a.png” was not imported."
    ]
    assert (latest(project, photo) == 255 - MASK).all()
    assert project.photo(photo.id).status is Status.NEW


def test_masks_that_do_not_fit_or_cannot_be_read_are_told_and_the_rest_come_in(
    project: Project, make_photo: MakePhoto, masks: Path
) -> None:
    photos = project.add_photos([make_photo(f"{n}.jpg", n) for n in range(4)]).added
    put(masks, "0.png", MASK.T.copy())
    (masks / "1.png").write_bytes(b"no mask")
    (masks / "2.png").touch()
    put(masks, "3.png")
    report = bring(project, photos, masks, 255)
    assert [photo.name for photo in report.imported] == ["3.jpg"]
    assert [str(one) for one in report.problems] == [
        "The mask “0.png” is 24×40 pixels, its photo “0.jpg” is 40×24; the mask was not imported.",
        "The mask “1.png” is not a picture that blurlab can read.",
        "The mask “2.png” is empty (0 bytes).",
    ]
    assert len(project.masks.labels()) == 1


def voc(mask: np.ndarray) -> Image.Image:
    """`mask` as classes 0 and 1 of a palette: black and dark red."""
    picture = Image.fromarray((mask > 0).astype(np.uint8)).convert("P")
    picture.putpalette([0, 0, 0, 128, 0, 0])
    picture.putdata((mask > 0).astype(np.uint8).ravel().tolist())
    return picture


@pytest.mark.parametrize("blurred", [255, 0])
def test_masks_that_are_not_black_and_white_are_told_and_not_accepted(
    project: Project, make_photo: MakePhoto, masks: Path, blurred: int
) -> None:
    photos = project.add_photos([make_photo(f"{n}.jpg", n) for n in range(8)]).added
    small = np.zeros_like(MASK)
    small[0, :9] = 255  # less than 5 % of the mask
    voc(MASK).save(masks / "0.png")
    voc(small).save(masks / "1.png")
    put(masks, "2.png", np.where(MASK, 100, 0).astype(np.uint8))
    put(masks, "3.png", np.where(MASK, 1, 0).astype(np.uint8))
    put(masks, "4.png", np.arange(960).reshape(24, 40).astype(np.uint8))
    put(masks, "5.png", np.where(MASK, 255, 60).astype(np.uint8))
    put(masks, "6.png", np.ones_like(MASK))
    put(masks, "7.png")
    report = bring(project, photos, masks, blurred)
    assert [photo.name for photo in report.imported] == ["7.jpg"]
    assert [str(one) for one in report.problems] == [
        f"The mask “{name}.png” is not black and white, so it was not imported: its grey values are {values}."
        for name, values in enumerate(
            ["0 and 38", "0 and 38", "0 and 100", "0 and 1", "0, 1, 2, 3 … 255 (256 values)", "60 and 255", "only 1"]
        )
    ]
    assert [project.photo(photo.id).status for photo in photos] == [Status.NEW] * 7 + [Status.ACCEPTED]
    assert [project.masks.latest(photo.id) for photo in photos[:7]] == [None] * 7


def test_masks_with_soft_edges_and_the_noise_of_a_jpeg_come_in(
    project: Project, make_photo: MakePhoto, masks: Path
) -> None:
    size = (400, 240)
    photos = project.add_photos([make_photo(f"{n}.jpg", n, size) for n in range(7)]).added
    large = Image.fromarray(MASK).resize(size, Image.Resampling.NEAREST)
    large.save(masks / "0.jpg", quality=75)
    large.resize((200, 120), Image.Resampling.BILINEAR).resize(size, Image.Resampling.BILINEAR).save(masks / "1.png")
    large.convert("1").save(masks / "2.png")
    large.convert("P").save(masks / "3.png")
    Image.fromarray((np.asarray(large) / np.float32(255)).astype(np.float32)).save(masks / "4.tif")
    for number, value in ((5, 0), (6, 128)):
        Image.new("L", size, value).save(masks / f"{number}.png")
    with Image.open(masks / "0.jpg") as picture:
        assert len(np.unique(np.asarray(picture))) > 20
    report = bring(project, photos, masks, 255)
    assert report.problems == []
    for photo in photos[:5]:
        assert (latest(project, photo) == np.asarray(large)).mean() > 0.99
    assert [int(latest(project, photo).max()) for photo in photos[5:]] == [0, 128]


def test_a_mask_fits_the_photo_as_it_is_seen_not_as_it_is_stored(
    project: Project, make_photo: MakePhoto, masks: Path
) -> None:
    path = make_photo("a.jpg")
    exif = Image.Exif()
    exif[274] = 6
    with Image.open(path) as picture:
        picture.save(path, exif=exif)
    photo = project.add_photos([path]).added[0]
    put(masks, "a.png", MASK.T.copy())
    assert bring(project, [photo], masks, 255).problems == []
    assert latest(project, photo).shape == (40, 24)


# ---------------------------------------------------------------- out


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "photos.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_goes_out_comes_in_again(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    photos = project.add_photos([make_photo(f"{n}.jpg", n) for n in range(3)]).added
    codes = MASK.copy()
    codes[0] = 128
    for photo in photos[:2]:
        project.masks.save(photo.id, codes, author="ann", model_version="v0001")
    project.set_status(photos[0].id, Status.ACCEPTED)
    project.set_status(photos[2].id, Status.ACCEPTED)
    report = export_masks(project, tmp_path / "out")
    assert [path.name for path in report.files] == ["0.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0.png", "photos.csv"]
    rows = table(tmp_path / "out")
    assert [(row["photo"], row["status"], row["mask"], row["author"], row["model_version"]) for row in rows] == [
        ("0.jpg", "accepted", "0.png", "ann", "v0001"),
        ("1.jpg", "new", "", "", ""),
        ("2.jpg", "accepted", "", "", ""),
    ]
    assert [Path(row["path"]) for row in rows] == [photo.path for photo in photos]
    with Project.create(tmp_path / "again.blurlab") as again:
        came = again.add_photos([photo.path for photo in photos]).added
        bring(again, came, tmp_path / "out", 255)
        assert (latest(again, came[0]) == codes).all()


def test_photos_of_one_stem_or_name_do_not_collide(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    names = ["a.jpg", "a.png", "A.tif", "b.jpg", "sub/b.jpg", "c.jpg"]
    photos = project.add_photos([make_photo(name, n) for n, name in enumerate(names)]).added
    for number, photo in enumerate(photos):
        mask = np.zeros_like(MASK)
        mask[number] = 255
        project.masks.save(photo.id, mask, author="me")
        project.set_status(photo.id, Status.ACCEPTED)
    export_masks(project, tmp_path / "out")
    rows = table(tmp_path / "out")
    assert [row["mask"] for row in rows] == [
        "a.jpg.png", "a.png.png", "A.tif.png", "b.png", "sub/b.png", "c.png",
    ]  # fmt: skip
    for number, row in enumerate(rows):
        with Image.open(tmp_path / "out" / row["mask"]) as picture:
            assert np.asarray(picture)[:, 0].tolist().index(255) == number


file_names = st.one_of(
    st.sampled_from(["a.jpg", "a.png", "A.jpg", "a.jpg.png", "a.jpg.1.png", "con.jpg", "..jpg", "a?.jpg", "a\n.jpg"]),
    st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=90).map(lambda s: s + ".jpg"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.tuples(st.sampled_from(["", "con", "CON", "a:/b", "..a"]), file_names), max_size=12))
def test_no_two_masks_are_called_alike_and_none_climbs_out(names: list[tuple[str, str]]) -> None:
    photos = [
        Photo(number, Path("/p") / folder / name, name, 1, 1, Status.NEW, "", "")
        for number, (folder, name) in enumerate(names, start=1)
    ]
    given_names = mask_names(photos)
    assert set(given_names) == {photo.id for photo in photos}
    assert len({name.casefold() for name in given_names.values()}) == len(photos)
    for path in given_names.values():
        *folders, name = path.split("/")
        assert set(folders) <= {"_con", "_CON", "a_", "b", "..a"}
        assert name.endswith(".png")
        assert not set(name) & set('/\\:*?"<>|\n\0')
        assert len(name.encode()) <= 255
        assert name not in {".", ".."}


def test_a_full_disk_is_told_and_the_former_export_stays(
    project: Project, photo_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.masks.save(photo_id, MASK, author="me")
    project.set_status(photo_id, Status.ACCEPTED)
    export_masks(project, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match=r"cannot be exported to “.*”: the disk is full\."):
        export_masks(project, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_an_export_never_replaces_a_photo(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    photos = project.add_photos([make_photo("0.jpg", 0), make_photo("b.png", 1)]).added
    for photo in photos:
        project.masks.save(photo.id, MASK, author="me")
        project.set_status(photo.id, Status.ACCEPTED)
    folder = photos[0].path.parent
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for out in (folder, tmp_path / "link"):
        with pytest.raises(UserError, match=r"b\.png” would replace the photo “.*b\.png”; choose another folder"):
            export_masks(project, out)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    project.set_status(photos[1].id, Status.REJECTED)  # its mask does not go out then
    assert [path.name for path in export_masks(project, folder).files] == ["0.png"]
    assert (folder / "b.png").read_bytes() == before["b.png"]


def test_a_mask_that_is_gone_is_told_and_the_rest_go_out(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    photos = project.add_photos([make_photo(f"{n}.jpg", n) for n in range(2)]).added
    for photo in photos:
        project.masks.save(photo.id, MASK, author="me")
        project.set_status(photo.id, Status.ACCEPTED)
    shutil.rmtree(project.folder / "masks")
    project.masks.save(photos[1].id, MASK, author="me")
    report = export_masks(project, tmp_path / "out")
    assert [path.name for path in report.files] == ["1.png"]
    assert len(report.problems) == 1
    assert "0.jpg" in str(report.problems[0])
    assert [row["mask"] for row in table(tmp_path / "out")] == ["", "1.png"]
