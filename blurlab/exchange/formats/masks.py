"""Masks as grey PNG files, one for each photo, with its name: white, black, and 128 for ignored pixels."""

from pathlib import Path

import numpy as np

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, look_up
from blurlab.errors import UnreadablePhoto
from blurlab.exchange.documents import ForeignFileError
from blurlab.exchange.format import Format
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.picture_files import name_within, pictures_in
from blurlab.exchange.source import Entry, Hears, Source
from blurlab.files.atomic import write_bytes
from blurlab.imaging.masks import read_mask
from blurlab.imaging.photos import photo_size
from blurlab.imaging.png import encode_mask, with_look

NAME = "masks"


def open_source(path: Path) -> Source:
    """The masks in a folder and its subfolders. Raises UnreadablePhoto if it cannot be listed."""
    source = MaskFiles(NAME, path)
    for file in pictures_in(path):
        try:
            width, height = photo_size(file, what="mask")
        except UnreadablePhoto:
            width = height = 0  # known when the mask is read
        source.entries.append(Entry(name_within(file, path), width, height, path=file))
    return source


class MaskFiles(Source):
    """White is marked. There are no classes: 128 is ignored if a file holds only 0, 128 and 255."""

    by_stem = True

    def read(self, entry: Entry, width: int, height: int, meaning: Meaning, tell: Hears = lambda _: None) -> Codes:
        if entry.path is None:
            raise ForeignFileError(f"There is no mask for “{entry.shown}”.")
        return read_mask(entry.path, 255 if meaning.polarity is Polarity.BLURRED else 0, only_clear=True)


class Writer(_Writer):
    """White is marked."""

    def target(self, item: Item) -> Path:
        return self.folder / f"{item.stem}.png"

    def add(self, item: Item, codes: Codes) -> None:
        marks = codes if self.polarity is Polarity.BLURRED else flipped(codes)
        write_bytes(self.target(item), with_look(encode_mask(marks), item.look, item.cut), within=self.folder)


def flipped(codes: Codes) -> Codes:
    """The mask with sharp and blurred exchanged: how the same marks read with the other polarity."""
    table = np.arange(256, dtype=np.uint8)
    table[[SHARP, BLURRED, IGNORE]] = BLURRED, SHARP, IGNORE
    return look_up(np.ascontiguousarray(codes), table)


FORMAT = Format(
    NAME,
    "PNG masks",
    "grey pictures; ignored pixels are 128",
    place=1,
    reads="grey PNG and other pictures, black and white",
    writes="PNG 0, 128, 255",
    ignored="128",
    open=open_source,
    writer=Writer,
    subfolder="masks",
    codes=True,
)
