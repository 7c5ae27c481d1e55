"""Photos that synthetic samples are made from, held small in memory."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.shrink import SHORT_SIDE, shrink
from training.remembered import MIB, Remembered

_KEPT = 1024 * MIB  # some 2,000 photos


class PhotoCache:
    """Photos by path, kept shrunk, `most` bytes of them; what had to leave is read again when it is asked for."""

    def __init__(self, read: Callable[[Path], NDArray[np.uint8]], short: int = SHORT_SIDE, most: int = _KEPT) -> None:
        self._read, self._short = read, short
        self._photos: Remembered[Path, NDArray[np.uint8]] = Remembered(most, lambda photo: photo.nbytes)

    def get(self, path: Path) -> NDArray[np.uint8]:
        """uint8 RGB (H, W, 3), shrunk. Raises what reading raises."""
        return self._photos.get(path, lambda: shrink(self._read(path), self._short, 2 * self._short))
