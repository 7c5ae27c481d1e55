"""Strangers' files: lies, bombs and damage end as one sentence, and names lead nowhere."""

import base64
import io
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from blurlab.errors import UserError
from blurlab.exchange.documents import BadMarkError
from blurlab.exchange.formats import coco
from blurlab.exchange.masks_in import import_masks, photos_beside
from blurlab.exchange.meaning import Meaning, Polarity, meaning_of
from blurlab.exchange.registry import open_source
from blurlab.exchange.shapes.run_lengths import uncompressed, unpack_brush
from blurlab.project.project import Project
from tests.fixtures.projects import MakePhoto

BLURRED = Meaning(Polarity.BLURRED)
WIDTH, HEIGHT = 40, 24


def read_one(path: Path, meaning: Meaning = BLURRED) -> np.ndarray:
    source = open_source(path)
    (entry,) = source.entries
    return source.read(entry, WIDTH, HEIGHT, meaning)


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def coco_file(path: Path, segmentation: Any, **image: Any) -> Path:
    return write_json(
        path,
        {
            "images": [{"id": 1, "file_name": "a.jpg", "width": WIDTH, "height": HEIGHT, **image}],
            "categories": [{"id": 7, "name": "blurred"}],
            "annotations": [{"id": 1, "image_id": 1, "category_id": 7, "segmentation": segmentation}],
        },
    )


def labelme_file(path: Path, *shapes: dict[str, Any], name: str = "a.jpg", width: Any = WIDTH) -> Path:
    return write_json(path, {"shapes": shapes, "imagePath": name, "imageWidth": width, "imageHeight": HEIGHT})


def cvat_file(path: Path, marks: str, head: str = "", name: str = "a.jpg") -> Path:
    image = f'<image id="0" name="{name}" width="{WIDTH}" height="{HEIGHT}">{marks}</image>'
    path.write_text(f'<?xml version="1.0"?>{head}<annotations>{image}</annotations>', encoding="utf-8")
    return path


def studio_file(path: Path, result: list[Any], address: str = "/data/upload/1/0a1b2c3d-a.jpg") -> Path:
    return write_json(path, [{"id": 1, "data": {"image": address}, "annotations": [{"result": result}]}])


def brush(rle: Any, width: int = WIDTH, height: int = HEIGHT) -> dict[str, Any]:
    value = {"format": "rle", "rle": rle, "brushlabels": ["blurred"]}
    return {"type": "brushlabels", "original_width": width, "original_height": height, "value": value}


# ---------------------------------------------------------------- shapes as their tools draw them


def test_a_polygon_reads_alike_in_every_format(tmp_path: Path) -> None:
    corners = [(4, 3), (30, 3), (30, 20), (4, 20)]
    inside = np.zeros((HEIGHT, WIDTH), bool)
    inside[4:20, 5:30] = True
    studio = {
        "type": "polygonlabels",
        "original_width": WIDTH,
        "original_height": HEIGHT,
        "value": {"points": [[x * 100 / WIDTH, y * 100 / HEIGHT] for x, y in corners], "polygonlabels": ["blurred"]},
    }
    points = ";".join(f"{x},{y}" for x, y in corners)
    for path in (
        coco_file(tmp_path / "coco.json", [[value for corner in corners for value in corner]]),
        labelme_file(tmp_path / "a.json", {"label": "blurred", "points": corners, "shape_type": "polygon"}),
        cvat_file(tmp_path / "a.xml", f'<polygon label="blurred" points="{points}" z_order="0"/>'),
        studio_file(tmp_path / "studio.json", [studio]),
    ):
        mask = read_one(path)
        assert (mask[inside] == 255).all(), path.name
        assert not mask[:3].any() and not mask[:, :4].any() and not mask[21:].any() and not mask[:, 31:].any()


def test_later_shapes_lie_over_earlier_ones_and_cvats_order_is_kept(tmp_path: Path) -> None:
    box = '<box label="{}" xtl="{}" ytl="0" xbr="40" ybr="24" z_order="{}"/>'
    path = cvat_file(tmp_path / "a.xml", box.format("sharp", 20, 1) + box.format("blurred", 0, 0))
    source = open_source(path)
    mask = source.read(source.entries[0], WIDTH, HEIGHT, meaning_of(source.classes, Polarity.BLURRED))
    assert (mask[:, :20] == 255).all() and not mask[:, 20:].any()


def test_coco_run_lengths_as_numbers_and_as_text_are_one(tmp_path: Path) -> None:
    counts = [5, 3, 16, 24, WIDTH * HEIGHT - 48]
    mask = read_one(coco_file(tmp_path / "a.json", {"size": [HEIGHT, WIDTH], "counts": counts}))
    assert np.flatnonzero(mask.T.ravel()).tolist() == [5, 6, 7, *range(24, 48)]
    tool = coco.pycocotools()
    packed = tool.frPyObjects({"size": [HEIGHT, WIDTH], "counts": counts}, HEIGHT, WIDTH)["counts"].decode()
    assert (read_one(coco_file(tmp_path / "b.json", {"size": [HEIGHT, WIDTH], "counts": packed})) == mask).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 70_000), min_size=1, max_size=12))
def test_compressed_run_lengths_are_read_as_the_library_writes_them(counts: list[int]) -> None:
    size = [1, sum(counts)]
    packed = coco.pycocotools().frPyObjects({"size": size, "counts": counts}, *size)["counts"].decode()
    assert uncompressed(packed).tolist() == counts


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_as_a_brush_are_a_bitmap_or_a_sentence(packed: bytes) -> None:
    try:
        assert unpack_brush(packed, 3, 2).shape == (2, 3)
    except BadMarkError as error:
        assert str(error)


def test_a_brush_with_unrepeated_values_is_read(tmp_path: Path) -> None:
    """What Label Studio itself writes at soft edges: values one after the other, half covered or more is marked."""
    values = [value for alpha in (0, 127, 128, 255) for value in (9, 9, 9, alpha)]
    bits = f"{16:032b}{7:05b}" + "".join(f"{size - 1:04b}" for size in (3, 4, 8, 16))
    bits += f"0{1:02b}{15:04b}" + "".join(f"{value:08b}" for value in values)
    bits += "0" * (-len(bits) % 8)
    packed = int(bits, 2).to_bytes(len(bits) // 8, "big")
    assert unpack_brush(packed, 4, 1).tolist() == [[False, False, True, True]]


def test_a_colour_mask_with_a_labelmap_has_its_classes(tmp_path: Path) -> None:
    rgb = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    rgb[:, 10:20], rgb[:, 20:30], rgb[:, 30:] = (10, 20, 30), (128, 0, 0), (224, 224, 192)
    (tmp_path / "SegmentationClass").mkdir()
    Image.fromarray(rgb).save(tmp_path / "SegmentationClass" / "a.png")
    (tmp_path / "labelmap.txt").write_text("# label:color_rgb:parts:actions\nbackground:0,0,0::\nsoft:128,0,0::\n")
    source = open_source(tmp_path)
    assert source.format == "voc"
    assert source.classes == {"colour #0a141e": 1, "ignore": 1, "soft": 1}
    meaning = meaning_of(source.classes, Polarity.BLURRED, ["soft"])
    mask = source.read(source.entries[0], WIDTH, HEIGHT, meaning)
    assert [mask[0, column] for column in (0, 15, 25, 35)] == [0, 0, 255, 128]


def test_of_several_classes_one_must_be_chosen(tmp_path: Path) -> None:
    shapes = [{"label": label, "points": [[0, 0], [9, 9]], "shape_type": "rectangle"} for label in ("cat", "dog")]
    source = open_source(labelme_file(tmp_path / "a.json", *shapes))
    with pytest.raises(UserError, match=r"2 classes, “cat” \(1\), “dog” \(1\): choose which of them is blurred"):
        meaning_of(source.classes, Polarity.BLURRED)
    with pytest.raises(UserError, match="no class “cow”"):
        meaning_of(source.classes, Polarity.BLURRED, ["cow"])
    meaning = meaning_of(source.classes, Polarity.BLURRED, ["cat"], ["dog"])
    assert (meaning.code("cat"), meaning.code("dog"), meaning.elsewhere) == (255, 128, 0)


def test_halves_of_letters_in_a_class_become_question_marks(tmp_path: Path) -> None:
    box = {"label": "b\ud800", "points": [[0, 0], [9, 9]], "shape_type": "rectangle"}
    source = open_source(labelme_file(tmp_path / "a.json", box))
    assert source.classes == {"b?": 1}
    document = json.loads(coco_file(tmp_path / "b.json", [[0, 0, 5, 0, 5, 5]]).read_text())
    document["categories"][0]["name"] = "\udfff"
    assert open_source(write_json(tmp_path / "b.json", document)).classes == {"?": 1}


@pytest.mark.parametrize("kind", [{"a": 1}, [1], 7, True])
def test_a_kind_of_shape_that_is_no_text_is_told(kind: Any, tmp_path: Path) -> None:
    shape = {"label": "b", "points": [[0, 0], [1, 1]], "shape_type": kind}
    with pytest.raises(UserError, match=r"“a\.json” was not imported: it has no kind of a shape"):
        read_one(labelme_file(tmp_path / "a.json", shape))


def test_a_run_longer_than_a_million_pixels_is_read(tmp_path: Path) -> None:
    width, height = 2000, 1000
    image = f'<image id="0" name="a.jpg" width="{width}" height="{height}">'
    mask = f'<mask label="b" rle="3, {width * height - 3}" left="0" top="0" width="{width}" height="{height}"/>'
    (tmp_path / "a.xml").write_text(f"<annotations>{image}{mask}</image></annotations>")
    source = open_source(tmp_path / "a.xml")
    codes = source.read(source.entries[0], width, height, BLURRED)
    assert np.count_nonzero(codes) == width * height - 3


# ---------------------------------------------------------------- lies and bombs


@pytest.mark.parametrize(
    ("segmentation", "why"),
    [
        ({"size": [HEIGHT, WIDTH], "counts": [10**12]}, "its run length is not a possible number"),
        ({"size": [HEIGHT, WIDTH], "counts": [-5, 965]}, "its run length is not a possible number"),
        ({"size": [HEIGHT, WIDTH], "counts": [300_000_000] * 40}, "its run lengths do not give 40×24 pixels"),
        ({"size": [HEIGHT, WIDTH], "counts": "o" * 50}, "its run lengths are damaged"),
        ({"size": [HEIGHT, WIDTH], "counts": "0P"}, "its run lengths are damaged"),
        ({"size": [HEIGHT, WIDTH], "counts": None}, "it has no run lengths"),
        ({"size": [HEIGHT * 2, WIDTH], "counts": [960]}, "a run-length mask is 40×48 pixels and its photo 40×24"),
        ([[0, 0, 1e99, 0, 5, 5]], "its coordinate is not a possible number"),
        ([[1, 2, 3]], "a polygon has 3 coordinates"),
        ("text", "its segmentation is not a list"),
    ],
)
def test_coco_that_lies_is_told(segmentation: Any, why: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_one(coco_file(tmp_path / "a.json", segmentation))
    assert str(caught.value) == f"The mask of “a.jpg” was not imported: {why}."


@pytest.mark.parametrize("size", [{"width": 10**9}, {"width": 0}, {"width": "wide"}, {"width": -4}, {"height": 1e308}])
def test_sizes_that_no_photo_has_are_told(size: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"The mask of “a\.jpg” was not imported: "):
        read_one(coco_file(tmp_path / "a.json", [[0, 0, 5, 0, 5, 5]], **size))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 200_000, "is nested too deeply|is not valid JSON"),
        ('{"shapes": [], "imagePath": "a", "imageWidth": ' + "9" * 9999 + "}", "is not valid JSON"),
        ('{"images": 5, "annotations": {}}', "is not valid COCO: its list of images is not a list"),
        ('{"images": [{"id": [1]}], "annotations": [], "categories": []}', "an id is neither a number nor text"),
        ("", r"is empty \(0 bytes\)"),
        ("[1, 2", "is not valid JSON"),
        ('{"a": 1}', "The format of the file"),
    ],
)
def test_bad_json_is_one_sentence(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(UserError, match=why) as caught:
        open_source(tmp_path / "a.json")
    assert "\n" not in str(caught.value)


LAUGHS = '<!DOCTYPE a [<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        LAUGHS,
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    ],
    ids=["billion laughs", "external entity", "external document type"],
)
def test_xml_with_a_document_type_is_refused(head: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"“a.xml” declares a document type, which CVAT files never do"):
        open_source(cvat_file(tmp_path / "a.xml", "", head, name="&l11;" if "l11" in head else "a.jpg"))


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        (
            '<mask label="b" rle="99999999999" left="0" top="0" width="4" height="4"/>',
            "its run length is not a possible number",
        ),
        (
            '<mask label="b" rle="1, 2" left="0" top="0" width="4" height="4"/>',
            "its run lengths do not give 4×4 pixels",
        ),
        ('<mask label="b" rle="0, 16" left="40" top="0" width="4" height="4"/>', "a mark lies outside the photo"),
        ('<mask label="b" rle="0.5, 15.5" left="0" top="0" width="4" height="4"/>', "are not whole numbers"),
        ('<mask label="b" rle="" left="0" top="0" width="4" height="4"/>', "a mask is empty"),
        ('<polygon label="b" points="1,2;nan,3;4,5"/>', "its coordinate is not a possible number"),
        ('<polygon points="1,2;2,3;4,5"/>', "it has no label"),
        ('<blob label="b"/>', "a shape of an unknown kind, “blob”"),
    ],
)
def test_cvat_that_lies_is_told(marks: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=f"The mask of “a.jpg” was not imported: .*{why}"):
        read_one(cvat_file(tmp_path / "a.xml", marks))


def test_xml_that_is_deep_damaged_or_not_cvats_is_told(tmp_path: Path) -> None:
    for text, why in (
        ("<annotations>" + "<a>" * 100, "nested too deeply"),
        ("<annotations><image", "is not valid XML"),
        ("<html></html>", "is not a CVAT file"),
        ('<?xml version="1.0" encoding="inf"?><annotations/>', "is not valid XML"),
        ('<?xml version="1.0" encoding="zlib_codec"?><annotations/>', "is not valid XML"),
        ('<?xml version="1.0" encoding="undefined"?><annotations/>', "is not valid XML"),
        ('<annotations><track id="0"/></annotations>', "is for a video"),
    ):
        (tmp_path / "a.xml").write_text(text)
        with pytest.raises(UserError, match=why):
            open_source(tmp_path / "a.xml")


def bitmap(size: tuple[int, int]) -> str:
    file = io.BytesIO()
    Image.new("1", size, 1).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    ("mask", "why"),
    [
        (bitmap((30_000, 30_000)), "a mask is larger than the photo"),
        (bitmap((41, 2)), "a mask is larger than the photo"),
        (base64.b64encode(b"no picture").decode(), "the bitmap of a mask is damaged"),
        ("!!!", "the bitmap of a mask is damaged"),
        (None, "it has no bitmap of a mask"),
    ],
)
def test_labelme_bitmaps_that_lie_are_told(mask: Any, why: str, tmp_path: Path) -> None:
    shape = {"label": "b", "points": [[0, 0], [9, 9]], "shape_type": "mask", "mask": mask}
    with pytest.raises(UserError) as caught:
        read_one(labelme_file(tmp_path / "a.json", shape))
    assert str(caught.value) == f"The mask of “a.json” was not imported: {why}."


@pytest.mark.parametrize(
    ("result", "why"),
    [
        ([brush([255] * 8)], "its run lengths do not give 40×24 pixels"),
        ([brush([256])], "the run lengths of a brush are not bytes"),
        ([brush([0, 0, 15])], "its run lengths end too early"),
        ([brush([1]), brush([1], 41)], "its marks give the photo two different sizes"),
        ([brush([1], 10**9)], "its width is not a possible number"),
        (["x"], "its result cannot be read"),
    ],
)
def test_label_studio_that_lies_is_told(result: list[Any], why: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_one(studio_file(tmp_path / "a.json", result))
    assert str(caught.value).endswith(f"was not imported: {why}.")


def test_names_are_compared_and_never_followed(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    """A name that climbs out still names the photo of that name, in this project and nowhere else."""
    inside = make_photo("a.jpg")
    outside = tmp_path / "secret" / "b.jpg"
    outside.parent.mkdir()
    outside.write_bytes(inside.read_bytes())
    folder = tmp_path / "foreign"
    folder.mkdir()
    box = {"label": "b", "points": [[0, 0], [9, 9]], "shape_type": "rectangle"}
    labelme_file(folder / "1.json", box, name="../../photos/../../../etc/a.jpg")
    labelme_file(folder / "2.json", box, name=os.fspath(outside))
    labelme_file(folder / "3.json", box, name="..\\secret\\b.jpg")
    source = open_source(folder)
    assert photos_beside(source) == []
    photo = project.add_photos([inside]).added[0]
    report = import_masks(project, project.photos(), source, BLURRED)
    assert [one.id for one in report.imported] == [photo.id]
    assert [entry.shown for entry in report.without_photo] == ["2.json", "3.json"]


def test_one_bad_file_does_not_keep_the_others_out(project: Project, make_photo: MakePhoto, tmp_path: Path) -> None:
    photos = project.add_photos([make_photo(f"{n}.jpg", n) for n in range(4)]).added
    box = {"label": "b", "points": [[0, 0], [9, 9]], "shape_type": "rectangle"}
    point = {"label": "b", "points": [[0, 0]], "shape_type": "point"}
    labelme_file(tmp_path / "0.json", box, point, name="0.jpg")
    (tmp_path / "1.json").write_text("{")
    labelme_file(tmp_path / "2.json", box, name="2.jpg", width=41)
    labelme_file(tmp_path / "3.json", name="3.jpg")
    source = open_source(tmp_path, "labelme")
    assert source.notes == ["Shapes without an area were left out: 1 × point."]
    report = import_masks(project, photos, source, BLURRED)
    assert [photo.name for photo in report.imported] == ["0.jpg"]
    assert [photo.name for photo in report.unmarked] == ["3.jpg"]
    assert [str(one) for one in report.problems] == [
        "The file “1.json” is not valid JSON (line 1).",
        "The mask “2.json” is 41×24 pixels, its photo “2.jpg” is 40×24; the mask was not imported.",
    ]
    again = import_masks(project, photos, source, BLURRED, take_unmarked=True)
    assert [photo.name for photo in again.imported] == ["3.jpg"]


def test_coco_is_read_without_pycocotools_and_one_sentence_tells_what_writing_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    def missing(name: str) -> Any:
        raise ImportError(name)

    path = coco_file(tmp_path / "a.json", [[0, 0, 5, 0, 5, 5]])
    monkeypatch.setattr(importlib, "import_module", missing)
    assert read_one(path).any()
    with pytest.raises(UserError, match="COCO needs the package pycocotools: python -m pip install pycocotools"):
        coco.Writer(tmp_path, Polarity.BLURRED)
