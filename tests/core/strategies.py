"""Corrections, strokes and points for the tests of core."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE, MASK_CODES, SHARP, UNTOUCHED, Correction, codes_of

values = st.sampled_from([SHARP, BLURRED, IGNORE, UNTOUCHED])
codes = st.sampled_from([SHARP, BLURRED, IGNORE])
seeds = st.integers(0, 2**32 - 1)


def random_prediction(seed: int, height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)


def put(correction: Correction, where: Any, code: int) -> None:
    """Paint `code` where an index of NumPy's says, with no brush and no undo; what is no code takes paint away."""
    codes = codes_of(correction.plane)
    codes[where] = code if code in MASK_CODES else UNTOUCHED
    correction.write(correction.rect, codes)


@st.composite
def corrections(draw: st.DrawFn, largest: int = 90) -> Correction:
    """Of any small size, over a random prediction, already painted here and there."""
    height, width = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    seed = draw(seeds)
    correction = Correction(
        height, width, random_prediction(seed, *draw(st.tuples(st.integers(1, 9), st.integers(1, 9))))
    )
    random = np.random.default_rng(seed)
    for code in (SHARP, BLURRED, IGNORE):
        put(correction, random.random((height, width)) < 0.1, code)
    return correction


def points(correction: Correction) -> st.SearchStrategy[tuple[float, float]]:
    """On the photo and somewhat beside it, on a grid of eighths of a pixel."""
    return st.tuples(
        st.integers(-80, correction.width * 8 + 80).map(lambda x: x / 8),
        st.integers(-80, correction.height * 8 + 80).map(lambda y: y / 8),
    )
