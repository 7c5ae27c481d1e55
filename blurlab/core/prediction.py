"""A prediction at a photo's size."""

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2


def upscale(blurriness: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """`blurriness` (uint8, any size of at least 1×1) resized bilinearly to uint8 (height, width).

    Values are never stretched: blurriness is an absolute measure. A new array also where the size is right already.
    Raises ValueError for an empty array, another dtype or an empty size.
    """
    if blurriness.dtype != np.uint8 or blurriness.ndim != 2 or blurriness.size == 0:
        raise ValueError(f"blurriness must be uint8 (height, width), not {blurriness.dtype} {blurriness.shape}")
    if height < 1 or width < 1:
        raise ValueError(f"a prediction cannot be resized to {width}×{height} pixels")
    if blurriness.shape == (height, width):
        return blurriness.copy()
    resized = cv2.resize(np.ascontiguousarray(blurriness), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(resized, np.uint8).reshape(height, width)
