"""Supervisely: a JSON file a photo, `a.jpg.json` for `a.jpg`, with bitmaps, polygons and rectangles."""

import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from blurlab.errors import shown_name
from blurlab.exchange.documents import (
    BadMarkError,
    ForeignFileError,
    listing,
    mapping,
    number,
    size_of,
    text,
)
from blurlab.exchange.format import JSON, Document, Format
from blurlab.exchange.formats.labelme import entries_of, json_files
from blurlab.exchange.shapes.bitmap import values_of
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.marks import Box, Mark, Patch, Point, polygon
from blurlab.exchange.source import Entry, ShapeSource, Source, bad_mask, gathered, without_area

NAME = "supervisely"
_WITHOUT_AREA = frozenset({"point", "line", "graph", "cuboid", "cuboid_2d"})
_HEAD: Final = 1 << 16  # bytes of a packed bitmap beyond four for each pixel of the photo


def open_source(path: Path) -> Source:
    """One JSON file, or those in a folder and below. Raises ForeignFileError if there is none to read."""
    kinds: Counter[str] = Counter()
    entries, _ = entries_of(path, _is_one, lambda file, document: _entry(file, document, kinds))
    if not entries:
        raise ForeignFileError(f"There is no file of Supervisely in “{shown_name(path)}”.")
    return ShapeSource(NAME, path, entries, without_area(kinds))


def _entry(file: Path, document: dict[str, Any], kinds: Counter[str]) -> Entry:
    left_out: list[str] = []
    try:
        size = mapping(document["size"], "size")
        width, height = size_of(size.get("width"), size.get("height"))
        objects = listing(document["objects"], "list of objects")
        marks = gathered(objects, lambda one: _mark(mapping(one, "object"), kinds), left_out)
    except BadMarkError as error:
        return Entry(file.stem, problem=bad_mask(file.name, str(error)), path=file)
    return Entry(file.stem, width, height, marks, path=file, left_out=left_out)


def _mark(one: dict[str, Any], kinds: Counter[str]) -> Mark | None:
    label = text(one.get("classTitle"), "class")
    kind = text(one.get("geometryType") or ("bitmap" if one.get("bitmap") else "polygon"), "kind of a shape")
    if kind in _WITHOUT_AREA:
        kinds[kind] += 1
        return None
    if kind == "bitmap":
        bitmap = mapping(one.get("bitmap"), "bitmap")
        origin = listing(bitmap.get("origin"), "origin of a bitmap")
        if len(origin) != 2:
            raise BadMarkError("the origin of a bitmap is not two numbers")
        left, top = (int(number(value, "origin")) for value in origin)
        return Packed(label, left, top, text(bitmap.get("data"), "bitmap of a mask"))
    points = mapping(one.get("points"), "points")
    exterior = _points(points.get("exterior"))
    if kind == "rectangle" and len(exterior) == 2:
        return Box(label, (exterior[0], exterior[1]))
    if kind != "polygon":
        raise BadMarkError(f"it has a shape of an unknown kind, “{shown_name(kind)}”")
    if len(exterior) < 3:
        raise BadMarkError(f"a polygon has {len(exterior)} corner{'s' * (len(exterior) != 1)}")
    line = [*exterior]
    for hole in listing(points.get("interior", []), "list of holes"):
        inner = _points(hole)
        line += [exterior[0], *inner, *inner[:1]]  # there and back again, so that the cut encloses nothing
    return polygon(label, line + [exterior[0]] * (line != exterior))


def _points(value: Any) -> list[Point]:
    pairs = [listing(pair, "point") for pair in listing(value, "list of points")]
    if any(len(pair) != 2 for pair in pairs):
        raise BadMarkError("a point does not have two coordinates")
    return [(number(x, "coordinate"), number(y, "coordinate")) for x, y in pairs]


@dataclass(frozen=True)
class Packed:
    """A bitmap at (left, top) as a PNG, deflated, in base64; it is unpacked when it is painted."""

    name: str
    left: int
    top: int
    data: str

    def paint(self, canvas: Canvas, code: int) -> None:
        """Pixels with alpha, or without it non-zero ones, are marked."""
        most = 4 * canvas.codes.size + _HEAD
        values = values_of(canvas, self.data, lambda packed: zlib.decompressobj().decompress(packed, most))
        if values.ndim == 3:
            values = values[:, :, 3] if values.shape[2] == 4 else np.asarray(values.any(axis=2))
        Patch(self.name, self.left, self.top, values != 0).paint(canvas, code)


def _is_one(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("objects"), list) and isinstance(value.get("size"), dict)


FORMAT = Format(
    NAME,
    "Supervisely",
    "a JSON file a photo",
    place=13,
    reads="bitmaps, polygons with holes, rectangles",
    open=open_source,
    document=Document(JSON, _is_one, one_a_photo=True, files=lambda folder, _suffix: json_files(folder)),
)
