"""Small files as real tools write them, each to the pixel that the tool shows."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.errors import UserError
from blurlab.exchange.masks_in import import_masks
from blurlab.exchange.meaning import Meaning, Polarity, meaning_of
from blurlab.exchange.registry import guess, open_source
from blurlab.project.project import Project
from tests.fixtures.projects import MakePhoto

WIDTH, HEIGHT = 64, 48
BLURRED = Meaning(Polarity.BLURRED)
BOX = np.zeros((HEIGHT, WIDTH), np.uint8)
BOX[10:30, 8:40] = 255
ROWS, COLUMNS = np.mgrid[:HEIGHT, :WIDTH] + 0.5
OVAL = ((((COLUMNS - 24) / 12) ** 2 + ((ROWS - 20) / 8) ** 2) <= 1).astype(np.uint8) * 255
CORNERS = ((8, 10), (40, 10), (40, 30), (8, 30))


def only_mask(path: Path, format_name: str) -> np.ndarray:
    source = open_source(path)
    assert source.format == format_name
    (entry,) = source.entries
    return source.read(entry, WIDTH, HEIGHT, BLURRED)


def put(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


# ---------------------------------------------------------------- shapes along the pixels' edges


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        (f'<polygon label="b" points="{";".join(f"{x:.2f},{y:.2f}" for x, y in CORNERS)}" z_order="0"/>', BOX),
        ('<box label="b" xtl="8.00" ytl="10.00" xbr="40.00" ybr="30.00" z_order="0"/>', BOX),
        ('<box label="b" xtl="14.00" ytl="4.00" xbr="34.00" ybr="36.00" rotation="90.0" z_order="0"/>', BOX),
        ('<ellipse label="b" cx="24.00" cy="20.00" rx="12.00" ry="8.00" z_order="0"/>', OVAL),
    ],
)
def test_shapes_of_cvat_cover_what_cvat_shows(shape: str, wanted: np.ndarray, tmp_path: Path) -> None:
    image = f'<image id="0" name="a.jpg" width="{WIDTH}" height="{HEIGHT}">{shape}</image>'
    path = put(tmp_path / "annotations.xml", f"<annotations><version>1.1</version>{image}</annotations>")
    assert (only_mask(path, "cvat") == wanted).all()


def share(value: float, of: int) -> float:
    return value / of * 100


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("polygonlabels", {"points": [[share(x, WIDTH), share(y, HEIGHT)] for x, y in CORNERS]}, BOX),
        ("ellipselabels", {"radiusX": share(12, WIDTH), "radiusY": share(8, HEIGHT)}, OVAL),
        ("ellipselabels", {"radiusX": share(8, WIDTH), "radiusY": share(12, HEIGHT), "rotation": 90}, OVAL),
    ],
)
def test_shapes_of_label_studio_cover_what_it_shows(
    kind: str, value: dict[str, Any], wanted: np.ndarray, tmp_path: Path
) -> None:
    value = {"x": share(24, WIDTH), "y": share(20, HEIGHT), "rotation": 0, kind: ["soft"]} | value
    result = {"type": kind, "original_width": WIDTH, "original_height": HEIGHT, "value": value}
    tasks = [{"data": {"image": "s3://place/a.jpg"}, "annotations": [{"result": [result]}]}]
    mask = only_mask(put(tmp_path / "tasks.json", tasks), "label-studio")
    assert np.count_nonzero(mask != wanted) <= (2 if value.get("rotation") else 0)


# ---------------------------------------------------------------- boxes, names


def coco(**annotation: Any) -> dict[str, Any]:
    name = annotation.pop("file_name", "a.jpg")
    return {
        "images": [{"id": 1, "file_name": name, "width": WIDTH, "height": HEIGHT}],
        "categories": [{"id": 1, "name": "soft"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0} | annotation],
    }


def test_boxes_alone_of_coco_are_rectangles_and_that_is_told(tmp_path: Path) -> None:
    result = {"image_id": 1, "category_id": 3, "bbox": [8, 10, 32.0, 20], "score": 0.5}
    for value, name in ((coco(segmentation=[], bbox=[8, 10, 32, 20]), "coco"), ([result], "coco-results")):
        path = put(tmp_path / f"{name}.json", value)
        assert (only_mask(path, name) == BOX).all()
        assert open_source(path).notes == ["1 mark is a box, not an outline: it was read as a rectangle."]
    (entry,) = open_source(put(tmp_path / "c.json", coco(bbox=[8, 10, -3, 20]))).entries
    assert entry.left_out == ["its box is not left, top, width and height"]


def test_names_that_roboflow_made_find_the_photo(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    project.add_photos([make_photo("a.b.jpg")])
    name = "a-b_jpg.rf.8d5f0e7c9b4c3a2f1e0d9c8b7a6f5e4d.jpg"
    for given, count in ((name, 0), (name.replace("a-b", "a.b"), 1)):
        value = coco(segmentation=[[1, 1, 9, 1, 9, 9]], file_name=given)
        value["images"][0] |= {"width": 40, "height": 24}
        report = import_masks(project, project.photos(), open_source(put(tmp_path / "c.json", value)), BLURRED)
        assert len(report.imported) == count


def test_label_studios_short_form_is_told_and_not_unknown(tmp_path: Path) -> None:
    short = [{"image": "/data/upload/1/0f1e2d3c-a.jpg", "id": 1, "annotator": 1, "annotation_id": 1, "label": []}]
    with pytest.raises(UserError, match="export from Label Studio as JSON, not as JSON-MIN"):
        open_source(put(tmp_path / "x.json", short))


@pytest.mark.parametrize("heading", ["Image_Label", "ImageId_ClassId", "Image_Label\tEncodedPixels\tx"])
def test_a_class_in_the_photos_column_of_a_table_is_split_off(heading: str, tmp_path: Path) -> None:
    label = "3" if "Class" in heading else "Fish"
    separator = "\t" if "\t" in heading else ","
    heading = heading if "\t" in heading else f"{heading},EncodedPixels"
    source = open_source(put(tmp_path / "t.csv", f"{heading}\na_b.jpg_{label}{separator}1 3\na_b.jpg_0{separator}\n"))
    assert source.format == "rle-table" and source.classes == {label: 1}
    assert [entry.name for entry in source.entries] == ["a_b.jpg"]


# ---------------------------------------------------------------- pictures


def picture(name: str, folder: Path) -> Path:
    """BOX as a picture whose values are not 0 and 255, though it is black and white."""
    if name.endswith(".gif"):
        image = Image.fromarray(BOX)
    elif name.endswith(".tif"):
        image = Image.fromarray(BOX.astype(np.uint16) * 257)
    else:
        image = Image.new("P", (WIDTH, HEIGHT))
        image.putdata((BOX // 255).ravel().tolist())
        image.putpalette([0, 0, 0, 255, 255, 255, 9, 9, 9])
    folder.mkdir(exist_ok=True)
    image.save(folder / name)
    return folder / name


@pytest.mark.parametrize("name", ["a.gif", "a.tif", "a.png"])
def test_black_and_white_in_a_palette_or_in_16_bits_is_no_class(name: str, tmp_path: Path) -> None:
    assert (only_mask(picture(name, tmp_path / "masks").parent, "masks") == BOX).all()


def test_one_picture_alone_is_a_mask_of_the_photo_with_its_name(
    make_photo: MakePhoto, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = tmp_path / "originals"
    photos.mkdir()
    for name in ("a.jpg", "b.jpg"):
        Image.new("RGB", (WIDTH, HEIGHT)).save(photos / name)
    numbers = picture("a.png", tmp_path / "masks").with_name("b.png")
    Image.fromarray(BOX // 255).save(numbers)
    command = ["import", str(tmp_path / "p.blurlab"), "--photos", str(photos), "--masks"]
    assert main([*command, str(tmp_path / "masks" / "a.png"), "--blurred", "255"]) == 0
    assert main([*command, str(numbers), "--polarity", "blurred", "--class", "1"]) == 0
    assert capsys.readouterr().out.count("1 mask imported and accepted") == 2
    with Project.open(tmp_path / "p.blurlab") as project:
        assert all((project.masks.read_label(label) == BOX).all() for label in project.masks.labels())


def test_the_value_of_unlabelled_pixels_is_told_and_left_to_choose(tmp_path: Path) -> None:
    numbers = np.where(BOX > 0, 7, 0).astype(np.uint8)
    numbers[:2] = 255
    Image.fromarray(numbers).save(tmp_path / "a.png")
    source = open_source(tmp_path)
    assert source.format == "class-numbers" and source.classes == {"0": 1, "7": 1, "255": 1}
    assert source.notes[0].startswith("The value 255 is a class here; in many sets it marks pixels without a label")
    ignoring = meaning_of(source.classes, Polarity.BLURRED, ["7"], ["255"])
    assert (source.read(source.entries[0], WIDTH, HEIGHT, ignoring)[:2] == 128).all()


# ---------------------------------------------------------------- folders of labelme_json_to_dataset


def labelme_folder(folder: Path, numbers: np.ndarray, names: str) -> None:
    folder.mkdir(parents=True)
    mask = Image.fromarray(numbers.astype(np.uint8)).convert("P")
    mask.putpalette([level for level in range(256) for _ in "rgb"])
    mask.save(folder / "label.png")
    Image.new("RGB", (WIDTH, HEIGHT)).save(folder / "img.png")
    (folder / "label_names.txt").write_text(names, "utf-8")


def test_labelme_s_folders_name_the_numbers_of_each_mask(
    tmp_path: Path, project: Project, make_photo: MakePhoto
) -> None:
    photos = project.add_photos([make_photo(f"{name}.jpg", n, (WIDTH, HEIGHT)) for n, name in enumerate("ab")]).added
    labelme_folder(
        tmp_path / "m" / "a_json", np.where(BOX, 2, 0) + np.where(OVAL & ~BOX, 255, 0), "_background_\nx\nsoft\n"
    )
    labelme_folder(tmp_path / "m" / "b_json", np.where(OVAL, 1, 0), "_background_\nsoft\n")
    source = open_source(tmp_path / "m")
    assert source.format == "labelme-folders" and source.classes == {"soft": 2, "x": 0}
    report = import_masks(project, photos, source, meaning_of(source.classes, Polarity.BLURRED, ["soft"]))
    assert report.problems == [] and len(report.imported) == 2
    first, second = (project.masks.read_label(label) for label in project.masks.labels())
    assert ((first == 255) == (BOX == 255)).all() and ((first == 128) == (OVAL & ~BOX > 0)).all()
    assert (second == OVAL).all()
    assert only_mask(tmp_path / "m" / "b_json", "labelme-folders").any()


def test_one_damaged_folder_of_labelme_leaves_the_others(tmp_path: Path) -> None:
    for name in "ab":
        labelme_folder(tmp_path / f"{name}_json", np.where(OVAL, 1, 0), "_background_\nsoft\n")
    (tmp_path / "a_json" / "label.png").write_bytes(b"no picture")
    (tmp_path / "c_json").symlink_to(tmp_path / "b_json")
    source = open_source(tmp_path)
    assert [(entry.name, entry.problem is None) for entry in source.entries] == [("a", False), ("b", True)]
    with pytest.raises(UserError):
        source.read(source.entries[0], WIDTH, HEIGHT, BLURRED)
    (tmp_path / "a.json").write_text("{}")
    assert open_source(tmp_path, "labelme-folders").entries and guess(tmp_path) != "labelme-folders"
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UserError, match="There is no folder of labelme's"):
        open_source(empty, "labelme-folders")
