"""How object-like a group of superpixels is: a weighted sum of measures that need no trained network."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.proposals.descriptors import COLOURS
from training.proposals.hierarchy import Hierarchies
from training.proposals.merging import Patches
from training.proposals.rows import Known

Floats = NDArray[np.float32]

# Ridge regression of a candidate's overlap with the outlined object, on 50 of the even-numbered photos of
# sharp/bsds500_object_masks, checked on odd-numbered ones. No other part of the method has been fitted to any picture.
# Persistence came later and by hand: enough for what nothing else in the photo rivals to be found at its border as in
# its middle, where the object's touching the frame costs it .4.
BIAS = 0.343
WEIGHTS = {
    "log_area": 0.1598,
    "area": -0.3036,
    "area_squared": 0.3153,
    "border": -0.3793,
    "corners": 0.1372,
    "widest_side": -0.2332,
    "sides": -0.04209,
    "contrast": 0.8537,
    "closed": -0.4123,
    "calm": 0.1277,
    "compact": 0.6284,
    "solid": -0.2251,
    "spread": 0.2419,
    "off_centre": -0.2287,
    "height_in_photo": 0.1643,
    "stands_out": 0.08039,
    "texture_stands_out": 0.2886,
    "ring": 0.06169,
    "salient_in": 0.2814,
    "salient_out": -0.2274,
    "salient_product": 0.0483,
    "persistence": 0.5,
}


_FIRM = 0.3  # boundary strength from which a boundary counts as closed

_DECIMALS = 4  # of a score: sums come out otherwise in the last ones on another processor; ties go by index

_FAR = 1 << 15  # from one side of the photo to the other


@dataclass(frozen=True)
class Layout:
    """Where the n superpixels lie, in shares of the photo.

    centres: (n, 2) x and y. spreads: (n,) mean squared distance of their pixels from the photo's centre. boxes: (n, 4)
    left, top, right, bottom. sides: (n, 4) share of the left, top, right and bottom frame that each takes. corners:
    (n,) share of the four corners.
    """

    centres: Floats
    spreads: Floats
    boxes: Floats
    sides: Floats
    corners: Floats


def lay_out(labels: NDArray[np.int32]) -> Layout:
    """The layout of the superpixels in `labels` (H, W)."""
    height, width = labels.shape
    flat, count = labels.ravel(), int(labels.max()) + 1
    area = np.bincount(flat, minlength=count)
    y, x = (axis.ravel() for axis in np.mgrid[0:height, 0:width])
    x, y = (x + 0.5) / width, (y + 0.5) / height
    mean = [np.bincount(flat, values, minlength=count) / area for values in (x, y, (x - 0.5) ** 2 + (y - 0.5) ** 2)]
    boxes = np.empty((count, 4))
    order = np.argsort(flat, kind="stable")
    starts = np.concatenate([[0], np.cumsum(area)[:-1]])
    boxes[:, 0], boxes[:, 2] = np.minimum.reduceat(x[order], starts), np.maximum.reduceat(x[order], starts)
    boxes[:, 1], boxes[:, 3] = np.minimum.reduceat(y[order], starts), np.maximum.reduceat(y[order], starts)
    frames = (labels[:, 0], labels[0], labels[:, -1], labels[-1])
    sides = np.stack([np.bincount(frame, minlength=count) / frame.size for frame in frames], axis=1)
    corners = np.bincount(labels[[0, 0, -1, -1], [0, -1, 0, -1]], minlength=count) / 4
    return Layout(*(np.asarray(v, np.float32) for v in (np.stack(mean[:2], 1), mean[2], boxes, sides, corners)))


class Objectness:
    """Scores groups of one photo's superpixels."""

    def __init__(self, hierarchies: Hierarchies) -> None:
        patches, layout = hierarchies.patches, lay_out(hierarchies.labels)
        self._persistence = Known(hierarchies.regions, hierarchies.persistence)
        self.areas = _exact(patches.areas)
        self.neighbours = patches.lengths > 0
        reaches = np.rint(_FAR * np.hstack([1 - layout.boxes[:, :2], layout.boxes[:, 2:]]))  # to each of the four sides
        self._reaches = reaches.T.astype(np.uint16)
        firm = patches.lengths * (patches.strengths > _FIRM * patches.lengths)
        self._pairs = np.nonzero(np.triu(self.neighbours))
        looks = _exact(patches.areas * patches.looks.T)
        self._colours, self._looks = looks[:COLOURS], looks.sum(axis=1, keepdims=True)
        salient = _exact(patches.areas * _salience(patches, layout))
        self._salient = salient.sum()
        between, around = [], []
        for table in (patches.lengths, patches.strengths, firm):
            exact = _exact(table.ravel()).reshape(table.shape)
            between.append(2 * exact[self._pairs])
            around.append(exact.sum(axis=1))
        self._between = np.stack(between)
        self._sums = np.stack(
            [
                self.areas,
                *around,
                _exact(layout.sides.sum(axis=1) * 0.35),  # a side in photo diagonals, about
                layout.corners,
                _exact(patches.areas * layout.spreads),
                *_exact(patches.areas * layout.centres.T),
                salient,
                *_exact(layout.sides.T),
                *looks,
            ]
        )

    def scores(self, members: NDArray[np.bool_]) -> Floats:
        """float32 (K,): objectness of each row of `members` (K, n); on average the overlap with an object, 0..1."""
        scores = BIAS + self.measure(members) @ np.array(list(WEIGHTS.values()))
        return np.asarray(np.round(scores, _DECIMALS), np.float32)

    def measure(self, members: NDArray[np.bool_]) -> Floats:
        """float32 (K, len(WEIGHTS)): the measures of each row of `members` (K, n)."""
        there = np.ascontiguousarray(members.T)
        bits = np.packbits(there, axis=1)  # eight groups to a byte
        area, *around, frame, corners, spread, x, y, salient = (sums := self._sums @ there.astype(np.float32))[:10]
        sides, looks = sums[10:14], sums[14:]
        inner = self._between @ _unpacked(bits[self._pairs[0]] & bits[self._pairs[1]], len(members))
        cut, strength, firm = np.stack(around) - inner
        area = np.maximum(area, 1e-6)
        rest = np.maximum(1 - area, 1e-6)
        cut = np.maximum(cut, 1e-4)
        left, top, right, bottom = (_largest(there, reach) for reach in self._reaches)
        box = np.maximum((left + right - 1) * (top + bottom - 1), 1e-4)
        outside = np.maximum(self._looks - looks, 0)
        ring = self._colours @ _unpacked(self._reach(bits) & ~bits, len(members))
        salient_out = (self._salient - salient) / rest
        salient = salient / area
        columns = (
            np.log(area, dtype=np.float64),  # in double precision all processors agree on the digits that are kept
            area,
            area**2,
            frame / (frame + cut),
            corners,
            sides.max(axis=0),
            (sides > 0.02).mean(axis=0),
            strength / cut,
            firm / cut,
            inner[1] / np.maximum(inner[0], 1e-3),
            np.sqrt(area) / (cut + frame),
            area / box,
            spread / area,
            np.hypot(x / area - 0.5, y / area - 0.5, dtype=np.float64),
            y / area,
            _apart(looks[:COLOURS], outside[:COLOURS]),
            _apart(looks[COLOURS:], outside[COLOURS:]),
            _apart(looks[:COLOURS], ring),
            salient,
            salient_out,
            salient * (1 - salient_out),
            self._persistence[members],
        )
        return np.stack(columns, axis=1).astype(np.float32)

    def _reach(self, bits: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The superpixels that a member of a group touches; groups as bits of each superpixel, (n, ⌈K / 8⌉)."""
        reach = np.zeros_like(bits)
        of, neighbour = np.nonzero(self.neighbours)
        if len(of):
            here, starts = np.unique(of, return_index=True)
            reach[here] = np.bitwise_or.reduceat(bits[neighbour], starts, axis=0)
        return reach


def _exact(parts: NDArray[np.floating]) -> Floats:
    """`parts` (…, n), none below 0, rounded so that float32 sums over any of them are exact in whatever order."""
    finest = np.ldexp(1.0, 23 - np.frexp(parts.sum(axis=-1, keepdims=True, dtype=np.float64))[1])
    return np.asarray(np.rint(parts * finest) / finest, np.float32)


def _unpacked(bits: NDArray[np.uint8], count: int) -> Floats:
    return np.unpackbits(bits, axis=1, count=count).astype(np.float32)


def _largest(there: NDArray[np.bool_], values: NDArray[np.uint16]) -> Floats:
    """The largest of `values` (n,) among the members of each group, a column of `there` (n, K), as a share of _FAR."""
    return np.asarray((there * values[:, None]).max(axis=0) / np.float32(_FAR))


def _apart(a: Floats, b: Floats) -> Floats:
    """Hellinger's distance of the histograms in each column."""
    a = a / np.maximum(a.sum(axis=0), 1e-9)
    b = b / np.maximum(b.sum(axis=0), 1e-9)
    return np.asarray(np.sqrt(np.maximum(0, 1 - np.sqrt(a * b).sum(axis=0))), np.float32)


def _salience(patches: Patches, layout: Layout) -> Floats:
    """float32 (n,), 0..1: how little each superpixel is tied, by a path of weak boundaries, to the photo's frame."""
    roots = np.sqrt(patches.looks)
    apart = 1 - 0.65 * roots[:, :COLOURS] @ roots[:, :COLOURS].T - 0.35 * roots[:, COLOURS:] @ roots[:, COLOURS:].T
    step = np.where(patches.lengths > 0, np.maximum(apart, 0) ** 0.5, np.inf)
    np.fill_diagonal(step, 0)
    path = step.copy()
    for middle in range(len(path)):  # Floyd and Warshall: the cheapest path between each two
        np.minimum(path, path[:, middle, None] + path[None, middle], out=path)
    near = np.exp(-(path**2) / (2 * 0.35**2))
    extent = near @ patches.areas
    on_frame = near @ layout.sides.sum(axis=1)
    connectivity = on_frame / np.sqrt(np.maximum(extent, 1e-9))
    foreground = np.exp(-(connectivity**2) / 2)
    # Contrast to what is probably background, near ones more.
    centres = layout.centres
    distance = np.hypot(centres[:, None, 0] - centres[None, :, 0], centres[:, None, 1] - centres[None, :, 1])
    weight = np.exp(-(distance**2) / (2 * 0.35**2)) * patches.areas * (1 - foreground)
    contrast = (np.sqrt(np.maximum(apart, 0)) * weight).sum(axis=1)
    salience = foreground * (0.3 + contrast / max(1e-9, contrast.max()))
    return np.asarray(salience / max(1e-9, salience.max()), np.float32)
