"""How sharp a photo is at each place, from its pixels alone: no model, no training.

A sharp place loses much of its gradients to a small blur; a blurred one loses little. The ratio does not depend on
contrast, and a noise floor keeps even areas, which carry no evidence, near zero.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

_NOISE: Final = 6.0  # grey levels a pixel, squared below: gradients of grain and of JPEG blocks
_REBLUR: Final = 1.4  # sigma in pixels of the small blur
_NEAREST: Final = 1.0  # sigma in pixels over which gradients are compared


def local_sharpness(photo: NDArray[np.uint8], window: float = 4.0) -> NDArray[np.float32]:
    """0 (blurred, or nothing to see) to 1 (sharp), float32 (h, w), for uint8 RGB (h, w, 3).

    `window`: sigma in pixels of the neighbourhood used; the smaller, the closer to the edge and the noisier.
    """
    grey = cv2.cvtColor(np.ascontiguousarray(photo), cv2.COLOR_RGB2GRAY).astype(np.float32)
    before = _energy(grey)
    after = _energy(np.asarray(cv2.GaussianBlur(grey, (0, 0), _REBLUR), np.float32))
    lost = np.maximum(before - after, 0) / (before + np.float32(_NOISE**2))
    # Ratios are averaged, not energies: strong gradients would drown the blurred side far beyond the boundary.
    return np.asarray(cv2.GaussianBlur(np.clip(lost, 0, 1), (0, 0), window), np.float32)


def _energy(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Squared gradient in the nearest neighbourhood."""
    dx, dy = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.25), cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.25)
    return np.asarray(cv2.GaussianBlur(dx * dx + dy * dy, (0, 0), _NEAREST), np.float32)
