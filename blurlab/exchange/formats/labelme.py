"""labelme: a JSON file a photo, with polygons, rectangles, circles and bitmaps."""

import base64
import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from blurlab.errors import UserError, reason, shown_name
from blurlab.exchange.documents import (
    BadMarkError,
    ForeignFileError,
    listing,
    mapping,
    number,
    read_document,
    read_json,
    size_of,
    text,
)
from blurlab.exchange.format import JSON, Document, Format
from blurlab.exchange.outgoing import Codes, Item, box_of
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.shapes.bitmap import values_of
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.marks import Box, Mark, Patch, Point, circle, polygon
from blurlab.exchange.source import Entry, ShapeSource, Source, bad_mask, gathered, without_area
from blurlab.files.atomic import write_bytes
from blurlab.files.there import is_file, is_folder
from blurlab.imaging.finding import natural_key
from blurlab.imaging.png import encode_mask

NAME = "labelme"
_LABELS = "labels.txt"
_WITHOUT_AREA = frozenset({"point", "points", "line", "linestrip"})


def open_source(path: Path) -> Source:
    """One JSON file, or those in a folder and below. Raises ForeignFileError if there is none to read."""
    kinds: Counter[str] = Counter()
    entries, others = entries_of(path, _holds_shapes, lambda file, document: _entry(file, document, kinds))
    if not entries:
        raise ForeignFileError(f"There is no labelme file in “{shown_name(path)}”.")
    notes = [f"The file “{shown_name(file)}” is not a labelme file." for file in others]
    return ShapeSource(NAME, path, entries, notes + without_area(kinds), _declared(path))


def _holds_shapes(value: Any) -> bool:
    return isinstance(value, dict) and "shapes" in value


def entries_of(
    path: Path, is_one: Callable[[Any], bool], entry_of: Callable[[Path, Any], Entry]
) -> tuple[list[Entry], list[Path]]:
    """What `entry_of` makes of one JSON file, or of those in a folder and below, and the files of other kinds.

    A file that cannot be read is an entry with its problem. Raises ForeignFileError if a folder cannot be listed.
    """
    entries, others = [], []
    for file in json_files(path) if is_folder(path) else [path]:
        try:
            document = read_json(file)
        except UserError as error:
            entries.append(Entry(file.stem, problem=error, path=file))
            continue
        if is_one(document):
            entries.append(entry_of(file, document))
        else:
            others.append(file)
    return entries, others


def json_files(folder: Path) -> list[Path]:
    """The JSON files in a folder and below, without hidden ones and projects, in natural order."""
    found: list[Path] = []
    try:
        for root, folders, names in os.walk(folder, onerror=_raise):
            found += [Path(root) / name for name in names if name.lower().endswith(".json") and name[0] != "."]
            folders[:] = [name for name in folders if name[0] != "." and not name.endswith(".blurlab")]
    except OSError as error:
        raise ForeignFileError(f"The folder “{shown_name(folder)}” cannot be listed: {reason(error)}.") from error
    return sorted(found, key=lambda path: [natural_key(part) for part in path.relative_to(folder).parts])


def _raise(error: OSError) -> None:
    raise error


def _declared(path: Path) -> list[str]:
    """The labels from labelme's start list; those that begin with “_” are its own."""
    file = (path if is_folder(path) else path.parent) / _LABELS
    if not is_file(file):
        return []
    lines = read_document(file).decode("utf-8", "replace").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("_")]


def _entry(file: Path, document: dict[str, Any], kinds: Counter[str]) -> Entry:
    name = document.get("imagePath")
    name = name if isinstance(name, str) and name else file.stem
    also = (file.stem,)
    left_out: list[str] = []
    try:
        width, height = size_of(document.get("imageWidth"), document.get("imageHeight"))
        marks = gathered(listing(document["shapes"], "list of shapes"), lambda shape: _mark(shape, kinds), left_out)
    except BadMarkError as error:
        return Entry(name, problem=bad_mask(file.name, str(error)), path=file, also=also)
    return Entry(name, width, height, marks, path=file, also=also, left_out=left_out)


def _mark(shape: Any, kinds: Counter[str]) -> Mark | None:
    shape = mapping(shape, "shape")
    label = text(shape.get("label"), "label")
    kind = text(shape.get("shape_type") or "polygon", "kind of a shape")
    points = [_point(point) for point in listing(shape.get("points"), "list of points")]
    if kind in {"polygon", "rotation"}:  # X-AnyLabeling's rotated rectangles have their four corners
        return _outline(label, points)
    if kind == "rectangle" and len(points) == 4:
        return _rectangle(label, points)
    if kind in {"rectangle", "circle", "mask"}:
        if len(points) != 2:
            raise BadMarkError(f"a {kind} has {len(points)} points")
        if kind == "rectangle":
            return Box(label, (points[0], points[1]))
        if kind == "circle":
            return circle(label, points[0], points[1])
        return Bitmap(label, round(points[0][0]), round(points[0][1]), text(shape.get("mask"), "bitmap of a mask"))
    if kind in _WITHOUT_AREA:
        kinds[kind] += 1
        return None
    raise BadMarkError(f"it has a shape of an unknown kind, “{shown_name(kind)}”")


def _outline(label: str, points: list[Point]) -> Mark:
    if len(points) < 3:
        raise BadMarkError(f"a polygon has {len(points)} corner{'s' * (len(points) != 1)}")
    return polygon(label, points)


def _rectangle(label: str, points: list[Point]) -> Mark:
    """A rectangle by its four corners, as X-AnyLabeling writes it; one that leans is drawn as it lies."""
    xs, ys = {x for x, _ in points}, {y for _, y in points}
    if len(xs) == len(ys) == 2 and len(set(points)) == 4:
        return Box(label, ((min(xs), min(ys)), (max(xs), max(ys))))
    return _outline(label, points)


def _point(value: Any) -> Point:
    pair = listing(value, "point")
    if len(pair) != 2:
        raise BadMarkError("a point does not have two coordinates")
    return number(pair[0], "coordinate"), number(pair[1], "coordinate")


@dataclass(frozen=True)
class Bitmap:
    """A bitmap at (left, top) as a PNG in base64; it is unpacked when it is painted."""

    name: str
    left: int
    top: int
    png: str

    def paint(self, canvas: Canvas, code: int) -> None:
        """Non-zero pixels are marked."""
        values = values_of(canvas, self.png)
        if values.ndim != 2:
            raise BadMarkError("the bitmap of a mask has colours")
        Patch(self.name, self.left, self.top, values != 0).paint(canvas, code)


class Writer(_Writer):
    """Bitmaps in the shapes of labelme's masks: unlike polygons they lose no pixel."""

    documents = (_LABELS,)

    def target(self, item: Item) -> Path:
        return self.folder / f"{item.stem}.json"

    def finish(self) -> None:
        write_bytes(self.folder / _LABELS, "".join(f"{name}\n" for name in self.classes).encode())

    def add(self, item: Item, codes: Codes) -> None:
        shapes: list[dict[str, Any]] = []
        for name, area in self.areas(codes, item.kinds):
            left, top, right, bottom = box_of(area)
            png = encode_mask(area[top:bottom, left:right].astype(np.uint8))
            shapes.append(
                {
                    "label": name,
                    "points": [[left, top], [right - 1, bottom - 1]],
                    "group_id": None,
                    "description": "",
                    "shape_type": "mask",
                    "flags": {},
                    "mask": base64.b64encode(png).decode("ascii"),
                }
            )
        document: dict[str, Any] = {
            "version": "5.5.0",
            "flags": {},
            "shapes": shapes,
            "imagePath": item.picture,
            "imageData": None,
            "imageHeight": item.height,
            "imageWidth": item.width,
            "look": item.look_entry,
        }
        write_bytes(self.target(item), json.dumps(document, indent=2, ensure_ascii=True).encode(), within=self.folder)


FORMAT = Format(
    NAME,
    "labelme",
    "a JSON file a photo; ignored areas are a label",
    place=5,
    reads="polygons, rectangles, circles, masks",
    writes="masks",
    ignored="the label “ignore”",
    open=open_source,
    writer=Writer,
    kinds=True,
    document=Document(
        JSON,
        lambda value: _holds_shapes(value) and "imagePath" in value,
        one_a_photo=True,
        files=lambda folder, _suffix: json_files(folder),
    ),
    subfolder="images",
    by_path=True,
)
