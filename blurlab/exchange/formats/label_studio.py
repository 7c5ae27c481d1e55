"""Label Studio: a list of tasks in JSON; areas as packed brush strokes, polygons, rectangles and ellipses."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from blurlab.errors import shown_name
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
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.names import uploaded_names
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.marks import Mark, Point, outline, turned, turned_ellipse
from blurlab.exchange.shapes.run_lengths import pack_brush, unpack_brush
from blurlab.exchange.source import Entry, ShapeSource, Source, bad_mask, gathered, without_area
from blurlab.files.atomic import write_bytes
from blurlab.files.there import is_file
from blurlab.imaging.decoders import PHOTO_SUFFIXES

NAME = "label-studio"
FILE = "label_studio.json"
_CONFIG = "label_config.xml"
_LONGEST_NAME = 60  # of an annotator, characters
_LABEL = re.compile(r'<Label value="(\w+)"/>')
_MINIMAL = frozenset({"annotator", "annotation_id"})  # of JSON-MIN, which is told
_WITHOUT_AREA = frozenset({"keypointlabels", "choices", "textarea", "rating", "number", "taxonomy", "relation"})


def open_source(path: Path) -> Source:
    """A file that Label Studio exported as JSON (not JSON-MIN). Raises ForeignFileError."""
    document = read_json(path)
    name = f"The file “{shown_name(path)}”"
    if not isinstance(document, list) or not all(isinstance(task, dict) for task in document):
        raise ForeignFileError(f"{name} is not a list of tasks as exported by Label Studio.")
    if document and not any("annotations" in task for task in document):
        raise ForeignFileError(f"{name} has no annotations; export from Label Studio as JSON, not as JSON-MIN.")
    kinds: Counter[str] = Counter()
    by_task: list[tuple[tuple[str, ...], dict[str, Any]]] = []
    several = 0
    for task in document:
        try:
            annotations = [
                one
                for one in listing(task.get("annotations"), "list of annotations")
                if not mapping(one, "annotation").get("was_cancelled")
            ]
        except BadMarkError as error:
            by_task.append((_names(task), {"": error}))
            continue
        # They are listed in the order in which they were made, so that of one person's the last counts.
        last = {_annotator(one): one for one in sorted(annotations, key=_made_at)}
        several += len(annotations) > max(1, len(last))
        by_task.append((_names(task), last))
    people = {name for _, last in by_task for name in last}
    entries = [
        _entry(names, one, author if len(people) > 1 else "", kinds)
        for names, last in by_task
        for author, one in (last or {"": {"result": []}}).items()
    ]
    notes = [f"Photos with several annotations, of which the last was used: {several}."] if several else []
    if len(people) > 1:
        notes.append(f"The masks are by {len(people)} people: each is kept, and a photo's newest is its label.")
    return ShapeSource(NAME, path, entries, notes + without_area(kinds), _declared(path.parent / _CONFIG))


def _entry(names: tuple[str, ...], annotation: Any, author: str, kinds: Counter[str]) -> Entry:
    left_out: list[str] = []
    try:
        if isinstance(annotation, BadMarkError):
            raise annotation
        marks, (width, height) = _marks(listing(annotation.get("result"), "result"), kinds, left_out)
    except BadMarkError as error:
        return Entry(names[0], problem=bad_mask(names[0], str(error)), also=names[1:], author=author)
    return Entry(names[0], width, height, marks, also=names[1:], left_out=left_out, author=author)


def _annotator(annotation: dict[str, Any]) -> str:
    """Who made an annotation, in a few words; empty if the file does not say."""
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        named = (who.get(key) for key in ("email", "username", "first_name", "id"))
        who = next((value for value in named if isinstance(value, str | int) and value), None)
    if isinstance(who, int) and not isinstance(who, bool):
        return f"annotator {who % 10**9}"
    shown = "".join(each for each in who if each.isprintable()) if isinstance(who, str) else ""
    return shown.encode("utf-8", "replace").decode()[:_LONGEST_NAME].strip()


def _made_at(annotation: dict[str, Any]) -> str:
    """When an annotation was last changed, in a form that sorts; empty if the file does not say."""
    times = (annotation.get(key) for key in ("updated_at", "created_at"))
    return next((time for time in times if isinstance(time, str)), "")


def _declared(config: Path) -> list[str]:
    """The labels in the labelling configuration that blurlab wrote beside the tasks."""
    if not is_file(config):
        return []
    return _LABEL.findall(read_document(config).decode("utf-8", "replace"))


def _names(task: dict[str, Any]) -> tuple[str, ...]:
    """Possible names of the task's photo, the likeliest first."""
    data = task.get("data")
    values = [value for value in data.values() if isinstance(value, str)] if isinstance(data, dict) else []
    names: list[str] = []
    for value in [task.get("file_upload"), *sorted(values, key=lambda value: not _is_picture(_path(value)))]:
        if not isinstance(value, str) or not value:
            continue
        path = _path(value)
        names += [path, *uploaded_names(path)]
        break
    return tuple(names) or (f"task {task.get('id', '')}",)


def _path(value: str) -> str:
    """The path in an address such as `/data/local-files/?d=folder/a.jpg` or `s3://bucket/a.jpg`."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return value
    local = parse_qs(parts.query).get("d")
    if local:
        return local[0]
    return unquote(parts.path) if parts.scheme or value.startswith("/") else value


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PHOTO_SUFFIXES


def _marks(results: list[Any], kinds: Counter[str], left_out: list[str]) -> tuple[list[Mark], tuple[int, int]]:
    """(marks, (width, height) of the photo according to the first, 0 without marks)."""
    size = (0, 0)

    def make(one: Any) -> Mark | None:
        nonlocal size
        result = mapping(one, "result")
        kind = text(result.get("type"), "type of a result")
        if kind in _WITHOUT_AREA:
            kinds[kind] += 1
            return None
        if not kind.endswith("labels"):
            return None  # only the shape; the same shape follows with its label
        own = size_of(result.get("original_width"), result.get("original_height"))
        if size not in {(0, 0), own}:
            raise BadMarkError("its marks give the photo two different sizes")
        size = own
        if result.get("image_rotation"):
            raise BadMarkError("the photo was turned in Label Studio")
        value = mapping(result.get("value"), "value of a result")
        labels = listing(value.get(kind), "labels")
        label = text(labels[0] if labels else None, "label")
        return _mark(kind.removesuffix("labels"), label, value, own)

    return gathered(results, make, left_out), size


def _mark(kind: str, label: str, value: dict[str, Any], size: tuple[int, int]) -> Mark:
    width, height = size

    def percent(key: str, of: int, default: float | None = None) -> float:
        return number(value.get(key, default), key) * of / 100

    if kind == "brush":
        if value.get("format") != "rle":
            raise BadMarkError("a brush is not in run lengths")
        runs = listing(value.get("rle"), "brush")
        try:
            return Brush(label, bytes(runs))
        except (TypeError, ValueError) as error:
            raise BadMarkError("the run lengths of a brush are not bytes") from error
    if kind == "polygon":
        pairs = [listing(point, "point") for point in listing(value.get("points"), "list of points")]
        if any(len(pair) != 2 for pair in pairs):
            raise BadMarkError("a point does not have two coordinates")
        points: list[Point] = [
            (number(x, "coordinate") * width / 100, number(y, "coordinate") * height / 100) for x, y in pairs
        ]
        return outline(label, points)
    degrees = number(value.get("rotation", 0), "rotation")
    if kind == "ellipse":
        centre, radii = (
            (percent("x", width), percent("y", height)),
            (percent("radiusX", width), percent("radiusY", height)),
        )
        return turned_ellipse(label, centre, radii, degrees)
    if kind == "rectangle":
        x, y, w, h = percent("x", width), percent("y", height), percent("width", width), percent("height", height)
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        return outline(label, turned(corners, (x, y), degrees))  # it turns about its upper left corner
    raise BadMarkError(f"it has a mark of an unknown kind, “{shown_name(kind)}”")


@dataclass(frozen=True)
class Brush:
    """A bitmap of the photo's size, packed."""

    name: str
    packed: bytes

    def paint(self, canvas: Canvas, code: int) -> None:
        canvas.patch(0, 0, unpack_brush(self.packed, canvas.width, canvas.height), code)


class Writer(_Writer):
    """Brush strokes, as tasks with annotations, and the labelling configuration that shows them."""

    documents = (FILE, _CONFIG)

    def __init__(self, folder: Path, polarity: Polarity, *, kinds: bool = False) -> None:
        super().__init__(folder, polarity, kinds=kinds)
        self._tasks: list[str] = []

    def add(self, item: Item, codes: Codes) -> None:
        number_ = len(self._tasks) + 1
        result = [
            {
                "id": f"{number_}-{name}",
                "type": "brushlabels",
                "from_name": "tag",
                "to_name": "image",
                "original_width": item.width,
                "original_height": item.height,
                "image_rotation": 0,
                "value": {"format": "rle", "rle": list(pack_brush(area)), "brushlabels": [name]},
            }
            for name, area in self.areas(codes, item.kinds)
        ]
        address = f"/data/local-files/?d={quote(item.picture, errors='replace')}"
        task = {
            "id": number_,
            "data": {"image": address},
            "meta": {"look": item.look_entry},
            "annotations": [{"id": number_, "result": result}],
        }
        self._tasks.append(json.dumps(task))

    def finish(self) -> None:
        labels = "".join(f'<Label value="{name}"/>' for name in self.classes)
        brush = f'<BrushLabels name="tag" toName="image">{labels}</BrushLabels>'
        config = f'<View><Image name="image" value="$image"/>{brush}</View>\n'
        write_bytes(self.folder / FILE, ("[" + ",\n".join(self._tasks) + "]\n").encode())
        write_bytes(self.folder / _CONFIG, config.encode())


def _is_tasks(value: Any) -> bool:
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        return False
    return all("data" in each for each in value) or value[0].keys() >= _MINIMAL


FORMAT = Format(
    NAME,
    "Label Studio",
    "one JSON file of brush strokes; ignored areas are a label",
    place=7,
    reads="JSON (not JSON-MIN): brush, polygons, rectangles, ellipses",
    writes="brush",
    ignored="the label “ignore”",
    open=open_source,
    writer=Writer,
    kinds=True,
    document=Document(JSON, _is_tasks),
)
