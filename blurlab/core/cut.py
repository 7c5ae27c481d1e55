"""The cut between sharp and blurred: how right a mask is at each one."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, SHARP

HALF: Final = 128  # blurriness from which a pixel counts as blurred, unless another cut is chosen
LEVELS: Final = 256


@dataclass(frozen=True)
class Counts:
    """How many sharp and how many blurred pixels of a photo have each blurriness: int64 (256,) each.

    A cut c, 0..256, calls blurred what has a blurriness of c or more.
    """

    sharp: NDArray[np.int64]
    blurred: NDArray[np.int64]

    @classmethod
    def of(cls, blurriness: NDArray[np.uint8], mask: NDArray[np.uint8]) -> Self:
        """blurriness, and mask codes of the same shape; what the mask ignores counts neither way.

        Raises ValueError for arrays of different shapes.
        """
        if blurriness.shape != mask.shape:
            raise ValueError(f"blurriness {blurriness.shape} and mask {mask.shape} must have one shape")
        return cls(*(np.bincount(blurriness[mask == code], minlength=LEVELS) for code in (SHARP, BLURRED)))

    @property
    def has_both(self) -> bool:
        return bool(self.sharp.any() and self.blurred.any())

    def found(self, cut: int = HALF) -> float:
        """Share (0..1) of the blurred pixels that are called blurred; NaN where there are none."""
        return _share(self.blurred[cut:].sum(), self.blurred.sum())

    def false_alarm(self, cut: int = HALF) -> float:
        """Share (0..1) of the sharp pixels that are called blurred; NaN where there are none."""
        return _share(self.sharp[cut:].sum(), self.sharp.sum())

    def mean_ious(self) -> NDArray[np.float64]:
        """Mean IoU (0..1) of sharp and blurred at every cut 0..256: float64 (257,).

        Of a photo of one class alone it is the IoU of that class.
        """
        blurred_under = np.concatenate([[0], np.cumsum(self.blurred)])
        sharp_under = np.concatenate([[0], np.cumsum(self.sharp)])
        wrong = blurred_under + sharp_under[-1] - sharp_under
        ious = []
        for right, size in ((blurred_under[-1] - blurred_under, blurred_under[-1]), (sharp_under, sharp_under[-1])):
            if size:
                ious.append(right / (right + wrong))
        return np.mean(ious, axis=0) if ious else np.full(LEVELS + 1, np.nan)


def _share(part: np.int64, whole: np.int64) -> float:
    return float(part / whole) if whole else float("nan")
