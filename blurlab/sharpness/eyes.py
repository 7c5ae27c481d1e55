"""Whether the eyes of a face are sharp, and what else of it is sharper.

A face is sharp if its eyes are: hair, hats and collars within its box decide nothing. An eye is small, so that it is
measured at all of its pixels and not by cells: the steps between neighbours against those four pixels apart.
"""

import math
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.subject import Box, Point

Part = Literal["", "nose", "mouth", "ear"]

SHARP_EYE: Final = 0.085  # of the measure; the figures are those of the row cull.eyes
_SHARP_PART: Final = 0.155  # likewise, where one place is measured
_ASTRAY: Final = (
    0.2  # of the distance between the eyes: so far from an eye its place may be told, more if it is blurred
)
_WIDE, _HIGH = 0.22, 0.14  # of the distance between the eyes: half the measured part of an eye
_LEAST: Final = 7.0  # px between the eyes: less shows no eye
_TELLING: Final = 25.0  # grey levels² four pixels apart
_FLOOR: Final = 40.0  # grey levels²
_AROUND: Final = 8  # px read around the measured part
_NEARER: Final = 3.5  # times as far from the nose: that eye is the nearer one
_SHARPER: Final = 1.4  # times as sharp as the eyes: another part has the focus


@dataclass(frozen=True)
class Face:
    """box, eyes, nose, mouth: in shares of an upright photo. The first eye is the left one as seen. eyes_sharp: None if
    that cannot be told; eye: the one that was asked, 0 or 1; sharpness: of the measure; sharper: a part with the focus
    in the eyes' place. score: of the detector's, 0..1."""

    box: Box
    eyes: tuple[Point, Point]
    nose: Point
    mouth: Point
    eyes_sharp: bool | None = None
    eye: int = 0
    sharpness: float = 0.0
    sharper: Part = ""
    score: float = 1.0

    @property
    def at(self) -> Point:
        """The eye that counts."""
        return self.eyes[self.eye]


def look_into_eyes(grey: NDArray[np.uint8], face: Face, noise: NDArray[np.float32], finest: int) -> Face:
    """The face with what its eyes say. grey: the photo's luminance, uint8 (h, w). noise: its mean squared step at each
    scale. finest: the scale that must be crisp."""
    height, width = grey.shape
    places = [(x * width, y * height) for x, y in (*face.eyes, face.nose, face.mouth)]
    first, second, nose, mouth = places
    apart = math.dist(first, second)
    if apart < _LEAST * (1 << finest):
        return face
    eyes = [_least(grey, at, apart, noise, finest) for at in (first, second)]
    if all(one is None for one in eyes):
        return face
    eye = _asked(eyes, abs(first[0] - nose[0]), abs(second[0] - nose[0]))
    sharpness = eyes[eye] or 0.0
    outward = ((second[0] - first[0]) * 0.6, (second[1] - first[1]) * 0.6)
    ears = [(first[0] - outward[0], first[1] - outward[1]), (second[0] + outward[0], second[1] + outward[1])]
    others: dict[Part, float] = {
        "nose": _measure(grey, nose, 0.2 * apart, 0.2 * apart, noise, finest) or 0.0,
        "mouth": _measure(grey, mouth, 0.3 * apart, 0.15 * apart, noise, finest) or 0.0,
        "ear": max(_measure(grey, at, 0.2 * apart, 0.35 * apart, noise, finest) or 0.0 for at in ears),
    }
    part, most = max(others.items(), key=lambda one: one[1])
    sharp = sharpness >= SHARP_EYE
    sharper: Part = part if not sharp and most >= max(_SHARP_PART, _SHARPER * sharpness) else ""
    return replace(face, eyes_sharp=sharp, eye=eye, sharpness=sharpness, sharper=sharper)


def _least(
    grey: NDArray[np.uint8], eye: tuple[float, float], apart: float, noise: NDArray[np.float32], finest: int
) -> float | None:
    """The measure of an eye, the least of some places around it: the detector misses blurred eyes, and a brow or a
    strand of hair beside them is sharp."""
    away = _ASTRAY * apart
    places = [(eye[0] + x * away, eye[1] + y * away) for x, y in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))]
    found = [_measure(grey, at, _WIDE * apart, _HIGH * apart, noise, finest) for at in places]
    return min((one for one in found if one is not None), default=None)


def _asked(eyes: list[float | None], first: float, second: float) -> int:
    """The nearer eye of a turned head, else the sharper one."""
    one, other = eyes
    if one is None or other is None:
        return 0 if other is None else 1
    if first > _NEARER * second:
        return 0
    if second > _NEARER * first:
        return 1
    return 0 if one >= other else 1


def _measure(
    grey: NDArray[np.uint8], at: tuple[float, float], wide: float, high: float, noise: NDArray[np.float32], finest: int
) -> float | None:
    """The measure in the box of 2 wide × 2 high px around a place, about 1/4 at crisp edges; None if it is too even."""
    wide, high = max(3.0, wide / (1 << finest)), max(2.5, high / (1 << finest))
    x, y = at[0] / (1 << finest), at[1] / (1 << finest)
    reach = [(wide + _AROUND + 1) * (1 << finest), (high + _AROUND + 1) * (1 << finest)]
    left, top = (max(0, int(middle - far)) >> finest << finest for middle, far in zip(at, reach, strict=True))
    part = grey[top : int(at[1] + reach[1]) + 1, left : int(at[0] + reach[0]) + 1]
    if min(part.shape) < 12 << finest:
        return None
    size = (part.shape[1] >> finest, part.shape[0] >> finest)
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA) if finest else part, np.float32)
    x, y = x - (left >> finest), y - (top >> finest)
    rows = slice(max(0, round(y - high)), round(y + high) + 1)
    columns = slice(max(0, round(x - wide)), round(x + wide) + 1)
    fine = max(0.0, _steps(small, 1, rows, columns) - float(noise[finest]))
    coarse = max(0.0, _steps(small, 4, rows, columns) - float(noise[finest + 2]))
    return fine / (coarse + _FLOOR) if coarse >= _TELLING else None


def _steps(picture: NDArray[np.float32], apart: int, rows: slice, columns: slice) -> float:
    """Mean squared step between patches of `apart` px a side that touch, in grey levels²."""
    patches = cv2.blur(picture, (apart, apart)) if apart > 1 else picture
    across, down = np.zeros_like(picture), np.zeros_like(picture)
    half = apart // 2
    across[:, half : half + picture.shape[1] - apart] = (patches[:, apart:] - patches[:, :-apart]) ** 2
    down[half : half + picture.shape[0] - apart] = (patches[apart:] - patches[:-apart]) ** 2
    found = across[rows, columns], down[rows, columns]
    return float(sum(one.mean() for one in found) / 2) if found[0].size else 0.0
