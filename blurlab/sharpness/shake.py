"""A camera that moved: what is crisp across the path of a motion, but not along it, is not sharp.

A shake of the whole frame leaves crisp the edges that lie along its path, all over the photo. A panned subject is crisp
in every direction. So where hardly any of a photo is crisp along one of the directions, that is asked for.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.energy import ALONG_X, ALONG_Y, FALLING, RISING, Energies
from blurlab.sharpness.measure import FocusMap
from blurlab.sharpness.subject import largest_region

_DIRECTIONS: Final = range(0, 180, 15)
_DIRECTED: Final = 0.4  # the fewest cells crisp along a direction, of the most: below it the photo lost a direction
_SHAKEN: Final = 0.24  # likewise: below it nothing but a compact subject was spared
_COMPACT: Final = 0.8  # of the cells left that one region holds, if it is a subject that was panned
_APART: Final = 2  # scales between the two energies compared, as in the measure
_FLOOR: Final = 40.0  # grey levels²
_TELLING: Final = 60.0  # grey levels² along the path, at the coarser scale
_WINDOW: Final = 1.0  # cells


def sharp_along(focus: FocusMap, energies: Energies, finest: int) -> NDArray[np.bool_] | None:
    """The sharp cells, bool (rows, columns), of a photo that has lost one direction: those that are crisp along it as
    well. None for any other photo. energies: without noise. finest: the scale that blur is looked for at."""
    ways = [_crisp_along(focus, energies, finest, direction) for direction in _DIRECTIONS]
    counts = [np.count_nonzero(way) for way in ways]
    fewest, most = min(counts), max(counts)
    if fewest >= _DIRECTED * most:
        return None
    left = ways[counts.index(fewest)]
    if fewest < _SHAKEN * most and np.count_nonzero(largest_region(left)) < _COMPACT * fewest:
        return np.zeros_like(left)  # what is left are edges along the path
    return left


def _crisp_along(focus: FocusMap, energies: Energies, finest: int, direction: float) -> NDArray[np.bool_]:
    fine, coarse = (_along(energies.steps[level], direction) for level in (finest, finest + _APART))
    crisp = fine / (coarse + _FLOOR) >= focus.sharp_from
    return np.asarray(focus.texture & (coarse > _TELLING) & crisp, np.bool_)


def _along(steps: NDArray[np.float32], direction: float) -> NDArray[np.float32]:
    """Mean squared step along an angle in degrees, pooled, from the four directions' (4, rows, columns)."""
    radians = np.deg2rad(direction)
    cosine, sine = float(np.cos(radians)), float(np.sin(radians))
    cross = (steps[RISING] - steps[FALLING]) / 4  # x to the right times y upwards
    energy = cosine**2 * steps[ALONG_X] + sine**2 * steps[ALONG_Y] + 2 * cosine * sine * cross
    return np.asarray(cv2.GaussianBlur(np.maximum(energy, 0).astype(np.float32), (0, 0), _WINDOW), np.float32)
