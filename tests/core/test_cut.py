"""The cut between sharp and blurred is judged as people see it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from blurlab.core.cut import Counts
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP

maps = arrays(np.uint8, (6, 7))
masks = arrays(np.uint8, (6, 7), elements=st.sampled_from([SHARP, BLURRED, IGNORE]))


@given(maps, masks, st.integers(0, 256))
def test_the_mean_iou_at_a_cut_is_that_of_the_mask_it_makes(blurriness: np.ndarray, mask: np.ndarray, cut: int) -> None:
    judged = mask != IGNORE
    called, truth = blurriness >= cut, mask == BLURRED
    ious = []
    for ours, theirs in ((called, truth), (~called, ~truth)):
        if (theirs & judged).any():
            ious.append((ours & theirs & judged).sum() / ((ours | theirs) & judged).sum())
    mean = Counts.of(blurriness, mask).mean_ious()[cut]
    assert np.isnan(mean) if not ious else mean == pytest.approx(np.mean(ious))


def test_what_is_found_and_what_is_a_false_alarm_are_shares_of_their_class() -> None:
    blurriness = np.array([[10, 200, 200, 90]], np.uint8)
    counts = Counts.of(blurriness, np.array([[SHARP, SHARP, BLURRED, BLURRED]], np.uint8))
    assert (counts.found(), counts.false_alarm(), counts.found(80), counts.false_alarm(201)) == (0.5, 0.5, 1.0, 0.0)
    assert counts.has_both and not Counts.of(blurriness, np.full((1, 4), SHARP, np.uint8)).has_both
    assert np.isnan(Counts.of(blurriness, np.full((1, 4), SHARP, np.uint8)).found())


def test_arrays_of_two_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="one shape"):
        Counts.of(np.zeros((2, 2), np.uint8), np.zeros((2, 3), np.uint8))
