"""Photos from strangers, decoded: whatever the file holds becomes upright 8-bit RGB, or one sentence."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.opencv import cv2
from blurlab.imaging import raw
from blurlab.imaging.decoders import is_raw
from blurlab.imaging.limits import MAX_PIXELS
from blurlab.imaging.opening import decode, opened, orientation_left, reading, upright_size
from blurlab.imaging.pixels import luminance_pixels, rgb_pixels, small_picture


def photo_size(path: Path) -> tuple[int, int]:
    """(width, height) in pixels as the photo is seen, that is after its EXIF orientation; reads the header only.

    Raises UnreadablePhoto.
    """
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return photo.size
    with opened(path) as (image, orientation):
        return upright_size(image, orientation)


def read_photo(path: Path) -> NDArray[np.uint8]:
    """The photo as uint8 RGB of shape (height, width, 3), upright by its EXIF orientation.

    Of an animation the first frame, transparency over white, 16 bits scaled to 8, colours in sRGB by the ICC profile,
    camera RAW fully decoded. Raises UnreadablePhoto where the file is missing, empty, truncated, no photo, over
    MAX_PIXELS, or needs a package that is not installed.
    """
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return photo.pixels()
    with opened(path) as (image, orientation):
        decode(image, path)
        return rgb_pixels(image, orientation_left(image, orientation))


def read_thumbnail(path: Path, longest: int) -> NDArray[np.uint8]:
    """The photo as read_photo gives it, made smaller so that its longer side is at most `longest` pixels.

    Much faster than read_photo for JPEG, which is decoded at a fraction of its size, and for camera RAW, where the
    preview that the camera made is taken if it is large enough. Raises UnreadablePhoto.
    """
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                preview = photo.preview(min(longest, *photo.size)) or Image.fromarray(photo.pixels())
            return rgb_pixels(small_picture(preview, longest), 1)
    with opened(path) as (image, orientation):
        if image.format in {"JPEG", "MPO"}:
            image.draft("RGB", (longest, longest))
        decode(image, path)
        return rgb_pixels(small_picture(image, longest), orientation_left(image, orientation))


def read_luminance(path: Path) -> NDArray[np.uint8]:
    """How light the photo is, uint8 (height, width), as of read_photo but for rounding, and sooner: the colours of a
    JPEG are left undecoded, and its ICC profile unread, which hardly moves the light. Raises UnreadablePhoto.
    """
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return np.asarray(cv2.cvtColor(photo.pixels(), cv2.COLOR_RGB2GRAY), np.uint8)
    with opened(path) as (image, orientation):
        if image.format in {"JPEG", "MPO"}:
            image.draft("L", image.size)
        decode(image, path)
        return luminance_pixels(image, orientation_left(image, orientation))
