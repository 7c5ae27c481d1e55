"""The description of a format: every module of blurlab.exchange.formats has one, called FORMAT."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, reason, shown_name
from blurlab.exchange.documents import ForeignFileError, read_json
from blurlab.exchange.outgoing import Writer
from blurlab.exchange.source import Source
from blurlab.files.reading import open_ordinary
from blurlab.files.there import is_file

LOOKED_AT: Final = 20  # files that are checked to see what a folder holds
JSON: Final = ".json"
_HEAD: Final = 4096  # bytes


def _in_folder(folder: Path, suffix: str) -> list[Path]:
    """The files in `folder`, its `annotations` and its `data`; if there are many, there is one a photo, and none is
    named."""
    found: list[Path] = []
    for place in (folder, folder / "annotations", folder / "data"):
        files = sorted(file for file in place.glob("*") if file.suffix.lower() == suffix and is_file(file))
        found += files if len(files) <= LOOKED_AT else []
    return found


@dataclass(frozen=True)
class Document:
    """How the files of a format are recognised among others with their suffix.

    suffix: in small letters, with its dot. other_suffixes: of files that are only opened by name.
    is_one: called with the content of a JSON file, or a file's first 4096 bytes.
    one_a_photo: a folder of them is one source. files: those in a folder.
    """

    suffix: str
    is_one: Callable[[Any], bool]
    one_a_photo: bool = False
    files: Callable[[Path, str], list[Path]] = _in_folder
    other_suffixes: tuple[str, ...] = ()

    def found(self, folder: Path) -> Iterator[Path]:
        """The files of this format among the first few in a folder."""
        files = self.files(folder, self.suffix)
        for file in files[:LOOKED_AT] if self.one_a_photo else files:
            try:
                if self.is_one(self.contents(file)):
                    yield file
            except UserError:
                continue

    def contents(self, file: Path) -> Any:
        """The argument of `is_one`. Raises ForeignFileError."""
        if self.suffix == JSON:
            return read_json(file)
        try:
            with open_ordinary(file) as opened:
                return opened.read(_HEAD)
        except OSError as error:
            raise ForeignFileError(f"The file “{shown_name(file)}” cannot be read: {reason(error)}.") from error


@dataclass(frozen=True)
class Format:
    """name: on the command line and in code. title, holds: for people, without a full stop. place: in lists, the lowest
    first. reads, writes, ignored: what it reads, what it writes, and how it stores ignored pixels, for people.

    open: a file or folder of it. writer: of new ones; None for a format that is only read.
    document: how its files are recognised; None for pictures. is_layout: whether a folder has a layout unique to it.
    is_pictures: whether the pictures in a folder look like it.
    subfolder: where a dataset keeps each photo's file. by_path: photos are named by their paths.
    codes: its pictures hold blurlab's codes. kinds: it has classes, so that its marks can tell the kinds of blur.
    """

    name: str
    title: str
    holds: str
    place: int
    reads: str
    open: Callable[[Path], Source]
    writes: str = "nothing"
    ignored: str = "–"
    writer: type[Writer] | None = None
    document: Document | None = None
    is_layout: Callable[[Path], bool] | None = None
    is_pictures: Callable[[Path], bool] | None = None
    subfolder: str = ""
    by_path: bool = False
    codes: bool = False
    kinds: bool = False
