"""Photos that synthetic samples are made from, held small in memory."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from blurlab.core.shrink import SHORT_SIDE, shrink, shrunk_size
from blurlab.errors import UserError
from blurlab.imaging.ports import Place
from blurlab.imaging.source import open_source
from training.data.details import Detail
from training.data.remembered import MIB, Remembered

SHORTEST_SIDE = 32  # px
_NARROWEST = 16  # px, of a photo as it is kept: what proposals ask for
_KEPT = 1024 * MIB  # some 2,000 photos


def looks_readable(path: Place) -> bool:
    """By its header alone: decoding every photo of a big project would take longer than the training.

    A photo under SHORTEST_SIDE has no regions to speak of and is left out too.
    """
    try:
        return min(open_source(path).size) >= SHORTEST_SIDE
    except UserError:
        return False


def looks_like_a_source(path: Place) -> bool:
    """The same, and that the photo is not so long that hardly anything of its width is kept."""
    try:
        width, height = open_source(path).size
    except UserError:
        return False
    return min(width, height) >= SHORTEST_SIDE and min(shrunk_size(height, width)) >= _NARROWEST


def read_source(path: Place) -> NDArray[np.uint8]:
    """A photo, uint8 RGB (height, width, 3). Raises UnreadablePhoto."""
    return open_source(path).read()


class PhotoCache:
    """Photos by path, kept shrunk, `most` bytes of them; what had to leave is read again when it is asked for."""

    def __init__(self, read: Callable[[Place], NDArray[np.uint8]], short: int = SHORT_SIDE, most: int = _KEPT) -> None:
        self._read, self._short = read, short
        self._photos: Remembered[Place | Detail, NDArray[np.uint8]] = Remembered(most, lambda photo: photo.nbytes)

    def get(self, path: Place) -> NDArray[np.uint8]:
        """uint8 RGB (H, W, 3), shrunk. Raises what reading raises."""
        return self._photos.get(path, lambda: shrink(self._read(path), self._short, 2 * self._short))

    def detail(self, detail: Detail) -> NDArray[np.uint8]:
        """uint8 RGB, a detail of a big photo. Raises what reading raises."""
        return self._photos.get(detail, detail.read)
