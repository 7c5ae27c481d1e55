"""Singular values (Su, Lu and Tan, 2011): the share of a patch in its few largest singular values.

Written from the paper's description. A blurred patch consists of few smooth patterns, so its first singular values
outweigh the rest; the share of the rest is the sharpness, smoothed up to the photo's edges.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.classical.edge_aware_smoothing import edge_aware_smooth

_PATCH: Final = 10  # px
_FIRST: Final = 3  # singular values that suffice for a blurred patch
_STEP: Final = 4  # px between patches
_REACH: Final = 8  # places
_EVEN: Final = 10.0  # grey levels, the sum of singular values below which a patch is even and carries no evidence

Plane = NDArray[np.float32]


def singular(photo: NDArray[np.uint8]) -> Plane:
    """Sharpness 0..1, float32 (⌈H / 4⌉, ⌈W / 4⌉), of a uint8 RGB (H, W, 3) photo."""
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    before, after = _PATCH // 2, _PATCH - 1 - _PATCH // 2
    padded = cv2.copyMakeBorder(grey, before, after, before, after, cv2.BORDER_REFLECT)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (_PATCH, _PATCH))[::_STEP, ::_STEP]
    values = np.linalg.svd(windows.astype(np.float32), compute_uv=False)
    rest, all_of_them = values[..., _FIRST:].sum(axis=-1), values.sum(axis=-1)
    return edge_aware_smooth(np.asarray(rest / (all_of_them + _EVEN), np.float32), photo, _REACH)
