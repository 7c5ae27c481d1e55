"""Tables of run lengths as Kaggle's: a photo, perhaps a class, and “start length start length …”, counted from 1."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import shown_name
from blurlab.exchange.documents import MOST_PIXELS, BadMarkError, ForeignFileError, read_document
from blurlab.exchange.format import Document, Format
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.marks import Mark
from blurlab.exchange.source import Entry, ShapeSource, Source

NAME = "rle-table"
_PHOTO: Final = re.compile(r"image_?id|image_?id_class_?id|image_?label|image|img|id|file_?name|filename")
_RUNS: Final = re.compile(r"encoded_?pixels|rle|rle_mask|segmentation")
_CLASS: Final = re.compile(r"class_?id|class|label|category|category_id")
_CLASS_WITHIN: Final = re.compile(r"(.+)_(\d{1,4})|(.+\.\w{3,4})_(.+)")  # a.jpg_3 and a.jpg_Fish
_NONE: Final = frozenset({b"", b"-1", b"nan", b"1 0"})
_MOST_RUNS: Final = 4_000_000  # of one row
_ONLY_CLASS: Final = "mask"
_MOST_ROWS: Final = 1_000_000
_LONGEST_HEADING: Final = 1 << 16  # bytes
_SEPARATORS: Final = (b";", b"\t", b",")


def open_source(path: Path, *, columns: bool = True, name: str = NAME) -> Source:
    """A table with a heading, separated by commas, semicolons or tabs; run lengths are unpacked when they are painted.

    Raises ForeignFileError.
    """
    lines = io.BytesIO(read_document(path))  # one line at a time: a list of all takes many times the file
    first = next(lines, b"")
    separator = _separator(first)
    heading = _heading(first)
    photo, runs, kind = (_place(heading, pattern) for pattern in (_PHOTO, _RUNS, _CLASS))
    if photo is None or runs is None:
        raise ForeignFileError(f"The table “{shown_name(path)}” has no columns of photos and run lengths.")
    within = heading[photo].endswith(("class", "classid", "class_id", "label")) and kind is None
    last = max(photo, runs, kind or 0)
    marks: dict[str, list[Mark]] = {}
    for number, line in enumerate(lines):
        if number == _MOST_ROWS:
            raise ForeignFileError(f"The table “{shown_name(path)}” has more than {_MOST_ROWS:,} rows; split it.")
        cells = [cell.strip(b' "\r\n') for cell in line.split(separator, last + 1)]
        if len(cells) <= last or not cells[photo]:
            continue
        named, label = _text(cells[photo]), _ONLY_CLASS if kind is None else _text(cells[kind]) or _ONLY_CLASS
        if within and (found := _CLASS_WITHIN.fullmatch(named)):
            named, label = found[1] or found[3], found[2] or found[4]
        own = marks.setdefault(named, [])
        if cells[runs].lower() not in _NONE:
            own.append(Starts(label, cells[runs], columns))
    entries = [Entry(named, marks=own) for named, own in marks.items()]
    other = "down the columns; --format rle-table-rows reads them along the rows"
    notes = [f"Runs are read {other}." if columns else "Runs are read along the rows."]
    return ShapeSource(name, path, entries, notes)


def _separator(heading: bytes) -> bytes:
    """What separates the cells: spreadsheets of many countries write semicolons."""
    return next((each for each in _SEPARATORS if each in heading[:_LONGEST_HEADING]), b",")


def _heading(line: bytes) -> list[str]:
    cells = line[:_LONGEST_HEADING].decode("utf-8-sig", "replace").split(_separator(line).decode())
    return [cell.strip(' "\r\n').lower() for cell in cells]


def _text(cell: bytes) -> str:
    return cell.decode("utf-8", "replace")


def _place(heading: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, cell in enumerate(heading) if pattern.fullmatch(cell)), None)


def _pairs(packed: bytes) -> NDArray[np.int64]:
    """Runs, int64 (n, 2): the first pixel, counted from 1, and the length, ordered. Raises BadMarkError."""
    if packed.count(b" ") > 2 * _MOST_RUNS:
        raise BadMarkError("it has too many run lengths")
    try:
        numbers = np.array(packed.split(), np.float64)
    except ValueError:
        raise BadMarkError("its run lengths are not numbers") from None
    possible = numbers.size > 0 and numbers.size % 2 == 0 and bool(((numbers >= 0) & (numbers <= MOST_PIXELS)).all())
    if not possible or (numbers % 1).any():
        raise BadMarkError("its run lengths are damaged")
    pairs = numbers.astype(np.int64).reshape(-1, 2)
    return pairs[np.argsort(pairs[:, 0], kind="stable")]


@dataclass(frozen=True, eq=False)
class Starts:
    """Runs as the file has them, down the columns or along the rows."""

    name: str
    packed: bytes
    columns: bool

    def paint(self, canvas: Canvas, code: int) -> None:
        pairs = _pairs(self.packed)
        begins = pairs[:, 0] - 1
        ends = np.maximum.accumulate(begins + pairs[:, 1])
        if begins[0] < 0 or ends[-1] > canvas.codes.size:
            raise BadMarkError(f"its run lengths do not fit into {canvas.width}×{canvas.height} pixels")
        begins[1:] = np.maximum(begins[1:], ends[:-1])  # runs that overlap are one
        edges = np.stack([begins, ends], axis=1).reshape(-1)
        canvas.runs(np.diff(edges, prepend=0, append=canvas.codes.size), code, columns=self.columns)


def _is_table(head: bytes) -> bool:
    cells = _heading(head.partition(b"\n")[0])
    return _place(cells, _PHOTO) is not None and _place(cells, _RUNS) is not None


def format_of(name: str, title: str, reads: str, place: int, *, columns: bool) -> Format:
    """The description of a table whose runs lie down the columns or along the rows: no file tells which."""
    opening: Callable[[Path], Source] = partial(open_source, columns=columns, name=name)
    document = Document(".csv", _is_table if columns else lambda _head: False)
    return Format(name, title, "one table", place=place, reads=reads, open=opening, document=document)


FORMAT = format_of(NAME, "Run-length table", "CSV as Kaggle's, runs down the columns", 14, columns=True)
