"""Pictures of one channel: masks of any origin, predictions, maps of classes."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, look_up
from blurlab.core.metrics import value_counts
from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.opening import decoded, opened, orientation_left
from blurlab.imaging.orientation import turned
from blurlab.imaging.pixels import DEEP_MODES, grey_pixels, index_pixels

_STRIP = 1_000_000  # pixels that are looked at together
_NEAR_END = 32  # greys that JPEG makes from black and white
_MOST_GREY = 0.05  # the largest share of soft edges in a mask


def read_grey(path: Path, what: str = "mask") -> NDArray[np.uint8]:
    """A one-channel picture (a mask, a prediction) as uint8 of shape (height, width); transparency is ignored.

    Colour becomes luminance; 16 bits are scaled to 8 unless no value is over 255, floats unless one is over 1. `what`
    names it in the sentence. Raises UnreadablePhoto.
    """
    with opened(path, what) as (image, orientation), decoded(image, path):
        return grey_pixels(image, orientation_left(image, orientation))


def read_indices(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    """A mask of classes: (indices (height, width), palette (n, 3)) as stored, uint8 and unscaled.

    For a grey file the values are the indices and the palette is None; a colour file gives RGB (height, width, 3)
    and None. Raises UnreadablePhoto.
    """
    with opened(path, "mask") as (image, orientation), decoded(image, path):
        indices = index_pixels(image, orientation_left(image, orientation))
        if indices is None:
            raise UnreadablePhoto(f"The mask “{shown_name(path)}” has more than 256 classes.")
        colours = np.array(image.getpalette("RGB") or [], np.uint8).reshape(-1, 3) if image.mode == "P" else None
        return indices, colours


def read_numbers(path: Path) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """The whole numbers of a mask of class numbers as stored, (height, width): grey values, or places in a palette.

    Colours are refused, except greys that were stored as colours. Raises UnreadablePhoto.
    """
    with opened(path, "mask") as (image, orientation), decoded(image, path):
        left = orientation_left(image, orientation)
        if image.mode in DEEP_MODES:
            numbers = _whole_numbers(np.asarray(turned(image, left)))
            if numbers is None:
                raise UnreadablePhoto(f"The values of the mask “{shown_name(path)}” are no class numbers.")
            return numbers if numbers.max() > 255 else numbers.astype(np.uint8)
        indices = index_pixels(image, left)
        if indices is None or (indices.ndim == 3 and (indices != indices[:, :, :1]).any()):
            raise UnreadablePhoto(f"The mask “{shown_name(path)}” has colours, so its values are no class numbers.")
        return np.ascontiguousarray(indices[:, :, 0]) if indices.ndim == 3 else indices


def read_colours(path: Path, most: int) -> tuple[NDArray[np.uint8], list[int]]:
    """A mask whose classes are colours: (the place of each pixel's in the list, (height, width); the list of them).

    A colour is 65536·red + 256·green + blue. Raises UnreadablePhoto for more than `most` colours, 255 at most.
    """
    with opened(path, "mask") as (image, orientation), decoded(image, path):
        pixels = np.asarray(turned(image.convert("RGB"), orientation_left(image, orientation)))
    found: set[int] = set()
    rows = max(1, _STRIP // pixels.shape[1])
    for top in range(0, len(pixels), rows):
        found.update(np.unique(_packed(pixels[top : top + rows])).tolist())
        if len(found) > most:
            raise UnreadablePhoto(
                f"The mask “{shown_name(path)}” holds more than {most} colours, so it has no classes."
            )
    colours = sorted(found)
    places = np.empty(pixels.shape[:2], np.uint8)
    for top in range(0, len(pixels), rows):
        places[top : top + rows] = np.searchsorted(colours, _packed(pixels[top : top + rows]))
    return places, colours


def _packed(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    wide = pixels.astype(np.uint32)
    return np.asarray(wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2], np.uint32)


def is_one_bit(path: Path) -> bool:
    """Whether a picture has one bit a pixel, so that its values are black and white and no classes."""
    with opened(path, "mask") as (image, _), decoded(image, path):
        return image.mode == "1"


def _whole_numbers(values: NDArray[Any]) -> NDArray[np.uint16] | None:
    """`values` as whole numbers, strip by strip; None if one of them is none, or is not in 0..65535."""
    numbers = np.empty(values.shape, np.uint16)
    rows = max(1, _STRIP // values.shape[1])
    for top in range(0, len(values), rows):
        part = values[top : top + rows]
        if not ((part >= 0) & (part <= 65535)).all():
            return None
        numbers[top : top + rows] = part
        if (numbers[top : top + rows] != part).any():
            return None
    return numbers


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
    if only_clear and not is_black_and_white(counts):
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


def is_black_and_white(counts: NDArray[np.intp]) -> bool:
    """Whether a mask with `counts` (256) pixels of each grey can be read in only one way."""
    if {0, IGNORE, 255}.issuperset(np.flatnonzero(counts).tolist()):
        return True
    black, white = counts[: _NEAR_END + 1].sum(), counts[255 - _NEAR_END :].sum()
    grey = counts.sum() - black - white
    if not white or (grey and not black):  # classes 0, 1, 2 …, or colours; soft edges run from one end to the other
        return False
    return bool(grey <= _MOST_GREY * counts.sum())


def _listed(values: list[int]) -> str:
    """The values, in a sentence; only the first and last of many."""
    if len(values) > 6:
        return f"{', '.join(map(str, values[:4]))} … {values[-1]} ({len(values)} values)"
    return " and ".join([", ".join(map(str, values[:-1])), str(values[-1])]) if len(values) > 1 else f"only {values[0]}"
