"""Parts and small copies of pixels that are in memory."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.imaging.ports import PhotoRef


def small(pixels: NDArray[np.uint8], longest: int) -> NDArray[np.uint8]:
    """`pixels`, uint8 RGB, with a longer side of at most `longest`."""
    height, width = pixels.shape[:2]
    if max(height, width) <= longest:
        return pixels
    size = tuple(max(1, round(side * longest / max(height, width))) for side in (width, height))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def part_of(pixels: NDArray[np.uint8], rect: Rect | None) -> NDArray[np.uint8]:
    """A copy of the part `rect` of `pixels`, or of all. Raises ValueError if it is empty or not inside."""
    if rect is None:
        return pixels.copy()
    height, width = pixels.shape[:2]
    if rect.empty or rect.x < 0 or rect.y < 0 or rect.right > width or rect.bottom > height:
        raise ValueError(f"{rect} is not inside {width}×{height} pixels")
    return pixels[rect.y : rect.bottom, rect.x : rect.right].copy()


class DecodedWhole(ABC):
    """A picture of a file of several that can only be decoded whole, once it is asked for; see ImageSource."""

    what: ClassVar[str]  # it is called in a sentence

    def __init__(self, ref: PhotoRef) -> None:
        self._ref = ref
        self._pixels: NDArray[np.uint8] | None = None

    @property
    @abstractmethod
    def size(self) -> tuple[int, int]: ...

    @abstractmethod
    def _decoded(self) -> NDArray[np.uint8]:
        """uint8 RGB (H, W, 3). Raises UnreadablePhoto."""

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        return (self.size,)

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        if level:
            raise ValueError(f"a {self.what} has one level, so none is number {level}")
        return part_of(self._all(), rect)

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        return small(self._all(), longest)

    def luminance(self) -> NDArray[np.uint8]:
        return np.asarray(cv2.cvtColor(self._all(), cv2.COLOR_RGB2GRAY), np.uint8)

    def drafts(self) -> Iterator[NDArray[np.uint8]]:
        yield from ()

    def _all(self) -> NDArray[np.uint8]:
        if self._pixels is None:
            self._pixels = self._decoded()
        return self._pixels
