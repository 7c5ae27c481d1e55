"""A picture that no file holds: each level is drawn when it is asked for, as a slide's tiles would be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import part_of

SUFFIX = ".drawn"


@dataclass
class DrawnPyramid:
    """Its file holds “WIDTH HEIGHT”. Level n is a quarter of the side of the level before; `asked` tells what was."""

    ref: PhotoRef
    asked: list[tuple[int, Rect | None]] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        width, height = map(int, self.ref.path.read_text().split())
        return width, height

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        width, height = self.size
        return tuple((width // step, height // step) for step in (1, 4, 16) if min(width, height) >= step)

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        if not 0 <= level < len(self.levels):
            raise ValueError(f"there is no level {level}")
        self.asked.append((level, rect))
        width, height = self.levels[level]
        step = 4**level
        rows, columns = np.mgrid[0:height, 0:width] * step
        drawn = np.stack([columns % 256, rows % 256, np.full_like(rows, 10 * self.ref.page)], axis=2).astype(np.uint8)
        return part_of(drawn, rect)

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        level = max((n for n, size in enumerate(self.levels) if max(size) >= longest), default=0)
        pixels = self.read(level)
        step = -(-max(pixels.shape[:2]) // longest)
        return np.ascontiguousarray(pixels[::step, ::step])

    def luminance(self) -> NDArray[np.uint8]:
        return self.read().mean(axis=2).astype(np.uint8)

    def drafts(self) -> Iterator[NDArray[np.uint8]]:
        yield self.read(len(self.levels) - 1)
