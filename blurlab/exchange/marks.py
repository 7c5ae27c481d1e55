"""Marks of foreign files on one photo: areas with a class, painted into a mask in the order of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from blurlab.exchange.documents import BadMarkError

MOST_CORNERS: Final = 1_000_000  # of one polygon
Point = tuple[float, float]  # px, the centre of the first pixel at (0, 0) or (0.5, 0.5) as the tool has it


class Mark(Protocol):
    """An area of one class."""

    @property
    def name(self) -> str:
        """Its class."""

    def paint(self, codes: NDArray[np.uint8], code: int) -> None:
        """Write `code` into `codes` (height, width) where the mark is. Raises BadMarkError."""


@dataclass(frozen=True)
class Polygon:
    """A closed line and what it encloses, its outline included."""

    name: str
    corners: Sequence[Point]

    def paint(self, codes: NDArray[np.uint8], code: int) -> None:
        if not 3 <= len(self.corners) <= MOST_CORNERS:
            raise BadMarkError(f"a polygon has {len(self.corners)} corners")
        _draw(codes, code, self.corners, self.corners, lambda pen, corners: pen.polygon(corners, fill=1, outline=1))


@dataclass(frozen=True)
class Box:
    """A rectangle between two corners, its outline included."""

    name: str
    corners: tuple[Point, Point]

    def paint(self, codes: NDArray[np.uint8], code: int) -> None:
        (x0, y0), (x1, y1) = self.corners
        ordered = [(min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))]
        _draw(codes, code, ordered, ordered, lambda pen, corners: pen.rectangle(corners, fill=1, outline=1))


@dataclass(frozen=True)
class Ellipse:
    """An ellipse with its axes along the photo's sides."""

    name: str
    centre: Point
    radii: Point

    def paint(self, codes: NDArray[np.uint8], code: int) -> None:
        (x, y), (rx, ry) = self.centre, self.radii
        if rx < 0 or ry < 0:
            raise BadMarkError("an ellipse has a negative radius")
        box = [(x - rx, y - ry), (x + rx, y + ry)]
        _draw(codes, code, box, box, lambda pen, corners: pen.ellipse(corners, fill=1, outline=1))


@dataclass(frozen=True)
class Patch:
    """A bitmap whose upper left pixel lies at (left, top) of the photo."""

    name: str
    left: int
    top: int
    area: NDArray[np.bool_]

    def paint(self, codes: NDArray[np.uint8], code: int) -> None:
        height, width = self.area.shape
        if self.left < 0 or self.top < 0 or self.left + width > codes.shape[1] or self.top + height > codes.shape[0]:
            raise BadMarkError("a mask reaches out of the photo")
        codes[self.top : self.top + height, self.left : self.left + width][self.area] = code


def turned_box(name: str, corners: tuple[Point, Point], degrees: float) -> Box | Polygon:
    """The rectangle between two corners, turned clockwise about its centre."""
    if degrees % 360 == 0:
        return Box(name, corners)
    (x0, y0), (x1, y1) = corners
    box = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return Polygon(name, turned(box, ((x0 + x1) / 2, (y0 + y1) / 2), degrees))


def turned_ellipse(name: str, centre: Point, radii: Point, degrees: float) -> Ellipse | Polygon:
    """An ellipse turned clockwise about its centre."""
    if degrees % 180 == 0:
        return Ellipse(name, centre, radii)
    angles = [2 * np.pi * step / 180 for step in range(180)]
    rim = [(centre[0] + radii[0] * cos(angle), centre[1] + radii[1] * sin(angle)) for angle in angles]
    return Polygon(name, turned(rim, centre, degrees))


def turned(points: Sequence[Point], about: Point, degrees: float) -> list[Point]:
    """The points turned clockwise (as seen, y downwards) about one."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    moved = [(x - about[0], y - about[1]) for x, y in points]
    return [(about[0] + x * c - y * s, about[1] + x * s + y * c) for x, y in moved]


def circle(name: str, centre: Point, rim: Point) -> Ellipse:
    """The circle about `centre` through `rim`."""
    radius = hypot(rim[0] - centre[0], rim[1] - centre[1])
    return Ellipse(name, centre, (radius, radius))


class _Drawing(Protocol):
    def __call__(self, pen: ImageDraw.ImageDraw, corners: list[Point], /) -> None: ...


def _draw(
    codes: NDArray[np.uint8], code: int, bounds: Sequence[Point], corners: Sequence[Point], drawing: _Drawing
) -> None:
    """Draw within the smallest part of `codes` that holds `bounds`, so that a small shape on a large photo is quick."""
    height, width = codes.shape
    xs, ys = [x for x, _ in bounds], [y for _, y in bounds]
    left, top = max(0, int(min(xs)) - 1), max(0, int(min(ys)) - 1)
    right, bottom = min(width, int(max(xs)) + 2), min(height, int(max(ys)) + 2)
    if left >= right or top >= bottom:
        return
    picture = Image.new("1", (right - left, bottom - top))
    drawing(ImageDraw.Draw(picture), [(x - left, y - top) for x, y in corners])
    codes[top:bottom, left:right][np.asarray(picture)] = code
