"""Combinatorial grouping (paper 2.1.2, step iv): one to four neighbouring regions as one candidate."""

import numpy as np
from numpy.typing import NDArray

from training.proposals.hierarchy import Hierarchies
from training.proposals.objectness import Objectness
from training.proposals.ranking import rank
from training.proposals.rows import distinct

SMALLEST, LARGEST = 0.01, 0.9  # of the photo
_PART = 0.015  # of the photo, the smallest region that is grouped: smaller ones change a group hardly
_SEEDS = 120  # groups of one size that are grown by another region
_PARTNERS = 100  # single regions that they are grown by
_SINGLES, _PAIRS, _LARGER = 1100, 1000, 500  # best candidates of each size that go on to the ranking


def candidates(hierarchies: Hierarchies, objectness: Objectness) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """bool (K, n), distinct groups of superpixels, and float32 (K,), their objectness; in no order."""
    singles, pairs = [], []
    for regions in hierarchies.regions:
        area = regions @ objectness.areas
        parts = _distinct(regions[(area > _PART) & (area < LARGEST)])
        singles.append(parts)
        pairs.append(_joined(parts, parts, objectness))
    alone = _distinct(np.concatenate(singles))
    # What is left of the photo without a region: the frame often belongs to the object's surroundings, not to it.
    levels = [_best(alone, objectness, _SINGLES)]
    levels.append(_best(np.concatenate(pairs), objectness, _PAIRS))
    partners = _varied(alone, objectness.scores(alone), objectness, _PARTNERS)
    for _ in ("triplets", "4-tuples"):
        seeds = _varied(*levels[-1], objectness, _SEEDS)
        levels.append(_best(_joined(seeds, partners, objectness), objectness, _LARGER))
    members = np.concatenate([groups for groups, _ in levels])
    first = distinct(members)
    return members[first], np.concatenate([scores for _, scores in levels])[first]


def _varied(
    members: NDArray[np.bool_], scores: NDArray[np.float32], objectness: Objectness, most: int
) -> NDArray[np.bool_]:
    """The `most` best that are not much the same."""
    return np.asarray(members[rank(members, scores, objectness.areas, most)[0]])


def _distinct(members: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(members[distinct(members)])


def _joined(groups: NDArray[np.bool_], regions: NDArray[np.bool_], objectness: Objectness) -> NDArray[np.bool_]:
    """Every union of a group and a region that touch and do not overlap."""
    left, right = groups.astype(np.float32), regions.astype(np.float32)
    reach = right @ objectness.neighbours.astype(np.float32)
    fits = (left @ reach.T > 0) & (left @ right.T == 0)
    first, second = np.nonzero(fits)
    return _distinct(groups[first] | regions[second])


def _best(
    members: NDArray[np.bool_], objectness: Objectness, most: int
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """At most `most` of the groups and of their complements that are neither specks nor nearly the whole photo.

    Half are the best by objectness, half are spread evenly over the other ranks: the score is only a guess.
    A complement counts because the surroundings are often simpler than the object: what two regions leave is a group.
    """
    both = _distinct(np.concatenate([members, ~members]))
    area = both @ objectness.areas
    both = both[(area >= SMALLEST) & (area <= LARGEST)]
    scores = objectness.scores(both)
    order = np.argsort(-scores, kind="stable")
    if len(order) > most:
        sure = most // 2
        order = np.concatenate([order[:sure], order[np.linspace(sure, len(order) - 1, most - sure).astype(np.int64)]])
    return both[order], scores[order]
