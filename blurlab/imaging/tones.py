"""Deep values as 8 bits: the range that is shown from black to white, and the bands that are seen as colours.

One rule for the screen, the model, training and the commands, since all of them read photos through it. What is kept
with a photo is `Tones`; what they come to for its values is a `Window`.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

MOST_BANDS: Final = 512
_PERCENT: Final = (0.1, 99.9)  # of the values, from black to white where the range is narrow
_NARROW: Final = 0.5  # a share of its natural range from which on a photo is shown in that: it was made to be seen so
_LOOKED_AT: Final = 1_000_000  # values; more of them hardly change a percentile
_NUMBER: Final = r"-?[0-9]{1,10}(?:\.[0-9]{1,12})?(?:e[+-]?[0-9]{1,3})?"
_TEXT: Final = re.compile(rf"(?:({_NUMBER})\.\.({_NUMBER}))?(?: ?b([0-9]{{1,3}})(?:,([0-9]{{1,3}}),([0-9]{{1,3}}))?)?")
_AT_ONCE: Final = 1 << 17  # values: more of them as floats would be seen in the memory
_DEPTHS: Final = (255, 4095, 65535)  # cameras and microscopes store 12 bits in 16: read as 16 they would look black


@dataclass(frozen=True)
class Tones:
    """How a deep photo is to be seen.

    Attributes
    ----------
    low, high
        The values shown as black and as white; both None: found from the values.
    bands
        Numbers, from 0, of the bands shown as red, green and blue, or of the one shown as grey; empty: by the file.

    Raises
    ------
    ValueError
        For a range without width, one end alone, or other counts of bands.
    """

    low: float | None = None
    high: float | None = None
    bands: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("a range has two ends")
        low, high = (0.0, 1.0) if self.low is None or self.high is None else (self.low, self.high)
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ValueError(f"a range must have a width, not {low} to {high}")
        if len(self.bands) not in {0, 1, 3} or not all(0 <= band < MOST_BANDS for band in self.bands):
            raise ValueError(f"one band or three are shown, not {self.bands}")

    @property
    def text(self) -> str:
        """As one line, such as “7200..7900 b3,1,0”; empty where all is automatic. `read` is its inverse."""
        ends = "" if self.low is None or self.high is None else f"{self.low:.10g}..{self.high:.10g}"
        bands = f"b{','.join(map(str, self.bands))}" if self.bands else ""
        return " ".join(filter(None, (ends, bands)))

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError for what `text` never is."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}” names no range of values")
        low, high, *bands = found.groups()
        chosen = tuple(int(band) for band in bands if band is not None)
        return cls(None if low is None else float(low), None if high is None else float(high), chosen)


AUTOMATIC: Final = Tones()


@dataclass(frozen=True)
class Window:
    """Values from `low`, black, to `high`, white; the ends of a photo, both included."""

    low: float
    high: float

    def eight(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        """`values` of any real type and shape as uint8; what is no number is black."""
        width = self.high - self.low
        if np.issubdtype(values.dtype, np.integer) and values.dtype.itemsize <= 2 and values.size > 1 << 16:
            whole = np.iinfo(values.dtype)
            table = Window(self.low, self.high).eight(np.arange(whole.min, whole.max + 1))
            return np.asarray(table[values.astype(np.int32) - whole.min])
        flat, made = values.reshape(-1), np.empty(values.size, np.uint8)
        for start in range(0, flat.size, _AT_ONCE):
            part = flat[start : start + _AT_ONCE].astype(np.float64)
            part = (np.nan_to_num(part, nan=self.low, posinf=self.high, neginf=self.low) - self.low) * (255.0 / width)
            made[start : start + _AT_ONCE] = np.clip(part + 0.5, 0, 255)
        return made.reshape(values.shape)


def window_of(parts: Iterable[NDArray[Any]], tones: Tones = AUTOMATIC) -> Window:
    """The window in which these values, given part by part, are seen.

    A photo that fills half of what its values could be, 8, 12 or 16 bits, or floats from 0 to 1 or to 255, is seen in
    all of that; of any other all but the outermost thousandth at each end fills the range from black to white.
    """
    if tones.low is not None and tones.high is not None:
        return Window(tones.low, tones.high)
    values = _sample(parts)
    if values.size == 0:
        return Window(0.0, 1.0)
    low, high = (float(end) for end in np.percentile(values, _PERCENT))
    least, most = float(values.min()), float(values.max())
    natural = _natural(least, most, np.issubdtype(values.dtype, np.floating))
    if natural is not None and high - low >= _NARROW * (natural.high - natural.low):
        return natural
    if high <= low:
        low, high = least, most
    if high <= low:
        return natural or Window(low, low + 1.0)
    return Window(low, high)


def _natural(least: float, most: float, floating: bool) -> Window | None:
    if least < 0:
        return None
    fitting = [top for top in ((1, 255) if floating else _DEPTHS) if most <= top]
    return Window(0.0, float(fitting[0])) if fitting else None


def _sample(parts: Iterable[NDArray[Any]]) -> NDArray[Any]:
    """Evenly spread values that are numbers, some _LOOKED_AT of each part at most; the ends of all are among them."""
    taken: list[NDArray[Any]] = []
    for part in parts:
        flat = part.reshape(-1)
        if np.issubdtype(flat.dtype, np.floating):
            flat = flat[np.isfinite(flat)]
        if flat.size:
            few = flat[:: max(1, flat.size // (_LOOKED_AT // 8))].copy()  # a view would keep all of the part
            taken += [few, np.array([flat.min(), flat.max()], flat.dtype)]
    return np.concatenate(taken) if taken else np.empty(0)


def shown_bands(count: int, coloured: bool, tones: Tones) -> tuple[int, ...]:
    """The bands to show of `count`, one or three. coloured: the first three are red, green and blue.

    Raises ValueError if the photo has not the bands that `tones` ask for.
    """
    if tones.bands:
        if max(tones.bands) >= count:
            raise ValueError(f"band {max(tones.bands) + 1} of {count}")
        return tones.bands
    return (0, 1, 2) if coloured or count >= 3 else (0,)


def rgb_of(bands: Sequence[NDArray[Any]], coloured: bool, tones: Tones) -> NDArray[np.uint8]:
    """uint8 RGB (H, W, 3) of one band or three, each (H, W): colours keep one window, other bands get one each."""
    height, width = bands[0].shape
    pixels = np.empty((height, width, 3), np.uint8)
    if coloured and len(bands) == 3:
        windows = [window_of(bands, tones)] * 3
    else:
        windows = [window_of([band], tones) for band in bands]
    for channel in range(3):
        band = channel if len(bands) == 3 else 0
        if channel and len(bands) == 1:
            pixels[..., channel] = pixels[..., 0]
        else:
            for top in range(0, height, 512):
                pixels[top : top + 512, :, channel] = windows[band].eight(bands[band][top : top + 512])
    return pixels
