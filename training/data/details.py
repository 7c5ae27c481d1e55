"""Details of big photos as sources of their own: pixels as the camera left them, and shrunk by halves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.imaging.ports import Place
from blurlab.imaging.source import open_source

SIDE = 384  # px, of a detail as it is kept: a little more than a sample's


@dataclass(frozen=True)
class Detail:
    """A square of a photo. left, top, side: px of the photo; `shrunk` of its pixels make one of the detail's."""

    path: Place
    left: int
    top: int
    shrunk: int

    @property
    def side(self) -> int:
        return SIDE * self.shrunk

    def read(self) -> NDArray[np.uint8]:
        """uint8 RGB (SIDE, SIDE, 3). Raises UserError if the photo cannot be read."""
        part = open_source(self.path).read(0, Rect(self.left, self.top, self.side, self.side))
        if self.shrunk == 1:
            return part
        return np.asarray(cv2.resize(part, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)


def details(paths: Sequence[Place], most: int) -> list[Detail]:
    """Up to `most` details of each photo at each of the scales 1, ½, ¼, … at which two or more fit in its short side.

    They are spread evenly over the photo; photos that are no larger have none. Raises UserError.
    """
    found = []
    for path in paths:
        width, height = open_source(path).size
        shrunk = 1
        while min(width, height) >= 2 * SIDE * shrunk:
            side = SIDE * shrunk
            columns, rows = width // side, height // side
            places = [(column, row) for row in range(rows) for column in range(columns)]
            count = min(most, len(places))
            for number in range(count):
                column, row = places[number * len(places) // count]
                found.append(Detail(path, column * side, row * side, shrunk))
            shrunk *= 2
    return found
