"""Smoothing that stops at edges: the recursive filter of the domain transform (Gastal and Oliveira, 2011)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

_RANGE: Final = 0.25  # of the photo's values in 0..1: an edge this high halves the reach of its pixel and more
_ROUNDS: Final = 3

Plane = NDArray[np.float32]


def edge_aware_smooth(values: Plane, photo: NDArray[np.uint8], reach: float) -> Plane:
    """`values`, float32 (h, w), smoothed over about `reach` of its pixels, but not across edges of `photo`.

    photo: uint8 RGB of any size; it is resized to that of `values`. Returns a new float32 (h, w).
    """
    height, width = values.shape
    guide = np.asarray(cv2.resize(photo, (width, height), interpolation=cv2.INTER_AREA), np.float32) / 255
    # Distances between neighbours grow with the change of colour between them.
    across = 1 + reach / _RANGE * np.abs(np.diff(guide, axis=1)).sum(axis=2)
    down = 1 + reach / _RANGE * np.abs(np.diff(guide, axis=0)).sum(axis=2)
    result = values.T.copy()  # rows are processed in turn: contiguous in memory
    for number in range(_ROUNDS):
        sigma = reach * np.sqrt(3) * 2 ** (_ROUNDS - number - 1) / np.sqrt(4**_ROUNDS - 1)
        feedback = np.exp(-np.sqrt(2) / sigma)
        _pass(result, (feedback**across.T).astype(np.float32))
        turned = result.T.copy()
        _pass(turned, (feedback**down).astype(np.float32))
        result = turned.T.copy()
    return np.ascontiguousarray(result.T)


def _pass(rows: Plane, weights: Plane) -> None:
    """Back and forth over the rows, in place; weights (n − 1, w) say how much of a row goes on to its neighbour."""
    for place in range(1, len(rows)):
        rows[place] += weights[place - 1] * (rows[place - 1] - rows[place])
    for place in range(len(rows) - 2, -1, -1):
        rows[place] += weights[place] * (rows[place + 1] - rows[place])
