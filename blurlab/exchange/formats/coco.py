"""COCO: one JSON file with images, categories and annotations; areas as polygons or run lengths."""

import importlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from blurlab.errors import shown_name
from blurlab.exchange.documents import (
    BadMarkError,
    ForeignFileError,
    listing,
    mapping,
    number,
    read_json,
    size_of,
    text,
    whole,
)
from blurlab.exchange.format import JSON, Document, Format
from blurlab.exchange.meaning import IGNORED, Polarity
from blurlab.exchange.names import uploaded_names
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.shapes.drawing import Canvas, Corners
from blurlab.exchange.shapes.marks import MOST_CORNERS, Mark, Rings, outline
from blurlab.exchange.shapes.run_lengths import check_runs, uncompressed
from blurlab.exchange.source import BOX_ALONE, Entry, ShapeSource, Source, bad_mask, gathered, without_area
from blurlab.files.atomic import write_bytes

NAME = "coco"
FILE = "annotations.json"


def pycocotools() -> Any:
    """The library's module of masks. Raises ForeignFileError if it is not installed."""
    try:
        return importlib.import_module("pycocotools.mask")
    except ImportError as error:
        raise ForeignFileError("COCO needs the package pycocotools: python -m pip install pycocotools") from error


def open_source(path: Path) -> Source:
    """A COCO file of instances or of stuff. Raises ForeignFileError."""
    document = read_json(path)
    try:
        document = mapping(document, "content")
        images = listing(document.get("images"), "list of images")
        names = {
            key_of(mapping(one, "category").get("id")): text(one.get("name"), "name of a category")
            for one in listing(document.get("categories"), "list of categories")
        }
        by_image: dict[int | str, list[dict[str, Any]]] = {
            key_of(mapping(one, "image").get("id")): [] for one in images
        }
        lost = 0
        annotations = listing(document.get("annotations"), "list of annotations")
        if annotations and isinstance(annotations[0], dict) and "segments_info" in annotations[0]:
            raise ForeignFileError(
                f"The file “{shown_name(path)}” is of COCO panoptic, whose areas lie in pictures beside it, so it is "
                "not read; export instances or stuff."
            )
        for annotation in annotations:
            try:
                own = by_image.get(key_of(mapping(annotation, "annotation").get("image_id")))
            except BadMarkError:
                own = None
            if own is None:
                lost += 1
            else:
                own.append(annotation)
    except BadMarkError as error:
        raise ForeignFileError(f"The file “{shown_name(path)}” is not valid COCO: {error}.") from error
    kinds: Counter[str] = Counter()
    entries = [_entry(image, by_image[key_of(image["id"])], names, kinds) for image in images]
    notes = [f"Annotations without an image in the file were left out: {lost}."] if lost else []
    return ShapeSource(NAME, path, entries, notes + without_area(kinds), names.values())


def key_of(value: Any) -> int | str:
    """An id, also one written as 7.0 or “7”. Raises BadMarkError."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and str(int(value)) == value:
        return int(value)  # some programs write it as a number here and as text there
    if not isinstance(value, int | str) or isinstance(value, bool):
        raise BadMarkError("an id is neither a number nor text")
    return value


def _entry(
    image: dict[str, Any], annotations: list[dict[str, Any]], names: dict[int | str, str], kinds: Counter[str]
) -> Entry:
    name = image.get("file_name")
    if not isinstance(name, str) or not name:
        name = str(image["id"])
    also, left_out = uploaded_names(name), list[str]()
    try:
        width, height = size_of(image.get("width"), image.get("height"))
    except BadMarkError as error:
        return Entry(name, problem=bad_mask(name, str(error)), also=also)
    marks = gathered(annotations, lambda one: _mark(one, names, kinds, left_out), left_out)
    return Entry(name, width, height, marks, also=also, left_out=left_out)


def _mark(
    annotation: dict[str, Any], names: dict[int | str, str], kinds: Counter[str], left_out: list[str]
) -> Mark | None:
    label = names.get(key_of(annotation.get("category_id")))
    if label is None:
        raise BadMarkError("an annotation has a category that the file does not name")
    return mark_of(label, annotation, kinds, left_out)


def mark_of(label: str, annotation: dict[str, Any], kinds: Counter[str], left_out: list[str]) -> Mark | None:
    """The mark of an annotation's segmentation, or else of its box; None without an area.

    Bad polygons of several go to `left_out`. Raises BadMarkError.
    """
    area = annotation.get("segmentation")
    if not area:
        if "bbox" not in annotation:
            kinds["annotation without an area"] += 1
            return None
        left, top, width, height = _box(annotation["bbox"])
        kinds[BOX_ALONE] += 1
        right, bottom = left + width, top + height
        return outline(label, [(left, top), (right, top), (right, bottom), (left, bottom)])
    if isinstance(area, dict):
        size = listing(area.get("size"), "size")
        if len(size) != 2:
            raise BadMarkError("the size of a run-length mask is not two numbers")
        return Runs(label, whole(size[0], "height"), whole(size[1], "width"), area.get("counts"))
    rings = []
    for ring in listing(area, "segmentation"):
        try:
            rings.append(_ring(ring))
        except BadMarkError as error:
            left_out.append(str(error))
    return Rings(label, rings) if rings else None


def _box(value: Any) -> list[float]:
    numbers = [number(each, "box") for each in listing(value, "box")]
    if len(numbers) != 4 or min(numbers[2:]) < 0:
        raise BadMarkError("its box is not left, top, width and height")
    return numbers


def _ring(value: Any) -> Corners:
    flat = [number(each, "coordinate") for each in listing(value, "polygon")]
    if len(flat) < 6 or len(flat) % 2 or len(flat) > 2 * MOST_CORNERS:
        raise BadMarkError(f"a polygon has {len(flat)} coordinates")
    return np.array(flat, np.float64).reshape(-1, 2)


@dataclass(frozen=True)
class Runs:
    """Run lengths down the columns, as numbers or as COCO's compressed text.

    They are unpacked and drawn here: the library's C code trusts its input and reads past its end.
    """

    name: str
    height: int
    width: int
    counts: Any

    def paint(self, canvas: Canvas, code: int) -> None:
        height, width = canvas.height, canvas.width
        if (self.height, self.width) != (height, width):
            raise BadMarkError(f"a run-length mask is {self.width}×{self.height} pixels and its photo {width}×{height}")
        if isinstance(self.counts, list):
            lengths = np.array([whole(count, "run length") for count in self.counts], np.int64)
        else:
            lengths = uncompressed(text(self.counts, "run lengths"))
        check_runs(lengths, width, height)
        canvas.runs(lengths, code, columns=True)


class Writer(_Writer):
    """Compressed run lengths; ignored areas are a separate class, marked as a crowd, which COCO leaves out."""

    documents = (FILE,)

    def __init__(self, folder: Path, polarity: Polarity, *, kinds: bool = False) -> None:
        super().__init__(folder, polarity, kinds=kinds)
        self._tool = pycocotools()
        self._images: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []
        self._ids = {name: number for number, name in enumerate(self.classes, start=1)}

    def add(self, item: Item, codes: Codes) -> None:
        image: dict[str, Any] = {
            "id": len(self._images) + 1,
            "file_name": item.picture,
            "width": item.width,
            "height": item.height,
            "look": item.look_entry,
        }
        self._images.append(image)
        for name, area in self.areas(codes, item.kinds):
            runs = self._tool.encode(np.asfortranarray(area.view(np.uint8)))
            self._annotations.append(
                {
                    "id": len(self._annotations) + 1,
                    "image_id": image["id"],
                    "category_id": self._ids[name],
                    "segmentation": {"size": [item.height, item.width], "counts": runs["counts"].decode("ascii")},
                    "area": int(self._tool.area(runs)),
                    "bbox": self._tool.toBbox(runs).tolist(),
                    "iscrowd": int(name == IGNORED),
                }
            )

    def finish(self) -> None:
        document = {
            "info": {"description": f"Marked areas are {self.polarity}; unmarked areas are {self.polarity.opposite}"},
            "licenses": [],
            "categories": [{"id": number, "name": name, "supercategory": ""} for name, number in self._ids.items()],
            "images": self._images,
            "annotations": self._annotations,
        }
        write_bytes(self.folder / FILE, json.dumps(document).encode())


FORMAT = Format(
    NAME,
    "COCO",
    "one JSON file; ignored areas are a class and a crowd",
    place=4,
    reads="polygons, run lengths plain and compressed",
    writes="compressed run lengths",
    ignored="the category “ignore”, as a crowd",
    open=open_source,
    writer=Writer,
    kinds=True,
    document=Document(JSON, lambda value: isinstance(value, dict) and "annotations" in value and "images" in value),
)
