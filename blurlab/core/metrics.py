"""How well blurriness separates blurred pixels from sharp ones: AUC, AP and IoU, exact with ties."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

_CHUNK = 1 << 23  # pixels counted at once: cv2 counts in float32, which is exact up to 2^24


def roc_auc(scores: NDArray[Any], positive: NDArray[np.bool_]) -> float:
    """Area under the ROC curve, 0..1: how often a positive pixel scores above a negative one, ties counting half.

    Raises ValueError if all pixels are of one class, or a score is NaN.
    Raises ValueError if all pixels are of one class, or a score is NaN.
    """
    return auc_of_counts(*class_counts(scores, positive))


def average_precision(scores: NDArray[Any], positive: NDArray[np.bool_]) -> float:
    """Average precision, 0..1: the precision at each threshold weighted by the recall that it adds.

    No interpolation, tied scores share one threshold (scikit-learn's definition). Arguments and errors as `roc_auc`.
    """
    return ap_of_counts(*class_counts(scores, positive))


def class_counts(
    scores: NDArray[Any], positive: NDArray[np.bool_], valid: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(positives, negatives) at each distinct score, ascending; pixels outside `valid` are left out.

    For uint8 always 256 long, one entry a value. Raises ValueError for different shapes and for NaN.
    """
    if scores.shape != positive.shape or (valid is not None and valid.shape != scores.shape):
        raise ValueError(f"scores {scores.shape} and classes {positive.shape} must have one shape")
    flat = np.ascontiguousarray(scores).ravel()
    classes = np.ascontiguousarray(positive, np.bool_).ravel()
    kept = None if valid is None else np.ascontiguousarray(valid, np.bool_).ravel()
    if flat.dtype == np.uint8:
        return _histogram(flat, classes if kept is None else classes & kept), _histogram(
            flat, ~classes if kept is None else ~classes & kept
        )
    if kept is not None:
        flat, classes = flat[kept], classes[kept]
    return _counts_by_sorting(flat, classes)


def auc_of_counts(positives: NDArray[np.int64], negatives: NDArray[np.int64]) -> float:
    """AUC from counts at ascending scores. Raises ValueError if a class is empty."""
    _need_both(positives, negatives)
    below = np.cumsum(negatives) - negatives
    won = positives.astype(np.float64) @ (below + 0.5 * negatives)
    return float(won / (float(positives.sum()) * float(negatives.sum())))


def ap_of_counts(positives: NDArray[np.int64], negatives: NDArray[np.int64]) -> float:
    """Average precision from counts at ascending scores. Raises ValueError if a class is empty."""
    _need_both(positives, negatives)
    from_top = positives[::-1].cumsum()
    called = from_top + negatives[::-1].cumsum()
    precision = from_top / np.maximum(called, 1)
    return float(positives[::-1].astype(np.float64) @ precision / float(positives.sum()))


def roc_at(
    positives: NDArray[np.int64], negatives: NDArray[np.int64], false_rates: NDArray[Any]
) -> NDArray[np.float64]:
    """Share of positives found, 0..1, at each share of negatives called positive: the ROC curve; ties give slopes.

    The counts are at ascending scores, `false_rates` ascending in 0..1. Its mean over an even grid tends to the AUC.
    Raises ValueError if a class is empty.
    """
    _need_both(positives, negatives)
    false = np.r_[0, negatives[::-1].cumsum()] / negatives.sum()
    true = np.r_[0, positives[::-1].cumsum()] / positives.sum()
    # Of several points at one rate np.interp takes the last, which is the highest.
    return np.asarray(np.interp(false_rates, false, true), np.float64)


def precision_at(
    positives: NDArray[np.int64], negatives: NDArray[np.int64], recalls: NDArray[Any]
) -> NDArray[np.float64]:
    """The precision, 0..1, of the highest threshold that finds each share of the positives, as in average precision.

    The counts are at ascending scores, `recalls` in 0..1. Its mean over an even grid tends to the average precision.
    Raises ValueError if a class is empty.
    """
    _need_both(positives, negatives)
    found = positives[::-1].cumsum()
    precision = found / np.maximum(found + negatives[::-1].cumsum(), 1)
    places = np.searchsorted(found / found[-1], recalls, side="left")
    # Recall 0 is reached before anything is called blurred; the first threshold that finds anything stands for it.
    return np.asarray(precision[np.clip(places, np.flatnonzero(found)[0], found.size - 1)], np.float64)


def iou(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """Intersection over union of two bool arrays of one shape, 0..1; 1 if both are empty."""
    if a.shape != b.shape:
        raise ValueError(f"the masks must have one shape, not {a.shape} and {b.shape}")
    union = np.count_nonzero(a | b)
    return np.count_nonzero(a & b) / union if union else 1.0


def _need_both(positives: NDArray[np.int64], negatives: NDArray[np.int64]) -> None:
    if not positives.any() or not negatives.any():
        raise ValueError("AUC and AP need pixels of both classes")


def value_counts(values: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How often each of the 256 values occurs in a uint8 array of any shape, int64 (256,)."""
    counts = np.zeros(256, np.int64)
    flat = values.reshape(-1)
    for start in range(0, flat.size, _CHUNK):
        counts += cv2.calcHist([flat[start : start + _CHUNK]], [0], None, [256], [0, 256]).ravel().astype(np.int64)
    return counts


def _histogram(values: NDArray[np.uint8], chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    counts = np.zeros(256, np.int64)
    for start in range(0, values.size, _CHUNK):
        part = values[start : start + _CHUNK].reshape(-1, 1)
        mask = chosen[start : start + _CHUNK].view(np.uint8).reshape(-1, 1)
        counts += cv2.calcHist([part], [0], mask, [256], [0, 256]).ravel().astype(np.int64)
    return counts


def _counts_by_sorting(
    scores: NDArray[Any], positive: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if np.isnan(scores).any():
        raise ValueError("a score is not a number")
    if scores.size == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(scores, kind="stable")
    ordered, classes = scores[order], positive[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    positives = np.add.reduceat(classes.astype(np.int64), starts)
    totals = np.diff(np.r_[starts, scores.size])
    return positives, (totals - positives).astype(np.int64)
