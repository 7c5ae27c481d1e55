"""Formats of other programs as they write them: read to the pixel, and what lies in them is one sentence."""

import base64
import io
import json
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from blurlab.errors import UserError
from blurlab.exchange.documents import ForeignFileError
from blurlab.exchange.formats.coco import pycocotools
from blurlab.exchange.masks_in import import_masks
from blurlab.exchange.masks_out import export_masks
from blurlab.exchange.meaning import Meaning, Polarity, meaning_of
from blurlab.exchange.registry import guess, open_source
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.outline import outlines
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.fixtures.projects import MakePhoto

WIDTH, HEIGHT = 40, 24
BLURRED = Meaning(Polarity.BLURRED)
AREA = np.zeros((HEIGHT, WIDTH), bool)
AREA[5:20, 4:30] = True
AREA[8:12, 9:15] = False  # a hole
AREA[20:22, 30:33] = True  # touches by a corner


def read(path: Path, format_name: str | None, meaning: Meaning = BLURRED) -> tuple[np.ndarray, list[str], str]:
    """(the only mask, what is told about it, the format's name)."""
    source = open_source(path)
    assert source.format == format_name
    (entry,) = source.entries
    told: list[UserError] = []
    return source.read(entry, WIDTH, HEIGHT, meaning, told.append), list(map(str, told)), entry.name


def put(path: Path, value: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def rle() -> dict[str, Any]:
    packed = pycocotools().encode(np.asfortranarray(AREA.view(np.uint8)))
    return {"size": [HEIGHT, WIDTH], "counts": packed["counts"].decode()}


def test_an_outline_gives_its_area_again_whatever_its_holes() -> None:
    random = np.random.default_rng(4)
    for share in (0.1, 0.5, 0.9):
        area = random.random((31, 37)) < share
        codes = np.zeros(area.shape, np.uint8)
        for line in outlines(area):
            Canvas(codes).coco_polygon(line.astype(float), 1)
        assert (codes.view(bool) == area).all()
    assert outlines(np.zeros((3, 3), bool)) == []


# ---------------------------------------------------------------- what each tool writes


def test_segment_anything_in_both_its_forms(tmp_path: Path) -> None:
    scores = {"predicted_iou": 1.0, "stability_score": 1.0, "crop_box": [0, 0, WIDTH, HEIGHT]}
    mask, told, name = read(put(tmp_path / "a.json", [{"segmentation": rle()} | scores]), "segment-anything")
    assert (mask == AREA * 255).all() and told == [] and name == "a"
    assert open_source(tmp_path / "a.json").entries[0].nameless
    image = {"image_id": 1, "width": WIDTH, "height": HEIGHT, "file_name": "sa_1.jpg"}
    document = {"image": image, "annotations": [{"segmentation": rle()}, {"segmentation": {"size": [1, 1]}}]}
    mask, told, name = read(put(tmp_path / "sa" / "sa_1.json", document).parent, "segment-anything")
    assert (mask == AREA * 255).all() and len(told) == 1 and name == "sa_1.jpg"


def test_coco_results_are_read_and_panoptic_is_told(tmp_path: Path) -> None:
    results = [{"image_id": 139, "category_id": 3, "segmentation": rle(), "score": 0.9}]
    mask, _, name = read(put(tmp_path / "a.json", results), "coco-results")
    assert (mask == AREA * 255).all() and name == "139"
    assert open_source(tmp_path / "a.json").entries[0].also == ("000000000139",)
    panoptic = {"images": [], "annotations": [{"segments_info": [], "file_name": "a.png"}], "categories": []}
    with pytest.raises(UserError, match=r"is of COCO panoptic, whose areas lie in pictures beside it"):
        open_source(put(tmp_path / "p.json", panoptic))


def test_via_in_files_and_in_projects(tmp_path: Path) -> None:
    ring = {"name": "polygon", "all_points_x": [4, 30, 30, 4], "all_points_y": [5, 5, 20, 20]}
    regions = [
        {"shape_attributes": ring, "region_attributes": {"kind": "soft"}},
        {"shape_attributes": {"name": "rect", "x": 0, "y": 0, "width": 2, "height": 3}, "region_attributes": {}},
        {"shape_attributes": {"name": "point", "cx": 1, "cy": 1}, "region_attributes": {}},
        {"shape_attributes": {"name": "polygon", "all_points_x": [1], "all_points_y": [1]}, "region_attributes": {}},
    ]
    photos = {"a.jpg123": {"filename": "a.jpg", "size": 123, "regions": regions, "file_attributes": {}}}
    for value in (photos, {"_via_settings": {}, "_via_img_metadata": photos}):
        mask, told, name = read(put(tmp_path / "a.json", value), "via")
        assert (mask[5:20, 4:30] == 255).all() and (mask[:3, :2] == 255).all() and np.count_nonzero(mask) == 396
        assert told == ["A mark of “a.jpg” was left out: a polygon has 1 corner."] and name == "a.jpg"
    assert open_source(tmp_path / "a.json").classes == {"region": 1, "soft": 1}


def test_via_in_a_table_with_a_row_a_region(tmp_path: Path) -> None:
    heading = "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes"
    shapes = [
        {"name": "rect", "x": 10, "y": 5, "width": 20, "height": 4},
        {"name": "polygon", "all_points_x": [1, 2], "all_points_y": [1]},
        "no shape",
    ]
    cells = ['"' + json.dumps(shape).replace('"', '""') + '"' for shape in shapes]
    rows = [f'a.jpg,9,"{{}}",3,{number},{cell},"{{""k"":""blurred""}}"' for number, cell in enumerate(cells)]
    (tmp_path / "a.csv").write_text("\r\n".join([heading, *rows, 'b.jpg,9,"{}",0,0,"{}","{}"']), encoding="utf-8")
    source = open_source(tmp_path / "a.csv")
    assert (source.format, source.classes) == ("via-table", {"blurred": 1})
    first, second = source.entries
    codes = source.read(first, 40, 24, Meaning(Polarity.BLURRED))
    assert (codes[5:9, 10:30] == 255).all() and np.count_nonzero(codes) == 80
    assert len(first.left_out) == 2 and second.name == "b.jpg" and not second.marks


def test_a_dataset_with_its_parquet_in_data_is_known_by_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "train-00000-of-00001.parquet").write_bytes(b"PAR1")
    assert guess(tmp_path) == "parquet"


def test_via_3_projects_with_options_and_films(tmp_path: Path) -> None:
    ring = [7, 4, 5, 30, 5, 30, 20, 4, 20]
    marks = {
        "a": {"vid": "1", "z": [], "xy": ring, "av": {"9": "1"}},
        "b": {"vid": "1", "z": [], "xy": [2, 0, 0, 2, 3], "av": {}},
        "c": {"vid": "1", "z": [], "xy": [1, 5, 5], "av": {}},
        "d": {"vid": "1", "z": [], "xy": [7, 5, 5], "av": {}},
        "e": {"vid": "2", "z": [1.5], "xy": ring, "av": {}},
    }
    project = {
        "project": {"pid": "__VIA_PROJECT_ID__", "vid_list": ["1", "2"], "data_format_version": "3.1.1"},
        "config": {},
        "attribute": {"9": {"aname": "kind", "type": 4, "options": {"0": "sharp", "1": "soft"}}},
        "file": {
            "1": {"fid": "1", "fname": "a.jpg", "type": 2, "loc": 1, "src": ""},
            "2": {"fid": "2", "fname": "b.mp4", "type": 4, "loc": 1, "src": ""},
        },
        "metadata": marks,
        "view": {"1": {"fid_list": ["1"]}, "2": {"fid_list": ["2"]}},
    }
    mask, told, name = read(put(tmp_path / "a.json", project), "via")
    assert (mask[5:20, 4:30] == 255).all() and (mask[:3, :2] == 255).all() and np.count_nonzero(mask) == 396
    assert len(told) == 1 and name == "a.jpg"
    source = open_source(tmp_path / "a.json")
    assert source.classes == {"region": 1, "soft": 1}
    assert source.notes == [
        "Shapes without an area were left out: 1 × point.",
        "Marks of films, and of several pictures at once, were left out: 1.",
    ]


def test_supervisely_bitmaps_and_polygons_with_holes(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.fromarray(AREA[5:22, 4:33]).save(file, "PNG")
    data = base64.b64encode(zlib.compress(file.getvalue())).decode()
    hole = [[9, 8], [14, 8], [14, 11], [9, 11]]
    points = {"exterior": [[4, 5], [29, 5], [29, 19], [4, 19]], "interior": [hole]}
    bitmap = {"classTitle": "b", "geometryType": "bitmap", "bitmap": {"data": data, "origin": [4, 5]}}
    polygon = {"classTitle": "b", "geometryType": "polygon", "points": points}
    size = {"width": WIDTH, "height": HEIGHT}
    path = put(tmp_path / "ann" / "a.jpg.json", {"size": size, "objects": [bitmap]})
    mask, _, name = read(path.parent, "supervisely")
    assert (mask == AREA * 255).all() and name == "a.jpg"
    put(path, {"size": size, "objects": [polygon, {"classTitle": "b", "geometryType": "blob", "points": points}]})
    mask, told, _ = read(path, "supervisely")
    assert mask[9, 10] == 0 and mask[6, 5] == 255 and len(told) == 1
    bomb = bitmap | {"bitmap": {"data": base64.b64encode(zlib.compress(bytes(1 << 24))).decode(), "origin": [0, 0]}}
    with pytest.raises(UserError, match="the bitmap of a mask is damaged"):
        read(put(path, {"size": size, "objects": [bomb]}), "supervisely")


def test_tables_of_run_lengths_down_the_columns_and_along_the_rows(tmp_path: Path) -> None:
    def pairs(flat: np.ndarray) -> str:
        turns = np.flatnonzero(np.diff(np.concatenate([[0], flat.view(np.uint8), [0]]).astype(int)))
        return " ".join(f"{begin + 1} {end - begin}" for begin, end in zip(turns[::2], turns[1::2], strict=True))

    (tmp_path / "t.csv").write_text(
        f"ImageId,EncodedPixels,ClassId\na.jpg,{pairs(AREA.T.ravel())},3\na.jpg,9 x,3\na.jpg,959 4,3\nb.jpg,,\n"
    )
    source = open_source(tmp_path / "t.csv")
    told: list[UserError] = []
    assert (source.read(source.entries[0], WIDTH, HEIGHT, BLURRED, told.append) == AREA * 255).all()
    assert [str(one) for one in told] == [
        "2 marks of “a.jpg” were left out: its run lengths are not numbers; "
        "its run lengths do not fit into 40×24 pixels."
    ]
    assert source.is_unmarked(source.entries[1]) and source.classes == {"3": 3}
    (tmp_path / "t.csv").write_text(f"ImageId_ClassId,EncodedPixels\na.jpg_4,{pairs(AREA.ravel())}\n")
    source = open_source(tmp_path / "t.csv", "rle-table-rows")
    assert (source.read(source.entries[0], WIDTH, HEIGHT, BLURRED) == AREA * 255).all()
    assert source.classes == {"4": 1} and source.entries[0].name == "a.jpg"


def test_yolo_folders_are_found_named_and_mended(tmp_path: Path) -> None:
    labels = tmp_path / "labels" / "train"
    labels.mkdir(parents=True)
    ring = "0.1 0.2083333333 0.75 0.2083333333 0.75 0.8333333333 0.1 0.8333333333"
    (labels / "a.txt").write_text(f"1 {ring}\n0 0.5 0.5 0.1 0.1\n1 0.1 0.1 0.2\n1 a b c d e f\n")
    (labels / "empty.txt").write_text("")
    (tmp_path / "data.yaml").write_text("train: images\nnc: 2\nnames: ['cat', 'soft']\n")
    source = open_source(tmp_path)
    assert source.format == "yolo" and source.classes == {"cat": 1, "soft": 1}
    assert source.notes == ["1 mark is a box, not an outline: it was read as a rectangle."]
    told: list[UserError] = []
    mask = source.read(
        source.entries[0], WIDTH, HEIGHT, meaning_of(source.classes, Polarity.BLURRED, ["soft"]), told.append
    )
    assert (mask[5:20, 4:30] == 255).all() and np.count_nonzero(mask) == 390
    assert [str(one) for one in told] == [
        "2 marks of “a.txt” were left out: a polygon has 3 coordinates; a line holds more than numbers."
    ]
    assert source.is_unmarked(source.entries[1])
    for names in ("names:\n  0: cat\n  1: soft\n", "names:\n- cat\n- soft\nnc: 2\n", "names: {0: cat, 1: soft}\n"):
        (tmp_path / "data.yaml").write_text(names)
        assert open_source(tmp_path).classes == {"cat": 1, "soft": 1}


# ---------------------------------------------------------------- arrays


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int64, np.float32])
def test_arrays_of_numpy_are_masks_or_class_numbers(kind: Any, tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", AREA.astype(kind)[..., None])
    source = open_source(tmp_path)
    assert source.classes == ({} if kind is bool else {"0": 1, "1": 1})
    meaning = meaning_of(source.classes, Polarity.BLURRED, [] if kind is bool else ["1"])
    assert (source.read(source.entries[0], WIDTH, HEIGHT, meaning) == AREA * 255).all()


def test_one_npz_may_hold_an_array_for_each_photo(tmp_path: Path) -> None:
    np.savez(tmp_path / "all.npz", a=AREA, b=~AREA)
    source = open_source(tmp_path / "all.npz")
    assert [entry.name for entry in source.entries] == ["a", "b"]
    assert (source.read(source.entries[1], WIDTH, HEIGHT, BLURRED) == ~AREA * 255).all()


def test_arrays_that_lie_are_told(tmp_path: Path) -> None:
    (tmp_path / "objects.npy").write_bytes(b"")
    np.save(tmp_path / "objects.npy", np.array([{}]), allow_pickle=True)
    header = b"{'descr': '|u1', 'fortran_order': False, 'shape': (99999999, 99999), }"
    header += b" " * (118 - len(header) - 1) + b"\n"
    (tmp_path / "huge.npy").write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
    np.save(tmp_path / "floats.npy", np.full((2, 2), 0.5))
    np.save(tmp_path / "cube.npy", np.zeros((2, 2, 2)))
    (tmp_path / "short.npy").write_bytes(b"\x93NUMPY\x01")
    (tmp_path / "zip.npz").write_bytes(b"PK\x03\x04 none")
    with zipfile.ZipFile(tmp_path / "text.npz", "w") as archive:
        archive.writestr("mask.npy", "no array")
    problems = {entry.name: str(entry.problem) for entry in open_source(tmp_path).entries}
    assert problems["objects"] == "The arrays of “objects.npy” cannot be read: it holds no numbers."
    assert problems["huge"] == "The arrays of “huge.npy” cannot be read: it is too large."
    assert problems["floats"].endswith("its values are fractions; save a mask of whole numbers.")
    assert problems["cube"].endswith("its array has 3 dimensions.")
    for name in ("short", "zip", "text"):
        assert problems[name].endswith("cannot be read: it is damaged."), name


# ---------------------------------------------------------------- Parquet


def test_parquet_holds_photos_and_masks_as_hugging_face_expects(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    photo = project.add_photos([make_photo("a.jpg")]).added[0]
    codes = np.where(AREA, 255, 0).astype(np.uint8)
    codes[0] = 128
    project.masks.save(photo.id, codes, author="me")
    project.set_status(photo.id, Status.ACCEPTED)
    (path, *_) = export_masks(project, tmp_path / "out", format_name="parquet").files
    table = parquet.read_table(path)
    assert json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]["mask"] == {"_type": "Image"}
    (row,) = table.to_pylist()
    assert row["image"] == {"bytes": photo.path.read_bytes(), "path": "a.jpg"}
    with Project.create(tmp_path / "again.blurlab") as again:
        other = again.add_photos([photo.path]).added[0]
        assert len(import_masks(again, [other], open_source(path), BLURRED).imported) == 1
        assert (again.masks.read_label(again.masks.labels()[0]) == codes).all()


def test_parquet_that_is_none_or_has_no_masks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(UserError, match=r"“a\.parquet” is not a sound Parquet file"):
        open_source(tmp_path / "a.parquet")
    parquet.write_table(arrow.table({"text": ["a"]}), tmp_path / "a.parquet")
    with pytest.raises(UserError, match="has no column of masks; it has “text”"):
        open_source(tmp_path / "a.parquet")
    masks = [{"bytes": b"no picture", "path": "a.png"}, {"bytes": None, "path": "b.png"}]
    parquet.write_table(arrow.table({"mask": masks, "file_name": ["a.jpg", "b.jpg"]}), tmp_path / "a.parquet")
    problems = [str(entry.problem) for entry in open_source(tmp_path / "a.parquet").entries]
    assert problems[0] == "The mask of “a.jpg” was not imported: its picture is damaged."
    assert "it lies in another file, or is missing" in problems[1]
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(
        ForeignFileError, match=r'Parquet needs the extra “parquet”: python -m pip install "\.\[parquet\]"'
    ):
        open_source(tmp_path / "a.parquet")


def test_a_format_that_is_only_read_says_so(project: Project, photo_id: int, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="VIA is only read, not written; these are: masks, voc, "):
        export_masks(project, tmp_path / "out", format_name="via")


def test_voc_by_datumaro_names_classes_in_the_order_of_the_palette(tmp_path: Path) -> None:
    (tmp_path / "SegmentationClass").mkdir()
    rgb = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    rgb[AREA] = (128, 0, 0)
    Image.fromarray(rgb).save(tmp_path / "SegmentationClass" / "a.png")
    (tmp_path / "labelmap.txt").write_text("# label:color_rgb:parts:actions\nbackground:::\nsoft:::\nhaze:::\n")
    mask, _, _ = read(tmp_path, "voc")
    assert (mask == AREA * 255).all() and open_source(tmp_path).classes == {"soft": 1, "haze": 0}


def test_one_file_of_arrays_is_paired_by_its_name_or_by_those_in_it(
    tmp_path: Path, project: Project, make_photo: MakePhoto
) -> None:
    project.add_photos([make_photo("a.jpg", 0)])
    np.savez(tmp_path / "m.npz", **{"a.jpg": AREA, "b.jpg": AREA})
    assert len(import_masks(project, project.photos(), open_source(tmp_path / "m.npz"), BLURRED).imported) == 1
    for name in ("m.npz", "a.npz"):
        np.savez(tmp_path / name, mask=~AREA)
        report = import_masks(project, project.photos(), open_source(tmp_path / name), BLURRED)
        assert len(report.imported) == (name == "a.npz"), "a file alone lies in no folder of masks"
