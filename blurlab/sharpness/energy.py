"""The energy of pixel steps, cell by cell, at each of several scales: the basis of all the measures.

Halving a photo multiplies the squared step by four across a smooth slope and by two across a crisp edge, and leaves
that of fine texture unchanged; white noise falls to a quarter. So the energies of neighbouring scales separate blur
from crispness whatever the contrast, and noise from both.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

LEVELS: Final = 5  # scales: 1, 1/2, 1/4, 1/8, 1/16
ALONG_X, ALONG_Y, FALLING, RISING = range(4)  # directions of the steps; falling is to the lower right
LARGE: Final = 3000  # px: the kind of blur in a larger photo is not looked for at its own pixels
_CELLS: Final = 64  # on the longer side: at least this many and at most twice, if the photo has the pixels
_SMALLEST_CELL: Final = 8  # px
_STRIP: Final = 1 << 19  # pixels worked on at a time: their squares stay in the processor's cache


@dataclass(frozen=True)
class Energies:
    """cell: side of a cell in photo px, a power of two. steps: float32 (LEVELS, 4, rows, columns), the mean squared
    difference of neighbours in grey levels², by scale and direction; the coarsest scales of a small cell come from
    cells of one pixel. In a photo of more than LARGE px the slanted steps of the finest scale are not measured; they
    are taken to be the mean of the others. mean: float32 (rows, columns), grey levels."""

    cell: int
    steps: NDArray[np.float32]
    mean: NDArray[np.float32]


def measure_energies(grey: NDArray[np.uint8]) -> Energies:
    """The energies of a photo's luminance, uint8 (h, w), any size. Incomplete cells at the edges are left out."""
    height, width = grey.shape
    cell = _SMALLEST_CELL
    while max(height, width) >= 2 * _CELLS * cell:
        cell *= 2
    rows, columns = max(1, height // cell), max(1, width // cell)
    if height < cell or width < cell:
        bottom, right = max(0, cell - height), max(0, cell - width)
        grey = np.asarray(cv2.copyMakeBorder(grey, 0, bottom, 0, right, cv2.BORDER_REPLICATE), np.uint8)
    picture = grey[: rows * cell, : columns * cell]
    steps = np.empty((LEVELS, 4, rows, columns), np.float32)
    for level in range(LEVELS):
        if level:
            picture = _halved(picture)
        _measure_level(picture, steps[level], slanted=level > 0 or max(height, width) <= LARGE)
    mean = np.asarray(cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)
    return Energies(cell, steps, mean)


def _halved(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    size = (max(1, picture.shape[1] // 2), max(1, picture.shape[0] // 2))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _measure_level(picture: NDArray[np.uint8], into: NDArray[np.float32], *, slanted: bool) -> None:
    """Mean squared steps of one scale, for each direction, into float32 (4, rows, columns)."""
    rows, columns = into.shape[1:]
    height = picture.shape[0]
    tall = max(1, height // rows)  # of a cell at this scale
    cells = max(1, _STRIP // (picture.shape[1] * tall)) if height >= rows else rows
    for first in range(0, rows, cells):
        last = min(first + cells, rows)
        top, bottom = first * height // rows, last * height // rows
        bottom = max(bottom, top + 1)
        # One pixel more below and to the right, repeated at the rim.
        below = 1 if bottom + 1 > height else 0
        strip = cv2.copyMakeBorder(picture[top : bottom + 1], 0, below, 0, 1, cv2.BORDER_REPLICATE)
        here, right = strip[:-1, :-1], strip[:-1, 1:]
        lower, beyond = strip[1:, :-1], strip[1:, 1:]
        pairs = ((here, right), (here, lower), (here, beyond), (right, lower))
        for direction, (one, other) in enumerate(pairs if slanted else pairs[:2]):
            step = cv2.absdiff(one, other)
            squares = cv2.multiply(step, step, dtype=cv2.CV_32F)
            into[direction, first:last] = cv2.resize(squares, (columns, last - first), interpolation=cv2.INTER_AREA)
    if not slanted:
        into[FALLING] = into[RISING] = (into[ALONG_X] + into[ALONG_Y]) / 2
