"""Reliability curves and the calibration error."""

import numpy as np
import pytest

from blurlab.core.cut import Counts
from blurlab.model.card import Reliability
from training.reliability import reliability


def photo(levels: list[int], blurred: list[bool]) -> Counts:
    return Counts.of(np.array([levels], np.uint8), np.where([blurred], 255, 0).astype(np.uint8))


def test_a_prediction_that_is_the_share_of_blurred_pixels_has_no_error() -> None:
    levels = np.repeat([51, 153], 100)
    blurred = np.arange(200) % 100 < np.where(levels == 51, 20, 60)
    found = reliability([photo(levels.tolist(), blurred.tolist())])
    assert found.predicted == pytest.approx((0.2, 0.6)) and found.observed == pytest.approx((0.2, 0.6))
    assert found.pixels == pytest.approx((0.5, 0.5)) and found.error == pytest.approx(0)


def test_a_sure_prediction_that_is_wrong_has_all_of_it() -> None:
    assert reliability([photo([255, 255, 0, 0], [False, False, True, True])]).error == pytest.approx(1)


def test_each_photo_counts_alike_however_large() -> None:
    right, wrong = photo([255] * 1000, [True] * 1000), photo([255], [False])
    assert reliability([right, wrong]).error == pytest.approx(0.5)
    nothing = Counts.of(np.zeros((1, 2), np.uint8), np.full((1, 2), 128, np.uint8))
    assert reliability([right, wrong, nothing]).error == pytest.approx(0.5)
    assert reliability([nothing]) == Reliability() and Reliability().error == 0
