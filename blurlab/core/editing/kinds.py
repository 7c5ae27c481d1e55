"""What people say of a blur's kind, place by place: the tools of the mask work on a second plane of the same make.

Where the mask says sharp it paints defocus, where that says blurred motion, and where that ignores, a kind that nobody
can tell. Untouched pixels show the model's kinds, far from the cut between the two. A kind means something only where
the mask says blurred, so it may be painted roughly.
"""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import (
    BLURRED,
    DEFAULT_THRESHOLD,
    IGNORE,
    SHARP,
    UNTOUCHED,
    Correction,
    Corrects,
    Plane,
    look_up,
)
from blurlab.core.opencv import cv2
from blurlab.core.planes import BlurPlanes, is_motion

TOLD_DEFOCUS, TOLD_MOTION = 64, 192  # of untouched pixels; less than _LEAST tells nothing
_LEAST: Final = 16
_STRIP: Final = 256  # rows
KIND_CUT: Final = DEFAULT_THRESHOLD


class Kind(IntEnum):
    """The kind of a pixel's blur, as it is kept beside a mask."""

    UNTOLD = 0
    DEFOCUS = 1
    MOTION = 2
    EITHER = 3  # a person said that nobody can tell


KIND_OF_CODE: Final = {SHARP: Kind.DEFOCUS, BLURRED: Kind.MOTION, IGNORE: Kind.EITHER}


def _painted_table() -> Plane:
    table = np.full(256, Kind.UNTOLD, np.uint8)
    for code, kind in KIND_OF_CODE.items():
        table[code] = kind
    return table


def _seen_table() -> Plane:
    table = _painted_table()
    told = np.ones(256, bool)
    told[list(KIND_OF_CODE)] = False
    told[:_LEAST] = False
    values = np.arange(256)
    table[told & (values < KIND_CUT)] = Kind.DEFOCUS
    table[told & (values >= KIND_CUT)] = Kind.MOTION
    return table


PAINTED_KINDS: Final = _painted_table()  # Kind of each value of the plane where a person painted, else UNTOLD
SEEN_KINDS: Final = _seen_table()  # the same, and the model's where nobody did
_CODES: Final = {kind: code for code, kind in KIND_OF_CODE.items()}


class Kinds(Correction):
    """The kinds of one photo's blur: `plane` is a Correction's, of other meaning; see the module."""

    corrects = Corrects.KIND

    def show(self, planes: BlurPlanes | None) -> None:
        """Let untouched pixels show what the model tells; None: nothing."""
        self.set_prediction(None if planes is None else told_kinds(planes))

    def load(self, kinds: NDArray[np.uint8]) -> None:
        """Paint kept kinds, uint8 Kind of the photo's size. Raises ValueError for another size or other values."""
        if kinds.shape != self.plane.shape or int(kinds.max()) > Kind.EITHER:
            raise ValueError("The kinds are of another photo, or damaged.")
        table = np.full(256, UNTOUCHED, np.uint8)
        for kind, code in _CODES.items():
            table[kind] = code
        self.write(self.rect, look_up(np.ascontiguousarray(kinds), table))


def is_painted(plane: Plane) -> bool:
    """Whether a person said anything in a plane of Kinds, or in a part of it."""
    strips = (plane[row : row + _STRIP] for row in range(0, plane.shape[0], _STRIP))
    return any(cv2.hasNonZero(look_up(strip, PAINTED_KINDS)) for strip in strips)


def told_kinds(planes: BlurPlanes) -> Plane:
    """The model's kinds as an untouched plane shows them: uint8 (h, w) of the planes."""
    told = np.where(is_motion(planes.kind), np.uint8(TOLD_MOTION), np.uint8(TOLD_DEFOCUS))
    return np.where(planes.kind > 0, told, np.uint8(0)).astype(np.uint8)
