"""A slide as a grid of photos: the tiles in which all of it is painted, predicted and kept.

Tiles are regions of one level, TILE of its pixels a side, that lie edge to edge. Only those that somebody opened are
photos, so what was never looked at costs nothing.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from blurlab.core.rect import Rect
from blurlab.imaging.kinds.slide import LARGEST_OVERVIEW, Slide
from blurlab.imaging.ports import Region

TILE: Final = 2048  # px of a level
_EMPTY: Final = 8  # steps of lightness that a tile without anything on it spans at most

Levels = Sequence[tuple[int, int]]


def tile_at(levels: Levels, level: int, x: float, y: float) -> Region:
    """The tile of a level in which a place, in pixels of the full size, lies; the nearest one for places outside."""
    across, down = _ratios(levels, level)
    width, height = levels[level]
    column = min(max(0, int(x * across)), width - 1) // TILE
    row = min(max(0, int(y * down)), height - 1) // TILE
    return _tile(levels, level, column, row)


def tiles_of(levels: Levels, level: int) -> Iterator[Region]:
    """Every tile of a level, row by row."""
    width, height = levels[level]
    for row in range(-(-height // TILE)):
        for column in range(-(-width // TILE)):
            yield _tile(levels, level, column, row)


def tiles_touched(levels: Levels, level: int, rect: Rect) -> Iterator[Region]:
    """The tiles of a level that share a pixel with a rectangle in pixels of that level."""
    for column, row in rect.clipped(*levels[level]).cells(TILE):
        yield _tile(levels, level, column, row)


def filled_tiles(slide: Slide, level: int) -> list[Region]:
    """The tiles of a level on which there is something, as a smaller copy of the slide shows it.

    All of them where there is no copy that is small enough to be looked at. Raises UnreadablePhoto.
    """
    levels = slide.levels
    small = next((n for n, (width, height) in enumerate(levels) if width * height <= LARGEST_OVERVIEW), None)
    if small is None:
        return list(tiles_of(levels, level))
    light = slide.read(small).min(axis=2)
    across, down = _ratios(levels, small)
    found = []
    for region in tiles_of(levels, level):
        rect = region.rect
        part = light[
            int(rect.y * down) : max(int(rect.y * down) + 1, math.ceil(rect.bottom * down)),
            int(rect.x * across) : max(int(rect.x * across) + 1, math.ceil(rect.right * across)),
        ]
        if part.size and int(np.ptp(part)) > _EMPTY:
            found.append(region)
    return found


def _tile(levels: Levels, level: int, column: int, row: int) -> Region:
    """Its corners are the first pixels of the full size that belong to the level's own, so neighbours share edges."""
    across, down = _ratios(levels, level)
    width, height = levels[level]
    right, bottom = min(width, (column + 1) * TILE), min(height, (row + 1) * TILE)
    full = levels[0]
    return Region(
        Rect.from_edges(
            min(full[0], math.ceil(column * TILE / across - 1e-6)),
            min(full[1], math.ceil(row * TILE / down - 1e-6)),
            full[0] if right == width else math.ceil(right / across - 1e-6),
            full[1] if bottom == height else math.ceil(bottom / down - 1e-6),
        ),
        level,
    )


def _ratios(levels: Levels, level: int) -> tuple[float, float]:
    """Pixels of the level for one of the full size, across and down."""
    return levels[level][0] / levels[0][0], levels[level][1] / levels[0][1]
