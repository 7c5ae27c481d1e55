"""A photo at full size, half, quarter and so on, so that a view never reads more than four photo pixels for one."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

Pixels = NDArray[np.uint8]
_SMALLEST: Final = 256  # pixels; halving ends at a longer side of at most this


def halved(level: Pixels) -> Pixels:
    """Each pixel the mean of 2 × 2; an odd last column or row is a mean of what is there. uint8 (⌈h/2⌉, ⌈w/2⌉, c)."""
    height, width, channels = level.shape
    half = np.empty(((height + 1) // 2, (width + 1) // 2, channels), np.uint8)
    even_height, even_width = height // 2 * 2, width // 2 * 2
    parts = [
        (level[:even_height, :even_width], half[: height // 2, : width // 2]),
        (level[:even_height, even_width:], half[: height // 2, width // 2 :]),
        (level[even_height:, :even_width], half[height // 2 :, : width // 2]),
        (level[even_height:, even_width:], half[height // 2 :, width // 2 :]),
    ]
    for source, target in parts:
        if target.size:
            cv2.resize(source, (target.shape[1], target.shape[0]), dst=target, interpolation=cv2.INTER_AREA)
    return half


class Pyramid:
    """The levels of one photo. Building takes about 10 ms a megapixel: do it off the UI thread.

    Level k has ⌈size / 2^k⌉ pixels a side. Level 0 is the photo itself, RGB, not copied; the others are BGRX
    (uint8 (h, w, 4), X = 255), the screen's format: resampled three times faster than RGB, painted without conversion,
    for a twelfth of the memory more.
    """

    def __init__(self, photo: Pixels) -> None:
        """`photo`: uint8 RGB (height, width, 3), any size from 1 × 1."""
        if photo.ndim != 3 or photo.shape[2] != 3 or photo.dtype != np.uint8 or photo.size == 0:
            raise ValueError(f"A photo is uint8 RGB (height, width, 3), not {photo.dtype} {photo.shape}.")
        self.photo: Pixels = np.ascontiguousarray(photo)
        self.levels: list[Pixels] = [self.photo]
        while max(self.levels[-1].shape[:2]) > _SMALLEST:
            half = halved(self.levels[-1])
            self.levels.append(half if half.shape[2] == 4 else np.asarray(cv2.cvtColor(half, cv2.COLOR_RGB2BGRA)))

    @property
    def height(self) -> int:
        return int(self.photo.shape[0])

    @property
    def width(self) -> int:
        return int(self.photo.shape[1])

    @property
    def nbytes(self) -> int:
        """Memory of all levels, including the photo."""
        return sum(level.nbytes for level in self.levels)

    def level_for(self, step: float) -> int:
        """The level to read when a device pixel spans `step` photo pixels: the coarsest that is fine enough."""
        if step < 2:
            return 0
        return min(int(math.log2(step)), len(self.levels) - 1)
