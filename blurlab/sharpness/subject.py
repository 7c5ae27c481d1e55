"""The subject of a photo: where the camera focused, else a face, else the largest sharp region near the middle."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

Source = Literal["camera", "face", "sharpest"]
Point = tuple[float, float]  # shares of width and height

SOURCES: Final[dict[Source, str]] = {
    "camera": "the camera's focus area",
    "face": "the largest face",
    "sharpest": "the largest sharp region",
}
_STARTS: Final[dict[Source, str]] = {  # of sentences
    "camera": "The camera's focus area",
    "face": "The largest face",
    "sharpest": "The largest sharp region",
}
_LEAST: Final = 3  # cells on a side, the least extent of a subject: a focus point is smaller than its object
_MIDDLE: Final = 0.35  # of the photo's sides, sigma of the preference for the middle


@dataclass(frozen=True)
class Box:
    """Part of an upright photo as shares of its width and height, 0..1 from the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    def cells(self, rows: int, columns: int) -> tuple[slice, slice]:
        """The cells of a (rows, columns) map that the box covers, at least three on a side if the map has that many."""
        return _span(self.top, self.bottom, rows), _span(self.left, self.right, columns)

    def meets(self, other: "Box") -> bool:
        """Whether the two have a part in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0 and min(self.bottom, other.bottom) > max(self.top, other.top)


@dataclass(frozen=True)
class Subject:
    """source: how it was found."""

    box: Box
    source: Source

    @property
    def words(self) -> str:
        return SOURCES[self.source]

    @property
    def named(self) -> str:
        """As the start of a sentence."""
        return _STARTS[self.source]


def largest_region(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest connected part of `cells`, bool (rows, columns), with the middle counting more."""
    count, labels = cv2.connectedComponents(cells.astype(np.uint8), connectivity=8)
    if count < 2:
        return np.zeros_like(cells)
    rows, columns = cells.shape
    y = (np.arange(rows) + 0.5) / rows - 0.5
    x = (np.arange(columns) + 0.5) / columns - 0.5
    middle = np.exp(-(y[:, None] ** 2 + x[None, :] ** 2) / (2 * _MIDDLE**2))
    sizes = np.bincount(labels.ravel(), middle.ravel(), count)
    sizes[0] = 0
    found: NDArray[np.bool_] = labels == int(np.argmax(sizes))
    return found


def bounds(cells: NDArray[np.bool_]) -> Box:
    """The box around the set `cells`, bool (rows, columns), at least one of them set."""
    rows, columns = cells.shape
    y, x = np.nonzero(cells.any(axis=1))[0], np.nonzero(cells.any(axis=0))[0]
    return Box(x[0] / columns, y[0] / rows, (x[-1] + 1) / columns, (y[-1] + 1) / rows)


def _span(low: float, high: float, count: int) -> slice:
    first, last = int(np.floor(low * count)), int(np.ceil(high * count))
    size = max(last - first, min(_LEAST, count))
    first = min(max(first - (size - (last - first)) // 2, 0), count - size)
    return slice(first, first + size)
