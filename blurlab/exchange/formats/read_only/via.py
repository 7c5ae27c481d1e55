"""VGG Image Annotator (VIA): one JSON file with regions, alone or within a project, and the projects of VIA 3."""

from collections import Counter
from functools import partial
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
_IMAGE = 2  # among the kinds of file of VIA 3
_THIRD = {
    1: "point", 2: "rect", 3: "circle", 4: "ellipse", 5: "line", 6: "polyline", 7: "polygon", 8: "corners",
}  # fmt: skip
_WITHOUT_AREA = frozenset({"point", "polyline", "line"})


def open_source(path: Path) -> Source:
    """A file of annotations or a project of VIA. Raises ForeignFileError."""
    document = read_json(path)
    if _is_third(document):
        return _third(path, document)
    photos = document.get(_IN_PROJECT, document) if isinstance(document, dict) else None
    if not isinstance(photos, dict):
        raise ForeignFileError(f"The file “{shown_name(path)}” is not a file of VIA.")
    kinds: Counter[str] = Counter()
    entries = [photo_of(key, photo, kinds) for key, photo in photos.items()]
    return ShapeSource(NAME, path, entries, without_area(kinds))


def photo_of(key: str, photo: Any, kinds: Counter[str]) -> Entry:
    """One photo of a file, with its regions."""
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
            raise BadMarkError("a polygon has more x than y coordinates, or fewer")
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


def _third(path: Path, document: dict[str, Any]) -> Source:
    """A project of VIA 3: photos, views of them, and marks of these in tables that name each other by keys."""
    files, views, attributes = (_table(document.get(key)) for key in ("file", "view", "attribute"))
    kinds: Counter[str] = Counter()
    marks: dict[str, list[Mark]] = {key: [] for key, file in files.items() if file.get("type", _IMAGE) == _IMAGE}
    bad: dict[str, list[str]] = {key: [] for key in marks}
    elsewhere = 0
    for mark in _table(document.get("metadata")).values():
        shown = views.get(str(mark.get("vid")), {}).get("fid_list")
        key = str(shown[0]) if isinstance(shown, list) and len(shown) == 1 else ""
        if key not in marks or mark.get("z"):
            elsewhere += 1  # a time of a film, or a pair of pictures
        elif mark.get("xy"):
            label = _third_label(mark.get("av"), attributes)
            marks[key] += gathered([mark["xy"]], partial(_third_mark, label=label, kinds=kinds), bad[key])
    names = {key: str(files[key].get("fname") or key) for key in marks}
    entries = [Entry(names[key], marks=own, left_out=bad[key]) for key, own in marks.items()]
    notes = without_area(kinds)
    if elsewhere:
        notes.append(f"Marks of films, and of several pictures at once, were left out: {elsewhere}.")
    return ShapeSource(NAME, path, entries, notes)


def _third_mark(xy: Any, label: str, kinds: Counter[str]) -> Mark | None:
    kind, *rest = [number(value, "coordinate") for value in listing(xy, "list of coordinates")]
    shape = _THIRD.get(int(kind), "")
    if shape in _WITHOUT_AREA:
        kinds[shape] += 1
        return None
    if shape in {"polygon", "corners"} and len(rest) >= 6 and len(rest) % 2 == 0:
        points = np.array(rest, np.float64).reshape(-1, 2)
        if shape == "polygon":
            return Rings(label, [points])
        return Box(label, (tuple(points.min(axis=0)), tuple(points.max(axis=0))))
    if shape == "rect" and len(rest) == 4:
        x, y, width, height = rest
        return Box(label, ((x, y), (max(x, x + width - 1), max(y, y + height - 1))))
    if shape in {"circle", "ellipse"} and len(rest) == (3 if shape == "circle" else 4):
        return Ellipse(label, (rest[0], rest[1]), (rest[2], rest[-1]))
    raise BadMarkError("it has a shape of an unknown kind, or without enough coordinates")


def _third_label(values: Any, attributes: dict[str, dict[str, Any]]) -> str:
    """The first attribute that says something: a text, or the name of the option that is chosen."""
    for key, value in values.items() if isinstance(values, dict) else ():
        options = attributes.get(str(key), {}).get("options")
        chosen = str(value).split(",")[0].strip()
        said = options.get(chosen, chosen) if isinstance(options, dict) else chosen
        if isinstance(said, str) and said.strip():
            return text(said.strip(), "label")
    return "region"


def _table(value: Any) -> dict[str, dict[str, Any]]:
    """The rows of a table that are rows, by their keys."""
    rows = value.items() if isinstance(value, dict) else ()
    return {str(key): row for key, row in rows if isinstance(row, dict)}


def _is_third(value: Any) -> bool:
    parts = ("project", "file", "view", "metadata", "attribute")
    return isinstance(value, dict) and all(isinstance(value.get(key), dict) for key in parts)


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
    if _is_third(value):
        return True
    photos = value.get(_IN_PROJECT, value)
    some = next(iter(photos.values()), None) if isinstance(photos, dict) else None
    return isinstance(some, dict) and "filename" in some and "regions" in some


FORMAT = Format(
    NAME,
    "VIA",
    "one JSON file of regions",
    place=11,
    reads="VGG Image Annotator 1, 2 and 3: polygons, rectangles, circles, ellipses",
    open=open_source,
    document=Document(JSON, _is_via),
)
