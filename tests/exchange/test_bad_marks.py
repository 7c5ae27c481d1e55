"""One bad shape never loses the photo's others: what can be cut is cut, the rest is left out and told."""

import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from blurlab.errors import UserError
from blurlab.exchange.masks_in import import_masks
from blurlab.exchange.meaning import Meaning, Polarity, meaning_of
from blurlab.exchange.registry import open_source
from blurlab.project.project import Project
from tests.exchange.test_hostile_formats import (
    BLURRED,
    HEIGHT,
    WIDTH,
    brush,
    coco_file,
    cvat_file,
    labelme_file,
    studio_file,
    write_json,
)
from tests.fixtures.projects import MakePhoto

GOOD = np.zeros((HEIGHT, WIDTH), np.uint8)
GOOD[5:10, 4:20] = 255


def heard(path: Path) -> tuple[np.ndarray, list[str]]:
    """The only mask in a file, and what is told about it."""
    source = open_source(path)
    (entry,) = source.entries
    told: list[UserError] = []
    return source.read(entry, WIDTH, HEIGHT, BLURRED, told.append), list(map(str, told))


def rle(text: str, left: int, top: int, width: int, height: int) -> str:
    return f'<mask label="b" rle="{text}" left="{left}" top="{top}" width="{width}" height="{height}"/>'


BOX = '<box label="b" xtl="4" ytl="5" xbr="20" ybr="10"/>'
SQUARE = {"label": "b", "points": [[4, 5], [19, 9]], "shape_type": "rectangle"}
RING = [4, 5, 20, 5, 20, 10, 4, 10]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (rle("", 0, 0, 2, 2), "A mark of “a.jpg” was left out: a mask is empty."),
        (rle("1, 2", 0, 0, 2, 2), "A mark of “a.jpg” was left out: its run lengths do not give 2×2 pixels."),
        (rle("0, 4", 50, 0, 2, 2), "A mark of “a.jpg” was left out: a mark lies outside the photo."),
        ('<polygon label="b" points="1,1;9,9"/>', "A mark of “a.jpg” was left out: a polygon has 2 corners."),
        ("<blob/>" * 2, "2 marks of “a.jpg” were left out: 2 × it has a shape of an unknown kind, “blob”."),
    ],
)
def test_a_bad_shape_of_cvat_leaves_the_others(bad: str, why: str, tmp_path: Path) -> None:
    for marks in (BOX + bad, bad + BOX):
        mask, told = heard(cvat_file(tmp_path / "a.xml", marks))
        assert (mask == GOOD).all() and told == [why]


def test_a_mask_that_reaches_beyond_the_photo_is_cut_on_every_side(tmp_path: Path) -> None:
    rows = np.arange(12 * 9).reshape(9, 12) % 5 > 1
    runs, flat = [], rows.ravel()
    for value in (False, *flat[np.flatnonzero(np.diff(flat)) + 1]):
        end = np.flatnonzero(flat[sum(runs) :] != value)
        runs.append(int(end[0]) if end.size else flat.size - sum(runs))
    text = ", ".join(map(str, runs))
    for left, top in ((-5, -4), (WIDTH - 3, -4), (-11, HEIGHT - 2), (WIDTH - 3, HEIGHT - 3), (7, 2)):
        whole = np.zeros((HEIGHT + 40, WIDTH + 40), np.uint8)
        whole[20 + top : 29 + top, 20 + left : 32 + left] = rows * 255
        mask, told = heard(cvat_file(tmp_path / "a.xml", rle(text, left, top, 12, 9)))
        assert (mask == whole[20:-20, 20:-20]).all(), (left, top)
        assert told == ([] if left == 7 else ["A mark of “a.jpg” reaches beyond the photo and was cut at its edge."])


def test_bad_shapes_of_coco_labelme_and_label_studio_leave_the_others(tmp_path: Path) -> None:
    mask, told = heard(coco_file(tmp_path / "a.json", [RING, [1, 2, 3, 4]]))
    assert (mask == GOOD).all() and told == ["A mark of “a.jpg” was left out: a polygon has 4 coordinates."]
    document: dict[str, Any] = {
        "images": [{"id": 1.0, "file_name": "a.jpg", "width": WIDTH, "height": HEIGHT}],
        "categories": [{"id": 7, "name": "b"}],
        "annotations": [
            {"image_id": 1, "category_id": 7, "segmentation": {"size": [5, 5], "counts": [25]}},
            {"image_id": 1, "category_id": 7.0, "segmentation": [RING]},
            {"image_id": 1, "category_id": 8, "segmentation": [RING]},
            {"image_id": 1, "category_id": 7, "segmentation": [[-9, 5, 4, 5, 4, 10]]},
        ],
    }
    mask, told = heard(write_json(tmp_path / "a.json", document))
    assert (mask[:, 4:] == GOOD[:, 4:]).all() and mask[6, 0] == 255
    assert told == [
        "2 marks of “a.jpg” were left out: an annotation has a category that the file does not name; "
        "a run-length mask is 5×5 pixels and its photo 40×24.",
        "A mark of “a.jpg” reaches beyond the photo and was cut at its edge.",
    ]
    line = {"label": "b", "points": [[0, 0], [9, 9]], "shape_type": "polygon"}
    mask, told = heard(labelme_file(tmp_path / "b.json", line, SQUARE, {"label": 7}))
    assert (mask == GOOD).all()
    assert told == ["2 marks of “b.json” were left out: a polygon has 2 corners; it has no label."]
    value = {"x": 10, "y": 500 / 24, "width": 40, "height": 500 / 24, "rectanglelabels": ["b"]}
    shape = {"type": "rectanglelabels", "original_width": WIDTH, "original_height": HEIGHT, "value": value}
    mask, told = heard(studio_file(tmp_path / "c.json", [brush([0, 0, 15]), shape]))
    assert (mask == GOOD).all() and len(told) == 1 and told[0].endswith("its run lengths end too early.")


def test_what_was_left_out_is_reported_and_what_was_cut_is_noted(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    project.add_photos([make_photo("a.jpg")])
    path = cvat_file(
        tmp_path / "a.xml", BOX + rle("", 0, 0, 2, 2) + rle("0, 4", -1, -1, 2, 2) + rle("0,8", -2, 0, 4, 2)
    )
    report = import_masks(project, project.photos(), open_source(path), BLURRED)
    assert len(report.imported) == 1
    assert [error.code for error in report.problems] == ["import.mark_left_out"]
    assert [str(note) for note in report.notes] == [
        "A mark of “a.jpg” reaches beyond the photo and was cut at its edge."
    ]


# ---------------------------------------------------------------- dialects


@pytest.mark.parametrize("kind", ["rectangle", "rotation", "polygon"])
def test_rectangles_of_four_corners_are_read_in_any_order(kind: str, tmp_path: Path) -> None:
    corners = [[4, 5], [19, 5], [19, 9], [4, 9]]
    for points in (corners, corners[::-1], corners[2:] + corners[:2]):
        mask, told = heard(labelme_file(tmp_path / "a.json", {"label": "b", "points": points, "shape_type": kind}))
        assert (mask == GOOD).all() and told == []


def test_a_rectangle_that_leans_is_drawn_as_it_lies(tmp_path: Path) -> None:
    leaning = {"label": "b", "points": [[20, 2], [30, 12], [20, 22], [10, 12]], "direction": 0.785}
    masks = [
        heard(labelme_file(tmp_path / "a.json", leaning | {"shape_type": kind}))[0]
        for kind in ("rotation", "rectangle")
    ]
    assert (masks[0] == masks[1]).all() and masks[0][12, 20] == 255 and not masks[0][3, 11]
    assert 180 < np.count_nonzero(masks[0]) < 240


@pytest.mark.parametrize(
    "name", ["..\\..\\label-studio\\media\\upload\\4\\cb0618f6-a.jpg", "upload/4/cb0618f6-a.jpg", "C:\\x\\a.jpg"]
)
def test_cocos_names_with_prefixes_and_backslashes_find_their_photo(
    name: str, project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    project.add_photos([make_photo("a.jpg")])
    source = open_source(coco_file(tmp_path / "a.json", [RING], file_name=name))
    assert len(import_masks(project, project.photos(), source, BLURRED).imported) == 1


@pytest.mark.parametrize("letters", ["NFC", "NFD"])
def test_accents_of_one_and_of_two_characters_are_one_name(
    letters: str, project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    here, there = "\u00dcbung", unicodedata.normalize("NFD", "\u00dcbung")
    if letters == "NFD":
        here, there = there, here
    project.add_photos([make_photo(f"{here}.jpg")])
    source = open_source(coco_file(tmp_path / "a.json", [RING], file_name=f"{there}.jpg"))
    assert len(import_masks(project, project.photos(), source, BLURRED).imported) == 1
    (tmp_path / "masks").mkdir()
    Image.fromarray(GOOD).save(tmp_path / "masks" / f"{there}.png")
    assert len(import_masks(project, project.photos(), open_source(tmp_path / "masks"), BLURRED).unchanged) == 1


# ---------------------------------------------------------------- overlaps


def test_classes_that_nobody_chose_never_erase_chosen_ones(tmp_path: Path) -> None:
    small = {"label": "haze", "points": [[8, 6], [12, 8]], "shape_type": "rectangle"}
    over = labelme_file(tmp_path / "a.json", SQUARE, small)
    source = open_source(over)
    mask = source.read(source.entries[0], WIDTH, HEIGHT, meaning_of(source.classes, Polarity.BLURRED, ["b"]))
    assert (mask == GOOD).all()
    ignoring = meaning_of(source.classes, Polarity.BLURRED, ["b"], ["haze"])
    assert (source.read(source.entries[0], WIDTH, HEIGHT, ignoring)[6:9, 8:13] == 128).all(), "in the file's order"
    opposed = Meaning(Polarity.BLURRED, frozenset({"b"}), opposite=frozenset({"haze"}))
    assert not source.read(source.entries[0], WIDTH, HEIGHT, opposed)[6:9, 8:13].any(), "a map said so"


@pytest.mark.parametrize(("first", "second"), [(1, 0), (0, 0), (-1, 3)])
def test_the_tools_order_decides_among_chosen_classes(first: int, second: int, tmp_path: Path) -> None:
    boxes = (
        f'<box label="b" xtl="4" ytl="5" xbr="19" ybr="9" z_order="{first}"/>'
        f'<box label="ignore" xtl="8" ytl="6" xbr="12" ybr="8" z_order="{second}"/>'
    )
    mask, _ = heard(cvat_file(tmp_path / "a.xml", boxes))
    assert mask[7, 10] == (255 if first > second else 128)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_none_costs_its_shape_alone(bad: float, tmp_path: Path) -> None:
    mask, told = heard(labelme_file(tmp_path / "a.json", {**SQUARE, "points": [[bad, 5], [19, 9]]}, SQUARE))
    assert (mask == GOOD).all() and told == [
        "A mark of “a.json” was left out: its coordinate is not a possible number."
    ]
    mask, told = heard(coco_file(tmp_path / "b.json", [[bad, 1, 2, 2, 3, 1], RING]))
    assert (mask == GOOD).all() and len(told) == 1


def test_ids_as_text_and_annotations_that_are_none_leave_the_others(tmp_path: Path) -> None:
    annotation = {"id": 1, "image_id": "1", "category_id": "7", "segmentation": [RING]}
    document = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": WIDTH, "height": HEIGHT}],
        "categories": [{"id": 7.0, "name": "blurred"}],
        "annotations": [5, None, {"image_id": []}, annotation],
    }
    path = write_json(tmp_path / "a.json", document)
    mask, told = heard(path)
    assert (mask == GOOD).all() and told == []
    assert open_source(path).notes == ["Annotations without an image in the file were left out: 3."]
