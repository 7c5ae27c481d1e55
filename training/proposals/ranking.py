"""Ranking: object-like first, but never the same region again (maximal marginal relevance)."""

import numpy as np
from numpy.typing import NDArray

SAME = 0.92  # intersection over union from which two proposals are one
_VARIETY = 0.7  # score that a candidate loses when it repeats a better one wholly


def rank(
    members: NDArray[np.bool_], scores: NDArray[np.float32], areas: NDArray[np.float32], most: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Indices (K,) of at most `most` candidates, best first, and their final scores (K,), descending.

    members: bool (N, n). scores: (N,), objectness. areas: (n,), of the superpixels. A candidate's final score is its
    objectness less its largest overlap with a better one.
    """
    chosen = members.astype(np.float32)
    area = chosen @ areas
    shared = (chosen * areas) @ chosen.T
    value = scores.astype(np.float32)
    loss = np.zeros_like(value)
    kept: list[int] = []
    final: list[float] = []
    for _ in range(min(most, len(scores))):
        left = value - _VARIETY * loss
        best = int(left.argmax())
        if left[best] == -np.inf:
            break
        kept.append(best)
        final.append(float(left[best]))
        overlap = shared[best] / (area + area[best] - shared[best])
        np.maximum(loss, overlap, out=loss)
        value[overlap > SAME] = -np.inf
        value[best] = -np.inf
    return np.array(kept, np.int64), np.array(final, np.float32)
