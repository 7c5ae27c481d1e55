"""Arrays as Qt images."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def rgb_image(pixels: NDArray[np.uint8]) -> QImage:
    """A picture of its own with these pixels, uint8 (H, W, 3) RGB."""
    height, width, _ = pixels.shape
    return QImage(np.ascontiguousarray(pixels).data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
