"""Strokes, loops and rectangles, rasterised once: the mask is exactly what is seen while painting.

A pixel belongs to a stroke where its centre lies within the radius of the path. Each segment of the path is a capsule,
and a capsule is convex, so each of its rows is one run of pixels whose ends are computed, not searched. The union
of the capsules is the same set of pixels however often the pointer reported its place along a path.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import UNTOUCHED, Correction, Plane
from blurlab.core.editing.edit import Edit, EditRecorder
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

SMALLEST_RADIUS: Final = 0.7072  # half a pixel's diagonal: at least one centre lies inside wherever the brush is set
_NUDGE: Final = 1e-6  # pixels; centres on the rim are inside, however the last digit is rounded
_SUBPIXEL_BITS: Final = 6
_TAPER: Final = 0.5  # pixels by which the radius changes from one capsule of a tapering stroke to the next
_MOST_TAPERS: Final = 12  # of one event: beyond, the steps are coarser, and a screen shows no difference


def capsule_rows(
    ax: float, ay: float, bx: float, by: float, radius: float, bounds: Rect
) -> tuple[int, NDArray[np.intp], NDArray[np.intp]]:
    """The pixels of `bounds` whose centres lie within `radius` of the segment from a to b (image pixels).

    Returns (first row, starts, ends): row `first + i` has the columns starts[i] ≤ column < ends[i].
    """
    radius += _NUDGE
    top = max(bounds.y, int(np.ceil(min(ay, by) - radius - 0.5)))
    bottom = min(bounds.bottom, int(np.floor(max(ay, by) + radius - 0.5)) + 1)
    y = np.arange(top, max(top, bottom), dtype=np.float64) + 0.5
    left, right = np.full(y.shape, np.inf), np.full(y.shape, -np.inf)
    with np.errstate(invalid="ignore"):
        for cx, cy in ((ax, ay), (bx, by)):  # the round ends
            half = np.sqrt(radius * radius - (y - cy) ** 2)  # NaN beyond the disc; fmin and fmax skip it
            left, right = np.fmin(left, cx - half), np.fmax(right, cx + half)
    dx, dy = bx - ax, by - ay
    length = float(np.hypot(dx, dy))
    if length > 0:  # the straight part: between its two sides and between its two ends
        ux, uy = dx / length, dy / length
        along_left, along_right = _between(ux, uy * (y - ay), 0.0, length)
        across_left, across_right = _between(uy, -ux * (y - ay), -radius, radius)
        body_left = np.maximum(along_left, across_left) + ax
        body_right = np.minimum(along_right, across_right) + ax
        there = body_left <= body_right
        left = np.where(there, np.minimum(left, body_left), left)
        right = np.where(there, np.maximum(right, body_right), right)
    starts = np.clip(np.ceil(left - 0.5), bounds.x, bounds.right).astype(np.intp)
    ends = np.clip(np.floor(right - 0.5) + 1, bounds.x, bounds.right).astype(np.intp)
    return top, starts, np.maximum(starts, ends)


def _between(
    slope: float, offset: NDArray[np.float64], low: float, high: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each row the interval of x with low ≤ slope·x + offset ≤ high, as (left, right); left > right if none."""
    if abs(slope) < 1e-12:
        inside = (offset >= low) & (offset <= high)
        return np.where(inside, -np.inf, np.inf), np.where(inside, np.inf, -np.inf)
    first, second = (low - offset) / slope, (high - offset) / slope
    return np.minimum(first, second), np.maximum(first, second)


class Stroke:
    """One stroke of a round brush: `begin`, any number of `to`, then `finish` (or `cancel`)."""

    def __init__(
        self,
        correction: Correction,
        value: int,
        radius: float,
        *,
        recorder: EditRecorder | None = None,
        restrict: NDArray[np.bool_] | None = None,
    ) -> None:
        """`value`: a mask code, or UNTOUCHED to hand pixels back to the prediction. `radius`: image pixels.

        `restrict`: bool (height, width); only pixels that are True in it are painted.
        """
        self._correction = correction
        self._value = value
        self._radius = max(float(radius), SMALLEST_RADIUS)
        self._recorder = recorder or EditRecorder(correction)
        self._restrict = restrict
        self._at: tuple[float, float] | None = None

    def begin(self, x: float, y: float) -> Rect:
        """Set the brush down at image_xy. Returns the rectangle that bounds every changed pixel."""
        self._at = (x, y)
        return self._capsule(x, y, x, y)

    def to(self, x: float, y: float, radius: float | None = None) -> Rect:
        """Draw straight to image_xy. Returns the rectangle that bounds every changed pixel.

        `radius`: of the stroke from there on, in image pixels; it grows or shrinks evenly on the way there.
        """
        before = self._radius
        if radius is not None:
            self._radius = max(float(radius), SMALLEST_RADIUS)
        if self._at is None:
            return self.begin(x, y)
        last_x, last_y = self._at
        self._at = (x, y)
        if self._radius == before:
            return self._capsule(last_x, last_y, x, y)
        after, changed = self._radius, Rect.nothing()
        steps = min(math.ceil(abs(after - before) / _TAPER), _MOST_TAPERS)
        at_x, at_y = last_x, last_y
        for step in range(1, steps + 1):
            share = step / steps
            next_x, next_y = last_x + (x - last_x) * share, last_y + (y - last_y) * share
            self._radius = before + (after - before) * share
            changed = changed.union(self._capsule(at_x, at_y, next_x, next_y))
            at_x, at_y = next_x, next_y
        return changed

    def finish(self, label: str = "Brush") -> Edit | None:
        """The stroke as one step; None if it changed nothing."""
        self._at = None
        return self._recorder.finish(label)

    def cancel(self) -> Rect:
        """Undo the stroke. Returns what may have changed."""
        self._at = None
        return self._recorder.cancel()

    def _capsule(self, ax: float, ay: float, bx: float, by: float) -> Rect:
        correction = self._correction
        first, starts, ends = capsule_rows(ax, ay, bx, by, self._radius, correction.rect)
        filled = np.flatnonzero(ends > starts)
        if filled.size == 0:
            return Rect.nothing()
        low, high = int(filled[0]), int(filled[-1]) + 1
        changed = Rect.from_edges(int(starts[filled].min()), first + low, int(ends[filled].max()), first + high)
        for band in _bands(first, starts, ends, low, high):
            self._recorder.touch(band)
            rows = slice(band.y - first, band.bottom - first)
            if self._value == UNTOUCHED or self._restrict is not None:
                self._fill_carefully(band, starts[rows], ends[rows])
                continue
            part, value = correction.plane[band.slices], self._value
            left, right = (starts[rows] - band.x).tolist(), (ends[rows] - band.x).tolist()
            for row, start, end in zip(part, left, right, strict=True):  # faster than any mask of the band
                row[start:end] = value
        return changed

    def _fill_carefully(self, band: Rect, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> None:
        columns = np.arange(band.x, band.right)
        inside = (columns >= starts[:, None]) & (columns < ends[:, None])
        if self._restrict is not None:
            inside &= self._restrict[band.slices]
        new = self._correction.prediction_in(band) if self._value == UNTOUCHED else np.uint8(self._value)
        np.copyto(self._correction.plane[band.slices], new, where=inside)


def _bands(
    first: int, starts: NDArray[np.intp], ends: NDArray[np.intp], low: int, high: int, height: int = 64
) -> Iterator[Rect]:
    """Rectangles of a few rows that cover the runs closely, so that a long diagonal keeps only the tiles it crosses."""
    starts, ends = starts[low:high], ends[low:high]
    some = ends > starts
    tops = np.arange(0, high - low, height)
    lefts = np.minimum.reduceat(np.where(some, starts, np.iinfo(np.intp).max), tops).tolist()
    rights = np.maximum.reduceat(np.where(some, ends, -1), tops).tolist()
    for top, left, right in zip(tops.tolist(), lefts, rights, strict=True):
        if right >= 0:
            yield Rect.from_edges(left, first + low + top, right, first + low + min(top + height, high - low))


def polygon_mask(points: Sequence[tuple[float, float]], bounds: Rect) -> tuple[Rect, Plane] | None:
    """The pixels that a closed loop through `points` (image_xy) encloses, its crossings included.

    Returns (rect, mask): uint8 (rect.height, rect.width), 255 inside; None if that is no pixel of `bounds`.
    """
    if len(points) < 3:
        return None
    path = np.asarray(points, np.float64)
    low, high = np.floor(path.min(axis=0)).astype(int), np.ceil(path.max(axis=0)).astype(int)
    rect = Rect.from_edges(int(low[0]), int(low[1]), int(high[0]), int(high[1])).intersection(bounds)
    if rect.empty:
        return None
    # OpenCV's coordinates refer to pixel centres.
    fixed = np.round((path - (rect.x + 0.5, rect.y + 0.5)) * 2**_SUBPIXEL_BITS).astype(np.int32)
    mask = np.zeros((rect.height, rect.width), np.uint8)
    cv2.fillPoly(mask, [fixed.reshape(-1, 1, 2)], 255, lineType=cv2.LINE_8, shift=_SUBPIXEL_BITS)
    # fillPoly leaves out areas that the loop encloses twice; a person who encircles means all of them.
    outer, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(mask, outer, -1, 255, cv2.FILLED)
    return (rect, mask) if mask.any() else None


def polygon_step(
    correction: Correction, points: Sequence[tuple[float, float]], value: int, label: str = "Encircled"
) -> Edit | None:
    """The step that gives `value` (a code or UNTOUCHED) to the inside of a closed loop, not written yet."""
    found = polygon_mask(points, correction.rect)
    return None if found is None else Edit.of_mask(correction, *found, value, label)


def fill_polygon(
    correction: Correction, points: Sequence[tuple[float, float]], value: int, label: str = "Encircled"
) -> Edit | None:
    """Give `value` (a code or UNTOUCHED) to the inside of a closed loop; None if nothing changed."""
    return _written(correction, polygon_step(correction, points, value, label))


def fill_mask(correction: Correction, rect: Rect, mask: Plane, value: int, label: str = "Filled") -> Edit | None:
    """Give `value` (a code or UNTOUCHED) where `mask`, uint8 (rect.height, rect.width), is not 0."""
    return _written(correction, Edit.of_mask(correction, rect, mask, value, label))


def _written(correction: Correction, step: Edit | None) -> Edit | None:
    if step is not None:
        step.apply(correction)
    return step
