"""A directory of tags, read in small bounded pieces.

Nothing in it is trusted: values that lie outside or are too long count as missing.
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


@dataclass(frozen=True)
class Directory:
    """Tags → the places of their values: (kind, count, offset in what `read` reads). order: “<” or “>”. base: the
    origin of the offsets that its values hold."""

    read: Read
    order: str
    entries: dict[int, tuple[int, int, int]]
    base: int = 0

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
        return self.read(at, count * size_of(kind)) if count else b""

    def text(self, tag: int) -> str:
        return self.data(tag).partition(b"\0")[0].decode("latin-1").strip()

    def values(self) -> dict[int, str | tuple[float, ...]]:
        """All short texts and numbers: a few bytes may claim to be many numbers, in each of many tags."""
        found = {}
        for tag, (kind, count, _) in self.entries.items():
            if count * size_of(kind) > _SHORT:
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


def of_bytes(block: bytes) -> Read:
    """How a block in memory is read."""
    return lambda at, length: block[at : at + length] if at >= 0 and length > 0 else b""


def of_file(file: BinaryIO) -> Read:
    """How an open file is read."""

    def read(at: int, length: int) -> bytes:
        if not 0 <= at < 1 << 40 or length < 1:
            return b""
        file.seek(at)
        return file.read(length)

    return read


def from_start(read: Read, start: int) -> Read:
    """Reads places that count from `start`."""
    return lambda at, length: read(start + at, length) if at >= 0 else b""


def read_directory(read: Read, at: int, order: str, base: int = 0) -> Directory:
    """The directory at the offset `at`; `base`: the origin of its offsets. Empty if there is none."""
    entries: dict[int, tuple[int, int, int]] = {}
    head = read(at, 2) if 0 <= at < 1 << 40 else b""
    count = struct.unpack(order + "H", head)[0] if len(head) == 2 else 0
    if count <= _MOST_TAGS:
        table = read(at + 2, 12 * count)
        for place in range(0, len(table) - 11, 12):
            tag, kind, number, value = struct.unpack(order + "HHII", table[place : place + 12])
            length = number * size_of(kind)
            if 0 < length <= _LONG.get(tag, _LONGEST):
                entries.setdefault(tag, (kind, number, at + 10 + place if length <= 4 else base + value))
    return Directory(read, order, entries, base)


def size_of(kind: int) -> int:
    """Bytes of one number of a kind; 0 for none."""
    return struct.calcsize("<" + _KINDS[kind]) if kind in _KINDS else 0
