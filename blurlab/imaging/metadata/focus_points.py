"""Where the camera focused, from the notes that makers keep in EXIF: Canon, Nikon, Sony, Fujifilm, Olympus, Panasonic.

The layouts are those that exiftool documents (its tables Canon, Nikon, Sony, FujiFilm, Olympus, Panasonic and Pentax).
Only coordinates are read, and the middle one of numbered points: of the others `focus_note` tells what is known.
"""

import math
import struct
from typing import Final

from blurlab.imaging.metadata.directory import Directory, Read, read_directory
from blurlab.imaging.metadata.exif import Exif
from blurlab.imaging.metadata.maker_note import MakerNote
from blurlab.imaging.metadata.numbered_points import NumberedPoint, nikon_point, pentax_point
from blurlab.sharpness.subject import Box

BY_HAND: Final = "The camera was focused by hand."
_UNCONFIRMED: Final = "The camera confirmed the focus at none of its points."
POINT: Final = 0.06  # of the longer side: the assumed extent of a focus point without a size
_CANON, _CANON_NEW, _CANON_POWERSHOT = 0x12, 0x26, 0x3C
_NIKON: Final = 0xB7
_SONY, _SONY_FRAME = 0x2027, 0x2037
_FUJI: Final = 0x1023
_OLYMPUS_SETTINGS, _OLYMPUS_AREAS, _OLYMPUS_POINT = 0x2020, 0x304, 0x305
_PANASONIC: Final = 0x4D
_WIDTH, _HEIGHT = 40962, 40963
_PENTAX_MODE, _PENTAX_BY_HAND = 0x0D, 3
_PENTAX_STARTS: Final = (b"AOC\0", b"PENTAX \0")
_CANON_SETTINGS, _NIKON_MODE, _SONY_MODE, _FUJI_MODE, _OLYMPUS_MODE, _PANASONIC_MODE = 1, 7, 0x201B, 0x1021, 0x301, 7
_SONY_STARTS: Final = (b"SONY DSC", b"SONY CAM", b"SONY MOBILE")
_FUJI_STARTS: Final = (b"FUJIFILM", b"GENERALE")
_OLYMPUS_STARTS: Final = (b"OLYMP\0", b"OLYMPUS\0", b"OM SYSTEM\0")
# Version of Nikon's AF record → offset of width, height, x, y, width and height of the area; each 16 bits.
_NIKON_AT: Final = {b"0100": 0x10, b"0101": 0x46, b"03": 0x2A, b"04": 0x3E}


def maker_focus_area(exif: Exif, width: int, height: int) -> Box | None:
    """The focus area in the stored picture, before its orientation; None if the notes do not say.

    width, height: of the stored picture in px, used only if the tags do not say what the camera wrote.
    """
    if exif.note is None:
        return None
    try:
        return None if _by_hand(exif, exif.note) else _by_maker(exif, exif.note, width, height)
    except (struct.error, ValueError, OverflowError):
        return None


def focus_note(exif: Exif) -> str:
    """What the notes say of the focus beside a place: that it was set by hand, or at a numbered point; a sentence or
    “”."""
    if exif.note is None:
        return ""
    try:
        if _by_hand(exif, exif.note):
            return BY_HAND
        point = _numbered(exif.note)
        unconfirmed = exif.make.startswith("Canon") and _canon_unconfirmed(exif.note.directory())
    except (struct.error, ValueError, OverflowError):
        return ""
    return point.sentence if point is not None else _UNCONFIRMED if unconfirmed else ""


def _by_hand(exif: Exif, note: MakerNote) -> bool:
    """Whether the lens was focused by hand: then points that were selected are not where it was focused."""
    start = note.read(note.at, 16)
    mode: tuple[float, ...] = ()
    by_hand = 1.0
    if start.startswith(b"Nikon\0\x02"):
        nikon = _nikon_directory(note)
        return nikon is not None and nikon.text(_NIKON_MODE).upper().startswith(("MF", "MANUAL"))
    if start.startswith(_SONY_STARTS):
        mode, by_hand = note.directory(12, spare=0).numbers(_SONY_MODE), 0.0
    elif start.startswith(_FUJI_STARTS):
        mode = _fuji_directory(note).numbers(_FUJI_MODE)
    elif start.startswith(_OLYMPUS_STARTS):
        mode, by_hand = _olympus_settings(note, start).numbers(_OLYMPUS_MODE), 10.0
    elif start.startswith(b"Panasonic"):
        mode, by_hand = note.directory(12, spare=0).numbers(_PANASONIC_MODE), 2.0
    elif start.startswith(_PENTAX_STARTS):
        mode, by_hand = _pentax_directory(note, start).numbers(_PENTAX_MODE), float(_PENTAX_BY_HAND)
    elif exif.make.startswith("Canon"):
        return _canon_by_hand(note.directory())
    return mode[:1] == (by_hand,)


def _canon_by_hand(canon: Directory) -> bool:
    settings, area = _shorts(canon.data(_CANON_SETTINGS), canon.order), _shorts(canon.data(_CANON_NEW), canon.order)
    return (len(settings) > 7 and settings[7] in {3, 6}) or (len(area) > 1 and area[1] == 0)


def _numbered(note: MakerNote) -> NumberedPoint | None:
    """The point that a reflex camera of Nikon or Pentax focused at."""
    start = note.read(note.at, 16)
    if start.startswith(b"Nikon\0\x02"):
        nikon = _nikon_directory(note)
        return nikon_point(nikon) if nikon is not None else None
    return pentax_point(_pentax_directory(note, start)) if start.startswith(_PENTAX_STARTS) else None


def _pentax_directory(note: MakerNote, start: bytes) -> Directory:
    skipped, base = (6, None) if start.startswith(b"AOC") else (10, note.at)
    return note.directory(skipped, {b"II": "<", b"MM": ">"}.get(start[skipped - 2 : skipped], ""), base)


def _by_maker(exif: Exif, note: MakerNote, width: int, height: int) -> Box | None:
    start = note.read(note.at, 16)
    found: Box | None = None
    if start.startswith(b"Nikon\0\x02"):
        found = _nikon(note)
    elif start.startswith(_SONY_STARTS):
        found = _sony(note.directory(12, spare=0))
    elif start.startswith(_FUJI_STARTS):
        found = _fuji(exif, note, width, height)
    elif start.startswith(_OLYMPUS_STARTS):
        found = _olympus(note, start)
    elif start.startswith(b"Panasonic"):
        found = _panasonic(note.directory(12, spare=0))
    elif exif.make.startswith("Canon"):
        found = _canon(note.directory(), "EOS" in exif.model)
    if found is None and (point := _numbered(note)) is not None and point.is_middle:
        return box_around(width / 2, height / 2, width, height)
    return found


def box_around(x: float, y: float, wide: float, high: float, across: float = 0, down: float = 0) -> Box | None:
    """The area of `across` × `down` around (x, y) in a picture of wide × high, in one unit, as shares of the picture.

    Without a size it is that of a point. None if the numbers make no sense.
    """
    if not all(math.isfinite(number) for number in (x, y, wide, high, across, down)) or min(wide, high) <= 0:
        return None
    if across <= 0 or down <= 0:
        across = down = POINT * max(wide, high)
    if not (0 <= x <= wide and 0 <= y <= high and across <= wide and down <= high):
        return None
    left, right = (min(max(edge / wide, 0.0), 1.0) for edge in (x - across / 2, x + across / 2))
    top, bottom = (min(max(edge / high, 0.0), 1.0) for edge in (y - down / 2, y + down / 2))
    return Box(left, top, right, bottom)


def _around_all(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return Box(left, top, max(box.right for box in boxes), max(box.bottom for box in boxes))


def _canon(note: Directory, eos: bool) -> Box | None:
    """The points in focus; one that was only chosen is none. Positions count from the middle, upwards on EOS."""
    for tag in (_CANON_NEW, _CANON_POWERSHOT, _CANON):
        values = _shorts(note.data(tag), note.order)
        old = tag == _CANON
        start, head = (0, 8) if old else (2, 8)
        if len(values) <= head:
            continue
        count = values[start] & 0xFFFF
        wide, high = (value & 0xFFFF for value in values[start + 4 : start + 6])
        lists = values[head:]
        sizes = 0 if old else 2 * count
        flags = -(-count // 16)
        if not 0 < count <= 2000 or len(lists) < sizes + 2 * count + flags:
            continue
        across = [values[6]] * count if old else lists[:count]
        down = [values[7]] * count if old else lists[count:sizes]
        x, y = lists[sizes : sizes + count], lists[sizes + count : sizes + 2 * count]
        words = lists[sizes + 2 * count :][:flags]
        boxes = [
            box_around(
                wide / 2 + x[point],
                high / 2 + (-y[point] if eos else y[point]),
                wide,
                high,
                across[point],
                down[point],
            )
            for point in range(count)
            if words[point // 16] >> (point % 16) & 1
        ]
        if found := _around_all([box for box in boxes if box is not None]):
            return found
    return None


def _canon_unconfirmed(note: Directory) -> bool:
    """Whether an EOS tells its points, and none of them is in focus."""
    values = _shorts(note.data(_CANON_NEW), note.order)
    count = values[2] & 0xFFFF if len(values) > 8 else 0
    flags = -(-count // 16)
    words = values[8 + 4 * count :][:flags]
    return 0 < count <= 2000 and len(words) == flags and not any(words)


def _nikon_directory(note: MakerNote) -> Directory | None:
    head = note.read(note.at + 10, 8)
    order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
    if not order or len(head) < 8:
        return None
    base = note.at + 10
    return read_directory(note.read, base + struct.unpack(order + "I", head[4:])[0], order, base)


def _nikon(note: MakerNote) -> Box | None:
    """The note holds a TIFF block of its own. Mirrorless cameras and live view give the area."""
    directory = _nikon_directory(note)
    if directory is None:
        return None
    order, record = directory.order, directory.data(_NIKON)
    version = record[:4]
    at = _NIKON_AT.get(version) or _NIKON_AT.get(version[:2])
    if at is None or len(record) < at + 12:
        return None
    by_contrast = record[4]
    if version[:2] == b"03" and not (by_contrast == 2 or (by_contrast == 1 and version == b"0301")):
        return None
    if version[:2] == b"01" and by_contrast != 1:
        return None
    wide, high, x, y, across, down = struct.unpack(order + "6H", record[at : at + 12])
    return box_around(x, y, wide, high, across, down) if x and y else None


def _sony(note: Directory) -> Box | None:
    """A camera that does not know gives the middle, and no frame."""
    numbers, frame = note.numbers(_SONY), _shorts(note.data(_SONY_FRAME), note.order)
    if len(numbers) != 4:
        return None
    wide, high, x, y = numbers
    if len(frame) != 3:
        return box_around(x, y, wide, high) if x and y else None
    if not frame[2] and abs(2 * x - wide) <= 2 and abs(2 * y - high) <= 2:
        return None
    return box_around(x, y, wide, high, *(frame[:2] if frame[2] else (0, 0))) if x and y else None


def _fuji_directory(note: MakerNote) -> Directory:
    """Offsets count from the start of the note; its bytes are always little-endian."""
    return note.directory(int.from_bytes(note.read(note.at + 8, 4), "little"), "<", note.at)


def _fuji(exif: Exif, note: MakerNote, width: int, height: int) -> Box | None:
    point = _fuji_directory(note).numbers(_FUJI)
    wide, high = (exif.part.numbers(tag) or (size,) for tag, size in ((_WIDTH, width), (_HEIGHT, height)))
    return box_around(*point, wide[0], high[0]) if len(point) == 2 and any(point) else None


def _olympus_settings(note: MakerNote, start: bytes) -> Directory:
    skipped = 8 if start.startswith(b"OLYMP\0") else 16 if start.startswith(b"OM") else 12
    if skipped == 8:
        olympus = note.directory(8)
        return _below(note.read, olympus, olympus.base)
    return _below(note.read, note.directory(skipped, _order(start, skipped - 4, note.order), note.at), note.at)


def _olympus(note: MakerNote, start: bytes) -> Box | None:
    below = _olympus_settings(note, start)
    point = below.numbers(_OLYMPUS_POINT)[1:]  # the first is always undefined
    if len(point) >= 2 and all(math.isfinite(value) for value in point[:2]) and any(point[:2]):
        return box_around(point[0], point[1], 1, 1)
    boxes = []
    for value in below.numbers(_OLYMPUS_AREAS)[:64]:
        left, top, right, bottom = (edge / 255 for edge in int(value).to_bytes(4, "big"))
        if right > left and bottom > top:
            boxes.append(Box(left, top, right, bottom))
    return _around_all(boxes)


def _below(read: Read, directory: Directory, base: int) -> Directory:
    """The camera's settings: a directory to which the value points, or which it is."""
    kind, _, at = directory.entries.get(_OLYMPUS_SETTINGS, (0, 0, -1))
    if kind in {4, 13}:
        at = base + directory.offset(_OLYMPUS_SETTINGS)
    return read_directory(read, at, directory.order, base)


def _order(start: bytes, at: int, otherwise: str) -> str:
    return {b"II": "<", b"MM": ">"}.get(start[at : at + 2], otherwise)


def _panasonic(note: Directory) -> Box | None:
    point = note.numbers(_PANASONIC)
    return box_around(*point, 1, 1) if len(point) == 2 and any(point) else None


def _shorts(data: bytes, order: str) -> tuple[int, ...]:
    count = len(data) // 2
    return struct.unpack(f"{order}{count}h", data[: 2 * count])
