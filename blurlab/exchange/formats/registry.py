"""The formats by name, and which one a file or folder is of."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from blurlab.errors import UnreadablePhoto, UserError, shown_name
from blurlab.exchange.documents import ForeignFileError, read_json
from blurlab.exchange.formats import coco, cvat, label_studio, labelme, masks, voc
from blurlab.exchange.outgoing import Writer
from blurlab.exchange.source import Source
from blurlab.imaging.photos import find_photos, read_indices

_LOOKED_AT = 20  # files that tell what a folder holds


@dataclass(frozen=True)
class Format:
    """open: a file or folder of it. writer: of new ones. title, holds: for people, without a full stop."""

    name: str
    title: str
    holds: str
    open: Callable[[Path], Source]
    writer: type[Writer]


FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format(masks.NAME, "PNG masks", "grey pictures; ignored is 128", masks.open_source, masks.Writer),
        Format(
            voc.NAME, "PASCAL VOC", "pictures with a palette; ignored is the border, 255", voc.open_source, voc.Writer
        ),
        Format(coco.NAME, "COCO", "one JSON file; ignored is a class and a crowd", coco.open_source, coco.Writer),
        Format(labelme.NAME, "labelme", "a JSON file a photo; ignored is a label", labelme.open_source, labelme.Writer),
        Format(cvat.NAME, "CVAT for images 1.1", "one XML file; ignored is a label", cvat.open_source, cvat.Writer),
        Format(
            label_studio.NAME,
            "Label Studio",
            "one JSON file of brush strokes; ignored is a label",
            label_studio.open_source,
            label_studio.Writer,
        ),
    )
}


def open_source(path: Path, format_name: str | None = None) -> Source:
    """What lies at `path`, opened as `format_name` or as what it seems to be.

    Raises UserError where it cannot be read, or cannot be told.
    """
    name = format_name or guess(path)
    return FORMATS[name].open(_document(path, name))


def guess(path: Path) -> str:
    """The name of the format that a file or folder is of. Raises UserError where it cannot be told."""
    if not path.exists():
        kind = "folder" if not path.suffix else "file"
        raise ForeignFileError(
            f"The {kind} “{shown_name(path)}” cannot be listed: it does not exist."
            if kind == "folder"
            else f"The file “{shown_name(path)}” does not exist."
        )
    if path.is_dir():
        return _guess_folder(path)
    suffix = path.suffix.lower()
    if suffix == ".xml":
        return cvat.NAME
    if suffix == ".json":
        name = _of_document(read_json(path))
        if name is not None:
            return name
    if suffix == ".zip":
        raise ForeignFileError(f"“{shown_name(path)}” is an archive; unpack it first.")
    raise ForeignFileError(f"It cannot be told which format the file “{shown_name(path)}” is of.")


def _guess_folder(folder: Path) -> str:
    if voc.folder_of(folder) != folder:
        return voc.NAME
    for name in (coco.NAME, cvat.NAME, label_studio.NAME):
        if _documents(folder, name):
            return name
    for file in islice(labelme.json_files(folder), _LOOKED_AT):
        try:
            if _of_document(read_json(file)) == labelme.NAME:
                return labelme.NAME
        except UserError:
            continue
    for file in find_photos(folder)[:_LOOKED_AT]:
        try:
            values, colours = read_indices(file)
        except UnreadablePhoto:
            continue
        if colours is not None and not _is_grey(colours, int(values.max(initial=0))):
            return voc.NAME
    return masks.NAME


def _is_grey(colours: Any, highest: int) -> bool:
    used = colours[: highest + 1]
    return bool((used == used[:, :1]).all())


def _of_document(value: Any) -> str | None:
    if isinstance(value, dict):
        if "shapes" in value and "imagePath" in value:
            return labelme.NAME
        return coco.NAME if "annotations" in value and "images" in value else None
    if isinstance(value, list) and value and all(isinstance(task, dict) and "data" in task for task in value):
        return label_studio.NAME
    return None


def _documents(folder: Path, name: str) -> list[Path]:
    """The files in `folder`, or in its `annotations`, that hold a document of the format."""
    suffix = ".xml" if name == cvat.NAME else ".json"
    found = []
    for place in (folder, folder / "annotations"):
        files = sorted(file for file in place.glob("*") if file.suffix.lower() == suffix and file.is_file())
        if len(files) > _LOOKED_AT:  # one a photo
            continue
        for file in files:
            try:
                if _begins_as_cvat(file) if name == cvat.NAME else _of_document(read_json(file)) == name:
                    found.append(file)
            except UserError:
                continue
    return found


def _begins_as_cvat(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return b"<annotations" in opened.read(4096)
    except OSError:
        return False


def _document(path: Path, name: str) -> Path:
    """The one file that a folder stands for in formats of one file; `path` itself in the others."""
    if name in {masks.NAME, voc.NAME, labelme.NAME} or not path.is_dir():
        if name in {masks.NAME, voc.NAME} and path.is_file():
            raise ForeignFileError(f"“{shown_name(path)}” is a file; name the folder of the masks.")
        return path
    found = _documents(path, name)
    if len(found) != 1:
        number = "no file" if not found else f"{len(found)} files"
        raise ForeignFileError(
            f"There {'are' if len(found) > 1 else 'is'} {number} of {FORMATS[name].title} in "
            f"“{shown_name(path)}”; name the one to read."
        )
    return found[0]
