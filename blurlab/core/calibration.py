"""How far a predicted blurriness is the share of pixels that are blurred: reliability and its mean error."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from blurlab.core.cut import LEVELS, Counts

BINS: Final = 10


@dataclass(frozen=True)
class Reliability:
    """A reliability curve over equal steps of predicted blurriness (Guo et al. 2017).

    predicted: mean blurriness of the pixels of each step, 0..1. observed: share of them that are blurred, 0..1.
    pixels: share of all pixels in each step, 0..1. A step without pixels is left out.
    """

    predicted: tuple[float, ...] = ()
    observed: tuple[float, ...] = ()
    pixels: tuple[float, ...] = ()

    @property
    def error(self) -> float:
        """Expected calibration error, 0..1: the mean distance of the curve from the diagonal, a pixel."""
        rows = zip(self.predicted, self.observed, self.pixels, strict=True)
        return sum(share * abs(predicted - observed) for predicted, observed, share in rows)


def reliability(photos: Iterable[Counts]) -> Reliability:
    """The curve over photos, of which each counts as much as any other; those without a judged pixel do not count."""
    sharp, blurred, counted = np.zeros(LEVELS), np.zeros(LEVELS), 0
    for photo in photos:
        total = photo.sharp.sum() + photo.blurred.sum()
        if total:
            sharp, blurred, counted = sharp + photo.sharp / total, blurred + photo.blurred / total, counted + 1
    steps = np.arange(LEVELS) * BINS // LEVELS
    rows = []
    for step in range(BINS):
        of_step = steps == step
        mass, hits = (sharp + blurred)[of_step], blurred[of_step]
        if mass.sum():
            predicted = mass @ np.arange(LEVELS)[of_step] / mass.sum() / (LEVELS - 1)
            rows.append((float(predicted), float(hits.sum() / mass.sum()), float(mass.sum() / counted)))
    return Reliability(*(tuple(column) for column in zip(*rows, strict=True))) if rows else Reliability()
