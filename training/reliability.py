"""How well predicted blurriness matches the share of blurred pixels."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from blurlab.core.cut import LEVELS, Counts
from blurlab.model.card import Reliability

BINS: Final = 10  # equal steps of blurriness


def reliability(photos: Iterable[Counts]) -> Reliability:
    """The curve over photos, of which each counts as much as any other; one without marks is left out."""
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
