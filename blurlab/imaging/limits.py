"""Limits of a picture: sides, pixels, bytes of the file, and memory to decode it. All are checked first.

No file takes more than 1.5 GB of memory beyond the photo it becomes; a sentence reports one that would.
"""

import io
import os
from pathlib import Path
from typing import Any, BinaryIO, Final

from PIL import Image

from blurlab.files.reading import open_ordinary

MAX_PIXELS: Final = 300_000_000  # a larger file is treated as a decompression bomb
MAX_SIDE: Final = 65_535  # px: the most a JPEG can have
MEMORY: Final = 1_500_000_000  # bytes beyond the photo
_BESIDE_PIXELS: Final = 256 << 20  # bytes of a file that may be something other than pixels
_A_CALL: Final = 1024  # bytes that each read counts as: read by single bytes, a sparse file would never end
_FATTEST: Final = 16  # the most bytes of a file for one pixel: four channels of 32 bits
# Bytes a pixel that a decoder keeps while it works, measured; they include Pillow's own picture.
_KEPT: Final = {"WEBP": 16.0, "AVIF": 16.0, "HEIF": 12.0}
_RAW_KEPT: Final = 13.0
_FRAME_KEPT: Final = 14.0  # of a frame of a GIF: the canvas before it, what is disposed of, and the frame itself
_SCAN: Final = b"\xff\xda"  # begins a scan of a JPEG, and stands nowhere in the pixels
_ARITHMETIC: Final = (b"\xff\xc9", b"\xff\xca")  # begin a JPEG of such codes
_SCANS: Final = 12  # as many as any encoder makes
_SCANNED: Final = 4_000_000_000  # pixels of all scans: some fifteen seconds
_BLOCK: Final = 1 << 20
_TILE_WIDTH, _TILE_HEIGHT, _STRIP_ROWS, _SAMPLES, _BITS, _PLANAR = 322, 323, 278, 277, 258, 284


class TooLarge(Exception):  # noqa: N818 - named by what it reports
    """width, height: px that the file claims."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.width, self.height = width, height


class TakesTooMuch(Exception):  # noqa: N818 - named by what it reports
    """The file would take more memory than any photo."""


class NotDecodable(Exception):  # noqa: N818 - named by what it reports
    """The file may be sound, but the decoder that is installed does not know its compression.

    decoder: its name.
    """

    def __init__(self, decoder: str) -> None:
        super().__init__(decoder)
        self.decoder = decoder


class GuardedFile(io.BufferedReader):
    """A file read in bounded amounts: the parts beside the pixels must not fill the memory."""

    def __init__(self, path: Path, beside: int = _BESIDE_PIXELS) -> None:
        """beside: the bytes that may be read before more are allowed. Raises OSError, also for anything but an ordinary
        file.
        """
        with open_ordinary(path) as opened:
            descriptor = os.dup(opened.fileno())
        super().__init__(io.FileIO(descriptor))
        self._size = os.fstat(descriptor).st_size
        self._left = beside

    def allow(self, pixels: int) -> None:
        """Allow this many pixels to be read as well."""
        self._left += pixels * _FATTEST

    def read(self, size: int | None = -1, /) -> bytes:
        rest = max(0, self._size - self.tell())
        wanted = rest if size is None or size < 0 else min(size, rest)
        self._left -= max(wanted, _A_CALL)
        if self._left < 0:
            raise TakesTooMuch
        return super().read(size)


def check_size(width: int, height: int, most_pixels: int) -> None:
    """Raises TooLarge."""
    if width * height > most_pixels or max(width, height) > MAX_SIDE:
        raise TooLarge(width, height)


def check_raw(width: int, height: int) -> None:
    """Raises TakesTooMuch for a camera RAW of this size."""
    if raw_memory(width, height) > MEMORY:
        raise TakesTooMuch


def raw_memory(width: int, height: int) -> int:
    """Bytes that decoding a camera RAW of this size takes."""
    return int(width * height * _RAW_KEPT)


def check_memory(image: Image.Image) -> int:
    """The bytes that decoding an opened picture takes beside the picture itself. Raises TakesTooMuch."""
    pixels = image.width * image.height
    kept = 0.0
    if image.format in {"JPEG", "MPO"} and image.info.get("progressive"):
        # Two bytes for each value until the last scan, however far the picture is reduced; Pillow's pixels take four.
        kept = 2 * _samples(image) * _reduction(image) ** 2 + pixels
    elif image.format in _KEPT:
        kept = _KEPT[image.format] * pixels
    elif image.format == "GIF" and image.tell():
        kept = _FRAME_KEPT * pixels
    elif image.format == "TIFF" and image.info.get("compression") != "raw":
        kept = _piece(image) + pixels
    if kept > MEMORY:
        raise TakesTooMuch
    return int(max(kept, (1 if image.mode in {"1", "L", "P"} else 4) * pixels))  # as Pillow keeps them


def check_frame(image: Image.Image) -> None:
    """Raises TakesTooMuch for an animated GIF whose frames after the first take too much: to find one decodes those
    before it."""
    if image.format == "GIF" and _FRAME_KEPT * image.width * image.height > MEMORY:
        raise TakesTooMuch


def check_scans(image: Image.Image, data: BinaryIO) -> None:
    """Raises TakesTooMuch for a progressive JPEG that goes over its pixels again and again. data: the file."""
    if image.format not in {"JPEG", "MPO"} or not image.info.get("progressive"):
        return
    pixels, scans, last = image.width * image.height * _reduction(image) ** 2, 0, b""
    while block := data.read(_BLOCK):
        scans += (last + block).count(_SCAN)
        last = block[-1:]
        if scans > _SCANS and scans * pixels > _SCANNED:
            raise TakesTooMuch


def check_length(image: Image.Image, path: Path) -> None:
    """Raises EOFError for a JPEG too short for its claimed size: a block of 64 values takes two bits, one in a
    progressive file. So a few bytes cannot ask for gigabytes. Arithmetic codes can be shorter and are left alone."""
    if image.format not in {"JPEG", "MPO"}:
        return
    bits = _samples(image) * _reduction(image) ** 2 // 64 * (1 if image.info.get("progressive") else 2)
    with open_ordinary(path) as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(_BLOCK) if size * 8 < bits else b""
    if head and not any(marker in head for marker in _ARITHMETIC):
        raise EOFError


def _reduction(image: Image.Image) -> int:
    """By how much a JPEG is reduced each way while it is decoded."""
    told: tuple[int, ...] = getattr(image, "decoderconfig", ())
    return told[0] if told else 1


def _samples(image: Image.Image) -> int:
    """The values in a JPEG: with subsampling, colours have fewer than there are pixels."""
    layers: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
    across, down = (max((layer[place] for layer in layers), default=1) for place in (1, 2))
    whole = image.width * image.height
    return sum(whole * layer[1] * layer[2] // max(1, across * down) for layer in layers) or 3 * whole


def _piece(image: Image.Image) -> int:
    """Bytes of the largest strip or tile of a TIFF, which is unpacked in one piece."""
    tags: Any = getattr(image, "tag_v2", {})
    width, height = (int(tags.get(tag, side)) for tag, side in ((_TILE_WIDTH, image.width), (_TILE_HEIGHT, 0)))
    rows = height or min(int(tags.get(_STRIP_ROWS, image.height)), image.height)
    bits = tags.get(_BITS, (8,))
    deep = max(bits if isinstance(bits, tuple) else (bits,))
    samples = int(tags.get(_SAMPLES, 1)) if tags.get(_PLANAR, 1) == 1 else 1
    return width * rows * (samples * int(deep) // 8 + 1)
