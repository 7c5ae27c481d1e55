"""How the score grows with the number of labels (paper, Figure 6), and what more labels would bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

FEWEST: Final = 3  # different numbers of labels; with fewer a curve does not show its bend
_SPREAD: Final = 0.12  # of one photo's AUC around the mean: it makes a score of few held-out photos uncertain
_POWERS: Final = np.linspace(0.15, 1.5, 28)
_CEILINGS: Final = 60
_WIDEST: Final = 0.4  # gap between the first score and the ceiling; chance is at .5
_DROPS: Final = 60


@dataclass(frozen=True)
class GrowthPoint:
    """score: mean AUC, 0..1, of a model that learnt from `labels`, on `held_out` photos."""

    labels: int
    score: float
    held_out: int


@dataclass(frozen=True)
class Estimate:
    """A score after more labels: the likely value, and the bounds of an 80 % interval."""

    now: float
    then: float
    low: float
    high: float


def estimate(points: Sequence[GrowthPoint], more: int) -> Estimate | None:
    """The score with `more` labels than the last point has; None with too little data to estimate it.

    A saturating power law, ceiling − drop · labels^−power, is weighted over a grid of its three parameters by its fit;
    a point is as certain as its held-out photos make it. The grid gives the rise alone: with few held-out photos it
    does not know the level, which is moved to where the points lie.
    """
    used = [point for point in points if point.labels > 0 and point.held_out > 0]
    if len({point.labels for point in used}) < FEWEST:
        return None
    labels = np.array([point.labels for point in used], float)
    scores = np.array([point.score for point in used], float)
    sigma = np.maximum(0.003, _SPREAD / np.sqrt([point.held_out for point in used]))
    ceilings = np.linspace(min(0.999, scores.max() - 0.02), 1.0, _CEILINGS)[:, None, None]
    powers = _POWERS[None, None, :]
    drops = np.linspace(0.0, _WIDEST, _DROPS)[None, :, None] * labels.min() ** powers  # by the gap at the first point
    apart = np.array([score - ceilings + drops * count**-powers for count, score in zip(labels, scores, strict=True)])
    misfit = ((apart / sigma[:, None, None, None]) ** 2).sum(axis=0)
    weight = np.exp(-0.5 * (misfit - misfit.min()))
    off = (weight * apart).sum(axis=(1, 2, 3)) / weight.sum()
    last = labels.max()
    now = ceilings - drops * last**-powers
    rise = np.broadcast_to(drops * (last**-powers - (last + more) ** -powers), weight.shape)
    level = min(1.0, float((weight * now).sum() / weight.sum() + np.average(off, weights=sigma**-2)))
    order = np.argsort(rise, axis=None)
    share = np.cumsum(weight.ravel()[order]) / weight.sum()
    low, middle, high = (
        float(rise.ravel()[order][min(np.searchsorted(share, each), share.size - 1)]) for each in (0.1, 0.5, 0.9)
    )
    return Estimate(level, *(min(1.0, level + each) for each in (middle, low, high)))


def told(points: Sequence[GrowthPoint], more: int = 20) -> str:
    """The estimate as a sentence for a person."""
    found = estimate(points, more)
    if found is None:
        counts = len({point.labels for point in points if point.labels > 0 and point.held_out > 0})
        return (
            f"There is too little to estimate what {more} more labels would bring: that takes trainings with {FEWEST} "
            f"different numbers of labels ({counts} so far)."
        )
    sentence = (
        f"{more} more labels would probably bring the AUC from about {found.now:.3f} to {found.then:.3f} "
        f"(between {found.low:.3f} and {found.high:.3f} four times out of five)."
    )
    if found.high - found.low > max(0.005, found.then - found.now):
        sentence += " That is a wide guess: few photos are held out."
    return sentence
