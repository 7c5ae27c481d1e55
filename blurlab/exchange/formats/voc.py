"""Masks as in PASCAL VOC: a PNG with a palette whose indices are the classes; 255 is the ignored border.

Colour pictures with the same palette, as CVAT writes them, are read as well; labelmap.txt names the classes.
"""

import io
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.editing.correction import IGNORE, look_up
from blurlab.core.metrics import value_counts
from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.exchange.documents import ForeignFileError, read_document
from blurlab.exchange.format import LOOKED_AT, Format
from blurlab.exchange.meaning import IGNORED, Meaning
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.picture_files import name_within, pictures_in
from blurlab.exchange.source import Entry, Hears, Source, by_count
from blurlab.files.atomic import write_bytes
from blurlab.files.there import is_file, is_folder
from blurlab.imaging.masks import has_palette, read_indices
from blurlab.imaging.png import with_look

NAME = "voc"
FOLDER = "SegmentationClass"
_NAMES = "labelmap.txt"
_BACKGROUND, _BORDER = 0, 255
_Colour = tuple[int, int, int]


def voc_palette() -> NDArray[np.uint8]:
    """PASCAL VOC's 256 colours, uint8 (256, 3): the bits of the index spread over the channels."""
    colours = np.zeros((256, 3), np.uint8)
    for index in range(256):
        rest = index
        for place in range(7, -1, -1):
            for channel in range(3):
                colours[index, channel] |= (rest >> channel & 1) << place
            rest >>= 3
    return colours


def folder_of(path: Path) -> Path:
    """The folder of the masks: `path` or the SegmentationClass in it."""
    return path / FOLDER if is_folder(path / FOLDER) else path


def open_source(path: Path) -> Source:
    """The masks in a folder, or in its SegmentationClass. Every file is read once, to learn its classes.

    Raises UnreadablePhoto if it cannot be listed, ForeignFileError if labelmap.txt cannot be read.
    """
    folder = folder_of(path)
    source = IndexFiles(NAME, path, names=_names(path))
    counts: Counter[str] = Counter()
    for file in pictures_in(folder):
        name = name_within(file, folder)
        try:
            indices, names = source.indices(file)
        except (ForeignFileError, UnreadablePhoto) as error:
            source.entries.append(Entry(name, path=file, problem=error))
            continue
        present = np.flatnonzero(value_counts(indices))
        counts.update(names[index] for index in present.tolist() if index in names)
        height, width = indices.shape
        source.entries.append(Entry(name, width, height, path=file))
    counts.update(dict.fromkeys(source.declared, 0))
    source.classes = by_count(counts)
    return source


class IndexFiles(Source):
    """Index 0 (black) is not marked, 255 (cream) is ignored, each other index (colour) is a class."""

    by_stem = True
    in_masks = True

    def __init__(self, format_name: str, path: Path, names: dict[_Colour, str]) -> None:
        super().__init__(format_name, path)
        self._names = names

    @property
    def declared(self) -> list[str]:
        """The classes that labelmap.txt names."""
        return [name for colour, name in self._names.items() if colour != (0, 0, 0)]

    def read(self, entry: Entry, width: int, height: int, meaning: Meaning, tell: Hears = lambda _: None) -> Codes:
        if entry.problem or entry.path is None:
            raise entry.problem or ForeignFileError(f"There is no mask for “{entry.shown}”.")
        indices, names = self.indices(entry.path)
        table = np.full(256, meaning.elsewhere, np.uint8)
        for index, name in names.items():
            table[index] = meaning.code(name)
        table[_BORDER] = IGNORE
        return look_up(np.ascontiguousarray(indices), table)

    def indices(self, file: Path) -> tuple[NDArray[np.uint8], dict[int, str]]:
        """(class index of each pixel, the name of each index but the background). Raises UnreadablePhoto."""
        read = read_indices(file)
        if read.colours is not None:
            return self._of_colours(file, read.values, read.colours)
        used = np.flatnonzero(value_counts(read.values)).tolist()
        names = {index: self._name(index, read.palette) for index in used if index != _BACKGROUND}
        return read.values, names

    def _of_colours(
        self, file: Path, places: NDArray[np.uint8], colours: tuple[int, ...]
    ) -> tuple[NDArray[np.uint8], dict[int, str]]:
        border = _packed(voc_palette()[_BORDER])
        classes = [colour for colour in colours if colour not in {0, border}]
        if len(classes) >= _BORDER:
            raise ForeignFileError(
                f"The picture “{shown_name(file)}” has {len(colours)} colours, so it is not a mask of classes."
            )
        index_of = {0: _BACKGROUND, border: _BORDER, **{colour: n for n, colour in enumerate(classes, start=1)}}
        names = {index_of[colour]: self._names.get(_unpacked(colour), f"colour #{colour:06x}") for colour in classes}
        if border in colours:
            names[_BORDER] = IGNORED
        table = np.zeros(256, np.uint8)
        table[: len(colours)] = [index_of[colour] for colour in colours]
        return look_up(places, table), names

    def _name(self, index: int, colours: NDArray[np.uint8] | None) -> str:
        if index == _BORDER:
            return IGNORED
        if colours is not None and index < len(colours):
            named = self._names.get(_unpacked(_packed(colours[index])))
            if named is not None:
                return named
        return str(index)


class Writer(_Writer):
    """Index 0 is the opposite of the polarity, 1 the polarity, 255 ignored pixels."""

    documents = (_NAMES,)

    def target(self, item: Item) -> Path:
        return self.folder / FOLDER / f"{item.stem}.png"

    def add(self, item: Item, codes: Codes) -> None:
        picture = Image.fromarray(self.numbered(item, codes, _BORDER)).convert("L")
        picture.putpalette(voc_palette().tobytes())
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=1)
        write_bytes(self.target(item), with_look(file.getvalue(), item.look, item.cut), within=self.folder)

    def finish(self) -> None:
        colours = voc_palette()
        lines = ["# label:color_rgb:parts:actions"]
        for index, name in self.numbered_names("background", _BORDER):
            lines.append(f"{name}:{','.join(map(str, colours[index].tolist()))}::")
        lines.append(f"# background is {self.polarity.opposite}")
        write_bytes(self.folder / _NAMES, ("\n".join(lines) + "\n").encode())


def _names(path: Path) -> dict[_Colour, str]:
    """The colours and names of labelmap.txt, if there is one; invalid lines are skipped.

    Where no line has a colour, as datumaro writes them, the palette's colours are meant in their order.
    """
    file = path / _NAMES
    if not is_file(file):
        return {}
    names: dict[_Colour, str] = {}
    without: list[str] = []
    for line in read_document(file).decode("utf-8", "replace").splitlines():
        name, _, rest = line.partition(":")
        parts = rest.partition(":")[0].split(",")
        if (
            name.strip()
            and not line.startswith("#")
            and len(parts) == 3
            and all(part.strip().isdecimal() for part in parts)
        ):
            red, green, blue = (int(part) for part in parts)
            names[red, green, blue] = name.strip()
        elif name.strip() and not line.startswith("#") and not rest.strip(": "):
            without.append(name.strip())
    if not names:
        names = {_unpacked(_packed(colour)): name for colour, name in zip(voc_palette(), without, strict=False)}
    return names


def _packed(colour: NDArray[np.uint8]) -> int:
    red, green, blue = colour.tolist()
    return int(red << 16 | green << 8 | blue)


def _unpacked(colour: int) -> _Colour:
    return colour >> 16, colour >> 8 & 255, colour & 255


def _has_palette(folder: Path) -> bool:
    """Whether some of the first pictures have colours, not only greys."""
    for file in pictures_in(folder)[:LOOKED_AT]:
        try:
            if not has_palette(file):
                continue
            read = read_indices(file)
        except UnreadablePhoto:
            continue
        if read.palette is not None:
            used = read.palette[: int(read.values.max(initial=0)) + 1]
            if not bool((used == used[:, :1]).all()):
                return True
    return False


FORMAT = Format(
    NAME,
    "PASCAL VOC",
    "pictures with a palette; ignored pixels are the border, 255",
    place=2,
    reads="palette or colour pictures, SegmentationClass, labelmap.txt",
    writes="palette PNG: 0, 1",
    ignored="the border, 255",
    open=open_source,
    writer=Writer,
    kinds=True,
    is_layout=lambda folder: folder_of(folder) != folder,
    is_pictures=_has_palette,
)
