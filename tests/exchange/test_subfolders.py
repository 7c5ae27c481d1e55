"""Photos in subfolders: found by every door, and kept apart in what is written."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.core.prediction import Look, View
from blurlab.exchange.masks_in import import_masks
from blurlab.exchange.masks_out import export_masks
from blurlab.exchange.meaning import Polarity, meaning_of
from blurlab.exchange.pairing import pair_by_stem
from blurlab.exchange.registry import FORMATS, open_source
from blurlab.imaging.finding import find_photos, shared_folder
from blurlab.imaging.png import encode_mask, with_look
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.opening import open_paths
from tests.fixtures.formats import WRITTEN
from tests.fixtures.projects import MakePhoto
from tests.models import write_model

NAMES = ("img.jpg", "one/img.jpg", "two/deep/img.jpg")
MASK = np.repeat(np.array([[0], [255]], np.uint8), 12, axis=0).repeat(40, axis=1)


def labelled(project: Project, make_photo: MakePhoto) -> None:
    """Three photos of one name, the first of each mask's rows telling them apart."""
    for number, name in enumerate(NAMES):
        photo = project.add_photos([make_photo(name, number)]).added[0]
        mask = MASK.copy()
        mask[number] = 128
        project.masks.save(photo.id, mask, author="me")
        project.set_status(photo.id, Status.ACCEPTED)


def test_folders_of_others_of_ours_and_circles_are_not_searched(tmp_path: Path, make_photo: MakePhoto) -> None:
    photos = tmp_path / "photos"
    wanted = [make_photo(name, number) for number, name in enumerate(NAMES)]
    for name in (".cache/a.jpg", "$RECYCLE.BIN/b.jpg", "x.blurlab/thumbnails/c.jpg", "renamed/d.jpg", "maps/e.jpg"):
        make_photo(name)
    (photos / "renamed" / "project.db").touch()
    (photos / "one" / "img.png").write_bytes(with_look(encode_mask(MASK), Look(View.WHOLE)))
    (photos / "two" / "circle").symlink_to(photos, target_is_directory=True)
    found = find_photos(photos, recursive=True, without=[photos / "maps"])
    assert found == wanted
    assert len(find_photos(photos, recursive=True, without=[photos / "maps"], ours=True)) == 4
    assert shared_folder(found) == photos
    assert shared_folder([Path("/a/b.jpg"), Path("/c/d.jpg")]) is None


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_keeps_the_subfolder_and_finds_it_again(
    name: str, project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    labelled(project, make_photo)
    out = tmp_path / "out"
    report = export_masks(project, out, format_name=name)
    assert not report.problems and len(report.photos) == 3
    if FORMATS[name].codes:
        assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.png")) == [
            "img.png", "one/img.png", "two/deep/img.png",
        ]  # fmt: skip
    source = open_source(out, name)
    meaning = meaning_of(source.classes, Polarity.BLURRED)
    with Project.create(tmp_path / "again.blurlab") as again:
        photos = again.add_photos(find_photos(tmp_path / "photos", recursive=True)).added
        done = import_masks(again, photos, source, meaning)
        assert not done.problems and len(done.imported) == 3
        for number, photo in enumerate(photos):
            revision = again.masks.latest(photo.id)
            assert revision is not None
            mask, _ = again.masks.read(revision)
            assert mask.shape == MASK.shape and (mask[number] == 128).all() and np.count_nonzero(mask == 128) == 40


def test_subfolders_decide_between_names_and_never_contradict_each_other() -> None:
    photos = [Path("/p") / name for name in ("1.jpg", "a/1.jpg", "b/1.jpg", "b/2.jpg", "c/3.jpg", "c/4.jpg")]
    masks = [Path("/m") / name for name in ("1.png", "a/1.png", "x/b/1.png", "d/2.png", "3.png", "c/4.png")]
    found = pair_by_stem(photos, masks, (Path("/p"), Path("/m")))
    assert [(str(left)[3:], str(right)[3:]) for left, right in found.pairs] == [
        ("1.jpg", "1.png"), ("a/1.jpg", "a/1.png"), ("b/1.jpg", "x/b/1.png"), ("c/3.jpg", "3.png"),
        ("c/4.jpg", "c/4.png"),
    ]  # fmt: skip
    assert found.left_alone == [Path("/p/b/2.jpg")] and found.right_alone == [Path("/m/d/2.png")]
    assert not found.unclear


def test_predicting_importing_and_evaluating_keep_subfolders(tmp_path: Path, make_photo: MakePhoto) -> None:
    for number, name in enumerate(NAMES):
        make_photo(name, number)
        place = (tmp_path / "masks" / name).with_suffix(".png")
        place.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(MASK).save(place)
    photos, masks, maps = tmp_path / "photos", tmp_path / "masks", tmp_path / "photos" / "maps"
    model = str(write_model(tmp_path / "model.safetensors"))
    for _ in range(2):  # the second time the maps of the first are no photos
        assert main(["predict", str(photos), "--out", str(maps), "--model", model]) == 0
        assert sorted(path.relative_to(maps).as_posix() for path in maps.rglob("*.*")) == [
            "img.png", "one/img.png", "two/deep/img.png",
        ]  # fmt: skip
    figures = tmp_path / "figures.json"
    assert main(["evaluate", "--predictions", str(maps), "--masks", str(masks), "--json", str(figures)]) == 0
    assert [row["photo"] for row in json.loads(figures.read_text())["per_photo"]] == ["img", "one/img", "two/deep/img"]
    project = tmp_path / "p.blurlab"
    assert main(["import", str(project), "--photos", str(photos), "--masks", str(masks), "--blurred", "255"]) == 0
    assert main(["export", str(project), "--out", str(tmp_path / "out")]) == 0
    with (tmp_path / "out" / "photos.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["mask"] for row in csv.DictReader(file)] == ["img.png", "one/img.png", "two/deep/img.png"]


def test_maps_are_not_written_among_photos_of_a_subfolder(
    tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]
) -> None:
    photo, other = make_photo("one/img.jpg"), make_photo("maps/one/other.jpg")
    folder, out = photo.parents[1], other.parents[1]
    assert main(["predict", str(folder), str(other), "--out", str(out)]) == 1
    assert "among the photos" in capsys.readouterr().err
    assert [path.name for path in out.rglob("*") if path.is_file()] == ["other.jpg"]


def test_the_window_takes_subfolders_in_and_asks_first_for_a_project_that_was_made_without(
    tmp_path: Path, make_photo: MakePhoto
) -> None:
    top, *below = (make_photo(name, number) for number, name in enumerate(NAMES))
    opened = open_paths([tmp_path / "photos"])
    assert (opened.to_add, opened.to_offer) == ([top, *below], [])
    opened.project.add_photos([top])
    opened.lock.release()
    opened.project.close()

    again = open_paths([tmp_path / "photos"])
    assert (again.to_add, again.to_offer) == ([top], below)
    again.project.add_photos(below[:1])
    again.lock.release()
    again.project.close()

    third = open_paths([tmp_path / "photos"])
    assert third.to_add == [top, *below] and not third.to_offer
    third.lock.release()
    third.project.close()
