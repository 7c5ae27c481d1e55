"""Rows of the paper's label noise: blur that a source photo has already, and that a synthetic sample calls sharp.

What the sharp side of a sample is cut from is judged on photos whose blur people have masked. The photos are those that
the shipped models were validated on; the judge is the shipped self-supervised model, as in a project.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from tests.bench.rows import CannotRun, Measured, row
from tests.bench.simulated.effort import DATA
from tests.bench.validation_photos import validation_stems

JUDGE = "self-supervised"
_BARE = "the same without a judge: the blurred share of these photos"


@row("synth.noise", "%", floor=_BARE)
def as_trained() -> Measured:
    """Sources drawn in proportion to what is judged sharp in them, what is judged blurred left out of the loss."""
    blurred, doubtful, left = _shares()
    return _percent(np.average(left, weights=1 - doubtful), blurred)


@row("synth.noise_ignoring", "%", floor=_BARE)
def ignoring() -> Measured:
    """Only left out of the loss; every source as often as another."""
    blurred, _, left = _shares()
    return _percent(left.mean(), blurred)


@row("synth.noise_preferring", "%", floor=_BARE)
def preferring() -> Measured:
    """Only drawn in proportion; nothing left out of the loss."""
    blurred, doubtful, _ = _shares()
    return _percent(np.average(blurred, weights=1 - doubtful), blurred)


def _percent(noise: float, blurred: NDArray[np.float64]) -> Measured:
    return Measured(100 * float(noise), 100 * float(blurred.mean()))


@cache
def _shares() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Of each photo: the share that is blurred, the share judged blurred, the blurred share of what is judged sharp."""

    from blurlab.core.editing.correction import BLURRED
    from blurlab.core.prediction import upscale
    from blurlab.errors import UserError
    from blurlab.imaging.masks import read_mask
    from blurlab.imaging.photos import read_photo
    from blurlab.model.loading import load_model
    from blurlab.project.models import resolve_model
    from training.data.judge import BLURRED_ALREADY

    photos = {path.stem: path for path in (DATA / "image").glob("*")}
    masks = {path.stem: path for path in (DATA / "gt").glob("*.png")}
    try:
        weights = resolve_model(JUDGE).path
    except UserError as error:
        raise CannotRun(str(error)) from error
    found = [stem for stem in validation_stems() if stem in photos and stem in masks]
    if not found:
        raise CannotRun(f"no masked photos in {DATA}; $BLURLAB_MASKED_PHOTOS names a folder with image/ and gt/")
    judge = load_model(weights)
    shares = []
    for stem in found:
        truth = read_mask(masks[stem], blurred=255) == BLURRED
        judged = upscale(judge.predict(read_photo(photos[stem])).blurriness, *truth.shape) >= BLURRED_ALREADY
        shares.append((truth.mean(), judged.mean(), (truth & ~judged).sum() / max(1, (~judged).sum())))
    blurred, doubtful, left = np.array(shares, np.float64).T
    return blurred, doubtful, left
