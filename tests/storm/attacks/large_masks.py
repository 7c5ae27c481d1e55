"""Masks of each format, as large as the photo and small on the disk: (folder, side in px) → what is imported."""

import base64
import io
import json
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.lib.format import write_array_header_1_0
from PIL import Image

from tests.storm.attacks.large_photos import encoded
from tests.storm.attacks.pictures import grey_tiff, png, zeros

SIDE: Final = 16_000  # 256 megapixels
_MOST_RUNS: Final = 2_000_000
NAMED: Final = ["--polarity", "blurred"]
WHITE: Final = ["--blurred", "255"]


def _picture(folder: Path, side: int, make: Callable[[int], bytes], suffix: str = ".png", below: str = "") -> Path:
    (folder / below).mkdir(parents=True)
    (folder / below / f"a{suffix}").write_bytes(make(side))
    return folder


def _voc(folder: Path, side: int, colour: int = 3) -> Path:
    _picture(folder, side, lambda side: png(side, side, 8, colour), below="SegmentationClass")
    (folder / "labelmap.txt").write_text("background:0,0,0::\nblurred:0,1,2::\n")
    return folder


def _plain_tiff(folder: Path, side: int, kind: str) -> Path:
    import tifffile

    folder.mkdir(parents=True)
    tifffile.memmap(folder / "a.tif", shape=(side, side), dtype=kind)
    return folder


def _deflated_tiff(side: int) -> bytes:
    bomb = zeros(side * side)
    entries = ((259, 3, 1, 8), (273, 4, 1, 160), (279, 4, 1, len(bomb)), (278, 4, 1, side))
    return grey_tiff(side, side, *entries, rest=bytes(38) + bomb)


def _array(folder: Path, side: int, kind: str = "|u1", columns: bool = False) -> Path:
    folder.mkdir(parents=True)
    with (folder / "a.npy").open("wb") as file:
        write_array_header_1_0(file, {"descr": kind, "fortran_order": columns, "shape": (side, side)})
        file.truncate(file.tell() + side * side * np.dtype(kind).itemsize)
    return folder


def _packed_array(folder: Path, side: int, kind: str = "|u1") -> Path:
    folder.mkdir(parents=True)
    np.savez_compressed(folder / "a.npz", mask=np.zeros((side, side), kind))
    return folder


def _parquet(folder: Path, side: int) -> Path:
    import pyarrow
    from pyarrow import parquet

    folder.mkdir(parents=True)
    row = {"image": {"bytes": b"", "path": "a.png"}, "mask": {"bytes": png(side, side, 8, 0), "path": "a.png"}}
    parquet.write_table(pyarrow.Table.from_pylist([row]), folder / "a.parquet")
    return folder / "a.parquet"


def _document(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / name).write_text(text)
    return folder / name


def _coco(folder: Path, side: int, marks: Callable[[int], Any]) -> Path:
    image = {"id": 1, "file_name": "a.png", "width": side, "height": side}
    mark = {"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 1, "segmentation": marks(side)}
    kinds = [{"id": 1, "name": "blurred"}]
    return _document(folder, "a.json", json.dumps({"images": [image], "annotations": [mark], "categories": kinds}))


def _runs(side: int) -> dict[str, Any]:
    return {"size": [side, side], "counts": [1] * min(side * side, _MOST_RUNS)}


def _zigzag(side: int) -> list[list[float]]:
    return [[value for n in range(20_000) for value in (float(side * (n % 2)), n * side / 20_000)]]


def _labelme(folder: Path, side: int) -> Path:
    mask = base64.b64encode(encoded("PNG", (side, side), "L")).decode()
    shape = {"label": "blurred", "shape_type": "mask", "points": [[0, 0], [side - 1, side - 1]], "mask": mask}
    size = {"imagePath": "a.png", "imageWidth": side, "imageHeight": side, "imageData": None}
    return _document(folder, "a.json", json.dumps({"version": "5", "flags": {}, "shapes": [shape], **size})).parent


def _cvat(folder: Path, side: int) -> Path:
    runs = ", ".join(["1"] * min(side * side, _MOST_RUNS))
    mask = f'<mask label="blurred" rle="{runs}" left="0" top="0" width="{side}" height="{side}"/>'
    image = f'<image id="0" name="a.png" width="{side}" height="{side}">{mask}</image>'
    text = f'<?xml version="1.0"?><annotations><version>1.1</version>{image}</annotations>'
    return _document(folder, "a.xml", text)


def _supervisely(folder: Path, side: int) -> Path:
    file = io.BytesIO()
    Image.new("1", (side, side), 1).save(file, "PNG")
    data = base64.b64encode(zlib.compress(file.getvalue())).decode()
    mark = {"geometryType": "bitmap", "classTitle": "blurred", "bitmap": {"data": data, "origin": [0, 0]}}
    text = json.dumps({"size": {"height": side, "width": side}, "tags": [], "objects": [mark]})
    (folder / "ann").mkdir(parents=True)
    (folder / "ann" / "a.png.json").write_text(text)
    (folder / "meta.json").write_text(json.dumps({"classes": [{"title": "blurred", "shape": "bitmap"}], "tags": []}))
    return folder


def _table(folder: Path, side: int) -> Path:
    runs = " ".join(f"{2 * n + 1} 1" for n in range(min(side * side // 2, _MOST_RUNS)))
    return _document(folder, "a.csv", f"ImageId,EncodedPixels\na.png,{runs}\n")


def _yolo(folder: Path, side: int) -> Path:
    (folder / "labels").mkdir(parents=True)
    points = " ".join(f"{n % 2} {n / 20_000:.6f}" for n in range(20_000))
    (folder / "labels" / "a.txt").write_text(f"0 {points}\n")
    (folder / "data.yaml").write_text("names:\n  0: blurred\n")
    return folder


# name, (what writes it, how its marks are meant)
MASKS: Final[dict[str, tuple[Callable[[Path, int], Path], list[str]]]] = {
    "PNG, grey": (partial(_picture, make=lambda side: png(side, side, 8, 0)), WHITE),
    "PNG, 16-bit grey": (partial(_picture, make=lambda side: png(side, side, 16, 0)), WHITE),
    "PNG, colours": (partial(_picture, make=lambda side: png(side, side, 8, 2)), WHITE),
    "PNG, 16-bit RGBA": (partial(_picture, make=lambda side: png(side, side, 16, 6)), WHITE),
    "GIF": (partial(_picture, make=lambda side: encoded("GIF", (side, side), "P"), suffix=".gif"), WHITE),
    "TIFF, deflated": (partial(_picture, make=_deflated_tiff, suffix=".tif"), WHITE),
    "TIFF, 16-bit": (partial(_plain_tiff, kind="uint16"), WHITE),
    "TIFF, floats": (partial(_plain_tiff, kind="float32"), WHITE),
    "class numbers": (
        partial(_picture, make=lambda side: png(side, side, 8, 0)),
        [*NAMED, "--format", "class-numbers", "--class", "0"],
    ),
    "class numbers, 16-bit": (
        partial(_plain_tiff, kind="uint16"),
        [*NAMED, "--format", "class-numbers", "--class", "0"],
    ),
    "class numbers, colours": (
        partial(_picture, make=lambda side: png(side, side, 8, 2)),
        [*NAMED, "--format", "class-numbers", "--class", "0"],
    ),
    "VOC, palette": (_voc, NAMED),
    "VOC, colours": (partial(_voc, colour=2), NAMED),
    "numpy": (_array, NAMED),
    "numpy, 16-bit by columns": (partial(_array, kind="<u2", columns=True), NAMED),
    "numpy, floats": (partial(_array, kind="<f4"), NAMED),
    "numpy, packed": (_packed_array, NAMED),
    "numpy, packed 16-bit": (partial(_packed_array, kind="<i2"), NAMED),
    "Parquet": (_parquet, NAMED),
    "COCO, runs": (partial(_coco, marks=_runs), NAMED),
    "COCO, a zigzag": (partial(_coco, marks=_zigzag), NAMED),
    "labelme, mask": (_labelme, NAMED),
    "CVAT, runs": (_cvat, NAMED),
    "Supervisely, bitmap": (_supervisely, NAMED),
    "table of run lengths": (_table, NAMED),
    "YOLO, a zigzag": (_yolo, NAMED),
}
EXPORTS: Final = (
    *("class-numbers", "coco", "cvat", "label-studio", "labelme", "masks", "numpy-arrays", "parquet", "voc", "yolo"),
)
