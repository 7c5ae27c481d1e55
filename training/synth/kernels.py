"""Blur kernels (paper 2.2): Gaussian and disk defocus, non-linear motion.

Each is a float32 (k, k) array, k odd, non-negative, sum 1, centroid in the middle pixel.
"""

import math

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

Kernel = NDArray[np.float32]


def gaussian(sigma: float) -> Kernel:
    """Defocus as the paper has it: an isotropic Gaussian of standard deviation `sigma` px, cut at 3 σ."""
    radius = max(1, math.ceil(3 * sigma))
    x = np.arange(-radius, radius + 1, dtype=np.float64)
    profile = np.exp(-0.5 * (x / sigma) ** 2)
    return _normalised(np.outer(profile, profile))


def disk(radius: float) -> Kernel:
    """Defocus of a wide-open lens: a disk of `radius` px with an edge of one pixel, the shape of real bokeh."""
    reach = max(1, math.ceil(radius + 0.5))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    return _normalised(np.clip(radius + 0.5 - np.hypot(x, y), 0.0, 1.0))


def motion(length: float, angle: float, bend: float, rng: np.random.Generator) -> Kernel:
    """Motion blur: a line of `length` px rotated by `angle` radians, then bent by a smooth elastic deformation.

    bend: RMS displacement of the deformation as a share of the length; 0 gives a straight line. The deformation is
    white noise smoothed to a quarter of the length, so that the path curves but does not tremble. The path's mean is
    put in the middle, or the blurred side would be shifted against its mask.
    """
    points = max(3, 4 * math.ceil(length) + 1)
    along = np.linspace(-length / 2, length / 2, points)
    path = np.stack([along * math.cos(angle), along * math.sin(angle)])
    if bend > 0:
        noise = rng.standard_normal((2, points))
        smooth = cv2.GaussianBlur(noise, (0, 0), sigmaX=points / 8, sigmaY=1e-6, borderType=cv2.BORDER_REFLECT)
        rms = np.sqrt((smooth**2).mean()) + 1e-12
        path = path + smooth * (bend * length / rms)
    path = path - path.mean(axis=1, keepdims=True)
    reach = max(1, math.ceil(float(np.abs(path).max())) + 1)
    return _normalised(_splat(path + reach, 2 * reach + 1))


def identity() -> Kernel:
    """No blur at all."""
    return np.ones((1, 1), np.float32)


def stack(kernels: list[Kernel]) -> NDArray[np.float32]:
    """Kernels of different sizes as one array (N, k, k), each centred in zeros."""
    size = max(kernel.shape[0] for kernel in kernels)
    stacked = np.zeros((len(kernels), size, size), np.float32)
    for row, kernel in zip(stacked, kernels, strict=True):
        start = (size - kernel.shape[0]) // 2
        row[start : start + kernel.shape[0], start : start + kernel.shape[0]] = kernel
    return stacked


def _splat(points: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Bilinear histogram of points (2, P) as x, y on a size × size grid; it keeps their centroid exactly."""
    grid = np.zeros((size, size))
    corner = np.floor(points).astype(np.int64)
    fraction = points - corner
    for dx in (0, 1):
        for dy in (0, 1):
            weight = np.abs(1 - dx - fraction[0]) * np.abs(1 - dy - fraction[1])
            np.add.at(grid, (corner[1] + dy, corner[0] + dx), weight)
    return grid


def _normalised(values: NDArray[np.float64]) -> Kernel:
    return np.asarray(values / values.sum(), np.float32)
