"""Masks of class numbers: values are offered as classes, whatever the file, and nothing about them is guessed."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from blurlab.cli import main
from blurlab.errors import UserError
from blurlab.exchange.meaning import Polarity, mapped_meaning, meaning_of
from blurlab.exchange.registry import guess, open_source
from blurlab.project.project import Project
from tests.fixtures.projects import MakePhoto

NUMBERS = np.zeros((24, 40), np.uint8)
NUMBERS[5:9, 10:30] = 1


def labelled(values: dict[int, slice], dtype: type = np.uint8) -> np.ndarray:
    numbers = np.zeros((24, 40), dtype)
    for value, rows in values.items():
        numbers[rows] = value
    return numbers


def palette(numbers: np.ndarray) -> Image.Image:
    picture = Image.fromarray(numbers)
    picture.putpalette([value for grey in range(256) for value in (grey, grey, grey)])
    return picture


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("a.png", Image.fromarray(NUMBERS)),
        ("a.tif", Image.fromarray(NUMBERS)),
        ("a.png", palette(NUMBERS)),
        ("a.png", Image.fromarray(np.dstack([NUMBERS] * 3))),
        ("a.png", Image.fromarray(NUMBERS.astype(np.uint16))),
    ],
    ids=["grey PNG", "TIFF", "grey palette", "greys as colours", "16 bit"],
)
def test_zeros_and_ones_are_two_classes_in_any_file(tmp_path: Path, name: str, picture: Image.Image) -> None:
    picture.save(tmp_path / name)
    source = open_source(tmp_path)
    assert (source.format, source.classes) == ("class-numbers", {"0": 1, "1": 1})
    with pytest.raises(UserError, match="choose which of them is blurred"):
        meaning_of(source.classes, Polarity.BLURRED)
    codes = source.read(source.entries[0], 40, 24, meaning_of(source.classes, Polarity.BLURRED, ["1"]))
    assert (codes == NUMBERS * 255).all()


def test_numbers_of_16_bits_as_of_instances_are_kept(tmp_path: Path) -> None:
    Image.fromarray(labelled({7: slice(3, 5), 26_001: slice(9, 12)}, np.uint16)).save(tmp_path / "a.png")
    source = open_source(tmp_path)
    assert source.classes == {"0": 1, "26001": 1, "7": 1}
    codes = source.read(source.entries[0], 40, 24, meaning_of(source.classes, Polarity.SHARP, ["26001"], ["7"]))
    assert (codes == labelled({0: slice(9, 12), 7: slice(3, 5)}) // 7 * 128 + 255 * (codes == 255)).all()
    assert codes[4, 0] == 128 and codes[10, 0] == 0 and codes[0, 0] == 255


def test_folders_of_black_and_white_greys_or_colours_are_no_class_numbers(tmp_path: Path) -> None:
    white = np.where(NUMBERS, 255, 0).astype(np.uint8)
    Image.fromarray(white).save(tmp_path / "a.png")
    Image.fromarray(np.zeros_like(white)).save(tmp_path / "b.png")
    assert guess(tmp_path) == "masks"
    for name in ("a.png", "b.png"):
        Image.fromarray(np.arange(960).reshape(24, 40).astype(np.uint8)).save(tmp_path / name)
    assert guess(tmp_path) == "masks"


def test_masks_in_a_folder_for_each_city_are_found(tmp_path: Path) -> None:
    (tmp_path / "aachen").mkdir()
    Image.fromarray(NUMBERS).save(tmp_path / "aachen" / "a.png")
    assert [entry.name for entry in open_source(tmp_path).entries] == ["a"]


def test_a_map_says_what_each_class_is() -> None:
    classes = {"0": 3, "7": 2, "255": 1}
    meaning = mapped_meaning(classes, {"7": "blurred", "255": "ignore", "*": "sharp"}, Polarity.BLURRED)
    assert [meaning.code(name) for name in classes] == [0, 255, 128]
    for roles, why in (
        ({"7": "blurred"}, "does not name the class “0”"),
        ({"8": "blurred", "*": "sharp"}, "There is no class “8”; there are 3 classes"),
        ({"7": "soft", "*": "sharp"}, "another value than blurred, sharp and ignore"),
        ({"7": ["sharp"]}, "another value than"),
        ([7], "is not a JSON object"),
    ):
        with pytest.raises(UserError, match=why):
            mapped_meaning(classes, roles, Polarity.BLURRED)


def test_class_and_map_on_the_command_line(
    tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = make_photo("a.jpg")
    (tmp_path / "masks").mkdir()
    Image.fromarray(labelled({7: slice(3, 5), 255: slice(9, 12)})).save(tmp_path / "masks" / "a.png")
    (tmp_path / "map.json").write_text(json.dumps({"7": "blurred", "0": "sharp", "255": "ignore"}))
    project = str(tmp_path / "p.blurlab")
    start = ["import", project, "--photos", str(photo.parent), "--masks", str(tmp_path / "masks")]
    assert main([*start, "--polarity", "blurred"]) == 1
    assert (
        "There are 3 classes, “0” (1), “7” (1), “255” (1): choose which of them is blurred" in capsys.readouterr().err
    )
    assert main([*start, "--map", str(tmp_path / "map.json")]) == 0
    assert (
        "Read as Class numbers: “0” (1) is sharp, “7” (1) is blurred, “255” (1) is ignored" in capsys.readouterr().out
    )
    with Project.open(Path(project)) as opened:
        codes = opened.masks.read_label(opened.masks.labels()[0])
    assert codes[:13, 0].tolist() == [0, 0, 0, 255, 255, 0, 0, 0, 0, 128, 128, 128, 0]
    assert main([*start, "--polarity", "blurred", "--class", "7", "--ignore-class", "255"]) == 0
    assert "0 masks imported and accepted, 1 already there." in capsys.readouterr().out
    assert main([*start, "--map", str(tmp_path / "map.json"), "--class", "7"]) == 1
    assert "leave out --class" in capsys.readouterr().err
    box = {"label": "soft", "points": [[0, 0], [9, 9]], "shape_type": "rectangle"}
    shapes = {"shapes": [box], "imagePath": "a.jpg", "imageWidth": 40, "imageHeight": 24}
    (tmp_path / "a.json").write_text(json.dumps(shapes))
    (tmp_path / "map.json").write_text(json.dumps({"soft": "blurred"}))
    assert main([*start[:4], "--masks", str(tmp_path / "a.json"), "--map", str(tmp_path / "map.json")]) == 1
    assert "--map also needs --polarity here" in capsys.readouterr().err


def test_colours_are_classes_where_no_mask_holds_numbers(
    tmp_path: Path, project: Project, make_photo: MakePhoto
) -> None:
    """As CamVid's masks are."""
    colours = np.full((24, 40, 3), 128, np.uint8)
    colours[5:9, 10:30] = (64, 0, 128)
    Image.fromarray(colours).save(tmp_path / "a.png")
    source = open_source(tmp_path)
    assert (source.format, source.classes) == ("class-numbers", {"#400080": 1, "#808080": 1})
    codes = source.read(source.entries[0], 40, 24, meaning_of(source.classes, Polarity.BLURRED, ["#400080"]))
    assert (codes == NUMBERS * 255).all()


def test_a_picture_of_one_bit_is_black_and_white(tmp_path: Path) -> None:
    Image.fromarray(NUMBERS > 0).save(tmp_path / "a.png")
    Image.fromarray(NUMBERS > 0).save(tmp_path / "b.tif")
    source = open_source(tmp_path)
    assert (source.format, source.classes) == ("masks", {})
    for entry in source.entries:
        assert (source.read(entry, 40, 24, meaning_of({}, Polarity.BLURRED)) == NUMBERS * 255).all()


def test_a_small_mask_with_soft_edges_holds_no_class_numbers_and_many_classes_are_no_edges(tmp_path: Path) -> None:
    soft = Image.new("L", (64, 64))
    ImageDraw.Draw(soft).ellipse((16, 16, 48, 48), fill=255)
    (tmp_path / "soft").mkdir()
    soft.filter(ImageFilter.GaussianBlur(1)).save(tmp_path / "soft" / "a.png")
    assert open_source(tmp_path / "soft").format == "masks"
    classes = np.repeat(np.arange(8, dtype=np.uint8) * 36, 8)  # 0 to 252, each as wide as the others
    (tmp_path / "classes").mkdir()
    Image.fromarray(np.tile(classes, (64, 1))).save(tmp_path / "classes" / "a.png")
    assert open_source(tmp_path / "classes").format == "class-numbers"
