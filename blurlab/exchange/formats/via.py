"""VGG Image Annotator (VIA) 1 and 2: one JSON file with regions, alone or within a project."""

from collections import Counter
from math import degrees
from pathlib import Path
from typing import Any

import numpy as np

from blurlab.errors import shown_name
from blurlab.exchange.documents import BadMarkError, ForeignFileError, listing, mapping, number, read_json, text
from blurlab.exchange.format import JSON, Document, Format
from blurlab.exchange.shapes.marks import Box, Ellipse, Mark, Rings, turned_ellipse
from blurlab.exchange.source import Entry, ShapeSource, Source, bad_mask, gathered, without_area

NAME = "via"
_IN_PROJECT = "_via_img_metadata"
_WITHOUT_AREA = frozenset({"point", "polyline", "line"})


def open_source(path: Path) -> Source:
    """A file of annotations or a project of VIA. Raises ForeignFileError."""
    document = read_json(path)
    photos = document.get(_IN_PROJECT, document) if isinstance(document, dict) else None
    if not isinstance(photos, dict):
        raise ForeignFileError(f"The file “{shown_name(path)}” is not a file of VIA.")
    kinds: Counter[str] = Counter()
    entries = [_entry(key, photo, kinds) for key, photo in photos.items()]
    return ShapeSource(NAME, path, entries, without_area(kinds))


def _entry(key: str, photo: Any, kinds: Counter[str]) -> Entry:
    left_out: list[str] = []
    name = key
    try:
        photo = mapping(photo, "photo")
        name = text(photo.get("filename"), "file name")
        regions = photo.get("regions", [])
        regions = list(regions.values()) if isinstance(regions, dict) else listing(regions, "list of regions")
        marks = gathered(regions, lambda region: _mark(region, kinds), left_out)
    except BadMarkError as error:
        return Entry(name, problem=bad_mask(name, str(error)))
    return Entry(name, marks=marks, left_out=left_out)


def _mark(region: Any, kinds: Counter[str]) -> Mark | None:
    shape = mapping(mapping(region, "region").get("shape_attributes"), "shape of a region")
    kind = text(shape.get("name"), "kind of a shape")
    label = _label(region.get("region_attributes"))

    def value(key: str) -> float:
        return number(shape.get(key), "coordinate")

    if kind in {"polygon", "polyline"}:
        xs, ys = (listing(shape.get(key), "list of points") for key in ("all_points_x", "all_points_y"))
        if len(xs) != len(ys):
            raise BadMarkError("a polygon has not as many x as y")
        if kind == "polygon" and len(xs) > 2:
            corners = [[number(x, "coordinate"), number(y, "coordinate")] for x, y in zip(xs, ys, strict=True)]
            return Rings(label, [np.array(corners, np.float64)])
        if kind == "polygon":
            raise BadMarkError(f"a polygon has {len(xs)} corner{'s' * (len(xs) != 1)}")
    if kind == "rect":
        x, y = value("x"), value("y")  # the last pixel lies before the far edge
        return Box(label, ((x, y), (max(x, x + value("width") - 1), max(y, y + value("height") - 1))))
    if kind == "circle":
        return Ellipse(label, (value("cx"), value("cy")), (value("r"), value("r")))
    if kind == "ellipse":
        theta = number(shape.get("theta", 0), "angle")
        return turned_ellipse(label, (value("cx"), value("cy")), (value("rx"), value("ry")), degrees(theta))
    if kind in _WITHOUT_AREA:
        kinds[kind] += 1
        return None
    raise BadMarkError(f"it has a shape of an unknown kind, “{shown_name(kind)}”")


def _label(attributes: Any) -> str:
    """The first attribute that says something: a text, or the choices that are ticked; “region” without one."""
    for value in attributes.values() if isinstance(attributes, dict) else ():
        if isinstance(value, str) and value.strip():
            return text(value.strip(), "label")
        if isinstance(value, dict) and (ticked := [str(key) for key, on in value.items() if on]):
            return text(ticked[0] or "region", "label")
    return "region"


def _is_via(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    photos = value.get(_IN_PROJECT, value)
    some = next(iter(photos.values()), None) if isinstance(photos, dict) else None
    return isinstance(some, dict) and "filename" in some and "regions" in some


FORMAT = Format(
    NAME,
    "VIA",
    "one JSON file of regions",
    place=11,
    reads="VGG Image Annotator 1 and 2: polygons, rectangles, circles, ellipses",
    open=open_source,
    document=Document(JSON, _is_via),
)
