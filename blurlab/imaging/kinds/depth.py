"""What a person chooses tones by: the values of a deep picture, and how many bands it has."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.imaging.opening import decoded, opened, orientation_left, reading
from blurlab.imaging.orientation import turned
from blurlab.imaging.pixels import DEEP_MODES
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import PlainFile, open_source
from blurlab.imaging.tones import Tones, Window, rgb_of, shown_bands, window_of

_LONGEST: Final = 720  # px of the small bands


@dataclass(frozen=True)
class Depth:
    """A deep picture, small.

    Attributes
    ----------
    bands
        Each (h, w), values as they are stored, of pixels spread evenly.
    least, most
        Of all values.
    coloured
        Whether the first three bands are red, green and blue.
    """

    bands: tuple[NDArray[Any], ...]
    least: float
    most: float
    coloured: bool

    def seen(self, tones: Tones) -> NDArray[np.uint8]:
        """uint8 RGB (h, w, 3). Raises ValueError for a band that does not exist."""
        shown = shown_bands(len(self.bands), self.coloured, tones)
        return rgb_of([self.bands[number] for number in shown], self.coloured and len(shown) == 3, tones)

    def window(self, bands: tuple[int, ...] = ()) -> Window:
        """What is found for these bands together."""
        shown = shown_bands(len(self.bands), self.coloured, Tones(bands=bands))
        return window_of([self.bands[number] for number in shown])


def depth_of(ref: PhotoRef) -> Depth | None:
    """What there is to choose of the picture; None where its values are those of the screen already.

    Raises UnreadablePhoto.
    """
    source = open_source(ref)
    if not isinstance(source, PlainFile):
        return None
    deep = source.deep_bands
    if deep is not None:
        with reading(ref.path):
            return _depth(deep.bands(range(deep.count)), deep.coloured)
    with opened(ref.path, page=source.page) as (image, orientation):
        if image.mode not in DEEP_MODES:
            return None
        with decoded(image, ref.path):
            return _depth([np.asarray(turned(image, orientation_left(image, orientation)))], False)


def _depth(bands: list[NDArray[Any]], coloured: bool) -> Depth:
    step = max(1, -(-max(bands[0].shape) // _LONGEST))
    sound = [band[np.isfinite(band)] if band.dtype.kind == "f" else band for band in bands]
    ends = [float(end) for band in sound if band.size for end in (band.min(), band.max())] or [0.0, 1.0]
    return Depth(tuple(band[::step, ::step].copy() for band in bands), min(ends), max(ends), coloured)
