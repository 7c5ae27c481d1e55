"""A first look at a large TIFF that is stored in strips: a small TIFF is made of strips spread over it, and decoded.

Decoding all of it takes seconds. Of a TIFF that is not compressed single rows are taken instead of strips.
"""

import io
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2, TiffImageFile

from blurlab.core.opencv import cv2
from blurlab.imaging.colour import in_srgb
from blurlab.imaging.kinds.quiet import quiet_libtiff
from blurlab.imaging.kinds.tiff_heads import check_tables
from blurlab.imaging.limits import MAX_SIDE, GuardedFile
from blurlab.imaging.orientation import ORIENTATION, sensible, turned_pixels
from blurlab.imaging.tones import window_of

_LEAST: Final = 16_000_000  # pixels; a smaller photo is decoded nearly as fast
_DECODED: Final = 12_000_000  # pixels of the chosen strips: .4 s of LZW
_BANDS: Final = 768  # rows of the draft at most
_FEWEST: Final = 64  # fewer bands show nothing
_LONGEST: Final = 1024  # px, longer side of the draft
_READ: Final = 192 << 20  # bytes of the file, tables included
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _OFFSETS, _SAMPLES, _ROWS = 256, 257, 258, 259, 273, 277, 278
_COUNTS, _PLANAR, _TILE_WIDTH = 279, 284, 322
# What tells how pixels are stored: order of bits, predictor, palette, alpha, kind of number, tables of JPEG and so on.
_KEPT: Final = (_WIDTH, _BITS, _COMPRESSION, 262, 266, _SAMPLES, 317, 320, 338, 339, 347, 530, 532)
_DEEP: Final = ("I", "F")
_HEAD: Final = 8  # bytes


def tiff_draft(path: Path) -> NDArray[np.uint8] | None:
    """uint8 RGB (h, w, 3), upright; None where a first look is not quicker than the photo.

    Raises nearly anything for a damaged file.
    """
    quiet_libtiff()
    check_tables(path)
    with GuardedFile(path, _READ) as file, Image.open(file, formats=("TIFF",)) as image:
        assert isinstance(image, TiffImageFile)
        made = _small(file, image.tag_v2)
        if made is None:
            return None
        profile: bytes | None = image.info.get("icc_profile")
        turn = sensible(image.tag_v2.get(ORIENTATION))
    seen = np.asarray(in_srgb(Image.fromarray(made), profile), np.uint8) if profile else made
    return np.ascontiguousarray(turned_pixels(seen, turn))


def _small(file: io.BufferedReader, tags: ImageFileDirectory_v2) -> NDArray[np.uint8] | None:
    width, height = int(tags[_WIDTH]), int(tags[_HEIGHT])
    planar = tags.get(_PLANAR, 1) == 2 and tags.get(_SAMPLES, 1) > 1
    large = width * height >= _LEAST and max(width, height) <= MAX_SIDE
    if not large or planar or _TILE_WIDTH in tags or _OFFSETS not in tags:
        return None
    tall, bands = _bands(tags, width, height)
    if len(bands) < _FEWEST:
        return None
    with Image.open(io.BytesIO(_stacked(file, tags, tall, bands)), formats=("TIFF",)) as stack:
        stack.load()
        pixels = _eight_bit(stack)
    rows = cv2.resize(pixels, (min(width, _LONGEST), len(bands)), interpolation=cv2.INTER_AREA)  # a row for each band
    scale = _LONGEST / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(rows, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _bands(tags: ImageFileDirectory_v2, width: int, height: int) -> tuple[int, list[tuple[int, int]]]:
    """How many rows each band has, and (place in the file, bytes) of each, spread evenly from top to bottom."""
    offsets, counts = tags[_OFFSETS], tags.get(_COUNTS, ())
    rows = min(height, int(tags.get(_ROWS, height)))
    if tags.get(_COMPRESSION, 1) == 1:
        stride = (width * int(tags.get(_SAMPLES, 1)) * int(max(tags.get(_BITS, (1,)))) + 7) // 8
        return 1, [(offsets[row // rows] + row % rows * stride, stride) for row in _spread(height, min(_BANDS, height))]
    whole = height // rows  # the last strip may be shorter
    most = min(_BANDS, max(1, _DECODED // (width * rows)))
    if whole <= most:  # all of it would be decoded
        return rows, []
    return rows, [(offsets[strip], counts[strip]) for strip in _spread(whole, most)]


def _spread(among: int, count: int) -> Sequence[int]:
    return [(2 * place + 1) * among // (2 * count) for place in range(count)]


def _stacked(
    file: io.BufferedReader, tags: ImageFileDirectory_v2, tall: int, bands: Sequence[tuple[int, int]]
) -> bytes:
    """A TIFF whose strips are these bands, one below the other."""
    order = tags.prefix
    made = ImageFileDirectory_v2(prefix=order)
    for tag in _KEPT:
        if tag in tags:
            made[tag] = tags[tag]
            made.tagtype[tag] = tags.tagtype[tag]
    parts, places, end = list[bytes](), list[int](), 0
    for place, length in bands:
        file.seek(place)
        parts.append(file.read(length))
        if len(parts[-1]) < length:
            raise ValueError("the file ends early")
        places.append(end)
        end += length
    made[_HEIGHT], made[_ROWS] = tall * len(bands), tall
    made[_OFFSETS], made[_COUNTS] = tuple(places), tuple(len(part) for part in parts)
    # The library counts these offsets from where the directory ends.
    head = order + struct.pack("<HI" if order == b"II" else ">HI", 42, _HEAD)
    return b"".join([head, made.tobytes(_HEAD), *parts])


def _eight_bit(stack: Image.Image) -> NDArray[np.uint8]:
    if not stack.mode.startswith(_DEEP):
        return np.asarray(stack.convert("RGB"), np.uint8)
    values: NDArray[Any] = np.asarray(stack)
    return np.repeat(window_of([values]).eight(values)[..., None], 3, axis=2)
