"""How the tones of a photo are spread, and where they are clipped."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

BRIGHTEST, DARKEST = 254, 1  # grey levels from which on, and down to which, a channel holds no detail
HIGHLIGHT, SHADOW = 255, 128  # in a map of what is clipped; 0: neither
_MOST: Final = 2_000_000  # pixels counted: of more each second, third, … row and column
_SHARE: Final = 64  # of 255: this much of a shrunken pixel is clipped, so that it is shown


@dataclass(frozen=True, eq=False)
class Histogram:
    """counts: int (4, 256), of red, green, blue and luminance. highlights, shadows: shares of the photo, 0..1, where a
    channel is at its brightest, or all are at their darkest."""

    counts: NDArray[np.int64]
    highlights: float
    shadows: float


def find_histogram(photo: NDArray[np.uint8]) -> Histogram:
    """Of an RGB photo, uint8 (h, w, 3). About 20 ms: do it off the UI thread."""
    step = max(1, round((photo.shape[0] * photo.shape[1] / _MOST) ** 0.5))
    seen = np.ascontiguousarray(photo[::step, ::step])
    grey = np.asarray(cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY), np.uint8)
    planes = [seen[..., channel].ravel() for channel in range(3)] + [grey.ravel()]
    counts = np.stack([np.bincount(plane, minlength=256) for plane in planes]).astype(np.int64)
    size = max(1, grey.size)
    bright = np.count_nonzero((seen >= BRIGHTEST).any(axis=2)) / size
    dark = np.count_nonzero((seen <= DARKEST).all(axis=2)) / size
    return Histogram(counts, bright, dark)


def find_clipped(photo: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Where an RGB photo, uint8 (h, w, 3), is clipped: level 0 is uint8 (h, w) of HIGHLIGHT, SHADOW or 0. In each
    further level a pixel stands for 2 × 2 of the one before, down to at most 256 px. About 10 ms a megapixel."""
    most = np.asarray(np.max(photo, axis=2), np.uint8)
    bright, dark = _mask(most >= BRIGHTEST), _mask(most <= DARKEST)
    levels = [_joined(bright, dark)]
    while max(levels[-1].shape) > 256:
        bright, dark = _halved(bright), _halved(dark)
        levels.append(_joined(bright, dark))
    return levels


def _mask(where: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return np.asarray(where, np.uint8) * np.uint8(255)


def _joined(bright: NDArray[np.uint8], dark: NDArray[np.uint8]) -> NDArray[np.uint8]:
    levels = np.where(dark >= _SHARE, np.uint8(SHADOW), np.uint8(0))
    levels[bright >= _SHARE] = HIGHLIGHT
    return levels


def _halved(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = mask.shape
    even = cv2.copyMakeBorder(mask, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    size = (even.shape[1] // 2, even.shape[0] // 2)
    return np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), np.uint8)
