"""Merging neighbouring regions two by two, the least different first: a hierarchy of regions over superpixels."""

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

    areas: float64 (n,), shares of the photo. lengths: float64 (n, n), common boundary in photo diagonals, 0 where they
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
    areas, lengths, strengths = patches.areas.copy(), patches.lengths.copy(), patches.strengths.copy()
    looks, roots = patches.looks.copy(), np.sqrt(patches.looks)
    parents, altitudes = np.arange(2 * n - 1), np.zeros(2 * n - 1)
    node_of = np.arange(n)

    def differences(one: NDArray[np.int64], other: NDArray[np.int64] | int) -> NDArray[np.float64]:
        """Of touching regions, pair by pair."""
        boundary = strengths[one, other] / lengths[one, other]
        same = roots[one] * roots[other]
        apart = _COLOUR_SHARE * np.sqrt(np.maximum(0, 1 - np.add.reduce(same[:, :COLOURS], axis=1)))
        apart += (1 - _COLOUR_SHARE) * np.sqrt(np.maximum(0, 1 - np.add.reduce(same[:, COLOURS:], axis=1)))
        smaller = np.minimum(areas[one], areas[other])
        value = (1 - look_weight) * boundary + look_weight * apart
        return np.asarray(np.round(value * (smaller / (smaller + _SMALL)) ** size_weight, _DECIMALS))

    difference = np.full((n, n), np.inf)
    first, second = np.nonzero(lengths)
    difference[first, second] = differences(first, second)
    altitude = 0.0
    left = n  # regions
    for node in range(n, 2 * n - 1):
        if 2 * left <= len(areas):  # the tables hold as much that is gone as that is there
            there = np.flatnonzero(areas)
            areas, looks, roots, node_of = areas[there], looks[there], roots[there], node_of[there]
            lengths, strengths, difference = (table[np.ix_(there, there)] for table in (lengths, strengths, difference))
        left -= 1
        i, j = divmod(int(difference.argmin()), len(areas))
        if not np.isfinite(difference[i, j]):  # parts that do not touch
            i, j = (int(region) for region in np.flatnonzero(areas)[:2])
        else:
            altitude = max(altitude, float(difference[i, j]))
        parents[node_of[i]] = parents[node_of[j]] = node
        altitudes[node] = altitude
        node_of[i] = node
        looks[i] = (looks[i] * areas[i] + looks[j] * areas[j]) / (areas[i] + areas[j])
        areas[i] += areas[j]
        areas[j] = 0
        for table in (lengths, strengths):
            table[i] += table[j]
            table[:, i] = table[i]
            table[i, i] = 0
            table[j] = table[:, j] = 0
        roots[i] = np.sqrt(looks[i])
        difference[[i, j]] = np.inf
        difference[:, [i, j]] = np.inf
        near = lengths[i].nonzero()[0]
        difference[i, near] = difference[near, i] = differences(near, i)
    return Tree(parents, altitudes)
