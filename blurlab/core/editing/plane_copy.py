"""A copy of a plane as it is now, made in another thread while a person paints on.

Copying 100 MP takes some 40 ms, too long between two moves of a hand. So a thread copies strip by strip; whoever is
about to write into a strip that is not copied yet copies it first, which takes a fraction of a millisecond.
"""

import threading
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect

_STRIP: Final = 32  # rows

Plane = NDArray[np.uint8]


class PlaneCopy:
    """`plane`, uint8 (height, width), as it was when this was made, whichever thread calls `finish`."""

    def __init__(self, plane: Plane) -> None:
        self.source = plane
        self._copy = np.empty_like(plane)  # no memory is touched yet
        self._copied = [False] * -(-plane.shape[0] // _STRIP)
        self._guard = threading.Lock()

    @property
    def done(self) -> bool:
        """Whether all is copied: writes no longer need to be announced."""
        return all(self._copied)

    def before_write(self, rect: Rect) -> None:
        """Call this before pixels of `rect`, which lies inside, are written."""
        for strip in range(rect.y // _STRIP, -(-rect.bottom // _STRIP)):
            self._keep(strip)

    def finish(self) -> Plane:
        """Copy what is left and return the plane as it was. Takes about 0.4 ms a megapixel."""
        for strip in range(len(self._copied)):
            self._keep(strip)
        return self._copy

    def _keep(self, strip: int) -> None:
        if self._copied[strip]:
            return
        with self._guard:
            if not self._copied[strip]:
                rows = slice(strip * _STRIP, (strip + 1) * _STRIP)
                self._copy[rows] = self.source[rows]
                self._copied[strip] = True
