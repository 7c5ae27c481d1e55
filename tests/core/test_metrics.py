"""AUC and AP are scikit-learn's, ties included."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve

from blurlab.core import metrics
from blurlab.core.metrics import (
    ap_of_counts,
    auc_of_counts,
    average_precision,
    class_counts,
    iou,
    precision_at,
    roc_at,
    roc_auc,
)

shapes = arrays.array_shapes(min_dims=1, max_dims=2, max_side=20)


def assert_like_sklearn(scores: np.ndarray, positive: np.ndarray) -> None:
    assert roc_auc(scores, positive) == pytest.approx(roc_auc_score(positive.ravel(), scores.ravel()), abs=1e-9)
    assert average_precision(scores, positive) == pytest.approx(
        average_precision_score(positive.ravel(), scores.ravel()), abs=1e-9
    )


@settings(deadline=None)
@given(data=st.data(), shape=shapes, levels=st.sampled_from([1, 3, 255]))
def test_bytes_are_scored_as_scikit_learn_does(data: st.DataObject, shape: tuple[int, ...], levels: int) -> None:
    scores = data.draw(arrays.arrays(np.uint8, shape, elements=st.integers(0, levels)))
    positive = data.draw(arrays.arrays(np.bool_, shape))
    assume(positive.any() and not positive.all())
    assert_like_sklearn(scores, positive)


@settings(deadline=None)
@given(data=st.data(), shape=shapes)
def test_floats_are_scored_as_scikit_learn_does(data: st.DataObject, shape: tuple[int, ...]) -> None:
    values = st.one_of(st.sampled_from([-1.0, 0.0, 0.5]), st.floats(-1e6, 1e6, width=32))
    scores = data.draw(arrays.arrays(np.float32, shape, elements=values))
    positive = data.draw(arrays.arrays(np.bool_, shape))
    assume(positive.any() and not positive.all())
    assert_like_sklearn(scores, positive)


def test_a_whole_photo_is_scored_as_scikit_learn_does() -> None:
    rng = np.random.default_rng(0)
    positive = rng.random((427, 640)) < 0.3
    scores = np.clip(rng.normal(100, 60, positive.shape) + 50 * positive, 0, 255).astype(np.uint8)
    assert_like_sklearn(scores, positive)
    assert_like_sklearn(scores.T, positive.T)


def test_counting_in_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    scores, positive = rng.integers(0, 256, 1000).astype(np.uint8), rng.random(1000) < 0.5
    whole = class_counts(scores, positive)
    monkeypatch.setattr(metrics, "_CHUNK", 64)
    pieces = class_counts(scores, positive)
    assert all((a == b).all() for a, b in zip(whole, pieces, strict=True))
    assert whole[0].sum() == positive.sum()


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
def test_pixels_that_are_not_valid_do_not_count(dtype: type) -> None:
    rng = np.random.default_rng(0)
    scores = rng.integers(0, 9, (30, 30)).astype(dtype)
    positive, valid = rng.random((30, 30)) < 0.5, rng.random((30, 30)) < 0.5
    counts = class_counts(scores, positive, valid)
    assert auc_of_counts(*counts) == pytest.approx(roc_auc_score(positive[valid], scores[valid]), abs=1e-9)
    assert ap_of_counts(*counts) == pytest.approx(average_precision_score(positive[valid], scores[valid]), abs=1e-9)


@pytest.mark.parametrize("dtype", [np.uint8, np.float64])
@pytest.mark.parametrize("positive", [True, False])
def test_one_class_has_no_score(dtype: type, positive: bool) -> None:
    for score in (roc_auc, average_precision):
        with pytest.raises(ValueError, match="both classes"):
            score(np.arange(5, dtype=dtype), np.full(5, positive))
        with pytest.raises(ValueError, match="both classes"):
            score(np.zeros(0, dtype), np.zeros(0, np.bool_))


def test_senseless_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        roc_auc(np.array([0.5, np.nan]), np.array([True, False]))
    with pytest.raises(ValueError, match="one shape"):
        roc_auc(np.zeros(3), np.zeros(4, np.bool_))


def test_iou_is_intersection_over_union() -> None:
    a, b = np.array([1, 1, 1, 0], np.bool_), np.array([0, 1, 1, 1], np.bool_)
    assert iou(a, b) == 0.5
    assert iou(a, a) == 1.0
    assert iou(a, ~a) == 0.0
    assert iou(~(a | ~a), ~(a | ~a)) == 1.0
    with pytest.raises(ValueError, match="one shape"):
        iou(a, b[:2])


@settings(deadline=None)
@given(data=st.data(), levels=st.sampled_from([1, 3, 255]))
def test_the_curves_pass_through_scikit_learns_points(data: st.DataObject, levels: int) -> None:
    scores = data.draw(arrays.arrays(np.uint8, 60, elements=st.integers(0, levels)))
    positive = data.draw(arrays.arrays(np.bool_, 60))
    assume(positive.any() and not positive.all())
    counts = class_counts(scores, positive)
    false, true, _ = roc_curve(positive, scores, drop_intermediate=False)
    last = np.r_[false[1:] != false[:-1], True]  # where the curve rises straight up, its upper end
    assert roc_at(*counts, false[last]) == pytest.approx(true[last], abs=1e-9)
    precision, recall, _ = precision_recall_curve(positive, scores)
    for place in np.unique(recall[:-1][recall[:-1] > 0]):
        highest = np.flatnonzero(recall[:-1] == place)[-1]  # of the thresholds with this recall
        assert precision_at(*counts, np.array([place])) == pytest.approx(precision[highest], abs=1e-9)


def test_the_areas_under_the_curves_are_auc_and_average_precision() -> None:
    rng = np.random.default_rng(3)
    positive = rng.random(4000) < 0.3
    scores = np.clip(rng.normal(100, 40, 4000) + 30 * positive, 0, 255).astype(np.uint8)
    counts = class_counts(scores, positive)
    grid = (np.arange(20_000) + 0.5) / 20_000
    assert roc_at(*counts, grid).mean() == pytest.approx(roc_auc(scores, positive), abs=1e-4)
    assert precision_at(*counts, grid).mean() == pytest.approx(average_precision(scores, positive), abs=1e-4)
    for curve in (roc_at, precision_at):
        with pytest.raises(ValueError, match="both classes"):
            curve(np.zeros(256, np.int64), np.ones(256, np.int64), grid)
