"""How much a synthetic sample is blurred, and by what: known of every pixel, since its kernel is known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from training.data import augment
from training.synth.kernels import Kernel
from training.synth.making import Drawn


@dataclass(frozen=True)
class Spread:
    """How far a kernel spreads light.

    variance: mean of those along and across, px²; its root is σ, a Gaussian's own. across: (x, y) of a vector as long
    as the path is straight, 0..1, at twice the angle of its main direction; degrees run counter-clockwise as seen, from
    the horizontal.
    """

    variance: float
    doubled: tuple[float, float]


@dataclass(frozen=True)
class Truth:
    """sigma: float32 (S, S), px of the sample, that each pixel would be blurred by; it means something only where the
    sample's target says blurred. moving: by a motion, else by a defocus. doubled: of the motion, see Spread."""

    sigma: NDArray[np.float32]
    moving: bool
    doubled: tuple[float, float]


def spread_of(kernel: Kernel) -> Spread:
    """The second moments of a kernel, float32 (k, k) of sum 1, about its own centroid."""
    weights = kernel.astype(np.float64) / kernel.sum(dtype=np.float64)
    y, x = np.mgrid[0 : kernel.shape[0], 0 : kernel.shape[1]].astype(np.float64)
    x, y = x - (weights * x).sum(), (weights * y).sum() - y  # y upwards
    along_x, along_y, mixed = ((weights * each).sum() for each in (x * x, y * y, x * y))
    total = along_x + along_y
    doubled = (0.0, 0.0) if total <= 0 else (float((along_x - along_y) / total), float(2 * mixed / total))
    return Spread(float(total) / 2, doubled)


def truth_of(drawn: Drawn) -> Truth:
    """What is known of a sample of side S, at the size at which its pixels are made.

    Two blurs that pass into one another are mixed pixel by pixel, and so are their variances. What resizes the sample
    after the blur resizes the blur.
    """
    spread = spread_of(drawn.kernel)
    variance = np.full(drawn.side.shape, spread.variance, np.float32)
    if drawn.weaker is not None:
        other = spread_of(drawn.weaker.kernel).variance
        variance += drawn.weaker.share * np.float32(other - spread.variance)
    sigma = np.sqrt(np.maximum(variance, 0))
    if drawn.smaller is not None:
        crop = augment.shrinking(drawn.side.shape[0], drawn.smaller)
        size = (crop.size, crop.size)
        moved = cv2.warpAffine(sigma, crop.matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        sigma = np.asarray(moved, np.float32) * np.float32(crop.magnification)
    return Truth(np.asarray(sigma, np.float32), drawn.moving, spread.doubled)
