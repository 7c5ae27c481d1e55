"""Boundary evidence: how much the two half-discs around a pixel differ in colour and texture, over all orientations."""

import math

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from training.proposals.descriptors import COLOURS

_ORIENTATIONS = 8
_RADIUS = 3  # px of the picture given; wider evidence comes from the same photo made smaller
_TEXTURE_SHARE = 0.4


def evidence(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Boundary strength float32 (H, W), 0..1, from describe()'s (H, W, C).

    For each orientation the window on one side is compared with the window on the other by Hellinger's distance of
    their histograms, and the result is gathered along the edge's own direction; the strongest orientation counts.
    """
    size, shape = (2 * _RADIUS + 1, 2 * _RADIUS + 1), descriptors.shape[:2]
    means = np.asarray(cv2.blur(descriptors, size), np.float32)
    np.sqrt(np.maximum(means, 0, out=means), out=means)  # the box filter's rounding may leave −1e-9
    # Beyond the photo's rim everything goes on as it is at the rim, so an edge beside it is still found.
    roots = np.asarray(cv2.copyMakeBorder(means, *4 * (_RADIUS,), cv2.BORDER_REPLICATE), np.float32)
    best = np.zeros(shape, np.float32)
    for step in range(_ORIENTATIONS):
        angle = math.pi * step / _ORIENTATIONS
        dx, dy = round(_RADIUS * math.cos(angle)), round(_RADIUS * math.sin(angle))
        ahead, behind = _moved(roots, dx, dy), _moved(roots, -dx, -dy)
        difference = _difference(ahead[..., :COLOURS], behind[..., :COLOURS]) * (1 - _TEXTURE_SHARE)
        difference += _difference(ahead[..., COLOURS:], behind[..., COLOURS:]) * _TEXTURE_SHARE
        np.maximum(best, _along(difference, -dy, dx), out=best)
    return best


def _moved(padded: NDArray[np.float32], dx: int, dy: int) -> NDArray[np.float32]:
    """What lies (dx, dy) beside each pixel, of an array padded by _RADIUS."""
    height, width = padded.shape[0] - 2 * _RADIUS, padded.shape[1] - 2 * _RADIUS
    return padded[_RADIUS + dy : _RADIUS + dy + height, _RADIUS + dx : _RADIUS + dx + width]


def _difference(ahead: NDArray[np.float32], behind: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hellinger's distance of two histograms at each pixel, from their roots (H, W, C)."""
    same = np.einsum("hwc,hwc->hw", ahead, behind)
    return np.asarray(np.sqrt(np.maximum(0, 1 - same)), np.float32)


def _along(values: NDArray[np.float32], dx: int, dy: int) -> NDArray[np.float32]:
    """Mean of each pixel and its neighbours at ±(dx, dy) and half of that: edges are long, noise is not."""
    kernel = np.zeros((2 * _RADIUS + 1, 2 * _RADIUS + 1), np.float32)
    for part in (-1.0, -0.5, 0.0, 0.5, 1.0):
        kernel[_RADIUS + round(part * dy), _RADIUS + round(part * dx)] += 0.2
    return np.asarray(cv2.filter2D(values, -1, kernel, borderType=cv2.BORDER_REPLICATE))
