"""EXIF as bytes from strangers, also out of camera RAW files.

Pillow reads the tags that all makers share; a maker's own notes, and files that Pillow does not open, are read here.
Nothing in a block is trusted: what makes no sense counts as missing.
"""

import struct
from dataclasses import dataclass
from typing import Final

from blurlab.imaging.metadata.directory import Directory, Read, from_start, of_bytes, read_directory, size_of
from blurlab.imaging.metadata.maker_note import MakerNote

_MAGIC: Final = frozenset({42, 0x55, 0x4F52, 0x5352})  # TIFF and most RAW; Panasonic; Olympus, two of them
_MAKE, _MODEL, _EXIF_PART, _MAKER_NOTE, _JPEG_OF_RW2, _PRIVATE = 271, 272, 0x8769, 0x927C, 0x2E, 0xC634
_CANON_BOX: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_NOTES_AS_THEY_ARE: Final = (b"PENTAX \0", b"SAMSUNG\0")
_MOST_BOXES: Final = 100


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


def read_exif(read: Read) -> Exif | None:
    """The tags of a TIFF block, an EXIF block or a camera RAW file of any make; None for any other block."""
    if read(0, 6) == b"Exif\0\0":
        read = from_start(read, 6)
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
    return Exif(main, part, MakerNote(read, at, order, count * size_of(kind)))


def _of_adobe(read: Read, main: Directory) -> MakerNote | None:
    """The note that a converter to DNG put aside, with the place it had: its offsets count from there."""
    kind, count, at = main.entries.get(_PRIVATE, (0, 0, 0))
    end = at + count * size_of(kind)
    start = read(at, 8)
    if start.startswith(_NOTES_AS_THEY_ARE):  # the camera wrote the DNG itself
        return MakerNote(read, at, main.order, count * size_of(kind))
    if start[:6] != b"Adobe\0":
        return None
    at += 6
    for _ in range(_MOST_BOXES):
        head = read(at, 14)
        if len(head) < 14 or at + 8 >= end:
            return None
        size = int.from_bytes(head[4:8], "big")
        if head[:4] == b"MakN":
            order = {b"II": "<", b"MM": ">"}.get(head[8:10], "")
            # Out of a JPEG, Camera Raw takes twelve bytes before the note along.
            skipped = 6 + (12 if read(at + 14, 4) == b"\0\0\0\1" else 0)
            before, start_at = int.from_bytes(head[10:14], "big"), at + 8 + skipped
            if not order or not skipped < size <= end - at:
                return None
            return MakerNote(from_start(read, start_at - before), before, order, size - skipped)
        at += 8 + size + size % 2
    return None


def _header(head: bytes) -> tuple[str, int]:
    """(byte order, offset of the first directory) of a TIFF block's first bytes; ("", 0) for other bytes."""
    order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
    if not order or len(head) < 8 or struct.unpack(order + "H", head[2:4])[0] not in _MAGIC:
        return "", 0
    return order, struct.unpack(order + "I", head[4:8])[0]


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
            block = from_start(read, start)
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
