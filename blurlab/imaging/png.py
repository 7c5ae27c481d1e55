"""The PNG files of a project: masks, painted planes and predictions, with one channel each."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.planes import BlurPlanes
from blurlab.core.prediction import Look, View
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.files.reading import open_ordinary
from blurlab.imaging.masks import read_grey

_GREY = (cv2.IMWRITE_PNG_COMPRESSION, 1)  # level 1 is ten times faster than the usual 6, and masks are hardly larger
_STRIP: Final = 256  # rows
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
SCALE_KEY: Final = "blurlab:scale"  # photo pixels for one predicted pixel
VIEW_KEY: Final = "blurlab:view"  # a value of View
CUT_KEY: Final = "blurlab:cut"  # 1..255: of a map the one that it suggests, of a mask the one that it was cut at
_HEADER: Final = len(_SIGNATURE) + 25  # bytes of signature and header, which come first
_MOST_TEXT: Final = 4096  # bytes after the header that are searched for texts
_LARGEST_SCALE: Final = 1e6


def encode_mask(codes: NDArray[np.uint8]) -> bytes:
    """8-bit grey PNG of mask codes, uint8 (height, width)."""
    height, width = codes.shape
    return encode_rows(height, width, lambda rows: codes[rows])


def encode_grey(values: NDArray[np.uint8]) -> bytes:
    """8-bit grey PNG of a prediction, uint8 (height, width)."""
    done, data = cv2.imencode(".png", np.ascontiguousarray(values), _GREY)
    if not done:
        raise UserError("prediction.unwritable", "The prediction could not be encoded as PNG.")
    return bytes(data)


def encode_rgb(pixels: NDArray[np.uint8]) -> bytes:
    """8-bit PNG of a photo, uint8 RGB (height, width, 3)."""
    done, data = cv2.imencode(".png", np.ascontiguousarray(pixels[..., ::-1]), _GREY)
    if not done:
        raise UserError("photo.unwritable", "The photo could not be encoded as PNG.")
    return bytes(data)


def encode_planes(planes: BlurPlanes) -> bytes:
    """8-bit grey PNG of amount and kind, the one below the other."""
    return encode_grey(np.concatenate([planes.amount, planes.kind]))


def read_planes(path: Path) -> BlurPlanes:
    """What `encode_planes` made the file of. Raises UserError if it is missing or damaged."""
    both = read_own(path)
    try:
        if both.shape[0] % 2:
            raise ValueError("two planes of one size have an even number of rows")
        return BlurPlanes(*np.split(both, 2))
    except ValueError:
        raise UnreadablePhoto(f"The planes “{path.name}” are damaged.") from None


def with_look(png: bytes, look: Look, cut: int | None = None) -> bytes:
    """The same PNG that tells its view, its scale and its cut, as texts: VIEW_KEY, SCALE_KEY where the scale is known,
    CUT_KEY with `cut`."""
    texts = {VIEW_KEY: str(look.view)}
    if look.scale is not None:
        texts[SCALE_KEY] = f"{look.scale:.4g}"
    if cut is not None:
        texts[CUT_KEY] = str(cut)
    chunks = [_chunk(b"tEXt", f"{key}\0{text}".encode("latin-1")) for key, text in texts.items()]
    return png[:_HEADER] + b"".join(chunks) + png[_HEADER:]


def look_in(path: Path) -> tuple[Look | None, int | None]:
    """What `with_look` told in a PNG: its look, None where the file tells none, and its cut, None likewise.

    Only the first bytes are read, and what a stranger wrote there is believed within bounds alone. Raises OSError.
    """
    with open_ordinary(path) as file:
        texts = _texts(file.read(_HEADER + _MOST_TEXT))
    try:
        view = View(texts.get(VIEW_KEY, ""))
    except ValueError:
        return None, None
    return Look(view, _number(texts.get(SCALE_KEY, ""), _LARGEST_SCALE)), _whole(texts.get(CUT_KEY, ""))


def _number(text: str, most: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value <= most else None


def _whole(text: str) -> int | None:
    value = int(text) if text.isdecimal() and len(text) < 4 else 0
    return value if 1 <= value <= 255 else None


def _texts(head: bytes) -> dict[str, str]:
    """The tEXt chunks before the pixels, as far as they lie in `head`."""
    found: dict[str, str] = {}
    place = _HEADER if head.startswith(_SIGNATURE) else len(head)
    while place + 8 <= len(head):
        length, kind = struct.unpack_from(">I4s", head, place)
        data = head[place + 8 : place + 8 + length]
        if kind == b"IDAT" or len(data) < length:
            break
        if kind == b"tEXt":
            key, _, text = data.decode("latin-1").partition("\0")
            found.setdefault(key, text)
        place += 12 + length
    return found


def encode_bilevel(flags: NDArray[np.bool_]) -> bytes:
    """1-bit PNG of a bool array (height, width); true is white."""
    height, width = flags.shape
    return encode_rows(height, width, lambda rows: flags[rows])


def encode_rows(height: int, width: int, rows: Callable[[slice], NDArray[np.uint8] | NDArray[np.bool_]]) -> bytes:
    """PNG of the rows that `rows(slice)` gives, uint8 (n, width) as 8-bit grey or bool as 1 bit; requested in order.

    It works strip by strip, so that no second full copy of a 100 MP mask is in memory. Masks are runs of one value:
    run lengths without a filter take a fifth of the usual time, and fewer bytes.
    """
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    parts: list[bytes] = []
    depth = 8
    for top in range(0, height, _STRIP):
        strip = rows(slice(top, min(top + _STRIP, height)))
        if strip.dtype == np.bool_:
            depth, strip = 1, np.packbits(strip, axis=1)
        lines = np.zeros((strip.shape[0], strip.shape[1] + 1), np.uint8)  # the first byte of a line: no filter
        lines[:, 1:] = strip
        parts.append(packer.compress(lines.data))
    parts.append(packer.flush())
    header = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)  # grey, deflate, filters, not interlaced
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"".join(parts)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def read_own(path: Path, width: int | None = None, height: int | None = None) -> NDArray[np.uint8]:
    """A PNG of the project as uint8 (height, width).

    Raises UserError if it is missing, damaged or, with `width` and `height`, of another size.
    """
    values = read_grey(path)
    if width is not None and values.shape != (height, width):
        raise UserError(
            "mask.other_size",
            f"The mask “{path.name}” is {values.shape[1]}×{values.shape[0]} pixels; its photo is {width}×{height}.",
        )
    return values
