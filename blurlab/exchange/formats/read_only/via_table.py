"""VGG Image Annotator's tables: a row of a CSV file for each region, with its shape and its attributes as JSON."""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any, Final

from blurlab.errors import shown_name
from blurlab.exchange.documents import ForeignFileError, read_document
from blurlab.exchange.format import Document, Format
from blurlab.exchange.formats.read_only.via import photo_of
from blurlab.exchange.source import ShapeSource, Source, without_area
from blurlab.files.json_text import JsonError, parse_json

NAME = "via-table"
_PHOTO: Final = ("filename", "#filename")
_SHAPE, _ATTRIBUTES = "region_shape_attributes", "region_attributes"
_MOST_ROWS: Final = 1_000_000


def open_source(path: Path) -> Source:
    """A table of annotations of VIA 1 or 2. Raises ForeignFileError."""
    text = read_document(path).decode("utf-8-sig", "replace")
    photos: dict[str, list[Any]] = {}
    try:
        rows = csv.reader(io.StringIO(text), strict=True)
        heading = [cell.strip().lower() for cell in next(rows, [])]
        photo = next((heading.index(name) for name in _PHOTO if name in heading), -1)
        if photo < 0 or _SHAPE not in heading:
            raise ForeignFileError(f"The table “{shown_name(path)}” has no columns of photos and shapes.")
        shape = heading.index(_SHAPE)
        attributes = heading.index(_ATTRIBUTES) if _ATTRIBUTES in heading else -1
        for number, row in enumerate(rows):
            if number == _MOST_ROWS:
                raise ForeignFileError(f"The table “{shown_name(path)}” has more than {_MOST_ROWS:,} rows; split it.")
            if len(row) <= max(photo, shape, attributes) or not row[photo]:
                continue
            own = photos.setdefault(row[photo], [])
            region = _value(row[shape])
            if region:  # a photo without regions has a row with an empty shape
                own.append(
                    {"shape_attributes": region, _ATTRIBUTES: _value(row[attributes]) if attributes >= 0 else {}}
                )
    except csv.Error as error:
        raise ForeignFileError(f"The table “{shown_name(path)}” is damaged.") from error
    kinds: Counter[str] = Counter()
    entries = [photo_of(name, {"filename": name, "regions": regions}, kinds) for name, regions in photos.items()]
    return ShapeSource(NAME, path, entries, without_area(kinds))


def _value(cell: str) -> Any:
    """The JSON of a cell; text that is none, which is no shape, where it is damaged."""
    try:
        return parse_json(cell, refuse_nan=False) if cell else {}
    except JsonError:
        return cell


def _is_table(head: bytes) -> bool:
    cells = head.partition(b"\n")[0].decode("utf-8-sig", "replace").replace('"', "").lower().split(",")
    return _SHAPE in [cell.strip() for cell in cells]


FORMAT = Format(
    NAME,
    "VIA table",
    "one CSV file of regions",
    place=12,
    reads="VGG Image Annotator 1 and 2 as CSV: polygons, rectangles, circles, ellipses",
    open=open_source,
    document=Document(".csv", _is_table),
)
