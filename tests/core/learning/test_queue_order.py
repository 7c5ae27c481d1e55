"""The order in which photos are best labelled: doubt first, and no ten like frames in a row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.learning.queue_order import (
    DESCRIPTOR,
    describe,
    doubt_of,
    predicted_gain,
    queue_order,
    uncertainty,
)
from blurlab.core.opencv import cv2


def scene(seed: int, shift: int = 0) -> np.typing.NDArray[np.uint8]:
    """A photo of large coloured areas; `shift` pans the camera by some pixels."""
    coarse = np.random.default_rng(seed).integers(0, 256, (4, 6, 3), np.uint8)
    return cv2.resize(coarse, (208, 128), interpolation=cv2.INTER_CUBIC)[:, shift : shift + 192]


def test_a_sure_prediction_has_no_doubt_and_a_grey_one_knows_nothing() -> None:
    sure = np.zeros((8, 8))
    sure[:, 4:] = 1
    assert doubt_of(sure, sure).entropy < 1e-4
    assert doubt_of(sure, sure).blurred == 0.5
    grey = doubt_of(np.full((8, 8), 0.5), np.full((8, 8), 0.5))
    assert grey.entropy == pytest.approx(1, abs=1e-6) and grey.disagreement == pytest.approx(0, abs=1e-9)


def test_two_sure_predictions_that_contradict_each_other_disagree_wholly() -> None:
    sure = np.zeros((8, 8))
    sure[:, 4:] = 1
    assert doubt_of(sure, 1 - sure).disagreement == pytest.approx(1, abs=1e-4)
    assert doubt_of(sure, sure).disagreement == pytest.approx(0, abs=1e-9)
    assert doubt_of(sure).disagreement == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30))
def test_doubt_is_in_bits(pairs: list[tuple[float, float]]) -> None:
    doubt = doubt_of(np.array([one for one, _ in pairs]), np.array([other for _, other in pairs]))
    assert 0 <= doubt.entropy <= 1 + 1e-9 and 0 <= doubt.disagreement <= doubt.entropy + 1e-9


def test_a_panned_frame_is_described_nearly_alike_and_another_scene_is_not() -> None:
    blurriness = np.zeros((16, 24), np.uint8)
    here, panned, elsewhere = (describe(photo, blurriness) for photo in (scene(1), scene(1, 2), scene(2)))
    assert here.shape == (DESCRIPTOR,) and here.dtype == np.float32
    assert np.linalg.norm(here - panned) < 0.4 * np.linalg.norm(here - elsewhere)


def test_another_prediction_of_the_same_photo_describes_it_otherwise() -> None:
    sharp, blurred = (describe(scene(1), np.full((16, 24), value, np.uint8)) for value in (0, 255))
    assert np.linalg.norm(sharp - blurred) > 1


def test_the_most_uncertain_photo_comes_first_and_unknown_ones_last() -> None:
    worth = np.array([0.2, np.nan, 0.9, 0.5, np.nan])
    assert queue_order(worth).tolist() == [2, 3, 0, 1, 4]


def test_ten_like_frames_do_not_come_in_a_row() -> None:
    blurriness = np.zeros((16, 24), np.uint8)
    burst = [describe(scene(1, shift), blurriness) for shift in range(10)]
    others = [describe(scene(seed), blurriness) for seed in range(2, 8)]
    worth = np.array([1.0 + 0.01 * number for number in range(10)] + [0.6] * 6)  # the burst is doubted most
    order = queue_order(worth, np.array(burst + others)).tolist()
    assert order[0] < 10, "the most uncertain of all is first"
    assert sum(place < 10 for place in order[:7]) == 1, "then one of each other scene"
    assert queue_order(worth).tolist()[:10] == list(range(9, -1, -1)), "which worth alone would not do"


def test_what_is_like_a_labelled_photo_comes_late() -> None:
    blurriness = np.zeros((16, 24), np.uint8)
    photos = np.array([describe(scene(seed), blurriness) for seed in (1, 2, 3)])
    labelled = np.array([describe(scene(1, 1), blurriness)])
    assert queue_order(np.array([1.0, 0.8, 0.8]), photos, labelled).tolist()[-1] == 0
    assert queue_order(np.array([1.0, 0.8, 0.8]), photos).tolist()[0] == 0


@given(st.integers(0, 40), st.integers(0, 5), st.integers(0, 1000))
def test_every_photo_is_in_the_queue_once(count: int, labelled: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    worth = random.random(count)
    worth[random.random(count) < 0.3] = np.nan
    places = queue_order(
        worth, random.random((count, 6), np.float32), random.random((labelled, 6), np.float32), most_spread=10
    )
    assert sorted(places.tolist()) == list(range(count))


def test_like_photos_all_alike_do_not_upset_the_order() -> None:
    assert queue_order(np.array([0.1, 0.3, 0.2]), np.zeros((3, DESCRIPTOR), np.float32)).tolist() == [1, 2, 0]


def test_what_was_corrected_on_like_photos_tells_what_is_to_be_gained() -> None:
    blurriness = np.zeros((16, 24), np.uint8)
    photos = np.array([describe(scene(seed), blurriness) for seed in (1, 2, 3, 4)])
    corrected = np.array([describe(scene(seed, shift), blurriness) for seed in (1, 2) for shift in (1, 2, 3, 4)])
    doubt = np.ones(4)
    gain = predicted_gain(doubt, photos, corrected, np.array([0.8] * 4 + [0.0] * 4))
    assert gain[0] > gain[2] > gain[1] and gain[0] > gain[3] > gain[1]
    alone = predicted_gain(np.array([0.5, 1.0, np.nan]), photos[:3], photos[:0], np.zeros(0))
    assert alone[1] > alone[0] and np.isnan(alone[2])


def test_both_kinds_of_doubt_count_whatever_their_size() -> None:
    both = uncertainty(np.array([0.5, 0.5, np.nan]), np.array([0.001, 0.003, np.nan]))
    assert both[1] > both[0] * 1.15 and np.isnan(both[2])
