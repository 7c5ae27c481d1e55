"""Object proposals: groups of one to four neighbouring regions, ranked by objectness (paper 2.1.2, step iv)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.proposals.hierarchy import Hierarchy, segment

MAX_PROPOSALS = 1000
_SINGLES, _PER_GROUP = 160, 300  # regions of the hierarchy that groups are built from; best groups kept a size
_MIN_AREA, _MAX_AREA = 0.01, 0.75  # of the photo
_SAME = 0.92  # intersection over union above which two proposals are one


@dataclass(frozen=True)
class Proposals:
    """Object-like regions of one photo, best first.

    labels: int32 (H, W), superpixel of each pixel. members: bool (K, n), superpixels of each proposal.
    scores: float32 (K,), objectness, higher = more object-like, descending.
    """

    labels: NDArray[np.int32]
    members: NDArray[np.bool_]
    scores: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.scores)

    def mask(self, index: int) -> NDArray[np.bool_]:
        """bool (H, W): the region of one proposal."""
        return np.asarray(self.members[index][self.labels])


def propose(photo: NDArray[np.uint8], most: int = MAX_PROPOSALS) -> Proposals:
    """At most `most` proposals for a uint8 RGB (H, W, 3) photo, H and W at least 16."""
    hierarchy = segment(photo)
    regions = _Regions(hierarchy, photo)
    members = _groups(hierarchy, regions)
    scores = regions.objectness(members)
    keep = _distinct(members, scores, regions.areas, most)
    return Proposals(hierarchy.labels, members[keep], scores[keep].astype(np.float32))


class _Regions:
    """What scoring needs of the superpixels: areas, border, place, colour, and the boundaries between them."""

    def __init__(self, hierarchy: Hierarchy, photo: NDArray[np.uint8]) -> None:
        labels, count = hierarchy.labels, hierarchy.superpixels
        height, width = labels.shape
        flat = labels.ravel()
        self.areas = np.bincount(flat, minlength=count) / flat.size
        frame = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
        self.border = np.bincount(frame, minlength=count) / frame.size
        y, x = np.mgrid[0:height, 0:width]
        share = np.maximum(self.areas * flat.size, 1)
        self.x = np.bincount(flat, ((x.ravel() + 0.5) / width - 0.5) ** 2, minlength=count) / share
        self.y = np.bincount(flat, ((y.ravel() + 0.5) / height - 0.5) ** 2, minlength=count) / share
        self.colour = np.stack(
            [np.bincount(flat, photo[..., c].ravel() / 255.0, minlength=count) / share for c in range(3)], axis=1
        )
        self.edges, self.strengths = hierarchy.edges, hierarchy.strengths
        self.lengths = _boundary_lengths(labels, self.edges) / (height + width)

    def objectness(self, members: NDArray[np.bool_]) -> NDArray[np.float64]:
        """One score a row of `members` (K, n): strong closed boundary, calm inside, off the border, near the centre."""
        weights = members.astype(np.float32)
        area = weights @ self.areas
        border = weights @ self.border
        first, second = members[:, self.edges[:, 0]], members[:, self.edges[:, 1]]
        cut, inside = (first ^ second).astype(np.float32), (first & second).astype(np.float32)
        cut_length = cut @ self.lengths + 1e-6
        contrast = (cut @ (self.lengths * self.strengths)) / cut_length
        calm = (inside @ (self.lengths * self.strengths)) / (inside @ self.lengths + 1e-3)
        spread = (weights @ (self.areas * (self.x + self.y))) / np.maximum(area, 1e-9)
        mean_in = (weights @ (self.areas[:, None] * self.colour)) / np.maximum(area, 1e-9)[:, None]
        total = self.areas @ self.colour
        mean_out = (total - area[:, None] * mean_in) / np.maximum(1 - area, 1e-9)[:, None]
        stands_out = np.linalg.norm(mean_in - mean_out, axis=1)
        compact = np.sqrt(area) / (cut_length + border)
        size = -np.abs(np.log(np.maximum(area, 1e-6) / 0.12))
        return np.asarray(
            4.0 * contrast - 1.5 * calm + 1.0 * stands_out + 1.2 * compact - 3.0 * border - 2.5 * spread + 0.35 * size
        )


def _boundary_lengths(labels: NDArray[np.int32], edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """Pixels along the boundary of each pair in `edges`."""
    count = int(labels.max()) + 1
    across = [(labels[:, :-1], labels[:, 1:]), (labels[:-1], labels[1:])]
    keys = np.concatenate(
        [
            np.minimum(a, b).ravel().astype(np.int64) * count + np.maximum(a, b).ravel()
            for a, b in ((p.ravel(), q.ravel()) for p, q in across)
        ]
    )
    pairs, lengths = np.unique(keys, return_counts=True)
    wanted = edges.min(axis=1) * count + edges.max(axis=1)
    return lengths[np.searchsorted(pairs, wanted)].astype(np.float64)


def _groups(hierarchy: Hierarchy, regions: _Regions) -> NDArray[np.bool_]:
    """Singles, pairs, triplets and 4-tuples of neighbouring regions, bool (K, superpixels)."""
    count = hierarchy.superpixels
    nodes = np.zeros((hierarchy.parents.size, count), np.bool_)
    nodes[np.arange(count), np.arange(count)] = True
    for node in range(hierarchy.parents.size - 1):  # parents come after their children
        nodes[hierarchy.parents[node]] |= nodes[node]
    areas = nodes @ regions.areas
    lifetime = hierarchy.altitudes[hierarchy.parents] - hierarchy.altitudes
    # Regions that live long in the hierarchy, or late in it, are what objects are made of.
    worth = lifetime + 0.3 * hierarchy.altitudes
    usable = np.flatnonzero((areas > 0.002) & (areas < _MAX_AREA))
    usable = usable[np.argsort(-worth[usable], kind="stable")][:_SINGLES]
    singles = nodes[usable]

    neighbours = np.zeros((count, count), np.bool_)
    neighbours[regions.edges[:, 0], regions.edges[:, 1]] = True
    neighbours |= neighbours.T
    levels = [singles]
    reach = (singles.astype(np.float32) @ neighbours.astype(np.float32)) > 0
    for _ in range(3):
        levels.append(_grown(levels[-1], singles, reach, regions))
    every = np.concatenate(levels)
    areas = every @ regions.areas
    return every[(areas >= _MIN_AREA) & (areas <= _MAX_AREA)]


def _grown(
    groups: NDArray[np.bool_], singles: NDArray[np.bool_], reach: NDArray[np.bool_], regions: _Regions
) -> NDArray[np.bool_]:
    """Each group with one more region that touches it and does not overlap it; the best by objectness."""
    overlap = (groups.astype(np.float32) @ singles.astype(np.float32).T) > 0
    touch = (groups.astype(np.float32) @ reach.astype(np.float32).T) > 0
    pairs = np.argwhere(touch & ~overlap)
    if len(pairs) > 2500:  # the earlier groups and the longer-lived regions stand first in both lists
        pairs = pairs[np.argsort(pairs.sum(axis=1), kind="stable")[:2500]]
    joined = np.unique(groups[pairs[:, 0]] | singles[pairs[:, 1]], axis=0)
    best = np.argsort(-regions.objectness(joined), kind="stable")[:_PER_GROUP]
    return np.asarray(joined[best])


def _distinct(
    members: NDArray[np.bool_], scores: NDArray[np.float64], areas: NDArray[np.float64], most: int
) -> NDArray[np.int64]:
    """Indices of the best proposals, best first, near-duplicates left out."""
    order = np.argsort(-scores, kind="stable")
    ranked = members[order].astype(np.float32)
    area = ranked @ areas
    shared = (ranked * areas.astype(np.float32)) @ ranked.T
    same = shared > _SAME * (area[:, None] + area[None, :] - shared)
    kept: list[int] = []
    dropped = np.zeros(len(order), np.bool_)
    for rank in range(len(order)):
        if dropped[rank]:
            continue
        kept.append(rank)
        if len(kept) == most:
            break
        dropped |= same[rank]
    return order[np.array(kept, np.int64)] if kept else np.zeros(0, np.int64)
