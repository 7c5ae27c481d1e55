"""Colours as the screen and the model expect them: what a photo's ICC profile says, turned into sRGB."""

import io
from functools import cache
from typing import Final

from PIL import Image, ImageCms

_LARGEST: Final = 8 << 20  # bytes; anything larger is not a profile
_TAKEN: Final = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY", "CMYK": "CMYK"}  # Pillow's mode → the profile's space
# Nearly every photo with a profile has one of these; converting it would only round its colours.
_SRGB: Final = ("sRGB", "sRGB IEC61966-2.1", "sRGB built-in", "sRGB IEC61966-2-1 black scaled", "c2")


def in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """`picture`, of mode L, RGB, RGBA or CMYK, in sRGB by its ICC `profile`, the bytes from its file.

    L and CMYK become RGB. A broken profile, or one for other colours, is ignored: `picture` comes back.
    """
    if not isinstance(profile, bytes) or not 128 < len(profile) <= _LARGEST or picture.mode not in _TAKEN:
        return picture
    to = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        transform = _transform(profile, picture.mode, to)
        return picture if transform is None else transform.apply(picture)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


_last: dict[tuple[bytes, str, str], ImageCms.ImageCmsTransform | None] = {}


def _transform(profile: bytes, mode: str, to: str) -> ImageCms.ImageCmsTransform | None:
    """The conversion of the profile's colours to sRGB, or None if they are sRGB; the last one is kept."""
    key = (profile, mode, to)
    if key not in _last:
        made = _made(profile, mode, to)
        _last.clear()
        _last[key] = made
        return made
    return _last[key]


def _made(profile: bytes, mode: str, to: str) -> ImageCms.ImageCmsTransform | None:
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if opened.profile.xcolor_space != _TAKEN[mode]:
        return None
    if mode.startswith("RGB") and (opened.profile.profile_description or "").strip("\0 ") in _SRGB:
        return None
    return ImageCms.buildTransform(
        opened,
        _srgb(),
        mode,
        to,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
