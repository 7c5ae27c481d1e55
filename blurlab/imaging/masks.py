"""Pictures of one channel: masks of any origin, predictions, maps of classes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, look_up
from blurlab.core.metrics import value_counts
from blurlab.core.opencv import cv2
from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.opening import decoded, opened, orientation_left
from blurlab.imaging.pixels import DEEP_MODES, grey_pixels, index_pixels, placed, strips

_COLOURS = 1 << 24  # that there are
_MOST_CLASSES = 256
_DEEP_ENDS = (0, 65535)
_CLEAR = {(grey, grey, grey) for grey in (0, IGNORE, 255)}
_NEAR_END = 32  # greys that JPEG makes from black and white
_MOST_GREY = 0.05  # the largest share of soft edges in a mask
_EDGE = 8  # in a small one: so many pixels of them for each pixel of its side
_SOFT = 12  # greys at least along soft edges; classes are fewer
_SMALL = 1_000_000  # px: larger masks have few pixels in their edges
_WIDEST = 24  # px from black to white in a small one
_WIDEST_OF_FEW = 8  # px: of edges of a few greys, as a mask made twice as large has
_FEWEST = 3  # greys of such edges
_MOST_EDGES = 0.5  # the largest share of greys in a small one
_OFF = 0.2  # how far a grey may lie from an even slope between black and white, of its whole height
_ON_SLOPE = 0.9  # the least share of greys that lie there
_MOST_OF_ONE = 0.2  # the largest share of one of many greys: that of a class or of ignored pixels is larger


def read_grey(path: Path, what: str = "mask") -> NDArray[np.uint8]:
    """A one-channel picture (a mask, a prediction) as uint8 of shape (height, width); transparency is ignored.

    Colour becomes luminance; 16 bits are scaled to 8 unless no value is over 255, floats unless one is over 1. `what`
    names it in the sentence. Raises UnreadablePhoto.
    """
    with opened(path, what) as (image, orientation), decoded(image, path):
        return grey_pixels(image, orientation_left(image, orientation))


@dataclass(frozen=True)
class Indices:
    """A mask of classes: values, uint8 (height, width), as stored; palette: uint8 (n, 3), of a file that has one.

    Of a file in colours the values are places in `colours`, each of which is 65536·red + 256·green + blue.
    """

    values: NDArray[np.uint8]
    palette: NDArray[np.uint8] | None = None
    colours: tuple[int, ...] | None = None


def read_indices(path: Path) -> Indices:
    """A mask of classes in a grey file, one with a palette, or one of 256 colours at most. Raises UnreadablePhoto."""
    with opened(path, "mask") as (image, orientation), decoded(image, path):
        left = orientation_left(image, orientation)
        if _is_in_colours(image):
            places, colours = _by_colour(image, left, _MOST_CLASSES, path)
            return Indices(places, colours=colours)
        indices = index_pixels(image, left)
        if indices is None:
            raise UnreadablePhoto(f"The mask “{shown_name(path)}” has more than 256 classes.")
        palette = np.array(image.getpalette("RGB") or [], np.uint8).reshape(-1, 3) if image.mode == "P" else None
        return Indices(indices, palette)


def read_numbers(path: Path) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """The whole numbers of a mask of class numbers as stored, (height, width): grey values, or places in a palette.

    Colours are refused, except greys that were stored as colours. Raises UnreadablePhoto.
    """
    with opened(path, "mask") as (image, orientation), decoded(image, path):
        left = orientation_left(image, orientation)
        if image.mode in DEEP_MODES:
            kind = _kind_of_numbers(image)
            if kind is None:
                raise UnreadablePhoto(f"The values of the mask “{shown_name(path)}” are no class numbers.")
            return placed(image, left, lambda strip: Image.fromarray(np.asarray(strip).astype(kind)), kind=kind)
        indices = _first_channel(image, left) if _is_in_colours(image) else index_pixels(image, left)
        if indices is None:
            raise UnreadablePhoto(f"The mask “{shown_name(path)}” has colours, so its values are no class numbers.")
        return indices


def read_colours(path: Path, most: int) -> tuple[NDArray[np.uint8], list[int]]:
    """A mask whose classes are colours: (the place of each pixel's in the list, (height, width); the list of them).

    A colour is 65536·red + 256·green + blue. Raises UnreadablePhoto for more than `most` colours, 256 at most.
    """
    with opened(path, "mask") as (image, orientation), decoded(image, path):
        places, colours = _by_colour(image, orientation_left(image, orientation), most, path)
        return places, list(colours)


def _is_in_colours(image: Image.Image) -> bool:
    return image.mode not in DEEP_MODES | {"1", "L", "P"}


def _by_colour(
    image: Image.Image, orientation: int, most: int, path: Path
) -> tuple[NDArray[np.uint8], tuple[int, ...]]:
    """`values` and `colours` of Indices. By strips: the pixels as an array would take as much again as the picture."""
    seen = np.zeros(_COLOURS, bool)
    for _, strip in strips(image):
        seen[_packed(strip)] = True
        if np.count_nonzero(seen) > most:
            raise UnreadablePhoto(
                f"The mask “{shown_name(path)}” holds more than {most} colours, so it has no classes."
            )
    colours = np.flatnonzero(seen)
    table = np.zeros(_COLOURS, np.uint8)
    table[colours] = np.arange(colours.size)
    places = placed(image, orientation, lambda strip: Image.fromarray(table[_packed(strip)]))
    return places, tuple(colours.tolist())


def _packed(strip: Image.Image) -> NDArray[np.uint32]:
    wide = np.asarray(strip.convert("RGB")).astype(np.uint32)
    return np.asarray(wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2], np.uint32)


def _first_channel(image: Image.Image, orientation: int) -> NDArray[np.uint8] | None:
    """Of greys that were stored as colours; None for any other colours."""
    for _, strip in strips(image):
        rgb = np.asarray(strip.convert("RGB"))
        if (rgb != rgb[:, :, :1]).any():
            return None
    return placed(image, orientation, lambda strip: strip.convert("RGB").getchannel(0))


def is_clear(path: Path) -> bool:
    """Whether the values of a picture are black and white and no classes: it has one bit a pixel, a palette in which
    white is used beside black and grey alone, or 16 bits of which all or none are set. Raises UnreadablePhoto.

    It is decoded only where its header does not tell.
    """
    with opened(path, "mask") as (image, _):
        if image.mode not in (DEEP_MODES - {"F"}) | {"P"}:
            return image.mode == "1"
        with decoded(image, path):
            if image.mode != "P":
                ends = [np.unique(np.asarray(strip)).tolist() for _, strip in strips(image)]
                return {value for some in ends for value in some} in ({*_DEEP_ENDS}, {_DEEP_ENDS[1]})
            used: set[object] = set()
            for _, strip in strips(image):
                used.update(colour for _, colour in strip.convert("RGB").getcolors(3) or [(0, None)])
            return (255, 255, 255) in used and used <= _CLEAR


def has_palette(path: Path) -> bool:
    """Whether a picture has a palette, by its header. Raises UnreadablePhoto."""
    with opened(path, "mask") as (image, _):
        return image.mode == "P"


def _kind_of_numbers(image: Image.Image) -> type[np.uint8] | type[np.uint16] | None:
    """What holds all its deep values; None if one of them is no whole number, or is not in 0..65535."""
    highest = 0.0
    for _, strip in strips(image):
        part = np.asarray(strip)
        if not ((part >= 0) & (part <= 65535)).all() or (part != part.astype(np.uint16)).any():
            return None
        highest = max(highest, float(part.max()))
    return np.uint8 if highest <= 255 else np.uint16


def read_mask(path: Path, blurred: int, only_clear: bool = False) -> NDArray[np.uint8]:
    """A mask file of any origin as uint8 codes (SHARP, BLURRED, IGNORE) of shape (height, width).

    `blurred` says which end means blurred, 255 (white) or 0 (black); it is never guessed. A file of only 0 and 1 is
    read as black and white. 128 stays IGNORE if the file holds only 0, 128 and 255; otherwise values from 128 up are
    white. Raises UnreadablePhoto, and ValueError for another `blurred`.

    With `only_clear`, UnreadablePhoto is also raised for a file that is not black and white: one of 0 and 1 (perhaps
    classes), or one with more greys than the soft edges and noise of a JPEG.
    """
    if blurred not in {0, 255}:
        raise ValueError(f"blurred must be 255 or 0, not {blurred}")
    values = read_grey(path)
    counts = value_counts(values)
    present = np.flatnonzero(counts)
    if only_clear and not is_black_and_white(values):
        raise UnreadablePhoto(
            f"The mask “{shown_name(path)}” is not black and white, so it was not imported: "
            f"its grey values are {_listed(present.tolist())}."
        )
    white_from = 1 if present[-1] <= 1 else 128
    codes = np.full(256, SHARP, np.uint8)
    codes[white_from:] = BLURRED
    if blurred == 0:
        codes = np.where(codes == BLURRED, SHARP, BLURRED).astype(np.uint8)
    if {0, IGNORE, 255}.issuperset(present.tolist()):
        codes[IGNORE] = IGNORE
    return look_up(values, codes)


def is_black_and_white(values: NDArray[np.uint8]) -> bool:
    """Whether a mask with these grey values, (height, width), can be read in only one way: it holds black and white,
    and beside them at most the noise of a JPEG and soft edges, or 128 alone."""
    counts = value_counts(values)
    if {0, IGNORE, 255}.issuperset(np.flatnonzero(counts).tolist()):
        return True
    black, white = counts[: _NEAR_END + 1].sum(), counts[255 - _NEAR_END :].sum()
    between = counts[_NEAR_END + 1 : 255 - _NEAR_END]
    grey = between.sum()
    if not white or (grey and not black):  # classes 0, 1, 2 …, or colours; soft edges run from one end to the other
        return False
    greys = np.count_nonzero(between)
    edges = _EDGE * values.size**0.5 if greys >= _SOFT else 0.0
    if grey <= max(edges, _MOST_GREY * values.size):
        return True
    if values.size > _SMALL or grey > _MOST_EDGES * values.size or greys < _FEWEST:
        return False
    many = greys >= _SOFT and between.max() <= _MOST_OF_ONE * grey
    return _is_slope(values, _WIDEST if many else _WIDEST_OF_FEW)


def _is_slope(values: NDArray[np.uint8], widest: int) -> bool:
    """Whether the greys lie where a soft edge has them: on an even way of at most `widest` px from black to white."""
    black, white = values <= _NEAR_END, values >= 255 - _NEAR_END
    grey = ~(black | white)
    to_black, to_white = (
        cv2.distanceTransform((~end).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)[grey] for end in (black, white)
    )
    way = to_black + to_white
    expected = _NEAR_END + (255 - 2 * _NEAR_END) * to_black / way
    on_slope = (way <= widest) & (np.abs(values[grey] - expected) <= _OFF * 255)
    return bool(np.count_nonzero(on_slope) >= _ON_SLOPE * on_slope.size)


def _listed(values: list[int]) -> str:
    """The values, in a sentence; only the first and last of many."""
    if len(values) > 6:
        return f"{', '.join(map(str, values[:4]))} … {values[-1]} ({len(values)} values)"
    return " and ".join([", ".join(map(str, values[:-1])), str(values[-1])]) if len(values) > 1 else f"only {values[0]}"
