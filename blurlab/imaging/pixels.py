"""Decoded pictures as arrays: strip by strip, so that only the picture itself and the array are in memory."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.imaging.colour import in_srgb, png_gamma, with_gamma
from blurlab.imaging.orientation import SIDEWAYS, turned
from blurlab.imaging.tones import AUTOMATIC, Tones, window_of

DEEP_MODES: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N", "F"})
_STRIP_PIXELS: Final = 1_000_000
_UNSET: Final = {  # colours unlikely to fill the last row of a picture, two for each mode
    "1": (255, 0),
    "L": (129, 77),
    "P": (129, 77),
    "I;16": (33153, 19789),
    "LA": ((129, 77), (77, 129)),
    "RGB": ((129, 77, 203), (77, 203, 129)),
    "RGBA": ((129, 77, 203, 91), (77, 203, 129, 19)),
}


class ShortDataError(OSError):
    """The pixels end before the picture does."""


def load_whole(image: Image.Image, again: Callable[[], Image.Image]) -> None:
    """Decode the opened picture. Raises ShortDataError if rows are missing, and what the decoder raises.

    Pillow accepts a PNG or GIF whose data ends early, and leaves the rest of it unchanged. So it is filled with a
    colour first; if the last row has that colour, `again` opens the picture once more and it is checked with another
    colour.
    """
    if not _fill(image, 0):
        image.load()
        return
    image.load()
    if _is_unset(image, 0):
        with again() as other:
            if _fill(other, 1):
                other.load()
                if _is_unset(other, 1):
                    raise ShortDataError("the image is truncated")


def _fill(image: Image.Image, which: int) -> bool:
    """Whether the picture could be filled with its first or second colour."""
    whole = (0, 0, *image.size)
    tiles = [tuple(tile[1]) for tile in getattr(image, "tile", [])]
    if image.tell() or image.format not in {"PNG", "GIF"} or image.mode not in _UNSET or tiles != [whole]:
        return False
    if image.format == "GIF" and "transparency" in image.info:
        return False  # Pillow fills it itself
    image.im = Image.core.fill(image.mode, image.size, _UNSET[image.mode][which])  # type: ignore[attr-defined]
    return True


def _is_unset(image: Image.Image, which: int) -> bool:
    row = image.height - 1
    if image.info.get("interlace") and row % 2 == 0 and row:
        row -= 1  # of an interlaced picture the odd rows come last
    seen = np.asarray(image.crop((0, row, image.width, row + 1)))
    expected: Any = _UNSET[image.mode][which]
    return bool((seen == (expected > 0 if image.mode == "1" else expected)).all())


def rgb_pixels(image: Image.Image, orientation: int, tones: Tones = AUTOMATIC) -> NDArray[np.uint8]:
    """uint8 (height, width, 3), upright, of a decoded picture with this `orientation`: sRGB by its profile,
    transparency over white, deep values by `tones`."""
    return placed(image, orientation, _to_rgb(image, tones), 3)


def luminance_pixels(image: Image.Image, orientation: int, tones: Tones = AUTOMATIC) -> NDArray[np.uint8]:
    """The luminance, uint8 (height, width), likewise."""
    if image.mode == "L" and not {"transparency", "gamma"} & image.info.keys():
        return placed(image, orientation, lambda strip: strip)
    to_rgb = _to_rgb(image, tones)
    return placed(image, orientation, lambda strip: to_rgb(strip).convert("L"))


def grey_pixels(image: Image.Image, orientation: int) -> NDArray[np.uint8]:
    """A picture of one channel, uint8 (height, width): colours become luminance, transparency is ignored; 16 bits are
    scaled to 8 unless no value is over 255, floats unless one is over 1."""
    if image.mode in DEEP_MODES:
        shallow = image.mode != "F" and _highest(image) <= 255
        to_eight = _as_they_are if shallow else _to_full(image)
        return placed(image, orientation, to_eight)
    if image.mode in {"LA", "La"}:
        return placed(image, orientation, lambda strip: strip.getchannel(0))
    if image.mode in {"L", "1"}:
        return placed(image, orientation, lambda strip: strip.convert("L"))
    return placed(image, orientation, lambda strip: strip.convert("RGB").convert("L"))


def index_pixels(image: Image.Image, orientation: int) -> NDArray[np.uint8] | None:
    """The values of a picture without colours, or its places in a palette, as stored, uint8 (height, width); None if
    they do not fit into uint8."""
    if image.mode in {"L", "P"}:
        return placed(image, orientation, lambda strip: strip)
    if any(values.min() < 0 or values.max() > 255 for values in _values(image)):
        return None
    return placed(image, orientation, _as_they_are)


def small_picture(image: Image.Image, longest: int, tones: Tones = AUTOMATIC) -> Image.Image:
    """A decoded picture in mode RGB, with the colours of `rgb_pixels` and a longer side of at most `longest` px."""
    plain = image.mode in {"RGB", "RGBA", "L", "CMYK"} and not ("transparency" in image.info and image.mode != "RGBA")
    if plain:
        small = image.copy() if max(image.size) <= longest else image
    else:
        small = _reduced(image, max(1, max(image.size) // (2 * longest)), tones)
    small.thumbnail((longest, longest), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return _to_rgb(small, tones)(small) if plain else small


def _reduced(image: Image.Image, factor: int, tones: Tones) -> Image.Image:
    to_rgb = _to_rgb(image, tones)
    small = Image.new("RGB", (-(-image.width // factor), -(-image.height // factor)))
    for top, strip in strips(image, factor):
        small.paste(to_rgb(strip).reduce(factor), (0, top // factor))
    return small


def _to_rgb(image: Image.Image, tones: Tones) -> Callable[[Image.Image], Image.Image]:
    """The function that turns a strip of `image` into sRGB of mode RGB."""
    if image.mode in DEEP_MODES:
        window = window_of(_values(image), tones)
        return lambda strip: Image.fromarray(window.eight(np.asarray(strip))).convert("RGB")
    transparent = "transparency" in image.info
    profile = image.info.get("icc_profile")
    gamma = png_gamma(image.info) if image.format == "PNG" else None

    def convert(strip: Image.Image) -> Image.Image:
        if strip.mode in {"RGBA", "RGBa", "LA", "La", "PA"} or transparent:
            strip = strip.convert("RGBA")
        elif strip.mode not in {"RGB", "L", "CMYK"}:
            strip = strip.convert("RGB")
        strip = in_srgb(strip, profile) if gamma is None else with_gamma(strip, gamma)
        if strip.mode == "RGBA":
            return _over_white(strip)
        return strip if strip.mode == "RGB" else strip.convert("RGB")

    return convert


def _over_white(rgba: Image.Image) -> Image.Image:
    white = Image.new("RGB", rgba.size, (255, 255, 255))
    white.paste(rgba.convert("RGB"), mask=rgba.getchannel("A"))
    return white


def _to_full(image: Image.Image) -> Callable[[Image.Image], Image.Image]:
    """The function that turns a strip of a mask's deep values into 8 bits, by the depth that all of them use: 8, 12 or
    16 bits; floats from 0..1 or 0..255. What a value means must not depend on the others."""
    if image.mode == "F":
        top = 255.0 if max((_sound(values).max(initial=0) for values in _values(image)), default=0) <= 1.0 else 1.0
        return lambda strip: Image.fromarray(np.clip(_sound(np.asarray(strip)) * top + 0.5, 0, 255).astype(np.uint8))
    highest = _highest(image)
    full = 255 if highest <= 255 else 4095 if highest <= 4095 else 65535 if highest <= 65535 else highest
    wide = np.uint64 if full > 65535 else np.uint32

    def scaled(strip: Image.Image) -> Image.Image:
        values: NDArray[Any] = np.clip(np.asarray(strip), 0, full).astype(wide)
        return Image.fromarray(((values * 255 + full // 2) // full).astype(np.uint8))

    return scaled


def _as_they_are(strip: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(strip).astype(np.uint8))


def _sound(values: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(np.nan_to_num(values, nan=0.0, posinf=255.0, neginf=0.0))


def _highest(image: Image.Image) -> int:
    return max((int(values.max(initial=0)) for values in _values(image)), default=0)


def _values(image: Image.Image) -> Iterator[NDArray[Any]]:
    return (np.asarray(strip) for _, strip in strips(image))


def strips(image: Image.Image, multiple: int = 1) -> Iterator[tuple[int, Image.Image]]:
    """(top, full-width strip of a million pixels or so) of a decoded picture; tops are multiples of `multiple`."""
    rows = max(multiple, _STRIP_PIXELS // max(1, image.width) // multiple * multiple)
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def placed(
    image: Image.Image,
    orientation: int,
    convert: Callable[[Image.Image], Image.Image],
    channels: int = 0,
    kind: type[Any] = np.uint8,
) -> NDArray[Any]:
    """A writable array of the upright picture, of this kind, with each strip converted and put in its place.

    channels: of what `convert` gives; 0 for one without an axis of its own.
    """
    width, height = image.size
    sideways = orientation in SIDEWAYS
    shape = (width, height) if sideways else (height, width)
    pixels = np.empty((*shape, channels) if channels else shape, kind)
    for top, strip in strips(image):
        part = np.asarray(turned(convert(strip), orientation))
        begin = height - top - strip.height if orientation in {3, 4, 6, 7} else top
        place = slice(begin, begin + strip.height)
        pixels[(slice(None), place) if sideways else place] = part
    return pixels
