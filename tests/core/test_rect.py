from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.rect import Rect

rects = st.builds(Rect, st.integers(-50, 50), st.integers(-50, 50), st.integers(0, 40), st.integers(0, 40))


def pixels(rect: Rect) -> set[tuple[int, int]]:
    return {(x, y) for y in range(rect.y, rect.bottom) for x in range(rect.x, rect.right)}


@given(rects, rects)
def test_intersection_holds_exactly_the_common_pixels(a: Rect, b: Rect) -> None:
    assert pixels(a.intersection(b)) == pixels(a) & pixels(b)


@given(rects, rects)
def test_union_holds_both_and_contains_agrees_with_pixels(a: Rect, b: Rect) -> None:
    union = a.union(b)
    assert pixels(a) | pixels(b) <= pixels(union)
    assert union.contains(a) and union.contains(b)
    assert a.contains(b) == (pixels(b) <= pixels(a))


@given(rects, st.integers(1, 60), st.integers(1, 60))
def test_clipping_leaves_what_lies_on_the_photo(rect: Rect, width: int, height: int) -> None:
    assert pixels(rect.clipped(width, height)) == {
        (x, y) for x, y in pixels(rect) if 0 <= x < width and 0 <= y < height
    }


@given(rects, st.integers(1, 16))
def test_cells_are_those_that_hold_a_pixel(rect: Rect, size: int) -> None:
    assert set(rect.cells(size)) == {(x // size, y // size) for x, y in pixels(rect)}


def test_an_empty_rectangle_stays_empty() -> None:
    assert Rect.nothing().expanded(5).empty
    assert Rect.from_edges(5, 0, 3, 9).empty
    assert Rect.nothing().area == 0


def test_expanding_grows_every_side() -> None:
    assert Rect(3, 4, 5, 6).expanded(2) == Rect(1, 2, 9, 10)
