"""The cut between sharp and blurred: how right a mask is at each cut, and which cut a map itself suggests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, SHARP

HALF: Final = 128  # pixels at or above it count as blurred, unless another cut is chosen
LEVELS: Final = 256
DESCRIBED: Final = 9  # numbers that describe a map
_CLEAR: Final = 0.1  # of the scale, between the means on either side of Otsu's cut: less is a photo of one class
_RARE: Final = 0.005  # of the pixels, on one side of it: fewer are specks in a photo of one class
_AS_GOOD: Final = 0.005  # of mean IoU: nobody could tell such cuts apart
_RIDGE: Final = 0.03
STEP_SHARE: Final = 0.05  # of the photo, for one press of a key
LEAST_STEP: Final = 8  # levels
_NEARBY: Final = 64  # levels, around the cut between the classes; chosen on photos that no model trained on
_SMOOTH: Final = 8  # levels, sigma
_LOWEST, _HIGHEST = 24, 232  # bounds of the suggestion


@dataclass(frozen=True)
class Counts:
    """How many sharp and how many blurred pixels of a photo have each blurriness: int64 (256,) each.

    A cut c, 0..256, calls pixels with a blurriness of c or more blurred.
    """

    sharp: NDArray[np.int64]
    blurred: NDArray[np.int64]

    @classmethod
    def of(cls, blurriness: NDArray[np.uint8], mask: NDArray[np.uint8]) -> Self:
        """blurriness, and mask codes of the same shape; pixels that the mask ignores do not count.

        Raises ValueError for arrays of different shapes.
        """
        if blurriness.shape != mask.shape:
            raise ValueError(f"blurriness {blurriness.shape} and mask {mask.shape} must have one shape")
        return cls(*(np.bincount(blurriness[mask == code], minlength=LEVELS) for code in (SHARP, BLURRED)))

    @property
    def has_both(self) -> bool:
        return bool(self.sharp.any() and self.blurred.any())

    def found(self, cut: int = HALF) -> float:
        """Share (0..1) of the blurred pixels that are called blurred; NaN without any."""
        return _share(self.blurred[cut:].sum(), self.blurred.sum())

    def false_alarm(self, cut: int = HALF) -> float:
        """Share (0..1) of the sharp pixels that are called blurred; NaN without any."""
        return _share(self.sharp[cut:].sum(), self.sharp.sum())

    def mean_ious(self) -> NDArray[np.float64]:
        """Mean IoU (0..1) of sharp and blurred at every cut 0..256: float64 (257,).

        For a photo of one class alone it is the IoU of that class.
        """
        there = [each for each in self.ious() if not np.isnan(each[0])]
        return np.mean(there, axis=0) if there else np.full(LEVELS + 1, np.nan)

    def ious(self) -> NDArray[np.float64]:
        """IoU (0..1) of sharp and of blurred at every cut 0..256: float64 (2, 257), NaN for a class without pixels."""
        blurred_under = np.concatenate([[0], np.cumsum(self.blurred)])
        sharp_under = np.concatenate([[0], np.cumsum(self.sharp)])
        wrong = blurred_under + sharp_under[-1] - sharp_under
        parts = (sharp_under, sharp_under[-1]), (blurred_under[-1] - blurred_under, blurred_under[-1])
        return np.stack([right / (right + wrong) if size else np.full(LEVELS + 1, np.nan) for right, size in parts])


def _share(part: np.int64, whole: np.int64) -> float:
    return float(part / whole) if whole else float("nan")


def describe(blurriness: NDArray[np.uint8]) -> NDArray[np.float64]:
    """What describes a map's histogram, for `suggested_cut`: float64 (DESCRIBED,), each 0..1.

    1 · the mean · the share called blurred · Otsu's cut · the mean below it · the mean above it · the shares that are
    unsure (64 to 191), surely sharp (under 16) and surely blurred (240 and more).
    """
    counts = np.bincount(blurriness.ravel(), minlength=LEVELS) / blurriness.size
    levels = np.arange(LEVELS) / (LEVELS - 1)
    cut = otsu(counts)
    means = [
        float(part @ level / part.sum()) if part.sum() else float(levels[cut])
        for part, level in ((counts[:cut], levels[:cut]), (counts[cut:], levels[cut:]))
    ]
    shares = counts[HALF:].sum(), counts[64:192].sum(), counts[:16].sum(), counts[240:].sum()
    return np.array([1.0, counts @ levels, shares[0], levels[cut], *means, *shares[1:]])


def otsu(counts: NDArray[np.float64]) -> int:
    """The cut 1..255 that splits a histogram (256,) into the two most even classes (Otsu 1979)."""
    levels = np.arange(LEVELS)
    under, mass = np.cumsum(counts)[:-1], np.cumsum(counts * levels)[:-1]
    whole, total = counts.sum(), float(counts @ levels)
    both = under * (whole - under)
    between = np.divide((total * under - mass * whole) ** 2, both, out=np.zeros(LEVELS - 1), where=both > 0)
    return int(between.argmax()) + 1


def suggested_cut(blurriness: NDArray[np.uint8], learnt: Sequence[float] | None = None) -> int:
    """The cut that a photo's own map suggests, 24..232.

    If the map has two classes, it is halfway between Otsu's cut and the cut that people's masks of other photos teach
    for similar maps; without `learnt` it is Otsu's.
    From there it moves to where the fewest pixels hinge on it. A photo that is all sharp or all blurred is cut at HALF.
    blurriness: uint8 of any shape, not empty. learnt: weights of `describe`, as `learn_cut` gives them for a model;
    an array of another length teaches nothing.
    """
    described = describe(blurriness)
    below, above = described[4], described[5]
    cut = round(float(described[3]) * (LEVELS - 1))
    share = float((blurriness >= cut).mean())
    if above - below < _CLEAR or not _RARE <= share <= 1 - _RARE:
        return HALF
    if learnt is not None and len(learnt) == DESCRIBED:
        cut = round((cut + float(described @ np.asarray(learnt)) * (LEVELS - 1)) / 2)
    return _emptiest(blurriness, int(np.clip(cut, _LOWEST, _HIGHEST)))


def _emptiest(blurriness: NDArray[np.uint8], cut: int) -> int:
    """The cut near this one on which the fewest pixels hinge, so that the mask depends on it the least."""
    counts = np.bincount(blurriness.ravel(), minlength=LEVELS) / blurriness.size
    spread = np.exp(-0.5 * (np.arange(-3 * _SMOOTH, 3 * _SMOOTH + 1) / _SMOOTH) ** 2)
    lowest, highest = max(_LOWEST, cut - _NEARBY), min(_HIGHEST, cut + _NEARBY)
    density = np.convolve(counts, spread / spread.sum(), "same")[lowest : highest + 1]
    away = np.abs(np.arange(lowest, highest + 1) - cut)
    return lowest + int(np.lexsort((away, density.round(9)))[0])


def cut_beside(blurriness: NDArray[np.uint8], cut: int, steps: int) -> int:
    """The cut, 1..255, so far from this one that about STEP_SHARE of the photo changes sides for each step, and at
    least LEAST_STEP levels; more of the photo is sharp for steps > 0."""
    under = np.cumsum(np.bincount(blurriness.ravel(), minlength=LEVELS)) / blurriness.size
    for _ in range(abs(steps)):
        here = float(under[cut - 1])
        if steps > 0:
            wanted = int(np.searchsorted(under, here + STEP_SHARE)) + 1
            cut = min(max(wanted, cut + LEAST_STEP), LEVELS - 1)
        else:
            wanted = int(np.searchsorted(under, here - STEP_SHARE)) + 1
            cut = max(min(wanted, cut - LEAST_STEP), 1)
    return cut


def learn_cut(described: Sequence[NDArray[np.float64]], counts: Sequence[Counts]) -> list[float]:
    """Weights of `describe` that predict the best cut of a map: ridge regression over labelled photos.

    A photo counts as much as a wrong cut costs it; of several equally good cuts the middle one is learnt.
    described and counts: of the same photos. Raises ValueError without photos.
    """
    if not counts:
        raise ValueError("There is no labelled photo to learn a cut from.")
    ious = np.stack([each.mean_ious() for each in counts])
    best = ious.max(axis=1)
    good = ious >= best[:, None] - _AS_GOOD
    wanted = np.clip((good * np.arange(LEVELS + 1)).sum(axis=1) / good.sum(axis=1), 4, 252) / (LEVELS - 1)
    costs = best - np.minimum(ious[:, LEVELS // 4], ious[:, LEVELS - 56]) + 0.01
    rows = np.stack(described)
    ridge = _RIDGE * np.diag([0.0, *([1.0] * (DESCRIBED - 1))])
    weighted = rows * costs[:, None]
    return [float(weight) for weight in np.linalg.solve(weighted.T @ rows + ridge, weighted.T @ wanted)]
