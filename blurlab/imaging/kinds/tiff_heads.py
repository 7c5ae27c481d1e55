"""The directories of a TIFF: how many pages it has and what each is made of, read within bounds before any decoder."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from blurlab.files.reading import open_ordinary
from blurlab.imaging.limits import TakesTooMuch

MOST_PAGES: Final = 10_000
_MOST_ENTRIES: Final = 4096
_MOST_TEXT: Final = 16 << 20  # bytes of a description
_FORMATS: Final = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 16: "Q"}
_REDUCED, _MASK = 1, 4  # bits of NewSubfileType
_SUBFILE, _WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 254, 256, 257, 258, 259, 262
_DESCRIPTION, _ORIENTATION, _SAMPLES, _TILE_WIDTH, _SAMPLE_FORMAT = 270, 274, 277, 322, 339
_PROFILE = 34675
_WANTED: Final = frozenset(
    {
        _SUBFILE,
        _WIDTH,
        _HEIGHT,
        _BITS,
        _COMPRESSION,
        _PHOTOMETRIC,
        _ORIENTATION,
        _SAMPLES,
        _TILE_WIDTH,
        _SAMPLE_FORMAT,
        _PROFILE,
    }
)
_PLAIN_BITS: Final = frozenset({1, 2, 4, 8, 16, 32})
_RGB: Final = 2
_TABLES: Final = frozenset({273, 279, 324, 325})  # where strips and tiles lie, and how long they are
_MOST_PIECES: Final = 8_000_000  # of these: a decoder makes numbers of forty bytes of all of them
_MOST_VALUES: Final = 64  # of an entry that are looked at


@dataclass(frozen=True)
class TiffHead:
    """One page. number: of its directory, from 0. bits, samples: of a pixel. kind: 1 whole numbers, 2 signed, 3 floats.

    tiled: it can be read in parts. profiled: an ICC profile tells its colours.
    """

    number: int
    width: int
    height: int
    bits: int
    samples: int
    kind: int
    photometric: int
    compression: int
    tiled: bool
    orientation: int = 1
    profiled: bool = False

    @property
    def deep(self) -> bool:
        """Whether its values, or its bands, are more than a screen shows: it is seen by its tones."""
        return self.bits > 8 or self.samples == 2 or self.samples > 4

    @property
    def coloured(self) -> bool:
        return self.photometric == _RGB and self.samples >= 3

    @property
    def plain(self) -> bool:
        """Whether Pillow reads it."""
        if self.samples == 1:
            return self.bits in _PLAIN_BITS and (self.kind != 3 or self.bits == 32)
        if self.samples in {3, 4}:
            return self.bits == 8 or (self.bits == 16 and self.coloured and self.kind == 1)
        return False


@dataclass(frozen=True)
class TiffHeads:
    """pages: those that are pictures of their own, not smaller copies or masks. description: of the first directory."""

    pages: tuple[TiffHead, ...]
    description: str


def is_tiff(start: bytes) -> bool:
    """Whether a file that begins like this is a TIFF."""
    return start[:4] in {b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"}


def tiff_heads(path: Path) -> TiffHeads:
    """The pages of a TIFF. Raises OSError, and ValueError or struct.error for a damaged one."""
    pages: list[TiffHead] = []
    description = ""
    with open_ordinary(path) as file:
        for number, tags in enumerate(_directories(file)):
            if number == 0:
                description = tags.get(_DESCRIPTION, b"").decode("utf-8", "replace")
            subfile = _first(tags, _SUBFILE, 0)
            width, height = _first(tags, _WIDTH, 0), _first(tags, _HEIGHT, 0)
            if width <= 0 or height <= 0 or (subfile & (_REDUCED | _MASK) and number):
                continue
            bits = tags.get(_BITS, (1,))
            pages.append(
                TiffHead(
                    number,
                    width,
                    height,
                    max(bits),
                    _first(tags, _SAMPLES, 1),
                    _first(tags, _SAMPLE_FORMAT, 1),
                    _first(tags, _PHOTOMETRIC, 1),
                    _first(tags, _COMPRESSION, 1),
                    _TILE_WIDTH in tags,
                    _first(tags, _ORIENTATION, 1),
                    _PROFILE in tags,
                )
            )
    return TiffHeads(tuple(pages), description)


def check_tables(path: Path) -> None:
    """Raises TakesTooMuch if a decoder would take more than any photo's memory for the tables of a TIFF alone."""
    try:
        with open_ordinary(path) as file:
            if is_tiff(file.read(4)):
                file.seek(0)
                for _ in _directories(file):
                    pass
    except (OSError, ValueError, struct.error, OverflowError):
        return  # its decoder tells


def _first(tags: dict[int, Any], tag: int, default: int) -> int:
    values = tags.get(tag, ())
    return int(values[0]) if values else default


def _directories(file: BinaryIO) -> Iterator[dict[int, Any]]:
    """The wanted tags of each directory, until the chain ends or comes back to where it was.

    Raises TakesTooMuch for more strips or tiles than any picture has.
    """
    head = file.read(16)
    order = "<" if head[:2] == b"II" else ">"
    big = struct.unpack_from(order + "H", head, 2)[0] == 43
    place = struct.unpack_from(order + ("Q" if big else "I"), head, 8 if big else 4)[0]
    seen: set[int] = set()
    while place and place not in seen and len(seen) < MOST_PAGES:
        seen.add(place)
        file.seek(place)
        count = struct.unpack(order + ("Q" if big else "H"), file.read(8 if big else 2))[0]
        if count > _MOST_ENTRIES:
            raise ValueError("a directory with more entries than any has")
        entry = 20 if big else 12
        table = file.read(count * entry)
        following = file.read(8 if big else 4)
        tags = {}
        for at in range(0, len(table) - entry + 1, entry):
            tag = struct.unpack_from(order + "H", table, at)[0]
            if tag in _TABLES and struct.unpack_from(order + ("Q" if big else "I"), table, at + 4)[0] > _MOST_PIECES:
                raise TakesTooMuch
            if tag in tags:
                continue  # a directory of one tag many times is no picture's
            if tag in _WANTED or (tag == _DESCRIPTION and len(seen) == 1):
                tags[tag] = _values(file, order, table[at : at + entry], big)
        yield tags
        place = struct.unpack(order + ("Q" if big else "I"), following)[0] if len(following) >= 4 else 0


def _values(file: BinaryIO, order: str, entry: bytes, big: bool) -> Any:
    """The numbers of an entry, the bytes of a text; nothing where it is neither, or too long."""
    kind, count = struct.unpack_from(order + ("HQ" if big else "HI"), entry, 2)
    cell = entry[12:] if big else entry[8:]
    form = _FORMATS.get(kind, "s" if kind == 2 else "")
    size = count * (1 if form == "s" else struct.calcsize(order + form) if form else 0)
    if not form or count == 0 or size > _MOST_TEXT or (form != "s" and count > _MOST_ENTRIES):
        return b"" if form == "s" else ()
    if form != "s":
        count = min(count, _MOST_VALUES) if size > len(cell) else count
        size = count * struct.calcsize(order + form)
    if size > len(cell):
        file.seek(struct.unpack(order + ("Q" if big else "I"), cell)[0])
        cell = file.read(size)
    if form == "s":
        return cell[:size].rstrip(b"\0")
    return struct.unpack(f"{order}{count}{form}", cell[:size])
