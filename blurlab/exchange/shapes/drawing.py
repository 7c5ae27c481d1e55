"""Shapes drawn into a mask. Each is clipped to the photo first, so that its cost depends on the area it marks there,
not on the numbers in a file.

Every shape becomes spans, the first and last pixel of a piece of a row (or column); memory stays within a few
hundred megabytes for any shape.
"""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.exchange.documents import BadMarkError, TooMuchError

Ints = NDArray[np.int64]
Corners = NDArray[np.float64]  # (n, 2): x and y in px, the first pixel from (0, 0) to (1, 1)
Spans = tuple[Ints, Ints, Ints]  # lines, first pixels, pixels after the last; in order of the lines, none empty

_CROSSINGS_AT_ONCE: Final = 1 << 21
_FEW: Final = 48  # pixels a span: with fewer, filling span by span is slower than processing the area
_BAND: Final = 1 << 22  # pixels gone over at once
_LEAST_OUTLINE: Final = 1 << 20  # pixels: any outline may be this long, however small the photo is
_LAYERS: Final = 64  # times the photo's pixels, which all its marks together may cover
_LEAST_WORK: Final = 1_000_000_000  # pixels that they may cover, however small the photo is
_A_SHAPE: Final = 30_000  # pixels that take as long as any shape but a rectangle, however small it is
_SOLID: Final = 16  # this many pixels of a rectangle take as long as one of another shape

TOO_MUCH: Final = "too many of its marks overlap"
TOO_LONG: Final = "the outline of a polygon is too long for any area of the photo"


class Canvas:
    """A mask that marks are drawn into: `codes`, uint8 (height, width). Parts outside are left out.

    is_cut: whether anything drawn since it was last set to false reached beyond the mask by more than a pixel.
    is_inside: whether any of it was within the mask, at least in part.
    Methods raise TooMuchError if all marks together would take too much work.
    """

    def __init__(self, codes: NDArray[np.uint8]) -> None:
        self.codes = codes
        self.height, self.width = codes.shape
        self._left = max(_LAYERS * codes.size, _LEAST_WORK)
        self.is_cut = self.is_inside = False

    def box(self, left: int, top: int, right: int, bottom: int, code: int) -> None:
        """A rectangle; right and bottom are excluded."""
        self._note(left, top, right, bottom)
        self._box(left, top, right, bottom, code)

    def _box(self, left: int, top: int, right: int, bottom: int, code: int) -> None:
        left, right = max(left, 0), min(right, self.width)
        top, bottom = max(top, 0), min(bottom, self.height)
        if left < right and top < bottom:
            self._spend((right - left) * (bottom - top) // _SOLID)
            self.codes[top:bottom, left:right] = code

    def patch(self, left: int, top: int, area: NDArray[np.bool_], code: int) -> None:
        """A bitmap whose upper left pixel lies at (left, top)."""
        height, width = area.shape
        self._note(left, top, left + width, top + height)
        area = area[max(0, -top) : max(0, self.height - top), max(0, -left) : max(0, self.width - left)]
        left, top = max(left, 0), max(top, 0)
        height, width = area.shape
        if area.size:
            self._spend(_A_SHAPE + area.size)
            self.codes[top : top + height, left : left + width][area] = code

    def polygon(self, corners: Corners, code: int) -> None:
        """A closed line and everything it encloses an odd number of times, as Pillow draws it."""
        self._note(*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())
        whole = np.floor(corners).astype(np.int64)
        self._fill(self.codes, _rows_of(whole, self.height, self.width), code)
        inside = ((whole >= 0) & (whole < (self.width, self.height))).all(axis=1)
        self.codes[whole[inside, 1], whole[inside, 0]] = code
        flat = np.flatnonzero(whole[:, 1] == np.roll(whole[:, 1], -1))  # row crossings miss these
        following = np.roll(whole[:, 0], -1)[flat]
        for y, one, other in zip(whole[flat, 1].tolist(), whole[flat, 0].tolist(), following.tolist(), strict=True):
            self._box(min(one, other), y, max(one, other) + 1, y + 1, code)

    def ellipse(self, centre: tuple[float, float], radii: tuple[float, float], code: int) -> None:
        """An ellipse with its axes along the photo's sides, its rim included."""
        (x, y), (rx, ry) = centre, radii
        self._note(x - rx, y - ry, x + rx, y + ry)
        left, right, top, bottom = (np.floor(edge) for edge in (x - rx, x + rx, y - ry, y + ry))
        rows = np.arange(max(0, int(top)), min(self.height, int(bottom) + 1), dtype=np.int64)
        middle, half = (left + right + 1) / 2, (right - left + 1) / 2
        down = (rows + 0.5 - (top + bottom + 1) / 2) / ((bottom - top + 1) / 2)
        reach = half * np.sqrt(np.clip(1 - down * down, 0, None))
        first = np.clip(np.ceil(middle - reach - 0.5), 0, self.width).astype(np.int64)
        end = np.clip(np.floor(middle + reach - 0.5) + 1, 0, self.width).astype(np.int64)
        some = end > first
        self._fill(self.codes, iter([(rows[some], first[some], end[some])]), code)

    def coco_polygon(self, corners: Corners, code: int) -> None:
        """The same by COCO's own rule, identical to pycocotools to the pixel."""
        self._note(*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())
        self._fill(self.codes.T, _columns_of(corners, self.height, self.width), code)

    def runs(
        self, lengths: Ints, code: int, *, columns: bool = False, within: tuple[int, int, int, int] | None = None
    ) -> None:
        """Run lengths, starting with unmarked pixels, that fill the photo row by row, or column by column.

        within: (left, top, width, height) of the part they fill; it may reach beyond the photo.
        """
        left, top, width, height = within or (0, 0, self.width, self.height)
        self._note(left, top, left + width, top + height)
        codes = self.codes
        if columns:
            codes, left, top, width, height = codes.T, top, left, height, width
        lines = range(max(0, -top), min(height, codes.shape[0] - top))  # those within the photo
        ends = np.cumsum(lengths)
        begins, ends = ends[:-1:2], ends[1::2]
        if not lines:
            return
        begins, ends = np.maximum(begins, lines.start * width), np.minimum(ends, lines.stop * width)
        some = ends > begins
        spans = _lines_of(begins[some], ends[some], width)
        self._fill(codes, (_moved(part, left, top, codes.shape[1]) for part in spans), code)

    def _note(self, left: float, top: float, right: float, bottom: float) -> None:
        self.is_cut = self.is_cut or min(left, top) < -1 or right > self.width + 1 or bottom > self.height + 1
        self.is_inside = self.is_inside or (right >= 0 and bottom >= 0 and left < self.width and top < self.height)

    def _fill(self, codes: NDArray[np.uint8], parts: Iterator[Spans], code: int) -> None:
        self._spend(_A_SHAPE)
        for lines, begins, ends in parts:
            if not lines.size:
                continue
            pixels, across = int((ends - begins).sum()), int(ends.max() - begins.min())
            self._spend(lines.size * _FEW)
            if lines.size * _FEW < pixels:
                self._spend(pixels // _SOLID)
                for line, begin, end in zip(lines.tolist(), begins.tolist(), ends.tolist(), strict=True):
                    codes[line, begin:end] = code
            else:
                self._spend((int(lines[-1]) - int(lines[0]) + 1) * across)
                _fill_area(codes, lines, begins, ends, code)

    def _spend(self, pixels: int) -> None:
        self._left -= pixels
        if self._left < 0:
            raise TooMuchError(TOO_MUCH)


def _fill_area(codes: NDArray[np.uint8], lines: Ints, begins: Ints, ends: Ints, code: int) -> None:
    """Fill many short spans: the changes at their starts and ends are added up along the lines."""
    left, right = int(begins.min()), int(ends.max())
    step = max(1, _BAND // (right - left + 1))
    for top in range(int(lines[0]), int(lines[-1]) + 1, step):
        bottom = min(top + step, int(lines[-1]) + 1)
        here = slice(*np.searchsorted(lines, (top, bottom)).tolist())
        changes = np.zeros((bottom - top, right - left + 1), np.uint8)
        starts = (lines[here] - top) * changes.shape[1] - left
        for edges in (begins[here], ends[here]):
            np.add.at(changes.reshape(-1), starts + edges, np.uint8(1))
        changes &= 1  # an end and a start in one place cancel out
        area = np.bitwise_xor.accumulate(changes[:, :-1], axis=1).view(np.bool_)
        codes[top:bottom, left:right][area] = code


def _lines_of(begins: Ints, ends: Ints, length: int) -> Iterator[Spans]:
    """Pieces of one long line, cut into lines of `length` px."""
    first, last = begins // length, (ends - 1) // length
    for part in _parts(last - first + 1):
        number = last[part] - first[part] + 1
        piece = np.repeat(np.arange(part.start, part.stop), number)
        lines = _counted(number) + first[piece]
        yield lines, np.maximum(begins[piece] - lines * length, 0), np.minimum(ends[piece] - lines * length, length)


def _moved(spans: Spans, along: int, down: int, length: int) -> Spans:
    """Spans moved into lines of `length` px, without what lies outside of these."""
    lines, begins, ends = spans
    begins, ends = np.maximum(begins + along, 0), np.minimum(ends + along, length)
    some = ends > begins
    return lines[some] + down, begins[some], ends[some]


def _parts(numbers: Ints) -> Iterator[slice]:
    """Groups of items with about _CROSSINGS_AT_ONCE together."""
    totals = np.cumsum(numbers)
    start = 0
    while start < numbers.size:
        done = int(totals[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(totals, done + _CROSSINGS_AT_ONCE, side="right")))
        yield slice(start, stop)
        start = stop


def _counted(numbers: Ints) -> Ints:
    """0, 1, … below each of the numbers, concatenated."""
    ends = np.cumsum(numbers)
    return np.arange(int(ends[-1]) if ends.size else 0) - np.repeat(ends - numbers, numbers)


# ---------------------------------------------------------------- polygons


def _rows_of(corners: Ints, height: int, width: int) -> Iterator[Spans]:
    """The rows of a polygon with whole corners; a pixel belongs to it if any part of its middle line does."""
    one, other = corners, np.roll(corners, -1, axis=0)
    down = (one[:, 1] < other[:, 1])[:, None]
    (x0, y0), (x1, y1) = np.where(down, one, other).T, np.where(down, other, one).T
    slanted = y0 < y1
    x0, y0, x1, y1 = (values[slanted].astype(np.float64) for values in (x0, y0, x1, y1))
    slope = (x1 - x0) / (y1 - y0)
    bottom = float(corners[:, 1].max())  # the last row of an edge counts only there: no other edge begins on it

    def crossing(edges: Ints, rows: Ints) -> NDArray[np.float64]:
        at = x0[edges] + (rows - y0[edges]) * slope[edges]
        return np.asarray(np.clip(at + 1, 0.0, width + 2.0))  # from -1 on

    last = np.where(y1 == bottom, y1 + 1, y1)
    for rows, left, right in _pairs(y0.astype(np.int64), last.astype(np.int64), height, height * width, crossing):
        begins = np.floor(left - 0.5).astype(np.int64)
        ends = np.clip(np.ceil(right - 1.5).astype(np.int64) + 1, 0, width)
        # After rounding, neighbours may share pixels: each begins where the previous ones ended.
        reached = np.maximum.accumulate(ends + rows * (width + 1))
        begins[1:] = np.maximum(begins[1:], reached[:-1] - rows[1:] * (width + 1))
        begins = np.clip(begins, 0, width)
        some = ends > begins
        yield rows[some], begins[some], ends[some]


def _columns_of(corners: Corners, height: int, width: int) -> Iterator[Spans]:
    """The columns of a polygon by COCO's rule: its outline is walked on a grid of fifths of a pixel, and at each pass
    over a column's middle, the column changes from outside to inside or back."""
    fine = np.trunc(5 * corners + 0.5).astype(np.int64)
    one, other = fine, np.roll(fine, -1, axis=0)
    across, along = np.abs(other - one).T
    shallow = across >= along
    axis = np.where(shallow, 0, 1)[:, None]
    ascending = np.take_along_axis(one, axis, 1) <= np.take_along_axis(other, axis, 1)
    (xs, ys), (xe, ye) = np.where(ascending, one, other).T, np.where(ascending, other, one).T
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = np.where(shallow, (ye - ys) / across, (xe - xs) / along)
    first = -((2 - np.minimum(xs, xe)) // 5)
    last = (np.maximum(xs, xe) - 3) // 5 + 1

    def crossing(edges: Ints, columns: Ints) -> NDArray[np.float64]:
        lowest = np.empty(edges.size)
        flat = shallow[edges]
        for chosen, lowest_of in ((flat, on_shallow), (~flat, on_steep)):
            if chosen.any():
                lowest[chosen] = lowest_of(edges[chosen], 5.0 * columns[chosen] + 2)
        return np.ceil(np.clip((lowest + 0.5) / 5 - 0.5, 0, height))

    def on_shallow(edges: Ints, before: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y, s = xs[edges], ys[edges], slope[edges]
        step = before - x
        return np.asarray(np.minimum(np.trunc(y + s * step + 0.5), np.trunc(y + s * (step + 1) + 0.5)))

    def on_steep(edges: Ints, before: NDArray[np.float64]) -> NDArray[np.float64]:
        x, s = xs[edges], slope[edges]
        falling = s < 0
        step = np.ceil((before + 0.5 - x) / s) - 1
        for _ in range(2):  # to the first step past the middle, however the division was rounded
            reached = np.trunc(x + s * step + 0.5)
            step += np.where(falling, reached > before, reached <= before)
        return np.asarray(step - 1 + ys[edges])

    for columns, begins, ends in _pairs(first, last, width, height * width, crossing):
        some = ends > begins
        yield columns[some], begins[some].astype(np.int64), ends[some].astype(np.int64)


def _pairs(
    first: Ints, last: Ints, lines: int, area: int, crossing: Callable[[Ints, Ints], NDArray[np.float64]]
) -> Iterator[tuple[Ints, NDArray[np.float64], NDArray[np.float64]]]:
    """Where closed outlines enter and leave each line: (lines, from, to), ordered, a few lines at a time.

    Each edge crosses the lines `first` … `last` − 1, at `crossing(edges, lines)`, from 0 on and within the area.
    """
    first, last = np.clip(first, 0, lines), np.clip(last, 0, lines)
    numbers = np.maximum(last - first, 0)
    if int(numbers.sum()) > max(area, _LEAST_OUTLINE):  # more than one a pixel adds nothing
        raise BadMarkError(TOO_LONG)
    crossed = np.flatnonzero(numbers)
    span = float(area // lines + lines + 4)  # more than any place on a line
    changes = np.bincount(first[crossed], minlength=lines + 1) - np.bincount(last[crossed], minlength=lines + 1)
    for band in _parts(np.cumsum(changes)[:lines]):
        begin, end = np.maximum(first[crossed], band.start), np.minimum(last[crossed], band.stop)
        here = end > begin
        edges, begin, number = crossed[here], begin[here], (end - begin)[here]
        edge = np.repeat(edges, number)
        line = _counted(number) + np.repeat(begin, number)
        at = crossing(edge, line)
        keys = np.sort(
            line * span + at
        )  # all of these are exact: whole numbers, and positions with few fractional bits
        line = np.floor(keys / span)
        at = keys - line * span
        line = line.astype(np.int64)
        yield line[::2], at[::2], at[1::2]
