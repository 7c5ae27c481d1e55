"""A photo predicted at full resolution, tile by tile, without seams."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

TILE: Final = 512  # px, side of what the network sees at a time: a little more than the whole view's 448
HALO: Final = 32  # px at a tile's inner borders that do not count: the network sees nothing beyond them
BLEND: Final = 64  # px after the halo over which one tile passes into the next
CELL: Final = 4  # px of the picture for one of its map: the network's own resolution
_STEP: Final = TILE - 2 * HALO - BLEND  # from one tile's start to the next one's, a multiple of CELL
_ALIGNED: Final = 32  # px: the network's inputs are multiples of this

Judge = Callable[[NDArray[np.uint8]], NDArray[np.float32]]


def judge_tiled(judge: Judge, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blurriness of a picture at its own pixels, uint8 (⌈H / CELL⌉, ⌈W / CELL⌉).

    judge: probabilities of blur, float32 (h, w), of uint8 RGB (h, w, 3) with sides that are multiples of 32 and TILE px
    at most. picture: uint8 RGB (H, W, 3), any size; its lower and right rest is mirrored up to a multiple of 32.
    """
    height, width = picture.shape[:2]
    rest = (-height % _ALIGNED, -width % _ALIGNED)
    mode = cv2.BORDER_REFLECT if min(height, width) > 1 else cv2.BORDER_REPLICATE
    padded = cv2.copyMakeBorder(picture, 0, rest[0], 0, rest[1], mode) if any(rest) else picture
    rows, columns = (_starts(side) for side in padded.shape[:2])
    shape = (padded.shape[0] // CELL, padded.shape[1] // CELL)
    total, weights = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for top in rows:
        down = _weight(top, padded.shape[0])
        for left in columns:
            across = _weight(left, padded.shape[1])
            tile = np.ascontiguousarray(padded[top : top + TILE, left : left + TILE], np.uint8)
            made = cv2.resize(judge(tile), (len(across), len(down)), interpolation=cv2.INTER_AREA)
            place = (
                slice(top // CELL, top // CELL + len(down)),
                slice(left // CELL, left // CELL + len(across)),
            )
            weight = down[:, None] * across[None]
            total[place] += made * weight
            weights[place] += weight
    share = total / weights
    return np.asarray(np.rint(share[: -(-height // CELL), : -(-width // CELL)] * 255), np.uint8)


def _starts(side: int) -> list[int]:
    """Where tiles begin along a side, a multiple of 32: the last one ends with it."""
    if side <= TILE:
        return [0]
    return [*range(0, side - TILE, _STEP), side - TILE]


def _weight(start: int, side: int) -> NDArray[np.float32]:
    """Weight of a tile's cells along one axis: none in its halo, rising after it, all at the picture's own border."""
    length = min(TILE, side)
    place = (np.arange(length // CELL, dtype=np.float32) + 0.5) * CELL
    weight = np.ones_like(place)
    if start > 0:
        weight = np.minimum(weight, (place - HALO) / BLEND)
    if start + length < side:
        weight = np.minimum(weight, (length - HALO - place) / BLEND)
    return np.asarray(np.clip(weight, 0, 1), np.float32)
