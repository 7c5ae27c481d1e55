"""What a camera, and programs after it, wrote into a photo beside its pixels."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from blurlab.files.reading import open_ordinary
from blurlab.imaging import raw
from blurlab.imaging.decoders import is_raw
from blurlab.imaging.limits import MAX_PIXELS
from blurlab.imaging.metadata.directory import of_bytes, of_file
from blurlab.imaging.metadata.exif import Exif, read_exif
from blurlab.imaging.metadata.focus_points import focus_note, maker_focus_area
from blurlab.imaging.opening import opened, reading
from blurlab.imaging.orientation import sensible, turned_size
from blurlab.sharpness.subject import Box

_EXIF_PART = 0x8769


@dataclass(frozen=True)
class PhotoTags:
    """tags: EXIF tag → value, of the file and of its Exif part. width, height: in px as stored. orientation: 1..8.
    maker_area: where the maker's notes say the camera focused, in the picture as stored. focus_note: what else they say
    of the focus, a sentence or “”."""

    tags: dict[int, Any]
    width: int
    height: int
    orientation: int
    maker_area: Box | None = None
    focus_note: str = ""


def read_tags(path: Path) -> PhotoTags:
    """What the camera wrote into the photo; damaged EXIF counts as none. Raises UnreadablePhoto."""
    with reading(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                (width, height), orientation = photo.stored_size, photo.orientation
            with open_ordinary(path) as file:
                exif = read_exif(of_file(file))
                tags: dict[int, Any] = {**exif.main.values(), **exif.part.values()} if exif else {}
                area, note = _focus(exif, width, height)
            return PhotoTags(tags, width, height, orientation, area, note)
    with opened(path) as (image, orientation):
        (width, height), tags, area, note = image.size, {}, None, ""
        if image.format == "HEIF":  # upright already; the tags refer to the picture as the sensor saw it
            orientation = sensible(image.info.get("original_orientation"))  # noqa: PLW2901
            width, height = turned_size(image.size, orientation)
        if image.format != "PNG" or {"exif", "Raw profile type exif"} & image.info.keys():
            with suppress(Exception):
                told = image.getexif()
                tags = {**told, **told.get_ifd(_EXIF_PART)}
            area, note = _maker_focus(path, image, width, height)
        return PhotoTags(tags, width, height, orientation, area, note)


def _maker_focus(path: Path, image: Image.Image, width: int, height: int) -> tuple[Box | None, str]:
    block = image.info.get("exif")
    if isinstance(block, bytes):
        return _focus(read_exif(of_bytes(block)), width, height)
    if image.format != "TIFF":
        return None, ""
    with open_ordinary(path) as file:
        return _focus(read_exif(of_file(file)), width, height)


def _focus(exif: Exif | None, width: int, height: int) -> tuple[Box | None, str]:
    if exif is None:
        return None, ""
    return maker_focus_area(exif, width, height), focus_note(exif)
