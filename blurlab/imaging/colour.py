"""Colours as the screen and the model expect them: what a photo's ICC profile says, turned into sRGB."""

import io
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from PIL import Image, ImageCms

_LARGEST: Final = 8 << 20  # bytes; anything larger is not a profile
_TAKEN: Final = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY", "CMYK": "CMYK"}  # Pillow's mode → the profile's space
# Nearly every photo with a profile has one of these; converting it would only round its colours.
_SRGB: Final = ("sRGB", "sRGB IEC61966-2.1", "sRGB built-in", "sRGB IEC61966-2-1 black scaled", "c2")
_SCREEN: Final = 2.2  # the exponent of sRGB, nearly
_SAME_GAMMA: Final = 0.02  # 0.45455 is told as 0.45 and 0.4545


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


def png_gamma(said: Mapping[Any, Any]) -> float | None:
    """The exponent that brings the values of a PNG to those of sRGB; None where they are as good as that already.

    said: what Pillow's `info` holds. A profile, and being declared as sRGB, come before the gamma, as the PNG
    specification has it.
    """
    gamma = said.get("gamma")
    if not isinstance(gamma, float) or not 0.05 <= gamma <= 20 or "icc_profile" in said or "srgb" in said:
        return None
    exponent = 1 / (gamma * _SCREEN)
    return None if abs(exponent - 1) < _SAME_GAMMA else exponent


def with_gamma(picture: Image.Image, exponent: float) -> Image.Image:
    """`picture`, of mode L, RGB or RGBA, with each value v, 0..1, as v ** `exponent`; transparency stays."""
    table = [round(255 * (value / 255) ** exponent) for value in range(256)]
    bands = len(picture.getbands())
    return picture.point(table * bands if picture.mode != "RGBA" else table * 3 + list(range(256)))


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
