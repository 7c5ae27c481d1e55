"""Masks whose values are classes: numbers as greys or in a palette (KITTI, Cityscapes, 0/1), or colours (CamVid)."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np

from blurlab.errors import UnreadablePhoto
from blurlab.exchange.array_source import mapped, present
from blurlab.exchange.documents import ForeignFileError, read_document
from blurlab.exchange.format import LOOKED_AT, Format
from blurlab.exchange.meaning import Meaning
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.picture_files import pictures_in
from blurlab.exchange.source import Entry, Hears, Source, by_count
from blurlab.files.atomic import write_bytes
from blurlab.files.there import is_file
from blurlab.imaging.masks import is_black_and_white, is_clear, read_colours, read_numbers
from blurlab.imaging.png import encode_mask, with_look

NAME = "class-numbers"

_STRIP: Final = 1 << 20  # pixels
_FEW: Final = 64  # values in one 8-bit mask of classes; a soft grey map has more
_NEAR_BLACK, _NEAR_WHITE = (1, 32), (223, 254)
_LOSSY: Final = frozenset({".jpg", ".jpeg"})
_LEGEND: Final = "class_numbers.txt"
_BACKGROUND: Final = "background"  # the name of unmarked pixels in it
_UNLABELLED: Final = "255"
_NUMBER: Final = re.compile("[0-9]{1,5}")


def open_source(path: Path) -> Source:
    """The masks in a folder. Every file is read once, to learn its values. Raises UnreadablePhoto if it cannot be
    listed.
    """
    legend = _legend(path)
    source = NumberFiles(NAME, path, legend)
    counts: Counter[str] = Counter()
    for file in pictures_in(path):
        try:
            numbers = read_numbers(file)
        except UnreadablePhoto as error:
            source.entries.append(Entry(file.stem, path=file, problem=error))
            continue
        counts.update(name for name in map(source.name_of, present(numbers)) if name != _BACKGROUND)
        height, width = numbers.shape
        source.entries.append(Entry(file.stem, width, height, path=file))
    if not counts and source.entries:
        _read_colours(source, counts)
    if _UNLABELLED in counts and len(counts) > 1:
        source.notes.append(
            "The value 255 is a class here; in many sets it marks pixels without a label, which are best ignored."
        )
    counts.update(dict.fromkeys((name for name in legend.values() if name != _BACKGROUND), 0))
    source.classes = by_count(counts)
    return source


def _read_colours(source: "NumberFiles", counts: Counter[str]) -> None:
    """No file holds numbers: classes are colours in those that hold few."""
    entries, source.entries = source.entries, []
    for entry in entries:
        assert entry.path is not None
        try:
            places, colours = read_colours(entry.path, _FEW)
        except UnreadablePhoto as error:
            source.entries.append(Entry(entry.name, path=entry.path, problem=error))
            continue
        counts.update(map(_colour_name, colours))
        height, width = places.shape
        source.entries.append(Entry(entry.name, width, height, path=entry.path))
    source.in_colours = bool(counts)


def _colour_name(colour: int) -> str:
    return f"#{colour:06x}"


class NumberFiles(Source):
    """Every value is a class, 0 and 255 as well, unless a legend calls it background."""

    by_stem = True
    in_masks = True

    def __init__(self, format_name: str, path: Path, legend: dict[int, str]) -> None:
        """legend: names of some numbers; others are called by themselves."""
        super().__init__(format_name, path)
        self._legend = legend
        self.in_colours = False
        self.has_unmarked = _BACKGROUND in legend.values()

    def name_of(self, number: int) -> str:
        return self._legend.get(number, str(number))

    def read(self, entry: Entry, width: int, height: int, meaning: Meaning, tell: Hears = lambda _: None) -> Codes:
        if entry.problem or entry.path is None:
            raise entry.problem or ForeignFileError(f"There is no mask for “{entry.shown}”.")
        if self.in_colours:
            places, colours = read_colours(entry.path, _FEW)
            return mapped(places, np.array([meaning.code(_colour_name(colour)) for colour in colours], np.uint8))
        numbers = read_numbers(entry.path)
        table = np.full(int(numbers.max(initial=0)) + 1, meaning.elsewhere, np.uint8)
        for number in present(numbers):
            name = self.name_of(number)
            table[number] = meaning.elsewhere if name == _BACKGROUND else meaning.code(name)
        return mapped(numbers, table)


class Writer(_Writer):
    """1 is the polarity, 0 its opposite, 255 ignored, as in most sets of class numbers."""

    documents = (_LEGEND,)

    def target(self, item: Item) -> Path:
        return self.folder / f"{item.stem}.png"

    def add(self, item: Item, codes: Codes) -> None:
        numbers = self.numbered(item, codes, 255)
        write_bytes(self.target(item), with_look(encode_mask(numbers), item.look), within=self.folder)

    def finish(self) -> None:
        legend = "".join(f"{number} {name}\n" for number, name in self.numbered_names(_BACKGROUND, 255))
        write_bytes(self.folder / _LEGEND, legend.encode())


def _legend(folder: Path) -> dict[int, str]:
    """Numbers and names from a file as this format's writer leaves; invalid lines are skipped."""
    file = folder / _LEGEND
    if not is_file(file):
        return {}
    lines = (line.split(maxsplit=1) for line in read_document(file).decode("utf-8", "replace").splitlines())
    found = {int(line[0]): line[1].strip() for line in lines if len(line) == 2 and _NUMBER.fullmatch(line[0])}
    return found if len(set(found.values())) == len(found) else {}


def _holds_numbers(folder: Path) -> bool:
    """Whether more of the first pictures hold class numbers than are black and white."""
    balance = 0
    for file in pictures_in(folder)[:LOOKED_AT]:
        try:
            numbers = read_numbers(file)
            if is_clear(file):
                balance -= 1
                continue
        except UnreadablePhoto:
            balance += int(_has_few_colours(file))
            continue
        values = present(numbers)
        if numbers.dtype == np.uint16 or _are_classes(file, values):
            balance += 1
        elif is_black_and_white(np.asarray(numbers, np.uint8)):
            balance -= int(values[-1] == 255)  # one that is black alone may be either
        else:
            balance += int(len(values) <= _FEW)
    return balance > 0


def _has_few_colours(file: Path) -> bool:
    try:
        return file.suffix.lower() not in _LOSSY and len(read_colours(file, _FEW)[1]) > 1
    except UnreadablePhoto:
        return False


def _are_classes(file: Path, values: list[int]) -> bool:
    """Whether greys near black are classes beside an ignored 255, and not the noise or the soft edges of white areas,
    which have greys near white as well."""
    low, high = (sum(a <= value <= b for value in values) for a, b in (_NEAR_BLACK, _NEAR_WHITE))
    return file.suffix.lower() not in _LOSSY and low > 0 and high == 0 and len(values) <= _FEW


FORMAT = Format(
    NAME,
    "Class numbers",
    "pictures whose values are classes; ignored pixels are 255",
    place=3,
    reads="grey, palette or colour PNG and TIFF, 8 and 16 bit, as of KITTI, CamVid and Cityscapes",
    writes="PNG 0, 1, 255",
    ignored="255",
    open=open_source,
    writer=Writer,
    kinds=True,
    is_layout=lambda folder: bool(_legend(folder)),
    is_pictures=_holds_numbers,
    subfolder="masks",
)
