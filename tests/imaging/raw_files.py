"""A camera RAW file made here: an uncompressed Bayer DNG, with a preview if asked for."""

import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 10: 8, 13: 4}
_CODES = {1: "B", 3: "H", 4: "I", 13: "I"}
Entry = tuple[int, int, "bytes | tuple[int, ...]"]  # tag, type, values; rationals as pairs


def ifd(entries: list[Entry], at: int, order: str = "<", following: int = 0) -> bytes:
    """A TIFF directory that lies at the offset `at`, its long values behind it."""
    entries = sorted(entries)
    behind = at + 2 + 12 * len(entries) + 4
    table, values = struct.pack(order + "H", len(entries)), b""
    for tag, kind, value in entries:
        data, count = packed(kind, value, order)
        if len(data) <= 4:
            cell = data.ljust(4, b"\0")
        else:
            cell = struct.pack(order + "I", behind + len(values))
            values += data + b"\0" * (len(data) % 2)
        table += struct.pack(order + "HHI", tag, kind, count) + cell
    return table + struct.pack(order + "I", following) + values


def packed(kind: int, value: "bytes | tuple[int, ...]", order: str) -> tuple[bytes, int]:
    if isinstance(value, bytes):
        return value, len(value)
    if kind in {5, 10}:
        return struct.pack(f"{order}{len(value)}{'I' if kind == 5 else 'i'}", *value), len(value) // 2
    return struct.pack(f"{order}{len(value)}{_CODES[kind]}", *value), len(value)


def dng(
    rgb: NDArray[np.uint8],
    orientation: int = 1,
    preview: NDArray[np.uint8] | None = None,
    claims: int = 0,
    compression: int = 1,
    tags: list[Entry] | None = None,
) -> bytes:
    """`rgb` (h, w, 3), even sides, as a sensor would have seen it. claims: a side that the header lies about; any
    `compression` but 1 is a lie, too."""
    height, width = rgb.shape[:2]
    linear = ((np.arange(256) / 255) ** 2.2 * 60000).astype("<u2")  # of each value: 45 MP take no more than their bytes
    mosaic = np.empty((height, width), "<u2")
    mosaic[::2, ::2], mosaic[1::2, 1::2] = linear[rgb[::2, ::2, 0]], linear[rgb[1::2, 1::2, 2]]
    mosaic[::2, 1::2], mosaic[1::2, ::2] = linear[rgb[::2, 1::2, 1]], linear[rgb[1::2, ::2, 1]]
    sensor = mosaic.tobytes()
    xyz_to_rgb = (32404, -15371, -4985, -9692, 18760, 415, 556, -2040, 10572)
    common: list[Entry] = [
        (271, 2, b"Maker\0"),
        (272, 2, b"Model\0"),
        (274, 3, (orientation,)),
        (50706, 1, (1, 4, 0, 0)),
        (50708, 2, b"Maker Model\0"),
        (50721, 10, tuple(part for value in xyz_to_rgb for part in (value, 10000))),
        (50728, 5, (1, 1, 1, 1, 1, 1)),
        (50778, 3, (21,)),
        *(tags or []),
    ]
    raw: list[Entry] = [
        (256, 4, (claims or width,)),
        (257, 4, (claims or height,)),
        (258, 3, (16,)),
        (259, 3, (compression,)),
        (262, 3, (32803,)),
        (277, 3, (1,)),
        (278, 4, (claims or height,)),
        (279, 4, (len(sensor),)),
        (33421, 3, (2, 2)),
        (33422, 1, (0, 1, 1, 2)),
        (50717, 4, (65535,)),
    ]
    header = struct.pack("<2sHI", b"II", 42, 8)
    if preview is None:
        size = len(ifd([*common, *raw, (254, 4, (0,)), (273, 4, (0,))], 8))
        return header + ifd([*common, *raw, (254, 4, (0,)), (273, 4, (8 + size,))], 8) + sensor
    stored = io.BytesIO()
    Image.fromarray(preview).save(stored, "JPEG", quality=95)
    jpeg = stored.getvalue() + b"\0" * (len(stored.getvalue()) % 2)
    first: list[Entry] = [
        *common,
        (254, 4, (1,)),
        (256, 4, (preview.shape[1],)),
        (257, 4, (preview.shape[0],)),
        (258, 3, (8, 8, 8)),
        (259, 3, (7,)),
        (262, 3, (6,)),
        (277, 3, (3,)),
        (278, 4, (preview.shape[0],)),
        (279, 4, (len(jpeg),)),
    ]
    size = len(ifd([*first, (273, 4, (0,)), (330, 4, (0,))], 8))
    below = len(ifd([*raw, (254, 4, (0,)), (273, 4, (0,))], 8 + size))
    start = 8 + size + below
    return (
        header
        + ifd([*first, (273, 4, (start,)), (330, 4, (8 + size,))], 8)
        + ifd([*raw, (254, 4, (0,)), (273, 4, (start + len(jpeg),))], 8 + size)
        + jpeg
        + sensor
    )
