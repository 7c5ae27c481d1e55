"""The kind of blur: defocus removes the fine steps of all directions, motion those along its path."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.planes import A_PATH, NOTHING, BlurPlanes, direction_of, is_motion, mean_direction, sigma_of
from blurlab.sharpness.energy import ALONG_X, ALONG_Y, FALLING, LEVELS, RISING, Energies

Kind = Literal["none", "defocus", "motion"]

MOTION_FROM: Final = 0.75  # of the sum from `_traces_of_motion`
_ANGLES: Final = np.arange(0, 180, 5)
_PATCH: Final = 512  # px on a side, the largest area on which the length is measured
_DIP: Final = 0.06  # of the autocorrelation, below zero: a smaller dip is no trace of a path's two ends


@dataclass(frozen=True)
class Blur:
    """direction: of motion, degrees from the horizontal, counter-clockwise on screen, 0..180. length: of its path in
    photo px; None if it leaves no trace. anisotropy: how many times more is lost along the direction than across.
    sigma: standard deviation of a Gaussian as wide, photo px; None if no model gives it."""

    kind: Kind
    direction: float | None = None
    length: float | None = None
    anisotropy: float = 1.0
    sigma: float | None = None

    def __str__(self) -> str:
        if self.kind == "defocus" and self.sigma is not None:
            return f"defocus, σ about {self.sigma:.{0 if self.sigma >= 10 else 1}f} px"
        if self.kind != "motion" or self.direction is None:
            return self.kind
        if self.length is None:
            return f"motion, {self.direction:.0f}°"
        return f"motion, {self.direction:.0f}°, about {self.length:.0f} px"


def blur_kind(energies: Energies, cells: NDArray[np.bool_], finest: int = 0) -> Blur:
    """The kind of blur in `cells`, bool (rows, columns): those with texture that are blurred. It has no length.

    `energies`: without the noise; `finest`: the scale at which sharpness is measured.
    """
    if not cells.any():
        return Blur("none")
    # Each cell counts alike: or a single strong edge would set the motion's direction. The finest scale is left
    # to noise and JPEG; a path of some pixels shows over the next two.
    fine_scale, coarse_scale = min(finest + 1, LEVELS - 2), min(finest + 3, LEVELS - 1)
    steps = energies.steps[[fine_scale, coarse_scale]][:, :, cells]
    steps = steps / (steps[1].mean(axis=0) + 20)
    fine, coarse = (_by_angle(level.mean(axis=1)) for level in steps)
    left = (fine + 1e-4) / (coarse + 1e-3)
    along = int(np.argmin(left))
    across = (along + len(_ANGLES) // 2) % len(_ANGLES)
    anisotropy = float(left[across] / left[along])
    if _traces_of_motion(energies.steps[finest:, :, cells]) < MOTION_FROM:
        return Blur("defocus", anisotropy=anisotropy)
    return Blur("motion", float(_ANGLES[along]), None, anisotropy)


def told_blur(planes: BlurPlanes, cells: NDArray[np.bool_], measured: Blur) -> Blur:
    """The blur in `cells`, bool (rows, columns), as a model tells it: the kind of most of them, the middle amount, of
    motion the mean direction. `measured`: what the pixels alone say; it stands where there is no cell."""
    size = cells.shape[::-1]
    amount, kind = (cv2.resize(plane, size, interpolation=cv2.INTER_NEAREST) for plane in (planes.amount, planes.kind))
    told = cells & (kind != NOTHING)
    if not told.any():
        return measured
    sigma, kinds = float(np.median(sigma_of(np.asarray(amount[told], np.uint8)))), np.asarray(kind[told], np.uint8)
    moving = is_motion(kinds)
    if 2 * np.count_nonzero(moving) <= moving.size:
        return Blur("defocus", anisotropy=measured.anisotropy, sigma=sigma)
    direction = mean_direction(direction_of(kinds)[moving])
    return Blur("motion", direction, sigma * A_PATH, measured.anisotropy, sigma)


def _traces_of_motion(steps: NDArray[np.float32]) -> float:
    """Two traces of motion in the steps (scales, 4, cells) of blurred cells, added: about 0 without one.

    From one scale to the next, motion removes more along the path than across it; and the finest steps left agree in
    their direction from cell to cell, unlike those of objects.
    """
    second, third = steps[min(1, len(steps) - 1)], steps[min(2, len(steps) - 1)]
    weight = 1 / (third.mean(axis=0) + 20)
    left = (_by_angle((second * weight).mean(axis=1)) + 1e-4) / (_by_angle((third * weight).mean(axis=1)) + 1e-3)
    finest = steps[0]
    across, slanted = finest[ALONG_X] - finest[ALONG_Y], (finest[RISING] - finest[FALLING]) / 2
    whole = finest[ALONG_X] + finest[ALONG_Y] + 10
    agreeing = np.hypot((across / whole).mean(), (slanted / whole).mean())
    return float(np.log(left.max() / left.min()) + 2 * agreeing)


def motion_length(patch: NDArray[np.uint8], direction: float) -> float | None:
    """Length in px of a straight motion's path in `patch`, uint8 grey (h, w), or None if it left no trace.

    Only used on motion: the slopes of a defocus have two ends as well.

    Steps along the path come twice, one path length apart and with opposite signs: their autocorrelation dips there.
    """
    height, width = patch.shape
    scale = max(1.0, max(height, width) / _PATCH)
    size = (max(8, round(width / scale)), max(8, round(height / scale)))
    small = np.asarray(cv2.resize(patch, size, interpolation=cv2.INTER_AREA), np.float32)
    turn = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), -direction, 1.0)
    level = cv2.warpAffine(small, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    inside = cv2.warpAffine(np.ones_like(small), turn, size, flags=cv2.INTER_NEAREST)
    steps = np.diff(level, axis=1) * (cv2.erode(inside, np.ones((3, 3)))[:, 1:] > 0)
    steps = np.clip(steps, -24, 24)  # one strong edge must not dominate
    spectrum = np.abs(np.fft.rfft(steps, 2 * size[0], axis=1)) ** 2
    lags = np.fft.irfft(spectrum.mean(axis=0))[: size[0] // 3]
    if len(lags) < 8 or lags[0] <= 0:
        return None
    lags = lags / lags[0]
    lag = int(np.argmin(lags[3:])) + 3
    return float(lag * scale) if lags[lag] < -_DIP else None


def _by_angle(steps: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean squared step along each of the angles, from the means of the four directions, float32 (4,)."""
    cross = (steps[RISING] - steps[FALLING]) / 4  # x to the right times y upwards
    radians = np.deg2rad(_ANGLES)
    cosine, sine = np.cos(radians), np.sin(radians)
    found = cosine**2 * steps[ALONG_X] + sine**2 * steps[ALONG_Y] + 2 * cosine * sine * cross
    return np.asarray(np.maximum(found, 0), np.float32)
