"""What an import offers and does only when asked: endings of names, resizing; and masks of several people."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.exchange.endings import Ending
from blurlab.exchange.masks_in import fit, import_masks
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.registry import open_source
from blurlab.exchange.source import Entry
from blurlab.project.project import Project
from blurlab.project.review import newest_by_author
from tests.fixtures.projects import MakePhoto

BLURRED = Meaning(Polarity.BLURRED)
MASK = np.zeros((24, 40), np.uint8)
MASK[5:9, 10:30] = 255


@pytest.mark.parametrize(
    ("photos", "masks", "ending"),
    [
        (["a.jpg", "b.jpg"], ["a_mask.png", "b_mask.png", "c_mask.png"], "_mask"),
        (
            ["x/ulm_000_01_leftImg8bit.png", "y/bonn_000_02_leftImg8bit.png"],
            [f"{town}_gtFine_{kind}.png" for town in ("ulm_000_01", "bonn_000_02") for kind in ("labelIds", "color")],
            "_gtFine_labelIds=_leftImg8bit",
        ),
    ],
)
def test_an_ending_of_names_is_offered_and_taken_when_asked_for(
    photos: list[str], masks: list[str], ending: str, project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    project.add_photos([make_photo(name, number) for number, name in enumerate(photos)])
    (tmp_path / "masks").mkdir()
    for name in masks:
        Image.fromarray(MASK).save(tmp_path / "masks" / name)
    source = open_source(tmp_path / "masks")
    report = import_masks(project, project.photos(), source, BLURRED)
    assert report.imported == [] and report.ending is not None
    offer, count = report.ending
    assert count == 2 and (str(offer) == ending or "color" in str(offer))
    assert fit(project.photos(), source).ending == report.ending
    taken = import_masks(project, project.photos(), source, BLURRED, ending=Ending.parse(ending))
    assert len(taken.imported) == 2 and taken.problems == []
    assert len(taken.without_photo) == len(masks) - 2


def test_what_stands_before_names_is_offered_and_taken_when_asked_for(
    project: Project, make_photo: MakePhoto, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.add_photos([make_photo(f"IMG_{number}.png", number) for number in (1, 2)])
    (tmp_path / "masks").mkdir()
    for number in (1, 2):
        Image.fromarray(MASK).save(tmp_path / "masks" / f"mask_IMG_{number}.png")
    source = open_source(tmp_path / "masks")
    report = import_masks(project, project.photos(), source, BLURRED)
    assert report.imported == [] and report.ending == (Ending("", before="mask_"), 2)
    start = ["import", str(project.folder), "--masks", str(tmp_path / "masks"), "--blurred", "255"]
    assert main([*start, "--dry-run"]) == 0
    assert "2 masks would fit with names without “mask_”: --prefix mask_" in capsys.readouterr().out
    assert main([*start, "--prefix", "mask_"]) == 0 and len(project.masks.labels()) == 2
    assert Ending.parse("_gt", "mask_").of_mask(Entry("mask_IMG_1_gt.png")) == "IMG_1"


def test_numbers_are_no_endings(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    project.add_photos([make_photo(f"IMG_{number}.jpg", number) for number in range(3)])
    (tmp_path / "masks").mkdir()
    Image.fromarray(MASK).save(tmp_path / "masks" / "IMG_7.png")
    assert import_masks(project, project.photos(), open_source(tmp_path / "masks"), BLURRED).ending is None


def test_suffix_and_resize_on_the_command_line(
    tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = make_photo("a.jpg")
    (tmp_path / "masks").mkdir()
    Image.fromarray(MASK).resize((20, 12), Image.Resampling.NEAREST).save(tmp_path / "masks" / "a_mask.png")
    project = str(tmp_path / "p.blurlab")
    start = ["import", project, "--photos", str(photo.parent), "--masks", str(tmp_path / "masks"), "--blurred", "255"]
    assert main(start) == 0
    assert "1 mask would fit with names without “_mask”: --suffix _mask" in capsys.readouterr().out
    assert main([*start, "--suffix", "_mask"]) == 1
    told = capsys.readouterr()
    assert "is 20×12 pixels, its photo “a.jpg” is 40×24; the mask was not imported, but it can be resized." in told.err
    assert "1 mask of another size can be resized: --resize" in told.out
    assert main([*start, "--suffix", "_mask", "--resize"]) == 0
    assert "The mask “a_mask.png” was resized from 20×12 to 40×24 pixels." in capsys.readouterr().out
    with Project.open(Path(project)) as opened:
        (label,) = opened.masks.labels()
        assert np.unique(opened.masks.read_label(label)).tolist() == [0, 255]
        assert np.abs(opened.masks.read_label(label).astype(int) - MASK).mean() < 12


def test_other_proportions_are_never_resized(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    project.add_photos([make_photo("a.jpg")])
    (tmp_path / "masks").mkdir()
    Image.new("L", (24, 40)).save(tmp_path / "masks" / "a.png")
    source = open_source(tmp_path / "masks")
    report = import_masks(project, project.photos(), source, BLURRED, resize=True)
    assert (report.imported, report.resizable, [error.code for error in report.problems]) == (
        [], 0, ["import.other_size"]
    )  # fmt: skip
    assert len(fit(project.photos(), source).other_size) == 1


def annotation(left: int, who: Any, when: str) -> dict[str, Any]:
    value = {"x": left, "y": 0, "width": 50, "height": 100, "rectanglelabels": ["b"]}
    shape = {"type": "rectanglelabels", "original_width": 40, "original_height": 24, "value": value}
    return {"result": [shape], "completed_by": who, "updated_at": when}


def test_several_annotators_become_several_peoples_masks_and_the_newest_is_the_label(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    photos = project.add_photos([make_photo(f"{name}.jpg", number) for number, name in enumerate("ab")]).added
    ann, bob = {"id": 1, "email": "ann@example.org"}, 2
    both = [annotation(50, ann, "2024-03-02"), annotation(0, bob, "2024-03-01"), annotation(25, bob, "2023-01-01")]
    tasks = [
        {"data": {"image": "a.jpg"}, "annotations": both},
        {"data": {"image": "b.jpg"}, "annotations": [annotation(0, bob, "2024-03-01")]},
    ]
    (tmp_path / "s.json").write_text(json.dumps(tasks))
    source = open_source(tmp_path / "s.json")
    assert source.notes == [
        "Photos with several annotations, of which the last was used: 1.",
        "The masks are by 2 people: each is kept, and a photo's newest is its label.",
    ]
    report = import_masks(project, photos, source, BLURRED)
    assert len(report.imported) == 3 and report.problems == []
    people = newest_by_author(project.masks.revisions(photos[0].id))
    assert list(people) == ["ann@example.org (import)", "annotator 2 (import)"]
    left = [project.masks.read(people[name])[0][0, [2, 35]].tolist() for name in people]
    assert left == [[0, 255], [255, 0]]
    again = import_masks(project, photos, source, BLURRED)
    assert len(again.unchanged) == 3 and len(project.masks.revisions(photos[0].id)) == 2
    project.masks.save(photos[0].id, MASK, author="me")
    refused = import_masks(project, photos, source, BLURRED)
    assert [error.code for error in refused.problems] == []
    assert next(iter(newest_by_author(project.masks.revisions(photos[0].id)))) == "me"


def test_a_list_that_names_no_photo_is_taken_for_the_only_photo_of_its_size(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    scores = {"predicted_iou": 1.0, "stability_score": 1.0}
    runs = {"size": [24, 40], "counts": [100, 40, 820]}
    path = tmp_path / "sam_list.json"
    path.write_text(json.dumps([{"segmentation": runs} | scores]))
    project.add_photos([make_photo("a.jpg")])
    (photo,) = project.photos()
    assert (photo.width, photo.height) == (40, 24)
    report = import_masks(project, [photo], open_source(path), BLURRED)
    assert report.imported == [photo] and "names no photo; it was taken for “a.jpg”" in str(report.notes[0])
    project.add_photos([make_photo("b.jpg", 7)])
    assert import_masks(project, project.photos(), open_source(path), BLURRED).without_photo[0].nameless
