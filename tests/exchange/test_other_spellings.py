"""Names that other programs spell otherwise, tables of other countries, and files that name no photo."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.exchange.masks_in import import_masks
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.registry import open_source
from blurlab.project.project import Project
from tests.fixtures.projects import MakePhoto

WIDTH, HEIGHT = 40, 24
BLURRED = Meaning(Polarity.BLURRED)
MASK = np.zeros((HEIGHT, WIDTH), np.uint8)
MASK[5:9, 10:30] = 255


def only_mask(path: Path, format_name: str) -> np.ndarray:
    source = open_source(path)
    assert source.format == format_name
    (entry,) = source.entries
    return source.read(entry, WIDTH, HEIGHT, BLURRED)


# ---------------------------------------------------------------- capital letters


def test_masks_in_files_are_found_whatever_the_capital_letters(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    project.add_photos([make_photo(name, number) for number, name in enumerate(("A.JPG", "b.jpg", "B.jpg", "d.jpg"))])
    (tmp_path / "masks").mkdir()
    for name in ("a.png", "b.png", "D.png", "d.png"):
        Image.fromarray(MASK).save(tmp_path / "masks" / name)
    report = import_masks(project, project.photos(), open_source(tmp_path / "masks"), BLURRED)
    assert [photo.name for photo in report.imported] == ["b.jpg", "d.jpg", "A.JPG"]
    assert [str(note) for note in report.notes] == [
        "“a.png” differs from “A.JPG” only in capital letters; it was taken for it."
    ]
    assert [photo.name for photo in report.without_mask] == ["B.jpg"]
    assert [entry.shown for entry in report.without_photo] == ["D.png"]


def test_names_in_a_file_fit_whatever_the_capital_letters_if_only_one_does(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    project.add_photos(
        [make_photo(name, number) for number, name in enumerate(("A.JPG", "x/É.jpg", "ce.jpg", "cE.jpg"))]
    )
    square = {"name": "rect", "x": 10, "y": 5, "width": 20, "height": 4}
    region = {"shape_attributes": square, "region_attributes": {}}
    names = ("a.jpg", "é.JPG", "Ce.jpg")
    photos = {name: {"filename": name, "size": 1, "regions": [region]} for name in names}
    (tmp_path / "via.json").write_text(json.dumps(photos))
    report = import_masks(project, project.photos(), open_source(tmp_path / "via.json"), BLURRED)
    assert sorted(photo.name for photo in report.imported) == ["A.JPG", "É.jpg"]
    assert str(report.notes[0]) == "2 names differ from their photos' only in capital letters, such as “a.jpg”."
    (unclear,) = report.problems
    assert "“Ce.jpg” would fit “" in str(unclear) and "equally well" in str(unclear)


def test_an_ending_may_be_spelt_with_capital_letters_before_it(
    project: Project, make_photo: MakePhoto, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_photo("IMG_1.JPG").parent
    (tmp_path / "masks").mkdir()
    Image.fromarray(MASK).save(tmp_path / "masks" / "img_1_mask.png")
    command = ["import", str(tmp_path / "p.blurlab"), "--photos", str(folder), "--masks", str(tmp_path / "masks")]
    assert main([*command, "--blurred", "255", "--suffix", "_mask"]) == 0
    assert "1 mask imported and accepted" in capsys.readouterr().out


# ---------------------------------------------------------------- rectangles, tables, arrays


@pytest.mark.parametrize(
    ("corner", "degrees", "rows", "columns"),
    [
        ((10, 5), 0, slice(5, 9), slice(10, 30)),
        ((14, 2), 90, slice(2, 22), slice(10, 14)),
        ((30, 9), 180, slice(5, 9), slice(10, 30)),
        ((10, 22), 270, slice(2, 22), slice(10, 14)),
        ((10, 22), -90, slice(2, 22), slice(10, 14)),
    ],
)
def test_a_turned_rectangle_of_label_studio_covers_what_it_shows(
    corner: tuple[int, int], degrees: int, rows: slice, columns: slice, tmp_path: Path
) -> None:
    value = {"x": corner[0] / WIDTH * 100, "y": corner[1] / HEIGHT * 100, "width": 50.0, "height": 4 / HEIGHT * 100}
    result = {
        "type": "rectanglelabels",
        "original_width": WIDTH,
        "original_height": HEIGHT,
        "value": value | {"rotation": degrees, "rectanglelabels": ["soft"]},
    }
    tasks = [{"data": {"image": "/data/a.jpg"}, "annotations": [{"result": [result]}]}]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks))
    wanted = np.zeros_like(MASK)
    wanted[rows, columns] = 255
    assert (only_mask(tmp_path / "tasks.json", "label-studio") == wanted).all()


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_a_table_of_run_lengths_may_be_separated_by_semicolons_and_tabs(separator: str, tmp_path: Path) -> None:
    runs = " ".join(f"{column * HEIGHT + 6} 4" for column in range(10, 30))
    lines = [separator.join(("ImageId", "EncodedPixels")), separator.join(("a.jpg", f'"{runs}"'))]
    (tmp_path / "train.csv").write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    assert (only_mask(tmp_path / "train.csv", "rle-table") == MASK).all()


@pytest.mark.parametrize("name", ["a.npy", "A.NPY"])
def test_one_array_alone_is_a_mask_of_the_photo_with_its_name(
    name: str, project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    project.add_photos([make_photo("a.jpg"), make_photo("b.jpg", 1)])
    with (tmp_path / name).open("wb") as file:
        np.save(file, MASK > 0)
    report = import_masks(project, project.photos(), open_source(tmp_path / name), BLURRED)
    assert [photo.name for photo in report.imported] == ["a.jpg"]
    assert (project.masks.read_label(project.masks.labels()[0]) == MASK).all()


# ---------------------------------------------------------------- YOLO's boxes and scores


def test_boxes_of_yolo_are_rectangles_and_that_is_told(tmp_path: Path) -> None:
    middle = f"{20 / WIDTH} {7 / HEIGHT} {20 / WIDTH} {4 / HEIGHT}"
    for line in (f"0 {middle}", f"0 {middle} 0.87"):
        (tmp_path / "a.txt").write_text(line + "\n")
        assert (only_mask(tmp_path, "yolo") == MASK).all()
        assert open_source(tmp_path).notes == ["1 mark is a box, not an outline: it was read as a rectangle."]
    assert (only_mask(tmp_path / "a.txt", "yolo") == MASK).all(), "one file alone is a photo's"
    (tmp_path / "a.txt").rename(tmp_path / "a.TXT")
    (tmp_path / "b.txt").write_text(f"0 {middle}\n")
    assert open_source(tmp_path).notes[0].startswith("2 marks are boxes, not outlines")


def test_the_score_after_a_predicted_outline_is_left_out(tmp_path: Path) -> None:
    corners = [(10, 5), (30, 5), (30, 9), (10, 9)]
    shares = " ".join(f"{x / WIDTH:.6f} {y / HEIGHT:.6f}" for x, y in corners)
    (tmp_path / "a.txt").write_text(f"0 {shares} 0.913\n")
    assert (only_mask(tmp_path, "yolo") == MASK).all()


# ---------------------------------------------------------------- Parquet without names


def parquet_file(path: Path, columns: dict[str, Any]) -> Path:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table(columns), path)
    return path


def packed(tmp_path: Path) -> bytes:
    Image.fromarray(MASK).save(tmp_path / "m.png")
    return (tmp_path / "m.png").read_bytes()


@pytest.mark.parametrize("plain", [True, False])
def test_parquet_without_names_finds_its_photos_by_their_bytes(
    plain: bool, project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    photos = [make_photo("b.jpg"), make_photo("a.jpg", 1)]
    project.add_photos(photos)
    mask = packed(tmp_path)
    pictures: list[Any] = [photos[1].read_bytes(), b"another", photos[0].read_bytes()]
    pictures = pictures if plain else [{"bytes": each, "path": None} for each in pictures]
    columns = {"image": pictures, "mask": [{"bytes": each, "path": None} for each in (mask, mask, b"damaged")]}
    source = open_source(parquet_file(tmp_path / "t.parquet", columns))
    report = import_masks(project, project.photos(), source, BLURRED)
    assert [photo.name for photo in report.imported] == ["a.jpg"]
    assert source.notes[0].startswith("3 rows name no photo; the photo in the row is looked for by its bytes")
    assert "known by its bytes" in str(report.notes[0])
    assert [entry.name for entry in report.without_photo] == ["row 1"]
    assert "its picture is damaged" in str(report.problems[0])


def test_parquet_without_names_and_photos_says_so(tmp_path: Path) -> None:
    source = open_source(parquet_file(tmp_path / "t.parquet", {"mask": [packed(tmp_path)] * 2}))
    assert source.notes == ["2 rows name no photo and hold none, so their masks cannot be given to photos."]


def test_parquet_takes_the_only_other_pictures_for_masks(tmp_path: Path) -> None:
    columns = {"image": [b"photo"], "semantic_map": [packed(tmp_path)], "file_name": ["a.jpg"]}
    source = open_source(parquet_file(tmp_path / "t.parquet", columns))
    assert source.notes == ["The masks are those of the column “semantic_map”."]
    assert (source.read(source.entries[0], WIDTH, HEIGHT, BLURRED) == MASK).all()
