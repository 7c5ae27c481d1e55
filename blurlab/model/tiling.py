"""A photo predicted at full resolution, tile by tile, without seams."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

# px, side of what the network sees at a time at most. Tiles of 512 px take half as long again for a photo: their
# overlaps are a larger share, and small layers leave a core waiting.
TILE: Final = 1024
HALO: Final = 32  # px at a tile's inner borders that do not count: the network sees nothing beyond them
BLEND: Final = 64  # px after the halo over which one tile passes into the next
CELL: Final = 4  # px of the picture for one of its map: the network's own resolution
_STEP: Final = TILE - 2 * HALO - BLEND  # from one tile's start to the next one's, a multiple of CELL
_ALIGNED: Final = 32  # px: the network's inputs are multiples of this

Predict = Callable[[NDArray[np.uint8]], NDArray[np.float32]]


class TiledPrediction:
    """A picture that is being predicted at its own pixels; each `step` predicts one more tile of it.

    Parameters
    ----------
    predict
        Probabilities of blur, float32 (h, w), of uint8 RGB (h, w, 3) with sides that are multiples of 32 and TILE px at
        most.
    picture
        uint8 RGB (H, W, 3), any size; its lower and right rest is mirrored up to a multiple of 32.
    """

    def __init__(self, predict: Predict, picture: NDArray[np.uint8]) -> None:
        self._predict = predict
        height, width = picture.shape[:2]
        rest = (-height % _ALIGNED, -width % _ALIGNED)
        mode = cv2.BORDER_REFLECT if min(height, width) > 1 else cv2.BORDER_REPLICATE
        self._picture = cv2.copyMakeBorder(picture, 0, rest[0], 0, rest[1], mode) if any(rest) else picture
        sides = self._picture.shape[:2]
        self._left = [(top, left) for top in _starts(sides[0]) for left in _starts(sides[1])]
        self.tiles = len(self._left)
        self._inside = (slice(0, -(-height // CELL)), slice(0, -(-width // CELL)))
        self._total, self._weights = (np.zeros([side // CELL for side in sides], np.float32) for _ in range(2))

    @property
    def done(self) -> int:
        """How many of `tiles` are predicted."""
        return self.tiles - len(self._left)

    def step(self, seen: Rect | None = None) -> None:
        """Predict one tile more: of what a person sees now, in pixels of the picture, before the rest."""
        place = 0 if seen is None else min(range(len(self._left)), key=lambda number: _far(self._left[number], seen))
        top, left = self._left.pop(place)
        down, across = _weight(top, self._picture.shape[0]), _weight(left, self._picture.shape[1])
        tile = np.ascontiguousarray(self._picture[top : top + TILE, left : left + TILE], np.uint8)
        made = cv2.resize(self._predict(tile), (len(across), len(down)), interpolation=cv2.INTER_AREA)
        place_of = np.s_[top // CELL : top // CELL + len(down), left // CELL : left // CELL + len(across)]
        weight = down[:, None] * across[None]
        self._total[place_of] += made * weight
        self._weights[place_of] += weight

    @property
    def known(self) -> NDArray[np.bool_]:
        """Where `blurriness` says something already, bool of its shape."""
        return np.asarray(self._weights[self._inside] > 0, np.bool_)

    @property
    def blurriness(self) -> NDArray[np.uint8]:
        """uint8 (⌈H / CELL⌉, ⌈W / CELL⌉); 0 where nothing is predicted yet."""
        total, weights = self._total[self._inside], self._weights[self._inside]
        share = np.divide(total, weights, out=np.zeros_like(total), where=weights > 0)
        return np.asarray(np.rint(share * 255), np.uint8)


def predict_tiled(predict: Predict, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blurriness of a picture at its own pixels, uint8 (⌈H / CELL⌉, ⌈W / CELL⌉); see `TiledPrediction`."""
    tiled = TiledPrediction(predict, picture)
    while tiled.done < tiled.tiles:
        tiled.step()
    return tiled.blurriness


def _far(start: tuple[int, int], seen: Rect) -> tuple[bool, float]:
    """Whether the tile lies beyond what is seen, and how far from the middle of it."""
    tile = Rect(start[1], start[0], TILE, TILE)
    beyond = tile.intersection(seen).empty
    across, down = (
        tile.x + TILE / 2 - (seen.x + seen.width / 2),
        tile.y + TILE / 2 - (seen.y + seen.height / 2),
    )
    return beyond, across**2 + down**2


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
