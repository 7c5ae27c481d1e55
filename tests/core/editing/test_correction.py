import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.editing.brush import fill_polygon
from blurlab.core.editing.correction import (
    BLURRED,
    DEFAULT_THRESHOLD,
    IGNORE,
    SHARP,
    UNTOUCHED,
    Correction,
    recode,
    recoded,
)
from tests.core.strategies import corrections, put, random_prediction, seeds

EVERY_VALUE = np.arange(256, dtype=np.uint8).reshape(16, 16)


def test_without_a_prediction_everything_is_sharp_and_nothing_painted() -> None:
    correction = Correction(3, 5)
    assert correction.plane.shape == (3, 5)
    assert not correction.painted().any()
    assert (correction.mask() == SHARP).all()


def test_a_prediction_is_never_taken_for_paint() -> None:
    correction = Correction(16, 16, EVERY_VALUE)
    assert not correction.painted().any()
    assert not np.isin(correction.plane, [SHARP, BLURRED, IGNORE]).any()


@given(st.integers(2, 254).filter(lambda threshold: threshold != 129))
def test_recoding_moves_no_pixel_across_a_threshold(threshold: int) -> None:
    """129 alone cannot be told from 128, which means ignore."""
    mask = Correction(16, 16, EVERY_VALUE).mask(threshold)
    assert ((mask == BLURRED) == (threshold <= EVERY_VALUE)).all()


@given(corrections(), seeds, st.integers(0, 255))
def test_a_new_prediction_changes_only_untouched_pixels(correction: Correction, seed: int, threshold: int) -> None:
    before, painted = correction.plane.copy(), correction.painted()
    prediction = random_prediction(seed, correction.height, correction.width)
    changed = correction.set_prediction(prediction)
    plane = correction.plane
    assert (plane[painted] == before[painted]).all()
    assert (plane[~painted] == recode(prediction)[~painted]).all()
    assert (correction.painted() == painted).all()
    assert changed.contains(correction.rect)
    mask = correction.mask(threshold)
    assert (mask[painted] == before[painted]).all()
    assert ((mask[~painted] == BLURRED) == (plane[~painted] >= threshold)).all()


def test_a_prediction_of_another_size_is_stretched_bilinearly_over_the_photo() -> None:
    correction = Correction(10, 40, np.array([[0, 200]], np.uint8))
    row = correction.plane[0].astype(int)
    assert (np.diff(row) >= 0).all()
    assert row[0] == 1 and row[-1] == 200 and 95 <= row[20] <= 107
    assert (correction.plane == correction.plane[0]).all()


@given(corrections(), seeds, st.integers(2, 254))
def test_a_settled_mask_moves_with_no_prediction(correction: Correction, seed: int, threshold: int) -> None:
    seen = correction.mask(threshold)
    correction.settle(threshold)
    correction.set_prediction(random_prediction(seed, correction.height, correction.width))
    assert correction.painted().all() and (correction.mask(DEFAULT_THRESHOLD) == seen).all()


@given(corrections(), st.integers(2, 254))
def test_a_saved_mask_comes_back_the_same_at_any_threshold(correction: Correction, threshold: int) -> None:
    mask, painted = correction.mask(), correction.painted()
    reopened = Correction(correction.height, correction.width)
    reopened.load_mask(mask, painted)
    assert (reopened.mask(threshold) == mask).all()
    assert (reopened.painted() == painted).all()


@given(corrections(), seeds)
def test_a_mask_of_unknown_making_is_not_overwritten_by_a_prediction(correction: Correction, seed: int) -> None:
    mask = correction.mask(DEFAULT_THRESHOLD)
    reopened = Correction(correction.height, correction.width)
    reopened.load_mask(mask)
    reopened.set_prediction(random_prediction(seed, 7, 7))
    assert (reopened.mask() == mask).all()


def test_ignore_in_a_saved_mask_stays_ignore_even_where_nobody_painted() -> None:
    correction = Correction(1, 3)
    mask = np.array([[SHARP, IGNORE, BLURRED]], np.uint8)
    correction.load_mask(mask, np.zeros((1, 3), bool))
    assert (correction.mask() == mask).all()


@pytest.mark.parametrize(
    ("mask", "painted"),
    [
        (np.zeros((2, 3), np.uint8), None),
        (np.zeros((3, 2), np.uint8), np.zeros((2, 3), bool)),
        (np.full((3, 2), 77, np.uint8), None),
    ],
)
def test_a_mask_that_does_not_fit_is_refused_and_nothing_changes(mask: np.ndarray, painted: np.ndarray | None) -> None:
    correction = Correction(3, 2)
    before = correction.plane.copy()
    with pytest.raises(ValueError, match="mask"):
        correction.load_mask(mask, painted)
    assert (correction.plane == before).all()


@pytest.mark.parametrize(
    "prediction", [np.zeros((2, 2), np.float32), np.zeros((2, 2, 3), np.uint8), np.zeros((0, 2), np.uint8)]
)
def test_what_is_no_prediction_is_refused(prediction: np.ndarray) -> None:
    with pytest.raises(ValueError, match="prediction"):
        Correction(4, 4, prediction)


def test_a_photo_without_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one pixel"):
        Correction(0, 4)


@given(corrections(), seeds, st.integers(2, 254), st.data())
def test_what_lies_under_paint_is_the_newest_prediction(
    correction: Correction, seed: int, threshold: int, data: st.DataObject
) -> None:
    """Painted, predicted anew or frozen, in any order: handing everything back shows the prediction alone."""
    shown = correction.prediction_in(correction.rect)
    for act in data.draw(st.lists(st.sampled_from(["predict", "freeze", "paint"]), max_size=5)):
        painted = correction.painted()
        if act == "predict":
            prediction = random_prediction(seed, correction.height, correction.width)
            shown = recode(prediction)
            correction.set_prediction(prediction)
        elif act == "freeze":
            correction.freeze(threshold)
            shown = np.where(painted, shown, recode(correction.mask(threshold)))
        else:
            put(correction, np.s_[::2], IGNORE)
        assert (correction.prediction_in(correction.rect) == shown).all()
    put(correction, np.s_[:], UNTOUCHED)
    assert (correction.plane == shown).all()


def test_paint_on_a_large_photo_costs_the_memory_of_the_painted_tiles_alone() -> None:
    correction = Correction(3000, 4000, np.full((3, 4), 90, np.uint8))
    fill_polygon(correction, [(10, 10), (300, 10), (300, 200)], BLURRED)
    assert correction.nbytes <= correction.plane.nbytes + 2 * 256 * 256


def test_a_prediction_made_elsewhere_for_another_photo_is_refused() -> None:
    correction = Correction(30, 40)
    with pytest.raises(ValueError, match="prediction"):
        correction.take_prediction(recoded(None, 40, 30))
