"""Boundary evidence: how much the two half-discs around a pixel differ in colour and texture, over all orientations."""

import math

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from training.proposals.descriptors import COLOURS, WHOLE

STRONGEST = 5 << 12  # boundary evidence is whole numbers up to it
_ORIENTATIONS = 8
_RADIUS = 3  # px of the picture given; wider evidence comes from the same photo made smaller
_TEXTURE_SHARE = 0.4
_ALONG = (-1.0, -0.5, 0.0, 0.5, 1.0)  # radii at which evidence is gathered along an edge
_FINER = 4  # steps of a histogram's root; with it sums of their products are still exact in float32


def evidence(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Boundary strength float32 (H, W), whole numbers 0..STRONGEST, from describe()'s (H, W, C).

    For each orientation the window on one side is compared with the window on the other by Hellinger's distance of
    their histograms, and the result is gathered along the edge's own direction; the strongest orientation counts.
    """
    size, shape = (2 * _RADIUS + 1, 2 * _RADIUS + 1), descriptors.shape[:2]
    roots = np.asarray(cv2.boxFilter(descriptors, -1, size, normalize=False), np.float32)
    np.sqrt(roots, out=roots)
    roots *= _FINER
    np.rint(roots, out=roots)
    # Beyond the photo's rim everything goes on as it is at the rim, so an edge beside it is still found.
    roots = np.asarray(cv2.copyMakeBorder(roots, *4 * (_RADIUS,), cv2.BORDER_REPLICATE), np.float32)
    halves = [(share, part, _products(part, part)) for share, part in _halves(roots)]
    best = np.zeros(shape, np.float32)
    for step in range(_ORIENTATIONS):
        angle = math.pi * step / _ORIENTATIONS
        dx, dy = round(_RADIUS * math.cos(angle)), round(_RADIUS * math.sin(angle))
        difference = np.zeros(shape, np.float32)
        for share, part, squares in halves:
            ahead, behind = _moved(part, dx, dy), _moved(part, -dx, -dy)
            apart = _moved(squares, dx, dy) + _moved(squares, -dx, -dy) - 2 * _products(ahead, behind)
            most = 2 * WHOLE * size[0] * size[1] * _FINER**2
            difference += np.sqrt(np.minimum(1, apart / np.float32(most))) * np.float32(share)
        np.maximum(best, _along(np.rint(difference * (STRONGEST // len(_ALONG))), -dy, dx), out=best)
    return best


def _halves(roots: NDArray[np.float32]) -> tuple[tuple[float, NDArray[np.float32]], ...]:
    """Colours and textures, each with its share of the evidence."""
    return (1 - _TEXTURE_SHARE, roots[..., :COLOURS]), (_TEXTURE_SHARE, roots[..., COLOURS:])


def _moved(padded: NDArray[np.float32], dx: int, dy: int) -> NDArray[np.float32]:
    """What lies (dx, dy) beside each pixel, of an array padded by _RADIUS."""
    height, width = padded.shape[0] - 2 * _RADIUS, padded.shape[1] - 2 * _RADIUS
    return padded[_RADIUS + dy : _RADIUS + dy + height, _RADIUS + dx : _RADIUS + dx + width]


def _products(ahead: NDArray[np.float32], behind: NDArray[np.float32]) -> NDArray[np.float32]:
    """At each pixel the sum over the last axis of (H, W, C): exact, in whatever order a processor adds."""
    return np.asarray(np.einsum("hwc,hwc->hw", ahead, behind), np.float32)


def _along(values: NDArray[np.float32], dx: int, dy: int) -> NDArray[np.float32]:
    """Sum of each pixel and its neighbours at ±(dx, dy) and half of that: edges are long, noise is not."""
    kernel = np.zeros((2 * _RADIUS + 1, 2 * _RADIUS + 1), np.float32)
    for part in _ALONG:
        kernel[_RADIUS + round(part * dy), _RADIUS + round(part * dx)] += 1
    return np.asarray(cv2.filter2D(values, -1, kernel, borderType=cv2.BORDER_REPLICATE))
