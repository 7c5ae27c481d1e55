"""A rectangle of image pixels: what changed, what is visible, what a tile covers."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """Image pixels x ≤ column < x + width and y ≤ row < y + height; without width or height it is empty."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def nothing(cls) -> "Rect":
        """The empty rectangle: the neutral element of `union`."""
        return cls(0, 0, 0, 0)

    @classmethod
    def from_edges(cls, left: int, top: int, right: int, bottom: int) -> "Rect":
        """From half-open edges; crossed edges give the empty rectangle."""
        if right <= left or bottom <= top:
            return cls.nothing()
        return cls(left, top, right - left, bottom - top)

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    @property
    def right(self) -> int:
        """The first column beyond the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below the bottom edge."""
        return self.y + self.height

    @property
    def area(self) -> int:
        return 0 if self.empty else self.width * self.height

    @property
    def slices(self) -> tuple[slice, slice]:
        """(rows, columns), to index an array whose pixel (0, 0) is the photo's. Clip first: both must be ≥ 0."""
        return slice(self.y, self.bottom), slice(self.x, self.right)

    def union(self, other: "Rect") -> "Rect":
        """The smallest rectangle that holds both."""
        if self.empty:
            return other
        if other.empty:
            return self
        return Rect.from_edges(
            min(self.x, other.x), min(self.y, other.y), max(self.right, other.right), max(self.bottom, other.bottom)
        )

    def intersection(self, other: "Rect") -> "Rect":
        """What both hold; empty if they do not meet."""
        if self.empty or other.empty:
            return Rect.nothing()
        return Rect.from_edges(
            max(self.x, other.x), max(self.y, other.y), min(self.right, other.right), min(self.bottom, other.bottom)
        )

    def clipped(self, width: int, height: int) -> "Rect":
        """The part inside a photo of that size."""
        return self.intersection(Rect(0, 0, width, height))

    def expanded(self, margin: int) -> "Rect":
        """Grown by `margin` pixels on each side; an empty rectangle stays empty."""
        if self.empty:
            return self
        return Rect.from_edges(self.x - margin, self.y - margin, self.right + margin, self.bottom + margin)

    def translated(self, dx: int, dy: int) -> "Rect":
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, other: "Rect") -> bool:
        """Whether all of `other` lies inside; the empty rectangle lies inside everything."""
        return other.empty or self.intersection(other) == other

    def cells(self, size: int) -> Iterator[tuple[int, int]]:
        """(column, row) of every cell of a grid of `size`-pixel squares that this rectangle touches."""
        if self.empty:
            return
        for row in range(self.y // size, (self.bottom - 1) // size + 1):
            for column in range(self.x // size, (self.right - 1) // size + 1):
                yield column, row
