"""Parts and small copies of pixels that are in memory."""

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect


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
