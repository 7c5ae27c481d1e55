"""Photos that synthetic samples are made from, held small in memory."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from training.remembered import MIB, Remembered

SHORT_SIDE = 352  # px a source is kept at: crops of it are never magnified much, which would blur them
LONG_SIDE = 704
_KEPT = 1024 * MIB  # some 2,000 photos


def shrink(photo: NDArray[np.uint8], short: int = SHORT_SIDE, long: int = LONG_SIDE) -> NDArray[np.uint8]:
    """A uint8 RGB (H, W, 3) photo with its short side at most `short` px and its long side at most `long`, by area."""
    height, width = photo.shape[:2]
    factor = min(1.0, short / min(height, width), long / max(height, width))
    if factor == 1.0:
        return photo
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)


class PhotoCache:
    """Photos by path, kept shrunk, `most` bytes of them; what had to leave is read again when it is asked for."""

    def __init__(self, read: Callable[[Path], NDArray[np.uint8]], short: int = SHORT_SIDE, most: int = _KEPT) -> None:
        self._read, self._short = read, short
        self._photos: Remembered[Path, NDArray[np.uint8]] = Remembered(most, lambda photo: photo.nbytes)

    def get(self, path: Path) -> NDArray[np.uint8]:
        """uint8 RGB (H, W, 3), shrunk. Raises what reading raises."""
        return self._photos.get(path, lambda: shrink(self._read(path), self._short, 2 * self._short))
