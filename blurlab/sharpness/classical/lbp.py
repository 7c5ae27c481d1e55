"""Local binary patterns (Yi and Eramian, 2016): how often the rare patterns of sharp texture occur.

Written from the paper's description. Around each pixel eight neighbours are compared with it, a difference of at least
0.016 counting as one. A pixel's code is the number of ones if they form at most one run around the circle, and nine
otherwise; codes 6 to 9 are rare in blurred areas. Their share in windows of 11, 15 and 21 px is the sharpness. The
paper joins the three by matting and a graph; here their mean is smoothed up to the photo's edges.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.classical.edge_aware_smoothing import edge_aware_smooth

_DIFFERENCE: Final = 0.016  # of the grey range: the paper's
_WINDOWS: Final = (11, 15, 21)  # px
_RARE: Final = 6  # the first code of sharp texture
# Eight places on a circle of one pixel, in order around it: (dy, dx).
_CIRCLE: Final = tuple((float(-np.sin(a)), float(np.cos(a))) for a in np.arange(8) * np.pi / 4)
_STEP: Final = 4  # px between the places of the result
_REACH: Final = 8  # places

Plane = NDArray[np.float32]


def lbp(photo: NDArray[np.uint8]) -> Plane:
    """Sharpness 0..1, float32 (⌈H / 4⌉, ⌈W / 4⌉), of a uint8 RGB (H, W, 3) photo."""
    grey = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
    rare = (codes(grey) >= _RARE).astype(np.float32)
    shares = [cv2.blur(rare, (window, window), borderType=cv2.BORDER_REFLECT) for window in _WINDOWS]
    mean = np.asarray(np.mean(shares, axis=0), np.float32)
    height, width = mean.shape
    size = (-(-width // _STEP), -(-height // _STEP))
    return edge_aware_smooth(
        np.asarray(cv2.resize(mean, size, interpolation=cv2.INTER_AREA), np.float32), photo, _REACH
    )


def codes(grey: Plane) -> NDArray[np.uint8]:
    """The rotation-invariant uniform pattern, 0..9, of each pixel of float32 (H, W) in 0..1."""
    height, width = grey.shape
    padded = cv2.copyMakeBorder(grey, 1, 1, 1, 1, cv2.BORDER_REFLECT_101)
    ones = np.empty((8, height, width), np.bool_)
    for number, (dy, dx) in enumerate(_CIRCLE):
        shift = np.array([[1, 0, 1 + dx], [0, 1, 1 + dy]], np.float32)  # diagonal places lie between pixels
        neighbour = cv2.warpAffine(padded, shift, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        ones[number] = np.abs(neighbour - grey) >= _DIFFERENCE
    count = ones.sum(axis=0, dtype=np.uint8)
    changes = (ones != np.roll(ones, 1, axis=0)).sum(axis=0, dtype=np.uint8)
    return np.where(changes <= 2, count, np.uint8(9)).astype(np.uint8)
