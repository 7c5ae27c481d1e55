"""How blur amount and kind look: a colour for each of their values, and what a legend says of them.

The amounts' colours rise in lightness from dark blue to yellow, those of the kinds differ in lightness too, so that any
eye can tell them apart; the direction of a motion is drawn as marks.
"""

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.kinds import PAINTED_KINDS, SEEN_KINDS, Kind
from blurlab.core.palette import Colour
from blurlab.core.planes import sigma_of

FEWEST, MOST = 0.5, 64.0  # px of σ at the two ends of the colours; what lies beyond looks like the end
TICKS: Final = (0.5, 1, 2, 4, 8, 16, 32, 64)  # px that the legend names
DEFOCUS_COLOUR: Final[Colour] = (70, 150, 235)
MOTION_COLOUR: Final[Colour] = (250, 190, 70)
EITHER_COLOUR: Final[Colour] = (150, 150, 150)
TOLD: Final = 170  # opacity, 0..255, of a kind that the model tells; a person's is opaque
# From dark blue over grey to yellow (the map “cividis” of Nuñez et al. 2018), a step each eighth.
_STEPS: Final = (
    (0, 34, 78),
    (18, 53, 112),
    (59, 73, 108),
    (87, 93, 109),
    (112, 113, 115),
    (138, 134, 120),
    (165, 156, 116),
    (195, 179, 105),
    (254, 232, 56),
)


class PlaneShown(StrEnum):
    """Which of the two planes is laid over a photo."""

    AMOUNT = "amount"
    KIND = "kind"

    def colours(self) -> NDArray[np.uint8]:
        """RGBA of every value of the amounts, or of a plane of Kinds: uint8 (256, 4), not premultiplied.

        What tells nothing is transparent.
        """
        table = np.zeros((256, 4), np.uint8)
        if self is PlaneShown.AMOUNT:
            table[1:, :3] = colour_of(sigma_of(np.arange(1, 256, dtype=np.uint8)))
            table[1:, 3] = 255
        else:
            for kind, colour in (
                (Kind.DEFOCUS, DEFOCUS_COLOUR),
                (Kind.MOTION, MOTION_COLOUR),
                (Kind.EITHER, EITHER_COLOUR),
            ):
                table[kind == SEEN_KINDS] = (*colour, TOLD)
                table[kind == PAINTED_KINDS] = (*colour, 255)
        return table


def colour_of(sigma: NDArray[np.floating]) -> NDArray[np.uint8]:
    """RGB of amounts, (n,) photo px → uint8 (n, 3)."""
    place = np.log(np.clip(sigma, FEWEST, MOST) / FEWEST) / np.log(MOST / FEWEST)
    known = np.linspace(0, 1, len(_STEPS))
    steps = np.array(_STEPS, np.float64)
    return np.asarray(np.rint(np.stack([np.interp(place, known, steps[:, c]) for c in range(3)], axis=1)), np.uint8)
