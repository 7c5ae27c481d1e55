"""Photos reduced: to the size for synthetic samples and proposals, or by a scale."""

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

SHORT_SIDE = 352  # px at which a source is kept: large enough that its crops are not magnified, which would blur them
LONG_SIDE = 704


def shrink(photo: NDArray[np.uint8], short: int = SHORT_SIDE, long: int = LONG_SIDE) -> NDArray[np.uint8]:
    """A uint8 RGB (H, W, 3) photo with its short side at most `short` px and its long side at most `long`, by area."""
    height, width = shrunk_size(photo.shape[0], photo.shape[1], short, long)
    if (height, width) == photo.shape[:2]:
        return photo
    return np.asarray(cv2.resize(photo, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def shrunk_size(height: int, width: int, short: int = SHORT_SIDE, long: int = LONG_SIDE) -> tuple[int, int]:
    """(height, width) that `shrink` makes of a photo of this size."""
    factor = min(1.0, short / min(height, width), long / max(height, width))
    return max(1, round(height * factor)), max(1, round(width * factor))


def shrink_by(photo: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """`photo` (H, W, 3) uint8 reduced by area, `scale` (1 or more) of its pixels becoming one along a side."""
    height, width = (max(1, round(side / scale)) for side in photo.shape[:2])
    if (height, width) == photo.shape[:2]:
        return photo
    return np.asarray(cv2.resize(photo, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def reduced(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """A picture, uint8 (H, W) or (H, W, 3), at another size, by area where it shrinks.

    One of even sides that shrinks to less than a quarter is halved first, as often as needed: that is several times
    faster, because whole factors are, and moves a value by one at most.
    """
    while picture.shape[0] >= 4 * height and picture.shape[1] >= 4 * width:
        if picture.shape[0] % 2 or picture.shape[1] % 2:
            break
        size = (picture.shape[1] // 2, picture.shape[0] // 2)
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    shrinks = picture.shape[0] >= height and picture.shape[1] >= width
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (width, height), interpolation=how), np.uint8)
