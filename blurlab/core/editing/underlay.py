"""The prediction under painted pixels, kept by tiles; elsewhere the plane itself shows it.

A full second plane would cost a photo of 100 MP another 100 MB, nearly all of them duplicates.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect

TILE: Final = 256  # side of the squares; edits use the same ones

Plane = NDArray[np.uint8]


class Underlay:
    """Tiles of one plane as they were before anything was painted on them."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, int], Plane] = {}

    @property
    def nbytes(self) -> int:
        return sum(tile.nbytes for tile in self._tiles.values())

    def keep(self, plane: Plane, rect: Rect) -> None:
        """Keep the tiles under `rect` (inside the plane) before they are painted on, unless they are kept already."""
        for cell in rect.cells(TILE):
            if cell not in self._tiles:
                self._tiles[cell] = plane[_tile(cell, plane).slices].copy()

    def read(self, plane: Plane, rect: Rect) -> Plane:
        """The prediction of `rect` (inside the plane): uint8 (rect.height, rect.width), a new array."""
        column, row = rect.x // TILE, rect.y // TILE
        if rect.right <= (column + 1) * TILE and rect.bottom <= (row + 1) * TILE and (column, row) in self._tiles:
            return self._tiles[column, row][rect.translated(-column * TILE, -row * TILE).slices].copy()
        found = plane[rect.slices].copy()
        for cell in rect.cells(TILE):
            kept = self._tiles.get(cell)
            if kept is not None:
                tile = _tile(cell, plane)
                shared = tile.intersection(rect)
                found[shared.translated(-rect.x, -rect.y).slices] = kept[shared.translated(-tile.x, -tile.y).slices]
        return found

    def show(self, plane: Plane, rect: Rect) -> None:
        """Write the prediction of `rect` (inside the plane) into the plane: it is no longer painted."""
        for cell in rect.cells(TILE):
            kept = self._tiles.get(cell)
            if kept is not None:
                tile = _tile(cell, plane)
                shared = tile.intersection(rect)
                plane[shared.slices] = kept[shared.translated(-tile.x, -tile.y).slices]

    def tiles(self, plane: Plane) -> Iterator[tuple[Rect, Plane]]:
        """Every kept tile with its place; writing into one changes the kept tile."""
        for cell, kept in self._tiles.items():
            yield _tile(cell, plane), kept


def _tile(cell: tuple[int, int], plane: Plane) -> Rect:
    return Rect(cell[0] * TILE, cell[1] * TILE, TILE, TILE).clipped(plane.shape[1], plane.shape[0])
