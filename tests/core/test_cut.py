"""The cut between sharp and blurred is chosen as people see it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from blurlab.core.cut import (
    DESCRIBED,
    HALF,
    LEAST_STEP,
    STEP_SHARE,
    Counts,
    cut_beside,
    describe,
    learn_cut,
    otsu,
    suggested_cut,
)
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP

maps = arrays(np.uint8, (6, 7))
masks = arrays(np.uint8, (6, 7), elements=st.sampled_from([SHARP, BLURRED, IGNORE]))


@given(maps, masks, st.integers(0, 256))
def test_the_mean_iou_at_a_cut_is_that_of_the_mask_it_makes(blurriness: np.ndarray, mask: np.ndarray, cut: int) -> None:
    decided = mask != IGNORE
    called, truth = blurriness >= cut, mask == BLURRED
    ious = []
    for ours, theirs in ((called, truth), (~called, ~truth)):
        if (theirs & decided).any():
            ious.append((ours & theirs & decided).sum() / ((ours | theirs) & decided).sum())
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


def two_classes(seed: int, low: float, high: float, spread: float = 12.0) -> tuple[np.ndarray, np.ndarray]:
    """A map whose sharp and blurred halves lie about `low` and `high`, and its mask."""
    rng = np.random.default_rng(seed)
    mask = np.where(np.arange(60)[None] < rng.integers(20, 40), SHARP, BLURRED) * np.ones((50, 1), int)
    made = np.where(mask == SHARP, low, high) + rng.normal(0, spread, mask.shape)
    return np.clip(made, 0, 255).astype(np.uint8), mask.astype(np.uint8)


@pytest.mark.parametrize(("low", "high"), [(20, 90), (150, 240), (40, 220)])
def test_a_map_of_two_classes_suggests_the_cut_between_them(low: float, high: float) -> None:
    made, mask = two_classes(1, low, high)
    cut = suggested_cut(made)
    assert low < cut < high
    ious = Counts.of(made, mask).mean_ious()
    assert ious[cut] > 0.97 and ious[cut] >= ious[HALF]


@pytest.mark.parametrize("level", [0, 12, 120, 200, 255])
def test_a_photo_of_one_class_is_not_split(level: int) -> None:
    rng = np.random.default_rng(level)
    made = np.clip(level + rng.normal(0, 6, (80, 80)), 0, 255).astype(np.uint8)
    assert suggested_cut(made) == suggested_cut(made, [0.2] * DESCRIBED) == HALF
    made[3, 5], made[40, 41] = 255, 0  # specks
    assert suggested_cut(made) == HALF
    assert suggested_cut(np.full((1, 1), level, np.uint8)) == HALF


@given(arrays(np.uint8, (5, 9)))
def test_any_map_has_a_suggestion_within_its_bounds(made: np.ndarray) -> None:
    assert 24 <= suggested_cut(made) <= 232
    described = describe(made)
    assert described.shape == (DESCRIBED,) and np.all((described >= 0) & (described <= 1 + 1e-9))


@given(arrays(np.uint8, (5, 9)))
def test_otsus_cut_is_opencvs(made: np.ndarray) -> None:
    from blurlab.core.opencv import cv2

    ours = otsu(np.bincount(made.ravel(), minlength=256).astype(float))
    theirs, _ = cv2.threshold(made, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    assert np.array_equal(made >= ours, made > theirs) or len(np.unique(made)) == 1


def test_what_peoples_masks_teach_moves_the_cut_towards_theirs() -> None:
    """A model whose blurred pixels spread far down: the best cut lies well below the middle between the classes."""
    photos = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        made, mask = two_classes(seed, 10 + rng.uniform(0, 10), 200)
        made[mask == BLURRED] = rng.integers(45, 256, int((mask == BLURRED).sum()))
        photos.append((made, Counts.of(made, mask)))
    learnt = learn_cut([describe(made) for made, _ in photos[:30]], [counts for _, counts in photos[:30]])
    plain = np.mean([counts.mean_ious()[suggested_cut(made)] for made, counts in photos[30:]])
    taught = np.mean([counts.mean_ious()[suggested_cut(made, learnt)] for made, counts in photos[30:]])
    assert taught >= plain and taught > 0.88
    with pytest.raises(ValueError, match="no labelled photo"):
        learn_cut([], [])


@given(maps, st.integers(1, 255), st.sampled_from([-2, -1, 1, 2]))
def test_a_step_of_the_cut_turns_a_share_of_the_photo_one_way(made: np.ndarray, cut: int, steps: int) -> None:
    moved = cut_beside(made, cut, steps)
    assert 1 <= moved <= 255 and (moved - cut) * steps >= 0
    assert abs(moved - cut) >= LEAST_STEP or moved in (1, 255)


def test_one_step_turns_about_a_twentieth_of_an_even_map() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8), 4)
    turned = np.mean((ramp >= 100) != (ramp >= cut_beside(ramp, 100, 1)))
    assert abs(turned - STEP_SHARE) < 0.01
