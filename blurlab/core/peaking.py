"""Peaking: which pixels of a photo carry fine detail at full resolution, however far the view is zoomed out.

It is computed from the photo, never from the screen: reduced photos look sharp everywhere.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

Peaks = NDArray[np.uint8]

_STRIP: Final = 256  # rows worked on at a time
_REACH: Final = 12  # rows beyond a strip that its pixels depend on
_REBLUR: Final = 1.4  # px, sigma of the small blur that weakens crisp edges and leaves soft ones
_LOST: Final = 0.62  # of the squared gradient, which this blur must remove for a pixel to peak
_FLOOR: Final = 14.0  # grey levels a pixel, the least gradient, above that of JPEG blocks
_NOISE: Final = 4.0  # sigmas of the photo's noise that a gradient must rise above


def find_peaks(photo: NDArray[np.uint8], noise: float = 0.0) -> list[Peaks]:
    """Where an RGB photo, uint8 (h, w, 3), is crisp: level 0 is uint8 (h, w), 255 at a peak, else 0.

    In each further level a pixel stands for 2 × 2 of the previous level and peaks if one of them does, down to at most
    256 px: so nothing is lost in a reduced view. noise: sigma of the photo's noise in grey levels. This takes about
    30 ms a megapixel: do it off the UI thread.
    """
    height, width = photo.shape[:2]
    peaks = np.empty((height, width), np.uint8)
    floor = max(_FLOOR, _NOISE * noise) ** 2
    for top in range(0, height, _STRIP):
        bottom = min(top + _STRIP, height)
        first, last = max(0, top - _REACH), min(height, bottom + _REACH)
        peaks[top:bottom] = _peaks_of(photo[first:last], floor)[top - first : bottom - first]
    levels = [peaks]
    while max(levels[-1].shape) > 256:
        levels.append(_halved(levels[-1]))
    return levels


def peak_share(peaks: Peaks) -> float:
    """The share of peaks among the pixels of level 0, 0..1."""
    return float(np.count_nonzero(peaks)) / max(1, peaks.size)


def _peaks_of(strip: NDArray[np.uint8], floor: float) -> Peaks:
    grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(strip), cv2.COLOR_RGB2GRAY), np.float32)
    before = _gradient(grey)
    after = _gradient(np.asarray(cv2.GaussianBlur(grey, (0, 0), _REBLUR), np.float32))
    # Both are pooled over the nearest pixels: a single ridge of noise has no neighbours.
    pooled, left = (cv2.GaussianBlur(one, (0, 0), 1.0) for one in (before, after))
    crisp = (left <= (1 - _LOST) * pooled) & (before > floor)
    return np.asarray(crisp, np.uint8) * np.uint8(255)


def _gradient(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Squared gradient, grey levels² a pixel²."""
    dx, dy = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.25), cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.25)
    return np.asarray(dx * dx + dy * dy, np.float32)


def _halved(peaks: Peaks) -> Peaks:
    height, width = peaks.shape
    even = cv2.copyMakeBorder(peaks, 0, height % 2, 0, width % 2, cv2.BORDER_CONSTANT, value=0)
    rows = np.maximum(even[0::2], even[1::2])
    return np.maximum(rows[:, 0::2], rows[:, 1::2])
