"""A hierarchy of a photo's regions: superpixels merged two by two, like with like, up to the whole photo.

It is made on a small copy, ahead and in a thread, so that pointing at a photo of 100 MP costs no more than at one of
half a megapixel. Two trees lie on the same superpixels: one merges by colour and so follows objects, the other by
sharpness and by what the model says, and follows the blur.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.local_sharpness import local_sharpness
from blurlab.core.opencv import cv2

LONGEST: Final = 512  # pixels of the small copy's longer side
SUPERPIXELS: Final = 900  # about so many
_SMOOTH: Final = 1.0  # sigma in small pixels
_GRAIN: Final = 7  # small pixels

Map = NDArray[np.uint8]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Tree:
    """Nodes 0..n-1 are the superpixels, those after them were merged: each later than both of its parts.

    parents: int32 (nodes,), -1 of the root. areas: int32 (nodes,), small pixels. heights: float32 (nodes,), how unlike
    the two parts of a node were, 0 of a superpixel.
    """

    parents: Ints
    areas: Ints
    heights: Floats

    def above(self, leaf: int) -> list[int]:
        """The node and all that contain it, smallest first."""
        found = [leaf]
        while (parent := int(self.parents[found[-1]])) >= 0:
            found.append(parent)
        return found

    @cached_property
    def spans(self) -> tuple[Ints, NDArray[np.int32]]:
        """(order, bounds): the superpixels of node k are order[bounds[k, 0] : bounds[k, 1]]."""
        count, leaves = len(self.parents), (len(self.parents) + 1) // 2
        sizes = np.ones(count, np.int32)
        sizes[leaves:] = 0
        for node in range(count - 1):
            sizes[self.parents[node]] += sizes[node]
        bounds = np.zeros((count, 2), np.int32)
        bounds[-1] = 0, leaves
        filled = bounds[:, 0].copy()
        for node in range(count - 2, -1, -1):
            parent = int(self.parents[node])
            start = int(filled[parent])
            filled[parent] += sizes[node]
            bounds[node] = start, start + sizes[node]
            filled[node] = start
        order = np.empty(leaves, np.int32)
        order[bounds[:leaves, 0]] = np.arange(leaves)
        return order, bounds

    def boxes(self, labels: Ints) -> Ints:
        """int32 (nodes, 4): left, top, right and bottom of each node, the last two excluded."""
        count, leaves = len(self.parents), (len(self.parents) + 1) // 2
        height, width = labels.shape
        found = np.empty((count, 4), np.int32)
        found[:] = width, height, 0, 0
        y, x = np.indices(labels.shape, np.int32)
        for column, (values, take) in enumerate(
            ((x, np.minimum), (y, np.minimum), (x + 1, np.maximum), (y + 1, np.maximum))
        ):
            take.at(found[:leaves, column], labels.ravel(), values.ravel())
        for node in range(count - 1):
            above = found[self.parents[node]]
            np.minimum(above[:2], found[node, :2], out=above[:2])
            np.maximum(above[2:], found[node, 2:], out=above[2:])
        return found


@dataclass(frozen=True, eq=False)
class Regions:
    """What is known of a photo's regions, on a small copy (h, w).

    labels: int32 (h, w), superpixel of each pixel. photo: uint8 RGB (h, w, 3). sharpness: float32 (h, w), 0..1.
    blurriness: the prediction, uint8 (h, w); None where there is none. trees: by colour, and by blur.
    features: float32 (n, 5), of each superpixel: L, a, b, sharpness and blurriness, each about 0..1.
    edges: int32 (m, 2), superpixels that touch; lengths and steps: float32 (m,), how long they touch, small pixels, and
    how much the photo changes there, 0..1.
    """

    labels: Ints
    photo: NDArray[np.uint8]
    sharpness: Floats
    blurriness: Map | None
    trees: tuple[Tree, ...]
    features: Floats
    edges: Ints
    lengths: Floats
    steps: Floats

    @property
    def shape(self) -> tuple[int, int]:
        height, width = self.labels.shape
        return height, width

    @cached_property
    def boxes(self) -> tuple[Ints, ...]:
        """Where the nodes of each tree lie, as `Tree.boxes`."""
        return tuple(tree.boxes(self.labels) for tree in self.trees)

    @cached_property
    def smooth_sharpness(self) -> Floats:
        """float32 (h, w): so smooth that its boundary is that of a region, not of the grain in it."""
        return np.asarray(cv2.blur(self.sharpness, (_GRAIN, _GRAIN)), np.float32)

    @cached_property
    def areas(self) -> Ints:
        """int32 (n,): small pixels of each superpixel."""
        return np.bincount(self.labels.ravel()).astype(np.int32)


class NotWantedError(Exception):
    """Nobody wants the regions that are being made any longer."""


def _always() -> bool:
    return True


def make_regions(
    photo: NDArray[np.uint8], prediction: Map | None = None, wanted: Callable[[], bool] = _always
) -> Regions:
    """The regions of a photo, uint8 RGB of any size, with its prediction (uint8 of any size) where there is one.

    It takes .2 to 2 seconds, as the machine is free: for a thread. Raises ValueError for an empty photo,
    and NotWantedError where `wanted`, asked now and then, says no.
    """
    if photo.size == 0:
        raise ValueError("a photo has at least one pixel")
    small = _reduced(photo)
    height, width = small.shape[:2]
    sharpness = local_sharpness(small, 2.5)
    blurriness = None
    if prediction is not None:
        sized = cv2.resize(np.ascontiguousarray(prediction), (width, height), interpolation=cv2.INTER_LINEAR)
        blurriness = np.asarray(sized, np.uint8)
    lab = np.asarray(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), (0, 0), _SMOOTH), np.uint8)
    said = np.zeros((height, width), np.uint8) if blurriness is None else blurriness
    labels = _superpixels(lab, said)
    planes = [
        *np.moveaxis(lab.astype(np.float32) / np.float32(255), 2, 0),
        sharpness,
        said.astype(np.float32) / np.float32(255),
    ]
    areas = np.bincount(labels.ravel())
    features = np.stack(
        [np.bincount(labels.ravel(), plane.ravel(), len(areas)) / areas for plane in planes], axis=1
    ).astype(np.float32)
    edges, lengths, steps = _neighbours(labels, lab)
    trees = tuple(
        _merged(areas, features * np.asarray(weights, np.float32), edges, lengths, steps * boundary, wanted)
        for weights, boundary in (((2.0, 3.0, 3.0, 0.3, 0.3), 1.0), ((0.4, 0.5, 0.5, 1.0, 1.5), 0.3))
    )
    made = Regions(labels, small, sharpness, blurriness, trees, features, edges, lengths, steps)
    for tree in trees:
        _ = tree.spans  # now, and not when the pointer first moves
    _ = made.boxes, made.smooth_sharpness, made.areas
    return made


def _reduced(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    photo = np.ascontiguousarray(photo)
    height, width = photo.shape[:2]
    scale = min(1.0, LONGEST / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size == (width, height):
        return photo
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)


def _superpixels(lab: NDArray[np.uint8], said: Map) -> Ints:
    """A watershed from seeds on a grid, each moved to the quietest pixel of its cell: int32 (h, w), numbers 0..n-1."""
    height, width = lab.shape[:2]
    side = max(2, round(float(np.sqrt(height * width / SUPERPIXELS))))
    rows, columns = height // side, width // side
    if rows < 2 or columns < 2:
        return np.zeros((height, width), np.int32)
    light = lab[..., 0].astype(np.float32)
    slope = np.abs(cv2.Sobel(light, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(light, cv2.CV_32F, 0, 1))
    cells = slope[: rows * side, : columns * side].reshape(rows, side, columns, side).transpose(0, 2, 1, 3)
    quietest = cells.reshape(rows, columns, -1).argmin(axis=2)
    y = np.arange(rows)[:, None] * side + quietest // side
    x = np.arange(columns)[None] * side + quietest % side
    markers = np.zeros((height, width), np.int32)
    markers[y, x] = 1 + np.arange(rows * columns).reshape(rows, columns)
    colour = cv2.addWeighted(lab[..., 1], 0.5, lab[..., 2], 0.5, 0)
    cv2.watershed(np.ascontiguousarray(np.stack([lab[..., 0], colour, said // 2], axis=2)), markers)
    while (markers <= 0).any():  # the lines between them, and the photo's rim
        grown = cv2.dilate(markers.astype(np.float32), np.ones((3, 3), np.uint8)).astype(np.int32)
        markers = np.where(markers > 0, markers, grown)
    _, labels = np.unique(markers, return_inverse=True)
    return labels.reshape(height, width).astype(np.int32)


def _neighbours(labels: Ints, lab: NDArray[np.uint8]) -> tuple[Ints, Floats, Floats]:
    """Pairs of superpixels that touch, how long they touch, and the mean step of the photo there, 0..1."""
    pairs, jumps = [], []
    values = lab.astype(np.float32) / 255
    for one, other in ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:])):
        apart = labels[one] != labels[other]
        both = np.stack([labels[one][apart], labels[other][apart]], axis=1)
        pairs.append(np.sort(both, axis=1))
        jumps.append(np.abs(values[one][apart] - values[other][apart]).max(axis=1))
    together, jump = np.concatenate(pairs), np.concatenate(jumps)
    count = int(labels.max()) + 1
    keys, place = np.unique(together[:, 0].astype(np.int64) * count + together[:, 1], return_inverse=True)
    lengths = np.bincount(place, minlength=len(keys)).astype(np.float32)
    steps = (np.bincount(place, jump, len(keys)) / np.maximum(lengths, 1)).astype(np.float32)
    return np.stack([keys // count, keys % count], axis=1).astype(np.int32), lengths, steps


def _merged(
    areas: NDArray[np.int_], features: Floats, edges: Ints, lengths: Floats, steps: Floats, wanted: Callable[[], bool]
) -> Tree:
    """Always the two most alike of those that touch; small ones sooner, so that the tree stays even."""
    count = len(areas)
    total = 2 * count - 1
    parents, sizes = [-1] * total, [*map(int, areas), *([0] * (count - 1))]
    heights = [0.0] * total
    means: list[list[float]] = [*(row.tolist() for row in features), *([] for _ in range(count - 1))]
    touching: list[dict[int, tuple[float, float]]] = [{} for _ in range(total)]
    for (one, other), length, step in zip(edges.tolist(), lengths.tolist(), steps.tolist(), strict=True):
        touching[one][other] = touching[other][one] = length, step * length
    whole = float(sum(sizes[:count]))

    def unlike(one: int, other: int) -> float:
        length, step = touching[one][other]
        apart = sum((a - b) ** 2 for a, b in zip(means[one], means[other], strict=True)) ** 0.5 + step / length
        smaller = min(sizes[one], sizes[other]) / whole
        return float(apart * smaller**0.35)

    waiting = [(unlike(one, other), one, other) for one, other in edges.tolist()]
    heapq.heapify(waiting)
    node = count
    while waiting and node < total:
        height, one, other = heapq.heappop(waiting)
        if parents[one] >= 0 or parents[other] >= 0:
            continue
        parents[one] = parents[other] = node
        heights[node] = height
        both = sizes[node] = sizes[one] + sizes[other]
        share = sizes[one] / both
        means[node] = [a * share + b * (1 - share) for a, b in zip(means[one], means[other], strict=True)]
        mine = touching[node]
        for part in (one, other):
            for neighbour, (length, step) in touching[part].items():
                if neighbour in (one, other):
                    continue
                before = mine.get(neighbour, (0.0, 0.0))
                mine[neighbour] = before[0] + length, before[1] + step
                del touching[neighbour][part]
        for neighbour, met in mine.items():
            touching[neighbour][node] = met
            heapq.heappush(waiting, (unlike(node, neighbour), node, neighbour))
        node += 1
        if node % 64 == 0 and not wanted():
            raise NotWantedError
    return Tree(np.array(parents, np.int32), np.array(sizes, np.int32), np.array(heights, np.float32))
