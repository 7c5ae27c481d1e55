"""Photos that synthetic samples are made from, held small in memory."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

SHORT_SIDE = 352  # px a source is kept at: crops of it are never magnified much, which would blur them
LONG_SIDE = 704
_CACHED = 2400  # photos; 0.5 MB each


def shrink(photo: NDArray[np.uint8], short: int = SHORT_SIDE, long: int = LONG_SIDE) -> NDArray[np.uint8]:
    """A uint8 RGB (H, W, 3) photo with its short side at most `short` px and its long side at most `long`, by area."""
    height, width = photo.shape[:2]
    factor = min(1.0, short / min(height, width), long / max(height, width))
    if factor == 1.0:
        return photo
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)


class PhotoCache:
    """Photos by path, decoded once and kept shrunk; the least recently used leave first."""

    def __init__(self, read: Callable[[Path], NDArray[np.uint8]], short: int = SHORT_SIDE, most: int = _CACHED) -> None:
        self._read, self._short, self._most = read, short, most
        self._photos: OrderedDict[Path, NDArray[np.uint8]] = OrderedDict()

    def get(self, path: Path) -> NDArray[np.uint8]:
        """uint8 RGB (H, W, 3), shrunk. Raises what reading raises."""
        photo = self._photos.get(path)
        if photo is None:
            photo = shrink(self._read(path), self._short, 2 * self._short)
            self._photos[path] = photo
            if len(self._photos) > self._most:
                self._photos.popitem(last=False)
        else:
            self._photos.move_to_end(path)
        return photo


def readable(paths: Sequence[Path], cache: PhotoCache) -> list[Path]:
    """Those of `paths` that decode and are at least 64 px on their short side."""
    good: list[Path] = []
    for path in paths:
        try:
            photo = cache.get(path)
        except (OSError, ValueError):
            continue
        if min(photo.shape[:2]) >= 64:
            good.append(path)
    return good
