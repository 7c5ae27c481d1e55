"""How far two predictions of one photo are apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE
from blurlab.core.prediction import upscale


@dataclass(frozen=True)
class Change:
    """Shares 0..1. mean: of the whole range of blurriness, over all pixels. flipped: of the pixels, from one side of
    their cut to the other."""

    mean: float
    flipped: float


def change(first: NDArray[np.uint8], second: NDArray[np.uint8], cuts: tuple[int, int]) -> Change:
    """Compare two predictions, uint8 (h, w) each, at the first one's size; each is blurred from its own cut up."""
    second = upscale(second, *first.shape)
    mean = float(np.abs(first.astype(np.int16) - second).mean()) / 255
    return Change(mean, float(((first >= cuts[0]) != (second >= cuts[1])).mean()))


def wrong_share(prediction: NDArray[np.uint8], mask: NDArray[np.uint8], threshold: int) -> float | None:
    """Share (0..1) of the labelled pixels of `mask`, codes (H, W), that the prediction puts on the other side.

    Compared at the prediction's size, where a pixel stands for the mask's pixel at its middle; None if all is ignored.
    """
    height, width = prediction.shape
    rows = ((np.arange(height) + 0.5) * mask.shape[0] / height).astype(np.intp)
    columns = ((np.arange(width) + 0.5) * mask.shape[1] / width).astype(np.intp)
    codes = mask[np.ix_(rows, columns)]
    decided = codes != IGNORE
    if not decided.any():
        return None
    return float(((prediction >= threshold) != (codes == BLURRED))[decided].mean())
