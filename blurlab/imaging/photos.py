"""Strangers' photos decoded: whatever the file holds becomes upright 8-bit RGB, or one sentence."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.opencv import cv2
from blurlab.imaging import raw
from blurlab.imaging.decoders import is_raw
from blurlab.imaging.kinds.large_jpeg import is_large_jpeg, read_large_jpeg
from blurlab.imaging.limits import MAX_PIXELS, NotDecodable
from blurlab.imaging.opening import decoded, opened, orientation_left, reading, upright_size
from blurlab.imaging.pixels import luminance_pixels, rgb_pixels, small_picture
from blurlab.imaging.tones import AUTOMATIC, Tones

_STANDS_FOR: Final = 0.9  # of the sides: as `blurlab.imaging.shots.STANDS_FOR` for a picture beside a RAW


def photo_size(path: Path, page: int = 0, what: str = "photo") -> tuple[int, int]:
    """(width, height) in pixels of the upright photo, after its EXIF orientation; reads the header only.

    `what` names it in the sentence. Raises UnreadablePhoto.
    """
    with reading(path, what):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return photo.size
    with opened(path, what, page=page) as (image, orientation):
        return upright_size(image, orientation)


def read_photo(path: Path, page: int = 0, tones: Tones = AUTOMATIC) -> NDArray[np.uint8]:
    """The photo as uint8 RGB of shape (height, width, 3), upright by its EXIF orientation.

    page: of the file, or frame of an animation, from 0. Transparency goes over white, deep values become 8 bits by
    `tones`, colours sRGB by the ICC profile; camera RAW is fully decoded. Raises UnreadablePhoto if the file is
    missing, empty, truncated, not a photo, over MAX_PIXELS, or needs a package that is not installed.
    """
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return photo.pixels()
    with opened(path, page=page) as (image, orientation):
        if is_large_jpeg(image, orientation):
            return read_large_jpeg(path, image)
        with decoded(image, path):
            return rgb_pixels(image, orientation_left(image, orientation), tones)


def read_to_cull(path: Path) -> NDArray[np.uint8] | None:
    """The camera's own picture of a RAW file, at the size of the photo, uint8 RGB (height, width, 3), upright.

    None where the file is no RAW, or where its picture has less than nine tenths of the photo's sides: then it does not
    show at 100 % what is sharp. It is there many times sooner than the decoded RAW, and sharpened by the camera. Raises
    UnreadablePhoto.
    """
    if not is_raw(path):
        return None
    with reading(path), raw.opened(path, MAX_PIXELS) as photo:
        width, height = photo.size
        pixels = photo.preview_pixels(round(_STANDS_FOR * max(width, height)))
        if pixels is None or min(pixels.shape[1] / width, pixels.shape[0] / height) < _STANDS_FOR:
            return None
        if pixels.shape[:2] != (height, width):
            pixels = np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
        return pixels


def read_thumbnail(path: Path, longest: int, page: int = 0, tones: Tones = AUTOMATIC) -> NDArray[np.uint8]:
    """The photo as read_photo gives it, reduced so that its longer side is at most `longest` pixels.

    This is much faster than read_photo for JPEG, which is decoded at a fraction of its size, and for camera RAW, whose
    preview by the camera is used if it is large enough. Raises UnreadablePhoto.
    """
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                picture = photo.preview(min(longest, *photo.size)) or _decoded(photo)
            return rgb_pixels(small_picture(picture, longest), 1)
    with opened(path, page=page) as (image, orientation):
        if image.format in {"JPEG", "MPO"}:
            image.draft("RGB", (longest, longest))
        with decoded(image, path):
            return rgb_pixels(small_picture(image, longest, tones), orientation_left(image, orientation))


def _decoded(photo: raw.RawPhoto) -> Image.Image:
    """All of it; the camera's preview, whatever its size, where the decoder does not know the compression."""
    try:
        return Image.fromarray(photo.pixels())
    except NotDecodable:
        preview = photo.preview(1)
        if preview is None:
            raise
        return preview


def read_luminance(path: Path, page: int = 0, tones: Tones = AUTOMATIC) -> NDArray[np.uint8]:
    """The photo's luminance, uint8 (height, width), as from read_photo but for rounding, and faster: a JPEG's colours
    are not decoded and its ICC profile is not read, which hardly changes the luminance. Raises UnreadablePhoto.
    """
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return np.asarray(cv2.cvtColor(photo.pixels(), cv2.COLOR_RGB2GRAY), np.uint8)
    with opened(path, page=page) as (image, orientation):
        if image.format in {"JPEG", "MPO"}:
            image.draft("L", image.size)
        with decoded(image, path):
            return luminance_pixels(image, orientation_left(image, orientation), tones)
