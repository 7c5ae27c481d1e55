"""EXIF blocks with the notes of each maker, laid out as exiftool documents them, and the RAW files around them."""

import io
import struct
from collections.abc import Callable

import numpy as np
from PIL import Image

from tests.imaging.raw_files import Entry, ifd

WIDE, HIGH = 6000, 4000


def exif_block(
    make: str, model: str, note: Callable[[int], bytes], order: str = "<", first: list[Entry] | None = None
) -> bytes:
    """A TIFF block whose Exif part holds the maker's note. `note`: the offset that it lies at → its bytes."""

    def built(at: int) -> tuple[bytes, int]:
        main: list[Entry] = [(271, 2, make.encode() + b"\0"), (272, 2, model.encode() + b"\0"), *(first or [])]
        size = len(ifd([*main, (0x8769, 4, (0,))], 8, order))
        blob = note(at)
        part: list[Entry] = [
            (36867, 2, b"2024:05:01 10:20:30\0"),
            (40962, 4, (WIDE,)),
            (40963, 4, (HIGH,)),
            (0x927C, 7, blob + b"\0" * (len(blob) % 2)),
        ]
        head = struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, 8)
        block = head + ifd([*main, (0x8769, 4, (8 + size,))], 8, order) + ifd(part, 8 + size, order)
        return block, block.index(blob)

    return built(built(0)[1])[0]


def jpeg(block: bytes, orientation: int = 1) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.full((40, 60, 3), 90, np.uint8)).save(out, "JPEG", exif=b"Exif\0\0" + block)
    return out.getvalue()


def canon(eos: bool, order: str = "<") -> Callable[[int], bytes]:
    """Three areas, of which the second, 1200 to the right and 800 above the middle, is in focus."""
    up = 800 if eos else -800
    values = [
        0,
        2,
        3,
        3,
        WIDE,
        HIGH,
        WIDE,
        HIGH,
        100,
        240,
        100,
        100,
        160,
        100,
        -1200,
        1200,
        0,
        0,
        up,
        0,
        0b010,
        0b111,
        0,
    ]
    values[0] = 2 * len(values)
    data = struct.pack(f"{order}{len(values)}h", *values)
    return lambda at: ifd([(0x26, 3, struct.unpack(f"{order}{len(values)}H", data))], at, order)


def old_canon() -> Callable[[int], bytes]:
    values = [5, 5, WIDE, HIGH, WIDE, HIGH, 240, 160, -1200, 1200, 0, 0, 0, 0, 800, 0, 0, 0, 0b010]
    data = struct.pack(f"<{len(values)}h", *values)
    return lambda at: ifd([(0x12, 3, struct.unpack(f"<{len(values)}H", data))], at)


def nikon(version: bytes, at: int, contrast: int) -> Callable[[int], bytes]:
    record = bytearray(100)
    record[:4], record[4] = version, contrast
    struct.pack_into(">6H", record, at, WIDE, HIGH, 4200, 1200, 240, 160)
    inner = struct.pack(">2sHI", b"MM", 42, 8) + ifd([(0xB7, 7, bytes(record))], 8, ">")
    return lambda at: b"Nikon\0\x02\x11\0\0" + inner


def sony(frame: tuple[int, ...] = (240, 160, 257), x: int = 4200, y: int = 1200) -> Callable[[int], bytes]:
    entries: list[Entry] = [(0x2027, 3, (WIDE, HIGH, x, y)), (0x2037, 7, struct.pack("<3H", *frame))]
    return lambda at: b"SONY DSC \0\0\0" + ifd(entries, at + 12)


def fuji(at: int) -> bytes:
    return b"FUJIFILM" + struct.pack("<I", 12) + ifd([(0x1023, 3, (4200, 1200))], 12)


def olympus(system: bytes = b"OLYMPUS\0II\x03\0", areas: bool = False) -> Callable[[int], bytes]:
    """Offsets count from the note."""
    box = int.from_bytes(bytes([173, 71, 183, 82]), "big")
    point: Entry = (0x305, 10, (0, 0, 70, 100, 30, 100, 70, 100, 30, 100))
    settings: list[Entry] = [(0x304, 4, (box, *[0] * 63))] if areas else [point]
    start = len(system)
    return lambda at: system + ifd([(0x2020, 13, (start + 18,))], start) + ifd(settings, start + 18)


def panasonic(x: int = 70, y: int = 30) -> Callable[[int], bytes]:
    return lambda at: b"Panasonic\0\0\0" + ifd([(0x4D, 5, (x, 100, y, 100))], at + 12)


def raf(block: bytes) -> bytes:
    """The beginning of a Fujifilm RAW file: a JPEG lies in it."""
    return b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0") + struct.pack(">II", 160, 9999) + b"\0" * 68 + jpeg(block)


def rw2(block: bytes) -> bytes:
    """The beginning of a Panasonic RAW file, likewise."""
    inside = jpeg(block)
    inside += b"\0" * (len(inside) % 2)
    return struct.pack("<2sHI", b"II", 0x55, 8) + ifd([(0x2E, 7, inside)], 8)


def cr3(block: bytes, note: Callable[[int], bytes]) -> bytes:
    """The beginning of a Canon RAW file: boxes in boxes."""

    def box(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", 8 + len(content), name) + content

    alone = struct.pack("<2sHI", b"II", 42, 8) + note(8)
    tags = box(b"CMT1", block) + box(b"CMT2", block) + box(b"CMT3", alone)
    canon_box = box(b"uuid", bytes.fromhex("85c0b687820f11e08111f4ce462b6a48") + box(b"CNCV", b"\0" * 30) + tags)
    return box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", box(b"uuid", b"\0" * 20) + canon_box) + b"\0" * 40
