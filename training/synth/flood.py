"""Regions that follow a photo's edges, flooded in a few milliseconds where proposals would take seconds."""

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

_SEEDS = (8, 48)  # basins that a photo is flooded into
_AREA = (0.08, 0.6)  # of the photo, what the neighbouring basins of a region add up to
_SHRUNK = 256  # px, long side at which the flooding is done


def flood_region(rng: np.random.Generator, photo: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Neighbouring basins of a watershed from seeds strewn at random: bool (H, W) for uint8 RGB (H, W, 3)."""
    height, width = photo.shape[:2]
    factor = min(1.0, _SHRUNK / max(height, width))
    size = (max(8, round(width * factor)), max(8, round(height * factor)))
    small = cv2.GaussianBlur(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), (0, 0), 1.0)
    count = int(rng.integers(*_SEEDS))
    seeds = (rng.random((count, 2)) * (size[0], size[1])).astype(int)
    markers = np.zeros((size[1], size[0]), np.int32)
    markers[seeds[:, 1], seeds[:, 0]] = np.arange(1, count + 1)
    basins = cv2.watershed(np.ascontiguousarray(small), markers)
    centre = rng.random(2) * (size[0], size[1])
    nearest = np.argsort(np.linalg.norm((seeds - centre) * (1.0, rng.uniform(0.5, 2.0)), axis=1))
    areas = np.bincount(np.maximum(basins, 0).ravel(), minlength=count + 1)
    wanted, taken, reached = rng.uniform(*_AREA) * basins.size, np.zeros(count + 1, np.float32), 0
    for seed in nearest:
        taken[seed + 1] = 1.0
        reached += areas[seed + 1]
        if reached >= wanted:
            break
    chosen = cv2.morphologyEx(taken[np.maximum(basins, 0)], cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    whole = cv2.resize(chosen, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole > 0.5)
