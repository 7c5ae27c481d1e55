"""A thin lens before flat things.

Each place on the lens sees every flat thing by a homography of its own; the mean over the places is the photo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH: Final = 4000
HEIGHT: Final = 3000
FOCAL: Final = 50.0  # mm
STOP: Final = 8.0  # f-number
FOCUS: Final = 620.0  # mm along the axis, to what is sharp
PITCH: Final = 24.0 / WIDTH  # mm of the sensor for each pixel
_DOWN: Final = np.deg2rad(20)  # how far the camera looks down
_ABOVE: Final = 220.0  # mm of the lens over the desk
_GOLDEN: Final = np.pi * (3 - np.sqrt(5))

Point = tuple[float, float, float]  # mm: to the right, up from the desk, away from the lens
Matrix = NDArray[np.float64]
Light = NDArray[np.float32]  # (height, width, 3), linear, 0 to 1


@dataclass(frozen=True)
class Sheet:
    """A flat thing. Its top left corner is `at`; its upper edge goes along `right`, its left one along `down`."""

    picture: Light
    at: Point
    right: Point
    down: Point


def circle(distance: float) -> float:
    """Diameter in pixels of what a point becomes that lies `distance` mm away along the axis."""
    return FOCAL / STOP * _magnified() * abs(distance - FOCUS) / distance / PITCH


def depth(point: Point) -> float:
    """Millimetres along the axis from the lens to a point."""
    return float(_from_lens(point, place=True)[2])


def photograph(sheets: Sequence[Sheet], rays: int, scale: float = 1.0) -> Light:
    """The photo of sheets that are given from the farthest to the nearest, by so many places on the lens.

    scale: of the photo's size, 1 for the whole 12 megapixels.
    """
    size = round(WIDTH * scale), round(HEIGHT * scale)
    within = np.random.default_rng(7)
    total = np.zeros((size[1], size[0], 3), np.float32)
    for number in range(rays):
        turn, out = number * _GOLDEN, np.sqrt((number + 0.5) / rays)  # as evenly as a sunflower's seeds
        place = FOCAL / STOP / 2 * out * np.array([np.cos(turn), np.sin(turn)])
        seen = np.zeros_like(total)
        pixel = within.uniform(-0.5, 0.5, 2)
        for sheet in sheets:
            seen_from = _homography(sheet, place, pixel, scale)
            cv2.warpPerspective(sheet.picture, seen_from, size, seen, borderMode=cv2.BORDER_TRANSPARENT)
        total += seen
    return total / np.float32(rays)


def _homography(sheet: Sheet, place: Matrix, pixel: Matrix, scale: float) -> Matrix:
    """From a sheet's pixels to the photo's, through one place on the lens (mm from its middle)."""
    rows, columns = sheet.picture.shape[:2]
    across, down = _from_lens(sheet.right) / columns, _from_lens(sheet.down) / rows
    points = np.column_stack([across, down, _from_lens(sheet.at, place=True)])
    x, y = place
    # The ray from (x, y, 0) through (X, Y, Z) meets the plane in focus at x + (X - x) F / Z, and Z divides at the end.
    met = np.array([[FOCUS, 0, x], [0, FOCUS, y], [0, 0, 1]]) @ points
    met[:2, 2] -= FOCUS * place
    pixels = _magnified() / PITCH * scale
    middle = np.array([WIDTH, HEIGHT]) * scale / 2 + pixel
    found: Matrix = np.array([[pixels, 0, middle[0]], [0, -pixels, middle[1]], [0, 0, 1]]) @ met
    return found


def _magnified() -> float:
    return FOCAL / (FOCUS - FOCAL)


def _from_lens(point: Point, place: bool = False) -> Matrix:
    """To the right, up and away as the camera sees it. place: of a place, whose height counts; else of a direction."""
    right, up, away = point
    up -= _ABOVE if place else 0.0
    sine, cosine = np.sin(_DOWN), np.cos(_DOWN)
    return np.array([right, up * cosine + away * sine, away * cosine - up * sine])
