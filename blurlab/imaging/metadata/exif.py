"""EXIF as bytes from strangers: directories of tags, read in small bounded pieces, also out of camera RAW files.

Pillow reads the tags that all makers share; a maker's own notes, and files that Pillow does not open, are read here.
Nothing in a block is trusted: values that lie outside, are too long or form a circle count as missing.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final

Read = Callable[[int, int], bytes]  # (offset, length) → the bytes there, fewer at the end

_KINDS: Final = {
    1: "B",
    2: "s",
    3: "H",
    4: "I",
    5: "II",
    6: "b",
    7: "s",
    8: "h",
    9: "i",
    10: "ii",
    11: "f",
    12: "d",
} | {13: "I"}
_MOST_TAGS: Final = 1000
_LONGEST: Final = 1 << 16  # bytes of one value
_LONG: Final = {700: 16 << 20, 0x927C: 16 << 20, 0xC634: 64 << 20}  # XMP, and a maker's note as such and within a DNG
_SHORT: Final = 1 << 10  # bytes of one read together with all the others
_MAGIC: Final = frozenset({42, 0x55, 0x4F52, 0x5352})  # TIFF and most RAW; Panasonic; Olympus, two of them
_MAKE, _MODEL, _EXIF_PART, _MAKER_NOTE, _JPEG_OF_RW2, _PRIVATE = 271, 272, 0x8769, 0x927C, 0x2E, 0xC634
_CANON_BOX: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_MOST_BOXES: Final = 100


@dataclass(frozen=True)
class Directory:
    """Tags → the places of their values: (kind, count, offset in what `read` reads). order: “<” or “>”."""

    read: Read
    order: str
    entries: dict[int, tuple[int, int, int]]

    def numbers(self, tag: int) -> tuple[float, ...]:
        """All numbers of a value; () if there is none, or if one makes no sense as a number."""
        kind, count, at = self.entries.get(tag, (0, 0, 0))
        code = _KINDS.get(kind, "s")
        if code == "s":
            return ()
        whole = f"{self.order}{count * len(code)}{code[0]}"
        data = self.read(at, struct.calcsize(whole))
        if len(data) < struct.calcsize(whole):
            return ()
        flat = struct.unpack(whole, data)
        if len(code) == 1:
            return tuple(float(value) for value in flat)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        return tuple(above / below if below else float("nan") for above, below in pairs)

    def data(self, tag: int) -> bytes:
        """A value's bytes, unchanged; b"" if there is none."""
        kind, count, at = self.entries.get(tag, (0, 0, 0))
        return self.read(at, count * _size(kind)) if count else b""

    def text(self, tag: int) -> str:
        return self.data(tag).partition(b"\0")[0].decode("latin-1").strip()

    def values(self) -> dict[int, str | tuple[float, ...]]:
        """All short texts and numbers: a few bytes may claim to be many numbers, in each of many tags."""
        found = {}
        for tag, (kind, count, _) in self.entries.items():
            if count * _size(kind) > _SHORT:
                continue
            value = self.text(tag) if kind == 2 else self.numbers(tag)
            if value:
                found[tag] = value
        return found

    def offset(self, tag: int) -> int:
        """A value that is an offset; -1, which is nowhere, if it is not one."""
        kind = self.entries.get(tag, (0, 0, 0))[0]
        return int(self.numbers(tag)[0]) if kind in {3, 4, 13} and self.numbers(tag) else -1

    def place(self, tag: int) -> int | None:
        """The offset of a value."""
        return self.entries[tag][2] if tag in self.entries else None


@dataclass(frozen=True)
class MakerNote:
    """read: reads the block that contains it. at: its start there; for a box that holds nothing else, its directory's.
    order: of the bytes around it, “<” or “>”. size: in bytes, 0 if not known."""

    read: Read
    at: int
    order: str
    size: int = 0

    def directory(self, skipped: int = 0, order: str = "", base: int | None = None) -> Directory:
        """The note's directory, `skipped` bytes after its start. Offsets count from `base`, else from the block.

        A note that a program moved, or wrote into a block of the other byte order, is read as its camera wrote it:
        where values would lie outside the note, the first is taken to lie right behind the directory.
        """
        at = self.at + skipped
        order = order or self._order(at)
        found = read_directory(self.read, at, order, base or 0)
        after = at + 2 + 12 * self._count(at, order) + 4
        far = [place for kind, number, place in found.entries.values() if number * _size(kind) > 4]
        end = self.at + self.size
        if base is not None or not self.size or not far or all(at <= place < end for place in far):
            return found
        shift = after - min(far)
        return read_directory(self.read, at, order, shift) if max(far) + shift < end else found

    def _count(self, at: int, order: str) -> int:
        head = self.read(at, 2)
        return int(struct.unpack(order + "H", head)[0]) if len(head) == 2 else 0

    def _order(self, at: int) -> str:
        """The note's own: a directory of more than 255 tags is one whose bytes are the other way round."""
        other = {"<": ">", ">": "<"}[self.order]
        count, turned = self._count(at, self.order), self._count(at, other)
        return other if self.size and count > 255 and 0 < turned <= 255 else self.order


@dataclass(frozen=True)
class Exif:
    """make, model: of the camera. main, part: the directory of the file, and the one of its Exif part."""

    main: Directory
    part: Directory
    note: MakerNote | None

    @property
    def make(self) -> str:
        return self.main.text(_MAKE)

    @property
    def model(self) -> str:
        return self.main.text(_MODEL)


def of_bytes(block: bytes) -> Read:
    """How a block in memory is read."""
    return lambda at, length: block[at : at + length] if at >= 0 and length > 0 else b""


def read_directory(read: Read, at: int, order: str, base: int = 0) -> Directory:
    """The directory at the offset `at`; `base`: the origin of its offsets. Empty if there is none."""
    entries: dict[int, tuple[int, int, int]] = {}
    head = read(at, 2) if 0 <= at < 1 << 40 else b""
    count = struct.unpack(order + "H", head)[0] if len(head) == 2 else 0
    if count <= _MOST_TAGS:
        table = read(at + 2, 12 * count)
        for place in range(0, len(table) - 11, 12):
            tag, kind, number, value = struct.unpack(order + "HHII", table[place : place + 12])
            length = number * _size(kind)
            if 0 < length <= _LONG.get(tag, _LONGEST):
                entries.setdefault(tag, (kind, number, at + 10 + place if length <= 4 else base + value))
    return Directory(read, order, entries)


def of_file(file: BinaryIO) -> Read:
    """How an open file is read."""

    def read(at: int, length: int) -> bytes:
        if not 0 <= at < 1 << 40 or length < 1:
            return b""
        file.seek(at)
        return file.read(length)

    return read


def read_exif(read: Read) -> Exif | None:
    """The tags of a TIFF block, an EXIF block or a camera RAW file of any make; None for any other block."""
    if read(0, 6) == b"Exif\0\0":
        read = _from(read, 6)
    head = read(0, 16)
    if head.startswith(b"FUJIFILM"):
        return _of_jpeg(read, int.from_bytes(read(84, 4), "big"))
    if head[4:12] == b"ftypcrx ":
        return _of_cr3(read)
    if head[2:4] in {b"\x55\0", b"\0\x55"} and head[:2] in {b"II", b"MM"}:
        order, first = _header(head)
        return _of_jpeg(read, read_directory(read, first, order).place(_JPEG_OF_RW2) or 0)
    return _of_tiff(read)


def _of_tiff(read: Read) -> Exif | None:
    order, first = _header(read(0, 8))
    if not order:
        return None
    main = read_directory(read, first, order)
    part = read_directory(read, main.offset(_EXIF_PART), order)
    at = part.place(_MAKER_NOTE)
    if at is None:
        return Exif(main, part, _of_adobe(read, main))
    kind, count, _at = part.entries[_MAKER_NOTE]
    return Exif(main, part, MakerNote(read, at, order, count * _size(kind)))


def _of_adobe(read: Read, main: Directory) -> MakerNote | None:
    """The note that a converter to DNG put aside, with the place it had: its offsets count from there."""
    kind, count, at = main.entries.get(_PRIVATE, (0, 0, 0))
    end = at + count * _size(kind)
    if read(at, 6) != b"Adobe\0":
        return None
    at += 6
    for _ in range(_MOST_BOXES):
        head = read(at, 14)
        if len(head) < 14 or at + 8 >= end:
            return None
        size = int.from_bytes(head[4:8], "big")
        if head[:4] == b"MakN":
            order = {b"II": "<", b"MM": ">"}.get(head[8:10], "")
            before, start = int.from_bytes(head[10:14], "big"), at + 14
            return (
                MakerNote(_from(read, start - before), before, order, size - 6)
                if order and 6 < size <= end - at
                else None
            )
        at += 8 + size + size % 2
    return None


def _header(head: bytes) -> tuple[str, int]:
    """(byte order, offset of the first directory) of a TIFF block's first bytes; ("", 0) for other bytes."""
    order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
    if not order or len(head) < 8 or struct.unpack(order + "H", head[2:4])[0] not in _MAGIC:
        return "", 0
    return order, struct.unpack(order + "I", head[4:8])[0]


def _from(read: Read, start: int) -> Read:
    """Reads places that count from `start`."""
    return lambda at, length: read(start + at, length) if at >= 0 else b""


def _size(kind: int) -> int:
    return struct.calcsize("<" + _KINDS[kind]) if kind in _KINDS else 0


def _of_jpeg(read: Read, at: int) -> Exif | None:
    """The EXIF of a JPEG at `at` in a RAW file."""
    if at <= 0 or read(at, 2) != b"\xff\xd8":
        return None
    at += 2
    for _ in range(_MOST_BOXES):
        head = read(at, 10)
        if len(head) < 10 or head[0] != 0xFF or head[1] == 0xDA:
            return None
        if head[1] == 0xE1 and head[4:] == b"Exif\0\0":
            block = read(at + 10, int.from_bytes(head[2:4], "big") - 8)
            return _of_tiff(of_bytes(block))
        at += 2 + int.from_bytes(head[2:4], "big")
    return None


def _of_cr3(read: Read) -> Exif | None:
    """Canon's container: its tags are three TIFF blocks, each in a box of its own."""
    outer = _boxes(read, 0, 1 << 40).get(b"moov")
    if outer is None:
        return None
    for at, end in _all_boxes(read, *outer, b"uuid"):
        if read(at, 16) != _CANON_BOX:
            continue
        blocks = {}
        for name, (start, stop) in _boxes(read, at + 16, end).items():
            block = _from(read, start)
            order, first = _header(block(0, 8)) if stop > start else ("", 0)
            if order:
                blocks[name] = (block, first, order)
        if b"CMT1" not in blocks:
            return None
        main = read_directory(*blocks[b"CMT1"])
        part = read_directory(*blocks[b"CMT2"]) if b"CMT2" in blocks else Directory(main.read, main.order, {})
        return Exif(main, part, MakerNote(*blocks[b"CMT3"]) if b"CMT3" in blocks else None)
    return None


def _boxes(read: Read, at: int, end: int) -> dict[bytes, tuple[int, int]]:
    """The first box of each name between two offsets: where its content begins and ends."""
    found: dict[bytes, tuple[int, int]] = {}
    for name, content, stop in _walk(read, at, end):
        found.setdefault(name, (content, stop))
    return found


def _all_boxes(read: Read, at: int, end: int, wanted: bytes) -> list[tuple[int, int]]:
    return [(content, stop) for name, content, stop in _walk(read, at, end) if name == wanted]


def _walk(read: Read, at: int, end: int) -> list[tuple[bytes, int, int]]:
    found: list[tuple[bytes, int, int]] = []
    while at + 8 <= end and len(found) < _MOST_BOXES:
        head = read(at, 16)
        if len(head) < 8:
            break
        size, content = int.from_bytes(head[:4], "big"), at + 8
        if size == 1:
            size, content = int.from_bytes(head[8:16], "big"), at + 16
        stop = at + size if size else end
        if stop < content or stop > end:
            break
        found.append((head[4:8], content, stop))
        at = stop
    return found
