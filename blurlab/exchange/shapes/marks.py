"""Marks of foreign files on one photo: areas with a class, painted into a mask in the order of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, radians, sin
from typing import Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from blurlab.exchange.documents import BadMarkError, TooMuchError
from blurlab.exchange.meaning import Meaning
from blurlab.exchange.shapes.drawing import Canvas, Corners

MOST_CORNERS: Final = 1_000_000  # of one polygon
MOST_MARKS: Final = 200_000  # on one photo
Point = tuple[float, float]  # px, the centre of the first pixel at (0, 0) or (0.5, 0.5) depending on the tool


class Mark(Protocol):
    """An area of one class."""

    @property
    def name(self) -> str:
        """Its class."""

    def paint(self, canvas: Canvas, code: int) -> None:
        """Write `code` into the mark's area. Raises BadMarkError."""


@dataclass(frozen=True, eq=False)
class Polygon:
    """A closed line and its inside. corners: float64 (n, 2), x and y in px."""

    name: str
    corners: Corners

    def paint(self, canvas: Canvas, code: int) -> None:
        if not 3 <= len(self.corners) <= MOST_CORNERS:
            raise BadMarkError(f"a polygon has {len(self.corners)} corners")
        canvas.polygon(self.corners, code)


@dataclass(frozen=True)
class Box:
    """A rectangle between two corners, its outline included."""

    name: str
    corners: tuple[Point, Point]

    def paint(self, canvas: Canvas, code: int) -> None:
        canvas.box(*self.edges, code)

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in whole px, right and bottom excluded."""
        (x0, y0), (x1, y1) = self.corners
        return int(min(x0, x1) // 1), int(min(y0, y1) // 1), int(max(x0, x1) // 1) + 1, int(max(y0, y1) // 1) + 1


@dataclass(frozen=True)
class Ellipse:
    """An ellipse with its axes along the photo's sides."""

    name: str
    centre: Point
    radii: Point

    def paint(self, canvas: Canvas, code: int) -> None:
        if min(self.radii) < 0:
            raise BadMarkError("an ellipse has a negative radius")
        canvas.ellipse(self.centre, self.radii, code)


@dataclass(frozen=True, eq=False)
class Patch:
    """A bitmap whose upper left pixel lies at (left, top) of the photo."""

    name: str
    left: int
    top: int
    area: NDArray[np.bool_]

    def paint(self, canvas: Canvas, code: int) -> None:
        check_size(canvas, *self.area.shape[::-1])
        canvas.patch(self.left, self.top, self.area, code)


@dataclass(frozen=True, eq=False)
class Rings:
    """Polygons that together are one area, drawn by COCO's own rule."""

    name: str
    rings: list[Corners]

    def paint(self, canvas: Canvas, code: int) -> None:
        for ring in self.rings:
            canvas.coco_polygon(ring, code)


def check_size(canvas: Canvas, width: int, height: int) -> None:
    """Raises BadMarkError if a mask is larger than its photo, wherever it lies."""
    if width > canvas.width or height > canvas.height:
        raise BadMarkError("a mask is larger than the photo")


def paint_all(canvas: Canvas, marks: Sequence[Mark], meaning: Meaning) -> tuple[int, list[str]]:
    """Paint the marks in their order, but those of classes that nobody chose first, under all others.

    Returns how many were cut at the photo's edge, and why others were left out. Raises BadMarkError if there are more
    than any photo has, or if they would take too much work.
    """
    if len(marks) > MOST_MARKS:
        raise BadMarkError(f"it has {len(marks)} marks")
    under = [mark for mark in marks if meaning.is_under(mark.name)]
    over = [mark for mark in marks if not meaning.is_under(mark.name)] if under else marks
    cut, left_out = 0, []
    for mark in visible([*under, *over], canvas.width, canvas.height):
        canvas.is_cut = canvas.is_inside = False
        try:
            mark.paint(canvas, meaning.code(mark.name))
        except TooMuchError:
            raise
        except BadMarkError as error:
            left_out.append(str(error))
            continue
        if not canvas.is_inside:
            left_out.append("a mark lies outside the photo")
        else:
            cut += canvas.is_cut
    return cut, left_out


def visible(marks: Sequence[Mark], width: int, height: int) -> list[Mark]:
    """The marks without the rectangles that a later one hides completely."""
    kept: list[Mark] = []
    over: list[tuple[int, int, int, int]] = []  # rectangles painted later, none within another
    for mark in reversed(marks):
        if isinstance(mark, Box):
            left, top, right, bottom = mark.edges
            left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
            if any(a <= left and b <= top and c >= right and d >= bottom for a, b, c, d in over):
                continue
            if len(over) < _MOST_OVER:
                over.append((left, top, right, bottom))
        kept.append(mark)
    return kept[::-1]


_MOST_OVER: Final = 32  # rectangles checked for hiding others


def polygon(name: str, corners: ArrayLike) -> Polygon:
    """The polygon with these corners, pairs of x and y."""
    return Polygon(name, np.asarray(corners, np.float64).reshape(-1, 2))


def outline(name: str, corners: Sequence[Point]) -> Rings:
    """The area between these corners, pairs of x and y along the pixels' edges, as most programs show it.

    Raises BadMarkError for too few or too many of them.
    """
    if not 3 <= len(corners) <= MOST_CORNERS:
        raise BadMarkError(f"a polygon has {len(corners)} corner{'s' * (len(corners) != 1)}")
    return Rings(name, [np.asarray(corners, np.float64).reshape(-1, 2)])


def turned_box(name: str, corners: tuple[Point, Point], degrees: float) -> Box | Rings:
    """The rectangle between two corners along the pixels' edges, turned clockwise about its centre."""
    (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(*corners, strict=True))
    first, last = (ceil(x0 - 0.5), ceil(y0 - 0.5)), (ceil(x1 - 0.5) - 1, ceil(y1 - 0.5) - 1)
    if degrees % 360 == 0 and first[0] <= last[0] and first[1] <= last[1]:
        return Box(name, (first, last))
    return outline(name, turned([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], ((x0 + x1) / 2, (y0 + y1) / 2), degrees))


def turned_ellipse(name: str, centre: Point, radii: Point, degrees: float) -> Ellipse | Rings:
    """An ellipse turned clockwise about its centre; its rim lies along the pixels' edges."""
    if min(radii) < 0:
        raise BadMarkError("an ellipse has a negative radius")
    if degrees % 180 == 0:
        return Ellipse(name, centre, (max(radii[0] - 0.5, 0), max(radii[1] - 0.5, 0)))
    angles = [2 * np.pi * step / 180 for step in range(180)]
    rim = [(centre[0] + radii[0] * cos(angle), centre[1] + radii[1] * sin(angle)) for angle in angles]
    return outline(name, turned(rim, centre, degrees))


def turned(points: Sequence[Point], about: Point, degrees: float) -> list[Point]:
    """The points turned clockwise (on screen, y downwards) about one."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    moved = [(x - about[0], y - about[1]) for x, y in points]
    return [(about[0] + x * c - y * s, about[1] + x * s + y * c) for x, y in moved]


def circle(name: str, centre: Point, rim: Point) -> Ellipse:
    """The circle about `centre` through `rim`."""
    radius = hypot(rim[0] - centre[0], rim[1] - centre[1])
    return Ellipse(name, centre, (radius, radius))
