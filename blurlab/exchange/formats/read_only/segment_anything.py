"""Segment Anything: a list of masks a photo, as its generator gives them, or a file of SA-1B. It knows no classes."""

from collections import Counter
from pathlib import Path
from typing import Any

from blurlab.errors import shown_name
from blurlab.exchange.documents import BadMarkError, ForeignFileError, listing, mapping, size_of
from blurlab.exchange.format import JSON, Document, Format
from blurlab.exchange.formats.coco import mark_of
from blurlab.exchange.formats.labelme import entries_of, json_files
from blurlab.exchange.shapes.marks import Mark
from blurlab.exchange.source import Entry, ShapeSource, Source, bad_mask, gathered, without_area

NAME = "segment-anything"
_CLASS = "segment"
_SCORES = frozenset({"predicted_iou", "stability_score", "crop_box", "point_coords"})


def open_source(path: Path) -> Source:
    """One JSON file, or those in a folder and below. Raises ForeignFileError if there is none to read."""
    kinds: Counter[str] = Counter()
    entries, others = entries_of(path, _is_one, lambda file, document: _entry(file, document, kinds))
    if not entries:
        raise ForeignFileError(f"There is no file of Segment Anything in “{shown_name(path)}”.")
    notes = [f"The file “{shown_name(file)}” is not of Segment Anything." for file in others]
    return ShapeSource(NAME, path, entries, notes + without_area(kinds))


def _entry(file: Path, document: Any, kinds: Counter[str]) -> Entry:
    name, width, height = file.stem, 0, 0
    nameless = not isinstance(document, dict)
    left_out: list[str] = []
    try:
        if isinstance(document, dict):
            image = mapping(document["image"], "image")
            width, height = size_of(image.get("width"), image.get("height"))
            name = image["file_name"] if isinstance(image.get("file_name"), str) and image["file_name"] else name
            document = listing(document.get("annotations"), "list of annotations")
        elif document and isinstance(area := document[0].get("segmentation"), dict):
            size = listing(area.get("size"), "size")
            width, height = size_of(*size[::-1]) if len(size) == 2 else (0, 0)

        def make(one: Any) -> Mark | None:
            return mark_of(_CLASS, mapping(one, "mask"), kinds, left_out)

        marks = gathered(document, make, left_out)
    except BadMarkError as error:
        return Entry(name, problem=bad_mask(file.name, str(error)), path=file, also=(file.stem,))
    also = (file.stem,)
    return Entry(name, width, height, marks, path=file, also=also, left_out=left_out, nameless=nameless)


def _is_one(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value.get("image"), dict) and "annotations" in value and "images" not in value
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and "segmentation" in first and bool(first.keys() & _SCORES)


FORMAT = Format(
    NAME,
    "Segment Anything",
    "a JSON file of masks a photo",
    place=12,
    reads="lists of the mask generator in run lengths, and SA-1B; all masks are one class",
    open=open_source,
    document=Document(JSON, _is_one, one_a_photo=True, files=lambda folder, _suffix: json_files(folder)),
)
