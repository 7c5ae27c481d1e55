"""A first look at a photo, long before it is fully decoded: the preview in the file, also of camera RAW, or else a JPEG
at an eighth of its size, or some rows of a TIFF.

A draft is only for looking at until the photo arrives: no prediction, mask or measure is made from it.
"""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps

from blurlab.errors import UnreadablePhoto
from blurlab.imaging.decoders import is_raw
from blurlab.imaging.kinds.tiff_draft import tiff_draft
from blurlab.imaging.limits import GuardedFile
from blurlab.imaging.photos import photo_size, read_thumbnail

_JPEG: Final = frozenset({".jpg", ".jpeg", ".jpe", ".mpo"})
_TIFF: Final = frozenset({".tif", ".tiff"})
_FORMATS: Final = ("JPEG", "MPO")
_REDUCTION: Final = 8  # the most that a JPEG decoder can reduce by
_LEAST_REDUCED: Final = 6_000_000  # pixels; decoding a smaller photo in full is nearly as fast
_GOOD: Final = 640  # pixels of the longer side: a draft of that size is good enough
_LONGEST: Final = 2048  # pixels; a larger preview in the file would take as long as the photo
_RAW_LONGEST: Final = 1024  # pixels; previews in camera RAW are at least this large
_SHAPE: Final = 0.02  # how far a preview's proportions may differ from the photo's, with sides in whole pixels
_ORIENTATION: Final = 274
_THUMBNAIL_START, _THUMBNAIL_LENGTH = 513, 514  # tags of EXIF's second part
_EXIF_HEAD: Final = 6  # bytes “Exif\0\0” before what the offsets count from


def read_drafts(path: Path) -> Iterator[NDArray[np.uint8]]:
    """Pictures of the photo, each better than the previous: uint8 RGB (h, w, 3), upright, with its proportions.

    There are none if the file has no quick one or cannot be read: a draft is never an error, because the photo itself
    follows.
    """
    if is_raw(path):
        with suppress(UnreadablePhoto):
            yield read_thumbnail(path, _RAW_LONGEST)
        return
    if path.suffix.lower() in _TIFF:
        with suppress(Exception):  # as below
            if (made := tiff_draft(path)) is not None:
                yield made
        return
    if path.suffix.lower() not in _JPEG:
        return
    try:
        width, height = photo_size(path)
    except UnreadablePhoto:
        return
    longest = 0
    preview = _embedded(path, width, height)
    if preview is not None:
        longest = max(preview.shape[:2])
        yield preview
    if longest < _GOOD and width * height >= _LEAST_REDUCED:
        with suppress(UnreadablePhoto):
            yield read_thumbnail(path, -(-max(width, height) // _REDUCTION))


def _embedded(path: Path, width: int, height: int) -> NDArray[np.uint8] | None:
    """The largest preview in the file that is small enough, else EXIF's thumbnail."""
    try:
        with GuardedFile(path) as file, Image.open(file, formats=_FORMATS) as image:
            orientation = image.getexif().get(_ORIENTATION, 1)
            for picture in _previews(image):
                rgb = picture.convert("RGB")
                rgb.getexif()[_ORIENTATION] = orientation
                upright = _cut(ImageOps.exif_transpose(rgb), width, height)
                if upright is not None:
                    return np.asarray(upright, np.uint8).copy()
    except Exception:  # decoders raise nearly anything on damaged files; decoding the photo will report it
        return None
    return None


def _previews(image: Image.Image) -> Iterator[Image.Image]:
    """The second picture of a multi-picture file, then EXIF's thumbnail, if there are any."""
    if getattr(image, "n_frames", 1) > 1:
        first = image.size
        image.seek(1)
        if max(image.size) <= _LONGEST and image.size != first:
            yield image.copy()
        image.seek(0)
    exif: bytes = image.info.get("exif", b"")
    part: dict[int, Any] = dict(image.getexif().get_ifd(ExifTags.IFD.IFD1))
    start, length = part.get(_THUMBNAIL_START, 0), part.get(_THUMBNAIL_LENGTH, 0)
    if start and length:
        stored = exif[_EXIF_HEAD + start : _EXIF_HEAD + start + length]
        with Image.open(io.BytesIO(stored), formats=_FORMATS) as thumbnail:
            if max(thumbnail.size) <= _LONGEST:
                yield thumbnail.copy()


def _cut(picture: Image.Image, width: int, height: int) -> Image.Image | None:
    """`picture` without the bars with which cameras fill up 4:3; None if that does not give the photo's proportions."""
    scale = min(picture.width / width, picture.height / height)
    inner = max(1, round(width * scale)), max(1, round(height * scale))
    left, top = (picture.width - inner[0]) // 2, (picture.height - inner[1]) // 2
    bars = 1 - inner[0] * inner[1] / (picture.width * picture.height)
    if bars <= _SHAPE:
        return picture
    if not _is_bar(picture, inner, left, top):
        return None
    return picture.crop((left, top, left + inner[0], top + inner[1]))


def _is_bar(picture: Image.Image, inner: tuple[int, int], left: int, top: int) -> bool:
    """Whether the area around `inner` is black."""
    pixels = np.asarray(picture).copy()
    edge = 2  # the blocks of a JPEG spread the photo a little into the bars
    pixels[max(0, top - edge) : top + inner[1] + edge, max(0, left - edge) : left + inner[0] + edge] = 0
    return bool(pixels.mean() < 3)
