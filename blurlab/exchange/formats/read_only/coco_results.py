"""COCO results: a list of detections with run lengths or polygons, without names of photos and classes."""

from collections import Counter
from pathlib import Path
from typing import Any

from blurlab.errors import shown_name
from blurlab.exchange.documents import BadMarkError, ForeignFileError, mapping, read_json, size_of
from blurlab.exchange.format import JSON, Document, Format
from blurlab.exchange.formats.coco import key_of, mark_of
from blurlab.exchange.shapes.marks import Mark
from blurlab.exchange.source import Entry, ShapeSource, Source, bad_mask, gathered, without_area

NAME = "coco-results"


def open_source(path: Path) -> Source:
    """A file of results. Photos are found by their ids as names, also with COCO's leading zeros.

    Raises ForeignFileError.
    """
    document = read_json(path)
    if not _is_results(document):
        raise ForeignFileError(f"The file “{shown_name(path)}” is not a list of COCO results.")
    by_image: dict[int | str, list[dict[str, Any]]] = {}
    lost = 0
    for one in document:
        try:
            by_image.setdefault(key_of(mapping(one, "result").get("image_id")), []).append(one)
        except BadMarkError:
            lost += 1
    kinds: Counter[str] = Counter()
    entries = [_entry(image, results, kinds) for image, results in by_image.items()]
    notes = [f"Results without an image were left out: {lost}."] if lost else []
    return ShapeSource(NAME, path, entries, notes + without_area(kinds))


def _entry(image: int | str, results: list[dict[str, Any]], kinds: Counter[str]) -> Entry:
    left_out: list[str] = []
    name, also = str(image), (f"{image:012d}",) if isinstance(image, int) else ()
    area = results[0].get("segmentation")
    size = area.get("size") if isinstance(area, dict) else None
    try:
        width, height = size_of(size[1], size[0]) if isinstance(size, list) and len(size) == 2 else (0, 0)
    except BadMarkError as error:
        return Entry(name, problem=bad_mask(name, str(error)), also=also)

    def make(one: dict[str, Any]) -> Mark | None:
        return mark_of(str(key_of(one.get("category_id"))), one, kinds, left_out)

    return Entry(name, width, height, gathered(results, make, left_out), also=also, left_out=left_out)


def _is_results(value: Any) -> bool:
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and "image_id" in first and "category_id" in first


FORMAT = Format(
    NAME,
    "COCO results",
    "one JSON file of detections",
    place=10,
    reads="run lengths and polygons; classes are the numbers of categories, photos are named by their ids",
    open=open_source,
    document=Document(JSON, _is_results),
)
