"""YOLO segmentation: a text file a photo, a line for each area: its class, and corners as shares of the photo."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from blurlab.errors import UserError, reason, shown_name
from blurlab.exchange.documents import BadMarkError, ForeignFileError, read_document
from blurlab.exchange.format import LOOKED_AT, Document, Format
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.shapes.drawing import Canvas, Corners
from blurlab.exchange.shapes.marks import MOST_CORNERS, MOST_MARKS, Mark
from blurlab.exchange.shapes.outline import outlines
from blurlab.exchange.source import BOX_ALONE, Entry, ShapeSource, Source, bad_mask, gathered, without_area
from blurlab.files.atomic import write_bytes
from blurlab.files.reading import open_ordinary, read_whole
from blurlab.files.there import is_file, is_folder
from blurlab.imaging.finding import natural_key

NAME = "yolo"
_FOLDER, _CARD = "labels", "data.yaml"
_CARDS: Final = (_CARD, "dataset.yaml", "data.yml")
_LISTS: Final = ("classes.txt", "obj.names", "predefined_classes.txt")
_NO_LABELS: Final = frozenset({*_LISTS, "train.txt", "val.txt", "test.txt", "readme.txt", "requirements.txt"})
_MOST_BYTES: Final = 32 << 20  # of one photo's file
_FARTHEST: Final = 1000.0  # times the photo's side
_ROW: Final = re.compile(rb"\s*\d{1,5}(\.0*)?(\s+-?\d+(\.\d*)?([eE][-+]?\d+)?){4,}\s*")
_NAMED: Final = re.compile(r"\s*(?:-|(\d{1,5})\s*:)\s*(\S.*)")


def open_source(path: Path) -> Source:
    """A text file, or those in a folder, or in `labels` within it, and below. Raises ForeignFileError without any."""
    kinds: Counter[str] = Counter()
    names = _names(path)
    entries = [_entry(file, names, kinds) for file in _files(path)]
    if not entries:
        raise ForeignFileError(f"There is no text file of YOLO in “{shown_name(path)}”.")
    return TextFiles(NAME, path, entries, without_area(kinds), names.values())


class TextFiles(ShapeSource):
    """An empty file says that nothing is marked in its photo."""

    by_stem = True


def _files(folder: Path) -> list[Path]:
    if is_file(folder):
        return [folder]
    root = folder / _FOLDER if is_folder(folder / _FOLDER) else folder
    try:
        files = (file for file in root.rglob("*.[tT][xX][tT]") if file.name[0] != ".")
        found = [file for file in files if file.name.lower() not in _NO_LABELS]
    except OSError as error:
        raise ForeignFileError(f"The folder “{shown_name(folder)}” cannot be listed: {reason(error)}.") from error
    return sorted(found, key=lambda path: [natural_key(part) for part in path.relative_to(root).parts])


def _entry(file: Path, names: dict[int, str], kinds: Counter[str]) -> Entry:
    left_out: list[str] = []
    try:
        data = read_whole(file, _MOST_BYTES)  # empty where nothing is marked
        if data.count(b"\n") > MOST_MARKS:
            raise bad_mask(file.name, f"it has more than {MOST_MARKS:,} lines")
        marks = gathered(_lines(data), lambda line: _mark(line, names, kinds), left_out)
    except OSError as error:
        problem = bad_mask(file.name, f"its file cannot be read: {reason(error)}")
        return Entry(file.stem, problem=problem, path=file)
    except UserError as error:
        return Entry(file.stem, problem=error, path=file)
    return Entry(file.stem, marks=marks, path=file, left_out=left_out)


def _lines(data: bytes) -> Iterator[bytes]:
    return (line for line in data.split(b"\n") if line.strip())


def _mark(line: bytes, names: dict[int, str], kinds: Counter[str]) -> Mark | None:
    if line.count(b" ") > 2 * MOST_CORNERS:
        raise BadMarkError(f"a polygon has more than {MOST_CORNERS} corners")
    try:
        values = np.array(line.split(), np.float64)
    except ValueError:
        raise BadMarkError("a line holds more than numbers") from None
    if not (np.isfinite(values).all() and 0 <= values[0] < 100_000 and values[0] % 1 == 0):
        raise BadMarkError("a line does not begin with the number of a class")
    if values.size % 2 == 0 and values.size > 5 and 0 <= values[-1] <= 1:
        values = values[:-1]  # a prediction's last number is its score
    if values.size != 5 and (values.size < 7 or values.size % 2 == 0):
        raise BadMarkError(f"a polygon has {values.size - 1} coordinates")
    corners = values[1:].reshape(-1, 2)
    if np.abs(corners).max() > _FARTHEST:
        raise BadMarkError("its coordinate is not a possible number")
    if values.size == 5:
        kinds[BOX_ALONE] += 1
        middle, half = corners[0], corners[1] / 2
        corners = middle + np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    number = int(values[0])
    return Shares(names.get(number, str(number)), corners)


@dataclass(frozen=True, eq=False)
class Shares:
    """A polygon. corners: float64 (n, 2), as shares of the photo's width and height."""

    name: str
    corners: Corners

    def paint(self, canvas: Canvas, code: int) -> None:
        canvas.coco_polygon(self.corners * (canvas.width, canvas.height), code)


def _names(folder: Path) -> dict[int, str]:
    """Numbers and names of the classes from a card or list beside the labels; what is not plain is skipped."""
    for place in (folder, folder.parent):
        for name in _CARDS:
            if is_file(place / name):
                return _named_in_card(_text(place / name))
        for name in _LISTS:
            if is_file(place / name):
                lines = [line.strip() for line in _text(place / name).splitlines()]
                return dict(enumerate(line for line in lines if line))
    return {}


def _named_in_card(text: str) -> dict[int, str]:
    """The `names` of a card: a list or numbered names, a line each or in brackets."""
    _, found, rest = text.partition("names:")
    if not found:
        return {}
    first, _, below = rest.partition("\n")
    names: dict[int, str] = {}
    if first.strip()[:1] in {"[", "{"}:
        inside = rest[: min(end for end in (rest.find("]"), rest.find("}"), len(rest)) if end >= 0)]
        parts = [part.strip(" \n\t[{'\"") for part in inside.split(",")]
        for place, part in enumerate(parts):
            number, colon, name = part.partition(":")
            numbered = colon and number.strip().isdecimal() and len(number) < 6
            names[int(number) if numbered else place] = (name if numbered else part).strip(" '\"")
        return {number: name for number, name in names.items() if name}
    for line in below.splitlines():
        match = _NAMED.fullmatch(line)
        if match is None:
            if line.strip() and not line.lstrip().startswith("#"):
                break
            continue
        names[len(names) if match[1] is None else int(match[1])] = match[2].strip().strip("'\"")
    return names


def _text(file: Path) -> str:
    return read_document(file, 1 << 20).decode("utf-8", "replace")


def _is_one(head: bytes) -> bool:
    first = next(iter(head.splitlines()), b"")
    return bool(_ROW.fullmatch(first if len(head) < 4096 or b"\n" in head else first.rsplit(b" ", 1)[0]))


def _is_layout(folder: Path) -> bool:
    for file in islice(_files(folder), LOOKED_AT):
        try:
            with open_ordinary(file) as opened:
                head = opened.read(1 << 16)
        except OSError:
            continue
        first = next(iter(head.splitlines()), b"")
        if first.strip():
            return bool(_ROW.fullmatch(first if len(first) < 1 << 16 else first.rsplit(b" ", 1)[0]))
    return is_folder(folder / _FOLDER) and is_file(folder / _CARD)


class Writer(_Writer):
    """Outlines along the pixels' edges; a hole is joined to the outline around it."""

    documents = (_CARD,)

    def target(self, item: Item) -> Path:
        return self.folder / _FOLDER / f"{item.stem}.txt"

    def add(self, item: Item, codes: Codes) -> None:
        lines = []
        for name, area in self.areas(codes, item.kinds):
            for outline in outlines(area):
                shares = (outline / (item.width, item.height)).reshape(-1)
                lines.append(f"{self.classes.index(name)} {' '.join(f'{share:.8f}' for share in shares.tolist())}\n")
        write_bytes(self.target(item), "".join(lines).encode())

    def finish(self) -> None:
        names = "".join(f"  {number}: {name}\n" for number, name in enumerate(self.classes))
        card = f"# marked areas are {self.polarity}; other areas are {self.polarity.opposite}\n"
        card += f"path: .\ntrain: images\nval: images\nnames:\n{names}"
        write_bytes(self.folder / _CARD, card.encode())


FORMAT = Format(
    NAME,
    "YOLO segmentation",
    "a text file of outlines a photo; ignored areas are a class",
    place=8,
    reads="text files with polygons or boxes, names from data.yaml or classes.txt",
    writes="outlines along the pixels' edges; other programs may draw them a pixel wider",
    ignored="the class “ignore”",
    open=open_source,
    writer=Writer,
    kinds=True,
    is_layout=_is_layout,
    document=Document(".txt", _is_one, one_a_photo=True),
)
