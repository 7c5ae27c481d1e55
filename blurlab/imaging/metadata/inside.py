"""Marks inside the photo itself: given in the camera, or by a program that writes into photos.

A packet of XMP comes before EXIF's rating (0x4746, and 0x4749 in percent), this before a maker's own: programs that
write into photos keep the first of these up to date, and leave the last as the camera wrote it.
"""

import struct
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UnreadablePhoto
from blurlab.files.reading import open_ordinary
from blurlab.imaging.decoders import is_raw
from blurlab.imaging.metadata.directory import Read, of_bytes, of_file, read_directory
from blurlab.imaging.metadata.exif import Exif, read_exif
from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.packet import SidecarError
from blurlab.imaging.metadata.xmp import told
from blurlab.imaging.opening import opened

_PACKET, _RATING, _PERCENT = 700, 0x4746, 0x4749
_FUJI_RATING, _SONY_RATING = 0x1431, 0x2002
_ADOBE: Final = b"http://ns.adobe.com/xap/1.0/\0"
_CR3_PACKET: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_MOST_PARTS: Final = 100  # boxes or segments
_LONGEST: Final = 16 << 20  # bytes of a packet


def marks_inside(path: Path) -> Marks | None:
    """What the photo's own bytes say; None if they say nothing, or cannot be read."""
    with suppress(UnreadablePhoto, OSError):
        packet, exif = _in_raw(path) if is_raw(path) else _in_picture(path)
        said = Marks()
        with suppress(SidecarError):  # a damaged packet counts as none
            said = told(packet) if packet else said
        rating = said.rating if said.rating is not None or exif is None else _rating(exif)
        found = Marks(rating, said.label, said.pick)
        return found if found != Marks() else None
    return None


def _in_raw(path: Path) -> tuple[bytes, Exif | None]:
    with open_ordinary(path) as file:
        read = of_file(file)
        exif = read_exif(read)
        packet = exif.main.data(_PACKET) if exif else b""
        if not packet:
            packet = _beside(read)
        return packet, _kept(exif)


def _in_picture(path: Path) -> tuple[bytes, Exif | None]:
    with opened(path) as (image, _orientation):
        packet: Any = image.info.get("xmp")
        block: Any = image.info.get("exif")
        if isinstance(packet, str):
            packet = packet.encode()
        if image.format == "TIFF":
            with open_ordinary(path) as file:
                exif = _kept(read_exif(of_file(file)))
        else:
            exif = read_exif(of_bytes(block)) if isinstance(block, bytes) else None
        return packet if isinstance(packet, bytes) else b"", exif


def _kept(exif: Exif | None) -> Exif | None:
    """The tags, of which only ratings are asked while the file is open: they are read now."""
    if exif is None:
        return None
    rating = _rating(exif)
    if rating is None:
        return None
    block = struct.pack("<2sHIHHHII", b"II", 42, 8, 1, _RATING, 3, 1, rating)
    return read_exif(of_bytes(block + b"\0" * 4))


def _rating(exif: Exif) -> int | None:
    """EXIF's stars, else the maker's; no stars are no statement: cameras write 0 into every photo."""
    stars, percent = exif.main.numbers(_RATING), exif.main.numbers(_PERCENT)
    if stars and stars[0] in {1, 2, 3, 4, 5}:
        return int(stars[0])
    if percent and 0 < percent[0] <= 100:
        return next((number for number, most in enumerate((12, 37, 62, 87), 1) if percent[0] <= most), 5)
    note = exif.note
    if note is None:
        return None
    start = note.read(note.at, 12)
    own: tuple[float, ...] = ()
    if start.startswith((b"FUJIFILM", b"GENERALE")) and len(start) == 12:
        at = int.from_bytes(start[8:12], "little")
        own = read_directory(note.read, note.at + at, "<", note.at).numbers(_FUJI_RATING)
    elif start.startswith((b"SONY DSC", b"SONY CAM", b"SONY MOBILE")):
        own = read_directory(note.read, note.at + 12, note.order).numbers(_SONY_RATING)
    return int(own[0]) if own and own[0] in {1, 2, 3, 4, 5} else None


def _beside(read: Read) -> bytes:
    """The packet of a RAW file that is no TIFF: in Canon's box, or in the JPEG that Fujifilm and Panasonic put in."""
    head = read(0, 16)
    if head[4:12] == b"ftypcrx ":
        return _in_boxes(read)
    if head.startswith(b"FUJIFILM"):
        return _in_jpeg(read, int.from_bytes(read(84, 4), "big"))
    if head[:4] == b"II\x55\0":
        main = read_directory(read, int.from_bytes(head[4:8], "little"), "<")
        return main.data(_PACKET) or _in_jpeg(read, main.place(0x2E) or 0)
    return b""


def _in_boxes(read: Read) -> bytes:
    at = 0
    for _ in range(_MOST_PARTS):
        head = read(at, 32)
        if len(head) < 16:
            break
        size, content = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, content = int.from_bytes(head[8:16], "big"), 16
        if head[4:8] == b"uuid" and head[content : content + 16] == _CR3_PACKET:
            return read(at + content + 16, min(size - content - 16, _LONGEST))
        if size < content:
            break
        at += size
    return b""


def _in_jpeg(read: Read, at: int) -> bytes:
    if at <= 0 or read(at, 2) != b"\xff\xd8":
        return b""
    at += 2
    for _ in range(_MOST_PARTS):
        head = read(at, 4 + len(_ADOBE))
        if len(head) < 4 or head[0] != 0xFF or head[1] == 0xDA:
            break
        length = int.from_bytes(head[2:4], "big")
        if head[1] == 0xE1 and head[4:] == _ADOBE:
            return read(at + len(head), length - 2 - len(_ADOBE))
        at += 2 + length
    return b""
