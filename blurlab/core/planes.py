"""How much a photo is blurred at each place, and by what: two planes beside the blurriness, as bytes that files keep.

Both are told everywhere and mean something only where the blurriness says blurred.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

LEAST_SIGMA: Final = 0.25  # photo px, of the amount 1
A_DOUBLING: Final = 24  # steps of the amount from one σ to twice that: 3 % each, up to 384 px
MOST_AMOUNT: Final = 255
NOTHING, DEFOCUS, MOTION = 0, 1, 2  # of the kind; from MOTION on degrees of the direction are added, 0..179
A_PATH: Final = 24**0.5  # length of a straight path of one σ
HALF_TURN: Final = 180  # degrees after which a direction is itself again


@dataclass(frozen=True, eq=False)
class BlurPlanes:
    """amount: uint8 (h, w), see `sigma_of`. kind: uint8 (h, w), see `is_motion`, `direction_of`. 0 tells nothing."""

    amount: NDArray[np.uint8]
    kind: NDArray[np.uint8]

    def __post_init__(self) -> None:
        for plane in (self.amount, self.kind):
            if plane.dtype != np.uint8 or plane.ndim != 2 or plane.shape != self.amount.shape or plane.size == 0:
                raise ValueError(f"planes must be uint8 (h, w) of one size, not {plane.dtype} {plane.shape}")
        if int(self.kind.max()) >= MOTION + HALF_TURN:
            raise ValueError(f"a kind is at most {MOTION + HALF_TURN - 1}, not {self.kind.max()}")


def code_planes(told: NDArray[np.floating], scale: float) -> BlurPlanes:
    """The planes of what a network tells: (4, h, w), log σ in px of its picture, logit of motion, and the cosine and
    sine of twice the direction's angle (counter-clockwise as seen, from the horizontal), at any length.

    scale: photo pixels for one of the network's.
    """
    doublings = (told[0] + np.log(scale / LEAST_SIGMA)) * (A_DOUBLING / np.log(2))
    amount = np.clip(np.rint(doublings) + 1, 1, MOST_AMOUNT)
    degrees = np.rint(np.rad2deg(np.arctan2(told[3], told[2])) / 2).astype(np.int64) % HALF_TURN
    kind = np.where(told[1] > 0, MOTION + degrees, DEFOCUS)
    return BlurPlanes(np.asarray(amount, np.uint8), np.asarray(kind, np.uint8))


def planes_at(planes: BlurPlanes, blurriness: NDArray[np.uint8], threshold: int) -> BlurPlanes:
    """Planes at the size of `blurriness`, uint8 (H, W), and nothing told where that is below `threshold` (1..255)."""
    height, width = blurriness.shape
    blurred = (blurriness >= threshold).astype(np.uint8)
    amount = cv2.resize(planes.amount, (width, height), interpolation=cv2.INTER_LINEAR)
    kind = cv2.resize(planes.kind, (width, height), interpolation=cv2.INTER_NEAREST)
    return BlurPlanes(np.asarray(amount * blurred, np.uint8), np.asarray(kind * blurred, np.uint8))


def sigma_of(amount: NDArray[np.uint8]) -> NDArray[np.float32]:
    """σ in photo px, float32: of a Gaussian that spreads light as far (of a disk half its radius, of a straight path a
    fifth of its length). NaN if nothing is told."""
    table = LEAST_SIGMA * 2.0 ** ((np.arange(256) - 1) / A_DOUBLING)
    table[0] = np.nan
    return np.asarray(table.astype(np.float32)[amount])


def is_motion(kind: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where the blur is a motion's."""
    return np.asarray(kind >= MOTION)


def direction_of(kind: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Direction of the motion in degrees from the horizontal, 0..179, counter-clockwise as seen; NaN without one."""
    return np.where(is_motion(kind), kind.astype(np.float32) - MOTION, np.float32(np.nan)).astype(np.float32)


def mean_direction(degrees: NDArray[np.floating]) -> float:
    """The mean of directions, degrees 0..180 exclusive; opposite ones are the same. NaN of none."""
    if degrees.size == 0:
        return float("nan")
    doubled = np.deg2rad(2 * degrees.astype(np.float64))
    return float(np.rad2deg(np.arctan2(np.sin(doubled).mean(), np.cos(doubled).mean())) / 2 % HALF_TURN)
