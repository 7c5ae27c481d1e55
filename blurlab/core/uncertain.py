"""Unpainted places where the model is unsure: a person should look at these first."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from blurlab.core.editing.correction import Correction, look_up, painted_in
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

UNSURE: Final = 45  # a prediction this close to the threshold may well be on the wrong side
_GRID: Final = 384  # samples along the longer side; nobody jumps by key to single pixels
_LEAST: Final = 12  # samples; smaller spots are ordinary boundaries between blurred and sharp


def unsure_table(threshold: int) -> "np.typing.NDArray[np.uint8]":
    """256 numbers for the values of a plane: 1 if untouched and no further than UNSURE from the threshold."""
    values = np.arange(256)
    near = np.abs(values - threshold) <= UNSURE
    return (near & ~painted_in(values.astype(np.uint8))).astype(np.uint8)


def uncertain_spots(correction: Correction, threshold: int) -> list[Rect]:
    """The spots in photo pixels, the largest first."""
    step = max(1, -(-max(correction.height, correction.width) // _GRID))
    sampled = np.ascontiguousarray(correction.plane[step // 2 :: step, step // 2 :: step])
    if sampled.size == 0:
        sampled, step = correction.plane, 1
    unsure = look_up(sampled, unsure_table(threshold))
    # The boundary between two sure areas is thin; only what survives an opening is a spot to look at.
    core = cv2.morphologyEx(unsure, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
    spots = sorted((tuple(map(int, row)) for row in found[1:]), key=lambda row: (-row[4], row[1], row[0]))
    return [
        Rect(x * step, y * step, width * step, height * step).intersection(correction.rect)
        for x, y, width, height, area in spots
        if area >= _LEAST
    ]


def next_uncertain(correction: Correction, threshold: int, seen: Sequence[Rect] = ()) -> Rect | None:
    """The largest spot that holds the middle of none in `seen`; None if none is left."""
    for spot in uncertain_spots(correction, threshold):
        if not any(_middle(spot).intersection(other).area or _middle(other).intersection(spot).area for other in seen):
            return spot
    return None


def _middle(rect: Rect) -> Rect:
    return Rect(rect.x + rect.width // 2, rect.y + rect.height // 2, 1, 1)
