"""Merging neighbouring regions two by two, the least different first: a hierarchy of regions over superpixels."""

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.proposals.descriptors import COLOURS

_COLOUR_SHARE = 0.65  # of the difference of looks; the rest is texture
_SMALL = 0.02  # of the photo: regions well below it are merged sooner

_DECIMALS = 9  # of a difference: sums come out otherwise in the last ones on another processor; ties go by index


@dataclass(frozen=True)
class Patches:
    """What merging needs of n superpixels.

    areas: float64 (n,), shares of the photo. lengths: float64 (n, n), common boundary in photo diagonals, 0 if they
    do not touch. strengths: float64 (n, n), boundary strength × length. looks: float64 (n, C), mean descriptors.
    """

    areas: NDArray[np.float64]
    lengths: NDArray[np.float64]
    strengths: NDArray[np.float64]
    looks: NDArray[np.float64]


@dataclass(frozen=True)
class Tree:
    """A merging order: parents int64 (2n−1,), leaves 0..n−1 first, the root its own parent; altitudes float64 (2n−1,),
    the difference at which each node was formed, never falling from child to parent, 0 for leaves."""

    parents: NDArray[np.int64]
    altitudes: NDArray[np.float64]

    @property
    def leaves(self) -> int:
        return (len(self.parents) + 1) // 2

    def members(self) -> NDArray[np.bool_]:
        """bool (2n−1, n): the leaves under each node."""
        nodes = np.zeros((len(self.parents), self.leaves), np.bool_)
        nodes[np.arange(self.leaves), np.arange(self.leaves)] = True
        for node in range(len(self.parents) - 1):  # parents come after their children
            nodes[self.parents[node]] |= nodes[node]
        return nodes

    def persistence(self) -> NDArray[np.float64]:
        """float64 (2n−1,), 0..1: how much of the way from no difference to the tree's largest each node outlasts."""
        return np.asarray((self.altitudes[self.parents] - self.altitudes) / max(1e-9, float(self.altitudes[-1])))

    def ultrametric(self) -> NDArray[np.float64]:
        """float64 (n, n): altitude of the smallest region that holds both leaves."""
        members = self.members()
        result = np.zeros((self.leaves, self.leaves))
        for node in range(len(self.parents) - 1, self.leaves - 1, -1):
            inside = np.flatnonzero(members[node])
            result[np.ix_(inside, inside)] = self.altitudes[node]
        np.fill_diagonal(result, 0)
        return result


def merge(patches: Patches, look_weight: float, size_weight: float) -> Tree:
    """Greedy merging by boundary strength, difference of looks, and size (small regions first).

    look_weight: share 0..1 of the difference of looks against boundary strength. size_weight: exponent ≥ 0 of the
    smaller region's share, 0 = size does not matter.
    """
    n = len(patches.areas)
    regions = _Regions(patches, look_weight, size_weight)
    parents, altitudes, node_of = np.arange(2 * n - 1), np.zeros(2 * n - 1), list(range(n))
    altitude = 0.0
    for node in range(n, 2 * n - 1):
        value, i, j = regions.closest()
        altitude = max(altitude, value)
        parents[node_of[i]] = parents[node_of[j]] = node
        altitudes[node] = altitude
        node_of[i] = node
        regions.unite(i, j)
    return Tree(parents, altitudes)


class _Regions:
    """The regions while they are merged: what each looks like, its neighbours, and the pairs that touch in a queue."""

    def __init__(self, patches: Patches, look_weight: float, size_weight: float) -> None:
        n = len(patches.areas)
        self._areas, self._looks = patches.areas.copy(), patches.looks.copy()
        self._roots = np.sqrt(patches.looks)
        self._shares = look_weight * np.array([_COLOUR_SHARE, 1 - _COLOUR_SHARE])
        self._border_weight, self._size_weight = 1 - look_weight, size_weight
        self._around: list[dict[int, tuple[float, float]]] = [{} for _ in range(n)]  # neighbours and borders of each
        self._grown = [0] * n  # how often each has grown; -1: it is part of another
        first, second = np.nonzero(np.triu(patches.lengths))
        borders = np.stack([patches.lengths[first, second], patches.strengths[first, second]], axis=1)
        pairs = list(zip(first.tolist(), second.tolist(), strict=True))
        for (i, j), (length, strength) in zip(pairs, borders.tolist(), strict=True):
            self._around[i][j] = self._around[j][i] = (length, strength)
        values = self._differences(first, second, borders)
        # The least first; a pair's entry holds no more once one of the two has grown or gone.
        self._queue = [(value, i, j, 0, 0) for value, (i, j) in zip(values, pairs, strict=True)]
        heapq.heapify(self._queue)

    def closest(self) -> tuple[float, int, int]:
        """The least difference of two that touch, and the two; of parts that do not touch any two, and 0."""
        queue, grown = self._queue, self._grown
        while queue and (grown[queue[0][1]], grown[queue[0][2]]) != queue[0][3:]:
            heapq.heappop(queue)
        if queue:
            value, i, j, *_ = heapq.heappop(queue)
            return float(value), i, j
        i, j = (int(region) for region in np.flatnonzero(self._areas)[:2])
        return 0.0, i, j

    def unite(self, i: int, j: int) -> None:
        """Make `j` a part of `i`."""
        areas, looks, around, grown = self._areas, self._looks, self._around, self._grown
        looks[i] = (looks[i] * areas[i] + looks[j] * areas[j]) / (areas[i] + areas[j])
        self._roots[i] = np.sqrt(looks[i])
        areas[i] += areas[j]
        areas[j] = 0
        grown[i] += 1
        grown[j] = -1
        around[i].pop(j, None)
        for k, (length, strength) in around[j].items():
            if k != i:
                del around[k][j]
                more = around[i].get(k, (0.0, 0.0))
                around[i][k] = around[k][i] = (more[0] + length, more[1] + strength)
        near = list(around[i])
        if near:
            values = self._differences(np.array(near), i, np.array(list(around[i].values())))
            for k, value in zip(near, values, strict=True):
                one, other = (i, k) if i < k else (k, i)
                heapq.heappush(self._queue, (value, one, other, grown[one], grown[other]))

    def _differences(
        self, one: NDArray[np.int64], other: NDArray[np.int64] | int, borders: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Of touching regions, pair by pair; borders: (m, 2), their common boundaries' lengths and strengths."""
        same = np.add.reduceat(self._roots[one] * self._roots[other], (0, COLOURS), axis=1)
        apart = np.sqrt(np.maximum(0, 1 - same)) @ self._shares
        smaller = np.minimum(self._areas[one], self._areas[other])
        value = self._border_weight * (borders[:, 1] / borders[:, 0]) + apart
        return np.asarray(np.round(value * (smaller / (smaller + _SMALL)) ** self._size_weight, _DECIMALS))
