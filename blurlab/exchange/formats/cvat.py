"""CVAT for images 1.1: one XML file with polygons, boxes, ellipses and run-length masks."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import shown_name
from blurlab.exchange.documents import (
    MOST_XML_BYTES,
    BadMarkError,
    ForeignFileError,
    number_in,
    read_document,
    size_of,
    text,
)
from blurlab.exchange.format import Document, Format
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.outgoing import Codes, Item, box_of
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.marks import MOST_CORNERS, Mark, Point, outline, turned_box, turned_ellipse
from blurlab.exchange.shapes.run_lengths import check_runs, parse_runs, runs_of
from blurlab.exchange.source import Entry, ShapeSource, Source, bad_mask, without_area
from blurlab.files.atomic import write_bytes

NAME = "cvat"
FILE = "annotations.xml"
_AREAS = frozenset({"polygon", "mask", "box", "ellipse"})
_WITHOUT_AREA = frozenset({"polyline", "points", "cuboid", "tag", "skeleton"})
_DEEPEST = 50


def open_source(path: Path) -> Source:
    """A file of CVAT for images 1.1. Raises ForeignFileError, also for a document type or entities in it."""
    data = read_document(path, MOST_XML_BYTES)
    reader = _Reader(path)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.hear
    parser.StartDoctypeDeclHandler = reader.refuse  # entities, wherever they lie, are declared there
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ForeignFileError(f"The file “{shown_name(path)}” is not valid XML (line {error.lineno}).") from error
    except (LookupError, ValueError) as error:  # an encoding that there is not, or that is none of text
        raise ForeignFileError(f"The file “{shown_name(path)}” is not valid XML.") from error
    except MemoryError as error:
        raise ForeignFileError(f"The file “{shown_name(path)}” does not fit into memory.") from error
    if not reader.is_cvat:
        raise ForeignFileError(f"The file “{shown_name(path)}” is not a CVAT file.")
    return ShapeSource(NAME, path, reader.entries, without_area(reader.kinds), reader.labels)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._depth = 0
        self._in_label = _DEEPEST
        self._image: dict[str, str] | None = None
        self._marks: list[tuple[float, Mark]] = []
        self._left_out: list[str] = []
        self.is_cvat = False
        self.labels: list[str] = []
        self._text: list[str] | None = None
        self.entries: list[Entry] = []
        self.kinds: Counter[str] = Counter()

    def refuse(self, *_: object) -> None:
        raise ForeignFileError(
            f"The file “{shown_name(self._path)}” declares a document type, which CVAT files never do; it was not read."
        )

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ForeignFileError(f"The file “{shown_name(self._path)}” is nested too deeply.")
        if self._depth == 1:
            self.is_cvat = tag == "annotations"
        elif tag == "track" and self._depth == 2:
            raise ForeignFileError(
                f"The file “{shown_name(self._path)}” is for a video; export the task as “CVAT for images 1.1”."
            )
        elif tag == "image" and self._depth == 2:
            self._image, self._marks, self._left_out = attributes, [], []
        elif tag == "label":
            self._in_label = self._depth
        elif tag == "name" and self._depth == self._in_label + 1:
            self._text = []
        elif self._image is not None and self._depth == 3:
            self._take(tag, attributes)

    def hear(self, data: str) -> None:
        """Text inside an element, perhaps in pieces."""
        if self._text is not None:
            self._text.append(data)

    def end(self, tag: str) -> None:
        if self._text is not None:
            self.labels.append("".join(self._text).strip())
            self._text = None
        if tag == "image" and self._depth == 2 and self._image is not None:
            self.entries.append(self._entry(self._image))
            self._image = None
        self._depth -= 1

    def _take(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _WITHOUT_AREA:
            self.kinds[tag] += 1
        elif tag not in _AREAS:
            self._left_out.append(f"it has a shape of an unknown kind, “{shown_name(tag)}”")
        else:
            try:
                order = number_in(attributes.get("z_order", "0"), "z_order")
                self._marks.append((order, _mark(tag, attributes)))
            except BadMarkError as error:
                self._left_out.append(str(error))

    def _entry(self, image: dict[str, str]) -> Entry:
        name = image.get("name", "")
        marks = [mark for _, mark in sorted(self._marks, key=lambda pair: pair[0])]
        try:
            size = size_of(number_in(image.get("width", ""), "width"), number_in(image.get("height", ""), "height"))
        except BadMarkError as error:
            return Entry(name, problem=bad_mask(name, str(error)))
        return Entry(name, *size, marks, left_out=self._left_out)


def _mark(tag: str, attributes: dict[str, str]) -> Mark:
    label = text(attributes.get("label"), "label")

    def value(key: str, default: str = "") -> float:
        return number_in(attributes.get(key, default), key)

    if tag == "polygon":
        return outline(label, _points(attributes.get("points", "")))
    if tag == "box":
        corners = (value("xtl"), value("ytl")), (value("xbr"), value("ybr"))
        return turned_box(label, corners, value("rotation", "0"))
    if tag == "ellipse":
        centre, radii = (value("cx"), value("cy")), (value("rx"), value("ry"))
        return turned_ellipse(label, centre, radii, value("rotation", "0"))
    width, height = size_of(value("width"), value("height"))
    if not attributes.get("rle", "").strip():
        raise BadMarkError("a mask is empty")
    runs = parse_runs(attributes.get("rle", ""))
    check_runs(runs, width, height)
    return RowRuns(label, int(value("left")), int(value("top")), width, height, runs.astype(np.uint32))


def _points(value: str) -> list[Point]:
    if (number := value.count(";") + 1) > MOST_CORNERS:  # checked before conversion to numbers
        raise BadMarkError(f"a polygon has {number} corners")
    points = []
    for pair in value.split(";"):
        x, _, y = pair.partition(",")
        points.append((number_in(x, "coordinate"), number_in(y, "coordinate")))
    return points


@dataclass(frozen=True, eq=False)
class RowRuns:
    """A bitmap at (left, top) as run lengths row by row, beginning with unmarked pixels."""

    name: str
    left: int
    top: int
    width: int
    height: int
    runs: NDArray[np.uint32]

    def paint(self, canvas: Canvas, code: int) -> None:
        canvas.runs(self.runs.astype(np.int64), code, within=(self.left, self.top, self.width, self.height))


class Writer(_Writer):
    """Run-length masks, cropped to their area."""

    documents = (FILE,)

    def __init__(self, folder: Path, polarity: Polarity, *, kinds: bool = False) -> None:
        super().__init__(folder, polarity, kinds=kinds)
        self._images: list[str] = []

    def add(self, item: Item, codes: Codes) -> None:
        lines = [_tag("image", id=len(self._images), name=item.picture, width=item.width, height=item.height) + ">"]
        for name, area in self.areas(codes, item.kinds):
            left, top, right, bottom = box_of(area)
            runs = runs_of(area[top:bottom, left:right].ravel()).tolist()
            place = {"left": left, "top": top, "width": right - left, "height": bottom - top}
            rle = ", ".join(map(str, runs))
            mark = _tag("mask", label=name, source="manual", occluded=0, rle=rle, **place, z_order=0)
            lines.append(f"  {mark}>\n    </mask>")
        lines.append("</image>")
        self._images.append("\n  ".join(lines))

    def finish(self) -> None:
        labels = "".join(f"<label><name>{name}</name><type>mask</type></label>" for name in self.classes)
        task = f"<size>{len(self._images)}</size><mode>annotation</mode><labels>{labels}</labels>"
        head = (
            '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n'
            f"  <!-- marked areas are {self.polarity}; other areas are {self.polarity.opposite} -->\n"
            f"  <meta><task>{task}</task></meta>"
        )
        body = "".join(f"\n  {image}" for image in self._images)
        write_bytes(self.folder / FILE, f"{head}{body}\n</annotations>\n".encode())


def _tag(tag: str, /, **attributes: object) -> str:
    return " ".join([f"<{tag}", *(f"{key}={quoteattr(_printable(str(value)))}" for key, value in attributes.items())])


def _printable(value: str) -> str:
    """`value` without characters that XML cannot hold: control characters and halves of surrogate pairs."""
    kept = value.encode("utf-8", "replace").decode("utf-8")
    return "".join("_" if ord(c) < 32 or ord(c) in {0xFFFE, 0xFFFF} else c for c in kept)


FORMAT = Format(
    NAME,
    "CVAT for images 1.1",
    "one XML file; ignored areas are a label",
    place=6,
    reads="polygons, boxes, ellipses, masks",
    writes="masks",
    ignored="the label “ignore”",
    open=open_source,
    writer=Writer,
    kinds=True,
    document=Document(".xml", lambda head: b"<annotations" in head),
)
