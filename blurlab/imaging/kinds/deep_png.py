"""PNGs of three colours in 16 bits: Pillow gives only their upper eight, which of a narrow range is next to nothing."""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.files.reading import open_ordinary
from blurlab.imaging.at_once import DECODES
from blurlab.imaging.limits import MAX_PIXELS, TakesTooMuch, check_size
from blurlab.imaging.pixels import ShortDataError
from blurlab.imaging.tones import Tones, rgb_of, shown_bands

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_RGB: Final = 2
_MOST_CHUNKS: Final = 200_000
_MOST_BYTES: Final = 1_500_000_000
# With one of these the picture says itself how its values are seen, or how it is turned: that is Pillow's part.
_TELLING: Final = frozenset({b"iCCP", b"gAMA", b"eXIf", b"tRNS", b"acTL"})


def deep_png(path: Path, tones: Tones) -> "DeepPng | None":
    """The PNG if it is such a one, by its header and the names of its chunks; None for any other file."""
    if path.suffix.lower() != ".png":
        return None
    try:
        with open_ordinary(path) as file:
            start = file.read(33)
            if len(start) < 33 or not start.startswith(_SIGNATURE):
                return None
            width, height, bits, kind = struct.unpack(">IIBB", start[16:26])
            if bits != 16 or kind != _RGB:
                return None
            for _ in range(_MOST_CHUNKS):
                head = file.read(8)
                if len(head) < 8 or head[4:] in _TELLING:
                    return None
                if head[4:] == b"IDAT":
                    return DeepPng(path, (width, height), tones)
                file.seek(int.from_bytes(head[:4]) + 4, 1)
    except OSError:
        pass
    return None


class DeepPng:
    """See DeepTiff, whose methods these are. They raise what decoders do; for `reading` to tell."""

    count, coloured = 3, True

    def __init__(self, path: Path, size: tuple[int, int], tones: Tones) -> None:
        self._path, self._size, self._tones = path, size, tones

    @property
    def size(self) -> tuple[int, int]:
        check_size(*self._size, MAX_PIXELS)
        return self._size

    def bands(self, numbers: Sequence[int]) -> list[NDArray[Any]]:
        """Each of these bands, uint16 (height, width). Raises IndexError for a number that there is not."""
        width, height = self.size
        taken = width * height * 12
        length = self._path.stat().st_size
        if taken + length > 2 * _MOST_BYTES or length > _MOST_BYTES:
            raise TakesTooMuch
        with DECODES.taking(taken + length):
            with open_ordinary(self._path) as file:
                data = file.read()
            _check_chunks(data)
            pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
            if pixels is None or pixels.shape != (height, width, 3) or pixels.dtype != np.uint16:
                raise ValueError("the pixels are not what the header claims")
            return [np.ascontiguousarray(pixels[..., 2 - number]) for number in numbers]

    def pixels(self) -> NDArray[np.uint8]:
        """uint8 RGB (height, width, 3), as its tones say."""
        shown = shown_bands(self.count, self.coloured, self._tones)
        return rgb_of(self.bands(shown), len(shown) == 3, self._tones)


def _check_chunks(data: bytes) -> None:
    """OpenCV takes what ends early for a picture. Raises ShortDataError, and ValueError for a wrong checksum."""
    place = len(_SIGNATURE)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        end = place + 8 + length
        if end + 4 > len(data):
            break
        if zlib.crc32(memoryview(data)[place + 4 : end]) != int.from_bytes(data[end : end + 4]):
            raise ValueError("a chunk is damaged")
        if data[place + 4 : place + 8] == b"IEND":
            return
        place = end + 4
    raise ShortDataError("the image is truncated")
