"""Folders as labelme_json_to_dataset makes them: `a_json` for `a.json`, with label.png and the names of its classes."""

from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np

from blurlab.core.editing.correction import IGNORE
from blurlab.errors import UserError, reason, shown_name
from blurlab.exchange.array_source import mapped, present
from blurlab.exchange.documents import ForeignFileError, read_document
from blurlab.exchange.format import Format
from blurlab.exchange.meaning import Meaning
from blurlab.exchange.source import Codes, Entry, Hears, Source, by_count
from blurlab.files.there import is_file
from blurlab.imaging.masks import read_numbers

NAME = "labelme-folders"
_ENDING: Final = "_json"
_MASK, _LEGEND = "label.png", "label_names.txt"
_BACKGROUND: Final = 0
_UNNAMED: Final = 255  # what labelme writes for its class __ignore__, unless so many classes have names


def open_source(path: Path) -> Source:
    """Such a folder, or those in a folder. Every mask is read once, to learn its classes.

    Raises ForeignFileError where there is none.
    """
    source, counts = FolderMasks(NAME, path), Counter[str]()
    for folder in _folders(path):
        name, file = folder.name.removesuffix(_ENDING), folder / _MASK
        try:
            names, numbers = _names(folder), read_numbers(file)
        except UserError as error:
            source.entries.append(Entry(name, path=file, problem=error))
            continue
        source.names[file] = names
        marked = [value for value in present(numbers) if not _is_unmarked(value, names)]
        counts.update(_name(value, names) for value in marked)
        height, width = numbers.shape
        source.entries.append(Entry(name, width, height, path=file))
    if not source.entries:
        raise ForeignFileError(f"There is no folder of labelme's with {_MASK} in “{shown_name(path)}”.")
    declared = (name for names in source.names.values() for name in names[1:])
    counts.update(dict.fromkeys(declared, 0))
    source.classes = by_count(counts)
    return source


class FolderMasks(Source):
    """Each mask has class numbers of its own: the lines of the legend beside it. Number 0 is not marked."""

    in_masks = True

    def __init__(self, format_name: str, path: Path) -> None:
        super().__init__(format_name, path)
        self.names: dict[Path, list[str]] = {}  # by the mask's file

    def read(self, entry: Entry, width: int, height: int, meaning: Meaning, tell: Hears = lambda _: None) -> Codes:
        if entry.problem or entry.path is None:
            raise entry.problem or ForeignFileError(f"There is no mask for “{entry.shown}”.")
        numbers, names = read_numbers(entry.path), self.names[entry.path]
        table = np.full(int(numbers.max(initial=0)) + 1, meaning.elsewhere, np.uint8)
        for value in present(numbers):
            if not _is_unmarked(value, names):
                table[value] = meaning.code(_name(value, names))
            elif value:
                table[value] = IGNORE
        return mapped(numbers, table)


def _folders(path: Path) -> list[Path]:
    """The folder itself, or those in it, that hold a mask and its legend; links are left out."""
    try:
        places = [path, *(each for each in sorted(path.iterdir()) if not each.is_symlink())]
    except OSError as error:
        raise ForeignFileError(f"The folder “{shown_name(path)}” cannot be read: {reason(error)}.") from error
    found = [each for each in places if is_file(each / _MASK) and is_file(each / _LEGEND)]
    return found[:1] if path in found else found


def _is_layout(folder: Path) -> bool:
    """Where the JSON files that they were made of lie beside them, these say more."""
    return bool(_folders(folder)) and not any(folder.glob("*.json"))


def _names(folder: Path) -> list[str]:
    """The class of each number: a line each, the first of the background. Raises ForeignFileError."""
    return read_document(folder / _LEGEND).decode("utf-8", "replace").splitlines()


def _is_unmarked(value: int, names: list[str]) -> bool:
    return value == _BACKGROUND or (value == _UNNAMED and value >= len(names))


def _name(value: int, names: list[str]) -> str:
    return (names[value].strip() if value < len(names) else "") or str(value)


FORMAT = Format(
    NAME,
    "labelme, folders",
    "a folder a photo, with label.png",
    place=14,
    reads="class numbers named by label_names.txt",
    open=open_source,
    is_layout=_is_layout,
)
