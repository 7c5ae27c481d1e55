"""The next spot to look at: unsure, unpainted, the largest first."""

import numpy as np
from hypothesis import given

from blurlab.core.editing.correction import BLURRED, Correction
from blurlab.core.rect import Rect
from blurlab.core.uncertain import UNSURE, next_uncertain, uncertain_spots
from tests.core.strategies import corrections, put


def two_spots() -> Correction:
    prediction = np.zeros((400, 600), np.uint8)
    prediction[50:100, 50:150] = 120  # the larger one
    prediction[300:330, 400:440] = 140
    prediction[200:280, 300:320] = 255  # sure
    return Correction(400, 600, prediction)


def test_the_largest_unsure_spot_comes_first_and_sure_ones_never() -> None:
    first, second = uncertain_spots(two_spots(), 128)
    assert first.intersection(Rect(50, 50, 100, 50)).area > 0.9 * first.area
    assert second.intersection(Rect(400, 300, 40, 30)).area > 0.9 * second.area


def test_each_jump_goes_on_until_none_is_left() -> None:
    correction, seen = two_spots(), []
    while (spot := next_uncertain(correction, 128, seen)) is not None:
        seen.append(spot)
    assert len(seen) == 2


def test_what_a_person_painted_is_no_longer_uncertain() -> None:
    correction = two_spots()
    put(correction, np.s_[40:110, 40:160], BLURRED)
    assert [spot.y >= 290 for spot in uncertain_spots(correction, 128)] == [True]


def test_the_threshold_decides_what_is_unsure() -> None:
    assert uncertain_spots(two_spots(), 140 + UNSURE + 1) == []


@given(corrections())
def test_every_spot_lies_on_the_photo(correction: Correction) -> None:
    for spot in uncertain_spots(correction, 128):
        assert not spot.empty and correction.rect.contains(spot)
