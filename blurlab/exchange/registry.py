"""The formats by name, found in blurlab.exchange.formats, and detection of the format of a file or folder."""

import importlib
from pathlib import Path
from typing import Final

from blurlab.errors import UserError, shown_name
from blurlab.exchange import formats
from blurlab.exchange.documents import ForeignFileError, read_json
from blurlab.exchange.format import JSON, Format
from blurlab.exchange.outgoing import Writer
from blurlab.exchange.picture_files import is_picture
from blurlab.exchange.source import Source
from blurlab.files.there import is_file, is_folder, is_there

DEFAULT: Final = "masks"  # the format of a folder of pictures without other evidence


def _found() -> dict[str, Format]:
    rows: list[Format] = [importlib.import_module(module).FORMAT for module in formats.modules().values()]
    rows.sort(key=lambda row: (row.place, row.name))
    return {row.name: row for row in rows}


FORMATS: Final = _found()


def open_source(path: Path, format_name: str | None = None) -> Source:
    """The masks at `path`, opened as `format_name` or as the detected format.

    Raises UserError if it cannot be read, or not recognised.
    """
    chosen = FORMATS[format_name or guess(path)]
    return chosen.open(_document(path, chosen))


def writer_of(format_name: str) -> type[Writer]:
    """The writer of a format. Raises UserError for one that is only read."""
    writer = FORMATS[format_name].writer
    if writer is None:
        listed = ", ".join(row.name for row in FORMATS.values() if row.writer is not None)
        raise UserError(
            "export.only_read", f"{FORMATS[format_name].title} is only read, not written; these are: {listed}."
        )
    return writer


def guess(path: Path) -> str:
    """The name of the format that a file or folder is of. Raises UserError if it is not recognised."""
    if not is_there(path):
        kind = "folder" if not path.suffix else "file"
        raise ForeignFileError(
            f"The {kind} “{shown_name(path)}” cannot be listed: it does not exist."
            if kind == "folder"
            else f"The file “{shown_name(path)}” does not exist."
        )
    name = _guess_folder(path) if is_folder(path) else _guess_file(path)
    if name is None and path.suffix.lower() == ".zip":
        raise ForeignFileError(f"“{shown_name(path)}” is an archive; unpack it first.")
    if name is None:
        raise ForeignFileError(f"The format of the file “{shown_name(path)}” is not recognised.")
    return name


def table() -> str:
    """The formats for people: what they read, what they write, how they store ignored pixels."""
    width = max(len(name) for name in FORMATS)
    lines = []
    for row in FORMATS.values():
        lines += [
            f"{row.name:{width}}  {row.title}",
            f"{'':{width}}  in: {row.reads}",
            f"{'':{width}}  out: {row.writes}; ignored: {row.ignored}",
        ]
    return "\n".join(lines)


def _guess_file(path: Path) -> str | None:
    suffix = path.suffix.lower()
    rows = [
        (row, row.document)
        for row in FORMATS.values()
        if row.document and suffix in {row.document.suffix, *row.document.other_suffixes}
    ]
    if len(rows) == 1 and suffix != JSON:
        return rows[0][0].name  # its reader reports what is wrong with it
    contents = read_json(path) if suffix == JSON else None  # read only once: it may be big
    for row, document in rows:
        if document.is_one(contents if suffix == JSON else document.contents(path)):
            return row.name
    return _guess_pictures(path) if is_picture(path) else None


def _guess_folder(folder: Path) -> str:
    rows = FORMATS.values()
    for row in rows:
        if row.is_layout is not None and row.is_layout(folder):
            return row.name
    for one_a_photo in (False, True):
        for row in rows:
            document = row.document
            if document is not None and document.one_a_photo == one_a_photo and any(document.found(folder)):
                return row.name
    return _guess_pictures(folder)


def _guess_pictures(path: Path) -> str:
    rows = FORMATS.values()
    return next((row.name for row in rows if row.is_pictures is not None and row.is_pictures(path)), DEFAULT)


def _document(path: Path, chosen: Format) -> Path:
    """For formats of one file the single file in a folder; for the others `path` itself."""
    document = chosen.document
    if document is None and is_file(path) and not is_picture(path):
        raise ForeignFileError(f"“{shown_name(path)}” is a file; name the folder of the masks.")
    if document is None or document.one_a_photo or not is_folder(path):
        return path
    found = list(document.found(path))
    if len(found) != 1:
        number = "no file" if not found else f"{len(found)} files"
        raise ForeignFileError(
            f"There {'are' if len(found) > 1 else 'is'} {number} of {chosen.title} in "
            f"“{shown_name(path)}”; name the one to read."
        )
    return found[0]
