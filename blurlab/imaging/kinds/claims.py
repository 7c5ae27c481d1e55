"""What the JPEG or JPEG 2000 within a strip or tile claims to be: its decoder takes that much, whatever the tile is."""

import re
from typing import Final

from blurlab.imaging.limits import TakesTooMuch

_JPEG: Final = b"\xff\xd8"
_JPEG_2000: Final = re.compile(rb"\xff\x4f\xff\x51..(?:..)(.{4})(.{4})(.{4})(.{4})", re.DOTALL)
_FRAME: Final = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..(.)(..)(..)(.)", re.DOTALL)


def check_claims(data: bytes, most: int) -> None:
    """Raises TakesTooMuch if the picture in `data` claims more than `most` bytes of values."""
    if data[:2] == _JPEG:
        for found in _FRAME.finditer(data):  # of all: a smaller one may lie in what stands before
            deep, height, width, samples = (int.from_bytes(part) for part in found.groups())
            _check(width, height, samples * (1 + (deep > 8)), most)
    elif stream := _JPEG_2000.search(data):
        right, bottom, left, top = (int.from_bytes(side) for side in stream.groups())
        _check(right - left, bottom - top, 4, most)


def _check(width: int, height: int, deep: int, most: int) -> None:
    if width * height * max(1, deep) > most:
        raise TakesTooMuch
