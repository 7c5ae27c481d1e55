"""How object-like a group of superpixels is: a weighted sum of measures that need no trained network."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.proposals.descriptors import COLOURS
from training.proposals.merging import Patches

Floats = NDArray[np.float32]

# Ridge regression of a candidate's overlap with the outlined object, on 50 of the even-numbered photos of
# sharp/bsds500_object_masks, checked on odd-numbered ones. No other part of the method has been fitted to any picture.
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
}


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

    def __init__(self, patches: Patches, layout: Layout) -> None:
        self._layout = layout
        self.areas = patches.areas.astype(np.float32)
        self.neighbours = patches.lengths > 0
        self._lengths = patches.lengths.astype(np.float32)
        self._strengths = patches.strengths.astype(np.float32)
        strength = patches.strengths / np.maximum(patches.lengths, 1e-12)
        self._firm = (patches.lengths * (strength > 0.3)).astype(np.float32)
        self._looks = patches.looks.astype(np.float32)
        self._frame = layout.sides.sum(axis=1) * np.float32(0.35)  # a side in photo diagonals, about
        self._salience = _salience(patches, layout)

    def scores(self, members: NDArray[np.bool_]) -> Floats:
        """float32 (K,): objectness of each row of `members` (K, n); on average the overlap with an object, 0..1."""
        return np.asarray(BIAS + self.measure(members) @ np.array(list(WEIGHTS.values())), np.float32)

    def measure(self, members: NDArray[np.bool_]) -> Floats:
        """float32 (K, len(WEIGHTS)): the measures of each row of `members` (K, n)."""
        m = members.astype(np.float32)
        area = np.maximum(m @ self.areas, 1e-6)
        rest = np.maximum(1 - area, 1e-6)
        inner = [np.einsum("kn,kn->k", m @ table, m) for table in (self._lengths, self._strengths, self._firm)]
        outer = [m @ table.sum(axis=1) - inside for table, inside in zip(self._tables(), inner, strict=True)]
        cut = np.maximum(outer[0], 1e-4)
        frame = m @ self._frame
        sides = m @ self._layout.sides
        centre = (m @ (self.areas[:, None] * self._layout.centres)) / area[:, None]
        left, top = (_first(members, self._layout.boxes[:, axis]) for axis in (0, 1))
        right, bottom = (-_first(members, -self._layout.boxes[:, axis]) for axis in (2, 3))
        box = np.maximum((right - left) * (bottom - top), 1e-4)
        weighted = self.areas[:, None] * self._looks
        inside = m @ weighted
        outside = np.maximum(weighted.sum(axis=0) - inside, 0)
        ring = (self._reach(members) & ~members).astype(np.float32) @ weighted
        salient = m @ (self.areas * self._salience)
        salient_out = (self.areas @ self._salience - salient) / rest
        salient = salient / area
        columns = (
            np.log(area),
            area,
            area**2,
            frame / (frame + cut),
            m @ self._layout.corners,
            sides.max(axis=1),
            (sides > 0.02).mean(axis=1),
            outer[1] / cut,
            outer[2] / cut,
            inner[1] / np.maximum(inner[0], 1e-3),
            np.sqrt(area) / (cut + frame),
            area / box,
            (m @ (self.areas * self._layout.spreads)) / area,
            np.hypot(centre[:, 0] - 0.5, centre[:, 1] - 0.5),
            centre[:, 1],
            _apart(inside[:, :COLOURS], outside[:, :COLOURS]),
            _apart(inside[:, COLOURS:], outside[:, COLOURS:]),
            _apart(inside[:, :COLOURS], ring[:, :COLOURS]),
            salient,
            salient_out,
            salient * (1 - salient_out),
        )
        return np.stack(columns, axis=1).astype(np.float32)

    def _reach(self, members: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """bool (K, n): the superpixels that a member of the group touches; eight groups to a byte, bit by bit."""
        bits = np.packbits(members.T, axis=1)
        reach = np.zeros_like(bits)
        of, neighbour = np.nonzero(self.neighbours)
        if len(of):
            here, starts = np.unique(of, return_index=True)
            reach[here] = np.bitwise_or.reduceat(bits[neighbour], starts, axis=0)
        return np.ascontiguousarray(np.unpackbits(reach, axis=1, count=len(members)).T).view(np.bool_)

    def _tables(self) -> tuple[Floats, Floats, Floats]:
        return self._lengths, self._strengths, self._firm


def _first(members: NDArray[np.bool_], values: Floats) -> Floats:
    """The smallest of `values` (n,) among each row's members."""
    order = np.argsort(values, kind="stable")
    return np.asarray(values[order][members[:, order].argmax(axis=1)])


def _apart(a: Floats, b: Floats) -> Floats:
    """Hellinger's distance of the histograms in each row."""
    a = a / np.maximum(a.sum(axis=1, keepdims=True), 1e-9)
    b = b / np.maximum(b.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.sqrt(np.maximum(0, 1 - np.sqrt(a * b).sum(axis=1))), np.float32)


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
