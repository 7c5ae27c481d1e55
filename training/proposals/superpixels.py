"""Superpixels of one scale, and what merging needs of them."""

import higra as hg
import numpy as np
from numpy.typing import NDArray

from training.proposals.contours import STRONGEST
from training.proposals.descriptors import WHOLE
from training.proposals.merging import Patches

_ADJACENT = ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:]))  # pixels and their right or lower neighbours


def watershed(evidence: NDArray[np.float32], most: int) -> NDArray[np.int32]:
    """Labels int32 (H, W), 0..n−1 with n ≤ `most`: basins of the boundary evidence, the smallest flooded away.

    evidence: float32 (H, W), whole numbers 0..STRONGEST.
    """
    heights = evidence.astype(np.int64)
    basins, areas = _basins(heights)
    first, second, passes = _passes(basins, heights)
    # To higra a minimum is an edge: each basin has one to a place below it that has no area.
    count = len(areas)
    graph = hg.UndirectedGraph(2 * count)
    graph.add_edges(np.concatenate([first, np.arange(count)]), np.concatenate([second, np.arange(count, 2 * count)]))
    weights = np.concatenate([passes, np.full(count, -1)]).astype(np.float64)
    vertex_areas = np.append(areas, np.zeros(count))
    tree, altitudes = hg.watershed_hierarchy_by_area(graph, weights, vertex_areas, canonize_tree=False)
    merges = np.sort(altitudes[tree.num_leaves() :])[::-1]
    level = merges[min(most, len(merges)) - 1]  # the merges above it separate `most` regions, fewer where they tie
    labels = hg.labelisation_horizontal_cut_from_threshold(tree, altitudes, level)
    return np.unique(labels[:count], return_inverse=True)[1].astype(np.int32)[basins]


def _basins(heights: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Labels int32 (H, W) of the pixels that water runs together from, and the areas (n,) in px.

    From each pixel it runs to the lowest of its four neighbours; level ground slopes towards the first pixel.
    """
    bits = heights.size.bit_length()
    place = (heights << bits) | np.arange(heights.size).reshape(heights.shape)  # height and index in one number
    lowest = place.copy()
    for one, other in _ADJACENT:
        np.minimum(lowest[one], place[other], out=lowest[one])
        np.minimum(lowest[other], place[one], out=lowest[other])
    below = lowest.ravel() & ((1 << bits) - 1)
    while not np.array_equal(further := below[below], below):
        below = further
    bottoms = np.flatnonzero(below == np.arange(below.size))
    number = np.zeros(below.size, np.int32)
    number[bottoms] = np.arange(len(bottoms))
    labels = number[below]
    return labels.reshape(heights.shape), np.bincount(labels, minlength=len(bottoms))


def _passes(
    basins: NDArray[np.int32], heights: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Every two basins side by side, and twice the height of the lowest pass between them: three of (m,)."""
    keys, count = _boundary(basins), int(basins.max()) + 1
    height = np.concatenate([(heights[a] + heights[b])[basins[a] != basins[b]] for a, b in _ADJACENT])
    first, second = np.divmod(keys, count)
    bits = (2 * STRONGEST).bit_length()
    lowest = np.sort(((np.minimum(first, second) * count + np.maximum(first, second)) << bits) | height)
    pairs = lowest >> bits
    lowest = lowest[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(lowest) else lowest
    return *np.divmod(lowest >> bits, count), lowest & ((1 << bits) - 1)


def measure(labels: NDArray[np.int32], evidence: NDArray[np.float32], looks: NDArray[np.float32]) -> Patches:
    """Areas, boundaries and mean looks, of describe()'s (H, W, C), of the superpixels in `labels` (H, W)."""
    count, flat = int(labels.max()) + 1, labels.ravel()
    areas = np.bincount(flat, minlength=count)
    # There are a few hundred labels; 16 bits are sorted by counting.
    by_label = looks.reshape(flat.size, -1)[np.argsort(flat.astype(np.uint16), kind="stable")]
    sums = np.add.reduceat(by_label, np.concatenate([[0], np.cumsum(areas)[:-1]]), axis=0, dtype=np.float64)
    keys, diagonal = _boundary(labels), float(np.hypot(*labels.shape))
    lengths = np.bincount(keys, minlength=count * count).reshape(count, count) / diagonal
    mean = sums / (WHOLE * areas[:, None])
    return Patches(areas / flat.size, lengths + lengths.T, strengths(labels, evidence), mean)


def strengths(labels: NDArray[np.int32], evidence: NDArray[np.float32]) -> NDArray[np.float64]:
    """Patches.strengths by the boundary evidence (H, W): float64 (n, n)."""
    count = int(labels.max()) + 1
    weights = np.concatenate([np.maximum(evidence[a], evidence[b])[labels[a] != labels[b]] for a, b in _ADJACENT])
    table = np.bincount(_boundary(labels), weights, minlength=count * count).reshape(count, count)
    return np.asarray((table + table.T) / (STRONGEST * float(np.hypot(*labels.shape))))


def _boundary(labels: NDArray[np.int32]) -> NDArray[np.int64]:
    """first · n + second, for every two pixels side by side that lie in different superpixels."""
    count = int(labels.max()) + 1
    keys = []
    for a, b in _ADJACENT:
        differ = labels[a] != labels[b]
        keys.append(labels[a][differ].astype(np.int64) * count + labels[b][differ])
    return np.concatenate(keys)
