"""Two short strokes, one inside and one outside: the boundary between them settles where the photo changes most.

Superpixels are walked from both strokes at once; a step between two of them costs as much as they differ in sharpness,
in what the model says and in colour, and as the photo changes where they touch. Each goes to the stroke that is nearer
in these terms; what is as far from both as they are from each other stays as it is.
"""

import heapq
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.regions.tree import Regions

Point = tuple[float, float]
INSIDE, OUTSIDE = 1, 2
_WEIGHTS: Final = (1.0, 1.5, 1.5, 1.5, 1.5)  # of L, a, b, sharpness and blurriness
_BOUNDARY: Final = 1.0  # of the photo's step where two superpixels touch
_LENGTH: Final = 0.03  # of a step as such, so that distance counts among equals
_REACH: Final = 0.9  # of the way between the strokes


def settle(regions: Regions, inside: Sequence[Point], outside: Sequence[Point]) -> NDArray[np.uint8]:
    """Where each small pixel belongs, uint8 (h, w): INSIDE, OUTSIDE, or 0 for what neither stroke reaches.

    inside, outside: the strokes in small pixels. Without one outside, the inside reaches as far as its own stroke's
    superpixels differ.
    """
    seeds = [_under(regions, inside), _under(regions, outside)]
    seeds[1] -= seeds[0]
    near, far = (_distances(regions, each) for each in seeds)
    apart = min((float(near[each]) for each in seeds[1]), default=0.0)
    side = np.where(near <= far, INSIDE, OUTSIDE).astype(np.uint8)
    side[np.minimum(near, far) > _REACH * apart] = 0
    side[list(seeds[0])], side[list(seeds[1])] = INSIDE, OUTSIDE
    return np.asarray(side[regions.labels], np.uint8)


def _under(regions: Regions, stroke: Sequence[Point]) -> set[int]:
    """The superpixels that a stroke touches."""
    height, width = regions.shape
    drawn = np.zeros((height, width), np.uint8)
    if stroke:
        path = np.asarray(stroke, np.float64).round().astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(drawn, [path], False, 1)
    return set(map(int, np.unique(regions.labels[drawn > 0])))


def _distances(regions: Regions, seeds: Iterable[int]) -> NDArray[np.float64]:
    """The cheapest way from any of the seeds to each superpixel (Dijkstra)."""
    steps = np.abs(regions.features[regions.edges[:, 0]] - regions.features[regions.edges[:, 1]]) @ np.asarray(
        _WEIGHTS, np.float32
    )
    costs = steps + _BOUNDARY * regions.steps + _LENGTH
    beside: list[list[tuple[int, float]]] = [[] for _ in range(len(regions.features))]
    for (one, other), cost in zip(regions.edges.tolist(), costs.tolist(), strict=True):
        beside[one].append((other, cost))
        beside[other].append((one, cost))
    found = np.full(len(beside), np.inf)
    waiting = [(0.0, seed) for seed in seeds]
    for _, seed in waiting:
        found[seed] = 0.0
    while waiting:
        way, here = heapq.heappop(waiting)
        if way > found[here]:
            continue
        for other, cost in beside[here]:
            if way + cost < found[other]:
                found[other] = way + cost
                heapq.heappush(waiting, (way + cost, other))
    return found
