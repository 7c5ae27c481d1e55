"""Superpixels of one scale, and what merging needs of them."""

import higra as hg
import numpy as np
from numpy.typing import NDArray

from training.proposals.merging import Patches

_ADJACENT = ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:]))  # pixels and their right or lower neighbours


def watershed(evidence: NDArray[np.float32], most: int) -> NDArray[np.int32]:
    """Labels int32 (H, W), 0..n−1 with n ≤ `most`: basins of the boundary evidence, the smallest flooded away."""
    graph = hg.get_4_adjacency_graph(evidence.shape)
    weights = hg.weight_graph(graph, evidence.astype(np.float64), hg.WeightFunction.mean)
    tree, altitudes = hg.watershed_hierarchy_by_area(graph, weights)
    merges = np.sort(altitudes[tree.num_leaves() :])[::-1]
    level = merges[min(most, len(merges)) - 1]  # the merges above it separate `most` regions, fewer where they tie
    labels = hg.labelisation_horizontal_cut_from_threshold(tree, altitudes, level)
    return np.unique(labels, return_inverse=True)[1].reshape(evidence.shape).astype(np.int32)


def measure(labels: NDArray[np.int32], evidence: NDArray[np.float32], looks: NDArray[np.float32]) -> Patches:
    """Areas, boundaries and mean looks (H, W, C) of the superpixels in `labels` (H, W)."""
    count, flat = int(labels.max()) + 1, labels.ravel()
    areas = np.bincount(flat, minlength=count)
    # There are a few hundred labels; 16 bits are sorted by counting.
    by_label = looks.reshape(flat.size, -1)[np.argsort(flat.astype(np.uint16), kind="stable")]
    sums = np.add.reduceat(by_label, np.concatenate([[0], np.cumsum(areas)[:-1]]), axis=0)
    keys, diagonal = _boundary(labels), float(np.hypot(*labels.shape))
    lengths = np.bincount(keys, minlength=count * count).reshape(count, count) / diagonal
    return Patches(
        areas / flat.size, lengths + lengths.T, strengths(labels, evidence), sums.astype(np.float64) / areas[:, None]
    )


def strengths(labels: NDArray[np.int32], evidence: NDArray[np.float32]) -> NDArray[np.float64]:
    """Patches.strengths by the boundary evidence (H, W): float64 (n, n)."""
    count = int(labels.max()) + 1
    weights = np.concatenate([np.maximum(evidence[a], evidence[b])[labels[a] != labels[b]] for a, b in _ADJACENT])
    table = np.bincount(_boundary(labels), weights, minlength=count * count).reshape(count, count)
    return np.asarray((table + table.T) / float(np.hypot(*labels.shape)))


def _boundary(labels: NDArray[np.int32]) -> NDArray[np.int64]:
    """first · n + second, for every two pixels side by side that lie in different superpixels."""
    count = int(labels.max()) + 1
    keys = []
    for a, b in _ADJACENT:
        differ = labels[a] != labels[b]
        keys.append(labels[a][differ].astype(np.int64) * count + labels[b][differ])
    return np.concatenate(keys)
