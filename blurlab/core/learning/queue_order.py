"""Which photo a person should label next: one that the model is unsure of and that is unlike those before it.

These are numbers alone, so that the window's list and a simulation without a window give the same order.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

_CELLS: Final = 4  # a side of the grid that describes a photo
_BY_CELL: Final = 5  # lightness, two colours, detail, blurriness
DESCRIPTOR: Final = _CELLS * _CELLS * _BY_CELL  # numbers in a descriptor
MOST_SPREAD: Final = 400  # photos at the head of the queue kept apart; nobody labels more before a training
_NEIGHBOURS: Final = 8  # corrected photos that show how much a similar one would bring
_TRUST: Final = 4.0  # corrected neighbours that weigh as much as the model's own doubt
_SECOND: Final = 0.5  # weight of the disagreement in the uncertainty, against entropy
_SMALL: Final = 0.05  # of a descriptor's range: photos that differ by less in one kind of number count as equal there
_LEAST: Final = 1e-6

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Doubt:
    """What one prediction says about itself, each the mean over the photo's pixels.

    entropy: bits, 0 (sure everywhere) to 1 (knows nothing). disagreement: bits, 0..1, between the predictions of the
    photo and of its mirror image (their Jensen–Shannon divergence: it shows what the model does not know, where entropy
    also counts a soft edge that nobody can know). blurred: share of the photo predicted as blurred, 0..1.
    """

    entropy: float
    disagreement: float
    blurred: float


def doubt_of(prediction: NDArray[np.floating], mirrored: NDArray[np.floating] | None = None) -> Doubt:
    """The doubt of a prediction, probabilities 0..1 of any shape, and of the one from the mirrored photo, turned back.

    Without the second one the disagreement is 0.
    """
    if mirrored is None:
        return Doubt(float(_entropy(prediction).mean()), 0.0, float(np.mean(prediction > 0.5)))
    mean = (prediction + mirrored) / 2
    entropy = float(_entropy(mean).mean())
    apart = entropy - (float(_entropy(prediction).mean()) + float(_entropy(mirrored).mean())) / 2
    return Doubt(entropy, max(0.0, apart), float(np.mean(mean > 0.5)))


def describe(photo: NDArray[np.uint8], blurriness: NDArray[np.uint8]) -> NDArray[np.float32]:
    """DESCRIPTOR numbers, float32, similar for similar photos: colour, detail and predicted blur on a grid.

    photo: uint8 RGB (H, W, 3), the smaller the faster. blurriness: uint8 (h, w), its prediction.
    """
    grid = (_CELLS, _CELLS)
    lab = cv2.cvtColor(np.ascontiguousarray(photo), cv2.COLOR_RGB2LAB).astype(np.float32) / 255
    light = lab[:, :, 0]
    detail = np.abs(cv2.Laplacian(light, cv2.CV_32F))
    planes = [
        cv2.resize(lab, grid, interpolation=cv2.INTER_AREA),
        np.log2(cv2.resize(detail, grid, interpolation=cv2.INTER_AREA) + np.float32(1 / 1024))[:, :, None] / 8,
        cv2.resize(blurriness.astype(np.float32) / 255, grid, interpolation=cv2.INTER_AREA)[:, :, None],
    ]
    return np.concatenate(planes, axis=2).astype(np.float32).ravel()


def uncertainty(entropy: Numbers, disagreement: Numbers) -> Numbers:
    """One number a photo from both (n,): each counts as far as it stands out among these photos. NaN stays NaN."""
    # Over the odd half of Shi et al.'s photos entropy finds the badly predicted ones better (Spearman .50 with
    # 1 − AUC, against .43), so it leads. The root brings the divergence to the scale of a difference.
    return _relative(entropy) + _SECOND * _relative(np.sqrt(disagreement))


def predicted_gain(
    doubt: Numbers, descriptors: NDArray[np.float32], corrected: NDArray[np.float32], amounts: Numbers
) -> Numbers:
    """How much of each photo a person will probably have to correct, (n,), 0..1; NaN if `doubt` is.

    doubt: (n,) from `uncertainty`. descriptors: (n, d). corrected: (m, d), accepted photos. amounts: (m,), how much of
    each was changed, 0..1. Corrections of the most similar photos count the more, the more of them there are and the
    more similar they are; without any the model's own doubt decides.
    """
    typical = float(np.clip(np.mean(amounts), 0.02, 1)) if len(amounts) else 0.25
    own = np.clip(typical * doubt / max(float(_mean(doubt)), _LEAST), 0, 1)
    if not len(corrected):
        return own
    points = _scaled(np.concatenate([descriptors, corrected]))
    mine, theirs = points[: len(descriptors)], points[len(descriptors) :]
    distances = np.sqrt(np.maximum(_squared(mine, theirs), 0))
    nearest = np.argsort(distances, axis=1)[:, :_NEIGHBOURS]
    near = np.take_along_axis(distances, nearest, axis=1)
    width = float(np.median(distances)) / 2 + _LEAST
    weights = np.exp(-((near / width) ** 2))
    seen = weights.sum(axis=1)
    told = (weights * np.asarray(amounts)[nearest]).sum(axis=1)
    return np.asarray((told + _TRUST * own) / (seen + _TRUST), np.float64)


def queue_order(
    worth: Numbers,
    descriptors: NDArray[np.float32] | None = None,
    labelled: NDArray[np.float32] | None = None,
    *,
    most_spread: int = MOST_SPREAD,
) -> NDArray[np.int64]:
    """The places 0..n-1 of the photos in the order in which to label them.

    worth: (n,), ≥ 0, what a label of each would bring (`uncertainty` or `predicted_gain`); NaN if nothing is known yet:
    those come last, in the order given. descriptors: (n, d), from `describe`; None orders by worth alone.
    labelled: (m, d), of the photos already labelled. The photo at each place has the largest product of worth and
    distance to everything before it, so that of ten similar frames one comes early and nine come late.
    Ties go to the earlier photo; the same input gives the same order.
    """
    worth = np.asarray(worth, np.float64)
    known = np.flatnonzero(~np.isnan(worth))
    unknown = np.flatnonzero(np.isnan(worth))
    by_worth = known[np.argsort(-worth[known], kind="stable")]
    if descriptors is None or len(known) < 3:
        return np.concatenate([by_worth, unknown])
    before = descriptors[:0] if labelled is None else labelled
    points = _scaled(np.concatenate([descriptors[known], before]))
    mine = points[: len(known)]
    apart = _squared(mine, points[len(known) :]).min(axis=1) if len(before) else np.ones(len(known))
    left = np.maximum(worth[known], _LEAST)
    lengths = np.asarray((mine**2).sum(axis=1))
    head: list[int] = []
    for _ in range(min(most_spread, len(known))):
        taken = int(np.argmax(left * np.sqrt(np.maximum(apart, _LEAST))))
        head.append(taken)
        to_taken = np.maximum(lengths + lengths[taken] - 2 * (mine @ mine[taken]), 0)
        # The first photo has nothing before it; from then on the distance is what counts.
        apart = to_taken if len(head) == 1 and not len(before) else np.minimum(apart, to_taken)
        left[taken] = -1.0
    chosen = set(known[head].tolist())
    rest = [place for place in by_worth.tolist() if place not in chosen]
    return np.concatenate([known[head], np.array(rest, np.int64), unknown])


def _entropy(probability: NDArray[np.floating]) -> NDArray[np.float64]:
    """Bits, of the two classes."""
    sure = np.clip(probability.astype(np.float64), 1e-7, 1 - 1e-7)
    return np.asarray(-(sure * np.log2(sure) + (1 - sure) * np.log2(1 - sure)))


def _mean(values: Numbers) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else 0.0


def _relative(values: Numbers) -> Numbers:
    return np.asarray(values, np.float64) / max(_mean(np.asarray(values, np.float64)), _LEAST)


def _scaled(points: NDArray[np.float32]) -> Numbers:
    """Scale the kinds of numbers (colour, detail …) to vary equally, and no cell more than its kind."""
    kinds = _BY_CELL if points.shape[1] == DESCRIPTOR else 1
    by_kind = np.asarray(points, np.float64).reshape(len(points), -1, kinds)
    spread = by_kind.std(axis=0, keepdims=True).mean(axis=1, keepdims=True)
    scaled = (by_kind - by_kind.mean(axis=0, keepdims=True)) / np.maximum(spread, _SMALL)
    flat = scaled.reshape(len(points), -1)
    return np.asarray(flat / np.sqrt(flat.shape[1]), np.float64)


def _squared(some: Numbers, others: Numbers) -> Numbers:
    """(n, m) squared distances."""
    return np.asarray((some**2).sum(1)[:, None] + (others**2).sum(1)[None, :] - 2 * some @ others.T, np.float64)
