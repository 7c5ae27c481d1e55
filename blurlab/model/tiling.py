"""A photo predicted at full resolution, tile by tile, without seams."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

# px, side of what the network sees at a time at most. Of tiles of 512 px the overlaps are a larger share, and of what a
# layer takes to begin; larger ones than these gain nothing and keep whoever waits for the next photo waiting.
TILE: Final = 1152
HALO: Final = 32  # px at a tile's inner borders that do not count: the network sees nothing beyond them
BLEND: Final = 64  # px after the halo over which one tile passes into the next
CELL: Final = 4  # px of the picture for one of its map: the network's own resolution
_OVERLAP: Final = 2 * HALO + BLEND
_ALIGNED: Final = 32  # px: the network's inputs are multiples of this

Pixels = NDArray[np.uint8]
Predict = Callable[[Pixels], NDArray[np.float32]]
Each = Callable[[Predict, Iterable[Pixels]], Iterable[NDArray[np.float32]]]


class TiledPrediction:
    """A picture that is being predicted at its own pixels; each `step` predicts a few tiles more of it.

    Parameters
    ----------
    predict
        Probabilities of blur, float32 (h, w), of uint8 RGB (h, w, 3) with sides that are multiples of 32 and TILE px at
        most.
    picture
        uint8 RGB (H, W, 3), any size; its lower and right rest is mirrored up to a multiple of 32.
    each
        Predicts several tiles, in their order: `map`, or that of a pool in which they are predicted side by side.
    at_once
        How many tiles a `step` predicts.
    """

    def __init__(self, predict: Predict, picture: Pixels, each: Each = map, at_once: int = 1) -> None:
        self._predict, self._each, self._at_once = predict, each, at_once
        height, width = picture.shape[:2]
        rest = (-height % _ALIGNED, -width % _ALIGNED)
        self._mirrored = cv2.BORDER_REFLECT if min(height, width) > 1 else cv2.BORDER_REPLICATE
        self._picture = picture
        sides = self._sides = height + rest[0], width + rest[1]
        (self._height, tops), (self._width, lefts) = _spread(sides[0]), _spread(sides[1])
        self._left = [(top, left) for top in tops for left in lefts]
        self.tiles, self.tile = len(self._left), (self._height, self._width)
        self._inside = (slice(0, -(-height // CELL)), slice(0, -(-width // CELL)))
        self._total, self._weights = (np.zeros([side // CELL for side in sides], np.float32) for _ in range(2))

    @property
    def done(self) -> int:
        """How many of `tiles` are predicted."""
        return self.tiles - len(self._left)

    def step(self, seen: Rect | None = None) -> None:
        """Predict some tiles more: of what a person sees now, in pixels of the picture, before the rest."""
        if seen is not None:
            self._left.sort(key=lambda start: self._far(start, seen))
        starts, self._left = self._left[: self._at_once], self._left[self._at_once :]
        for start, made in zip(starts, self._each(self._predict, map(self._tile, starts)), strict=True):
            self._take(*start, made)

    def _tile(self, start: tuple[int, int]) -> Pixels:
        """Mirrored here and not in the picture, which may be as large as the memory has room for."""
        top, left = start
        part = self._picture[top : top + self._height, left : left + self._width]
        rest = self._height - part.shape[0], self._width - part.shape[1]
        if any(rest):
            part = np.asarray(cv2.copyMakeBorder(part, 0, rest[0], 0, rest[1], self._mirrored), np.uint8)
        return np.ascontiguousarray(part)

    def _take(self, top: int, left: int, made: NDArray[np.float32]) -> None:
        down = _weight(top, self._height, self._sides[0])
        across = _weight(left, self._width, self._sides[1])
        made = cv2.resize(made, (len(across), len(down)), interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
        place_of = np.s_[top // CELL : top // CELL + len(down), left // CELL : left // CELL + len(across)]
        weight = down[:, None] * across[None]
        self._total[place_of] += made * weight
        self._weights[place_of] += weight

    def _far(self, start: tuple[int, int], seen: Rect) -> tuple[bool, float]:
        """Whether the tile lies beyond what is seen, and how far from the middle of it."""
        tile = Rect(start[1], start[0], self._width, self._height)
        across = tile.x + tile.width / 2 - (seen.x + seen.width / 2)
        down = tile.y + tile.height / 2 - (seen.y + seen.height / 2)
        return tile.intersection(seen).empty, across**2 + down**2

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


def predict_tiled(predict: Predict, picture: Pixels) -> Pixels:
    """Blurriness of a picture at its own pixels, uint8 (⌈H / CELL⌉, ⌈W / CELL⌉); see `TiledPrediction`."""
    tiled = TiledPrediction(predict, picture)
    while tiled.done < tiled.tiles:
        tiled.step()
    return tiled.blurriness


def _spread(side: int) -> tuple[int, Sequence[int]]:
    """How long tiles are along a side, and where they begin, multiples of 32 all: as few as can be, of one length."""
    if side <= TILE:
        return side, [0]
    most = TILE - _OVERLAP
    number = -(-(side - _OVERLAP) // most)
    length = -(-(side + (number - 1) * _OVERLAP) // (number * _ALIGNED)) * _ALIGNED
    return length, [min(place * (length - _OVERLAP), side - length) for place in range(number)]


def _weight(start: int, length: int, side: int) -> NDArray[np.float32]:
    """Weight of a tile's cells along one axis: none in its halo, rising after it, all at the picture's own border."""
    place = (np.arange(length // CELL, dtype=np.float32) + 0.5) * CELL
    weight = np.ones_like(place)
    if start > 0:
        weight = np.minimum(weight, (place - HALO) / BLEND)
    if start + length < side:
        weight = np.minimum(weight, (length - HALO - place) / BLEND)
    return np.asarray(np.clip(weight, 0, 1), np.float32)
