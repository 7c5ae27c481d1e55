"""Shapes of foreign files as their tools draw them, and at what cost."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from blurlab.exchange.documents import BadMarkError
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.shapes.drawing import TOO_LONG, TOO_MUCH, Canvas
from blurlab.exchange.shapes.marks import Box, paint_all, visible
from blurlab.exchange.shapes.run_lengths import uncompressed
from tests.processes import peak_memory

SIZE = st.tuples(st.integers(1, 40), st.integers(1, 40))
PLACE = st.tuples(st.floats(-30, 70), st.floats(-30, 70))
CORNERS = st.lists(PLACE, min_size=3, max_size=12)


def drawn(height: int, width: int, draw: Callable[[Canvas], None]) -> NDArray[np.uint8]:
    canvas = Canvas(np.zeros((height, width), np.uint8))
    draw(canvas)
    return canvas.codes


@settings(max_examples=200, deadline=None)
@given(SIZE, CORNERS)
def test_a_polygon_of_coco_is_drawn_as_pycocotools_draws_it(
    size: tuple[int, int], corners: list[tuple[float, float]]
) -> None:
    from pycocotools import mask as tool

    height, width = size
    flat = [value for corner in corners for value in corner]
    packed = tool.merge(tool.frPyObjects([flat], height, width))["counts"].decode("ascii")
    lengths = uncompressed(packed)
    expected = np.repeat(np.arange(lengths.size) % 2, lengths).reshape(width, height).T
    assert (drawn(height, width, lambda canvas: canvas.coco_polygon(np.array(corners), 1)) == expected).all()


@settings(max_examples=200, deadline=None)
@given(SIZE, CORNERS)
def test_a_polygon_is_drawn_as_pillow_draws_it_but_for_its_rim(
    size: tuple[int, int], corners: list[tuple[float, float]]
) -> None:
    height, width = size
    picture = Image.new("1", (width + 200, height + 200))
    whole = [(x // 1 + 100, y // 1 + 100) for x, y in corners]
    ImageDraw.Draw(picture).polygon(whole, fill=1, outline=1)
    expected = np.asarray(picture)[100 : 100 + height, 100 : 100 + width]
    found = drawn(height, width, lambda canvas: canvas.polygon(np.array(corners), 1)) == 1
    rim = Image.new("1", (width + 200, height + 200))
    ImageDraw.Draw(rim).line([*whole, whole[0]], fill=1, width=3)
    assert not ((found != expected) & ~np.asarray(rim)[100 : 100 + height, 100 : 100 + width]).any()


def test_a_star_is_drawn_as_pillow_draws_it() -> None:
    corners = np.random.default_rng(3).uniform(0, 1, (40, 2)) * (599, 399)
    picture = Image.new("1", (600, 400))
    ImageDraw.Draw(picture).polygon([tuple(corner) for corner in corners.tolist()], fill=1, outline=1)
    expected = np.asarray(picture)
    found = drawn(400, 600, lambda canvas: canvas.polygon(corners, 1)) == 1
    assert np.count_nonzero(found != expected) < 0.001 * np.count_nonzero(expected)


@pytest.mark.parametrize("box", [(3, 5, 30, 20), (-20, -8, 12, 11), (10, 2, 10, 2), (-100, 4, 140, 9)])
def test_an_ellipse_is_drawn_as_pillow_draws_it_but_for_its_rim(box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    picture = Image.new("1", (400, 400))
    ImageDraw.Draw(picture).ellipse((left + 150, top + 150, right + 150, bottom + 150), fill=1, outline=1)
    expected = np.asarray(picture)[150:174, 150:190]
    centre, radii = ((left + right) / 2, (top + bottom) / 2), ((right - left) / 2, (bottom - top) / 2)
    found = drawn(24, 40, lambda canvas: canvas.ellipse(centre, radii, 1)) == 1
    assert np.count_nonzero(found != expected) <= 2 + 0.02 * np.count_nonzero(expected)
    assert found.any()


@settings(max_examples=100, deadline=None)
@given(SIZE, st.data())
def test_run_lengths_fill_rows_or_columns(size: tuple[int, int], data: st.DataObject) -> None:
    height, width = size
    flat = np.array(data.draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width)))
    turns = np.flatnonzero(np.diff(flat, prepend=False))
    lengths = np.diff(turns, prepend=0, append=flat.size)
    by_rows = drawn(height, width, lambda canvas: canvas.runs(lengths, 1))
    assert (by_rows == flat.reshape(height, width)).all()
    by_columns = drawn(height, width, lambda canvas: canvas.runs(lengths, 1, columns=True))
    assert (by_columns == flat.reshape(width, height).T).all()
    part = drawn(height + 3, width + 5, lambda canvas: canvas.runs(lengths, 1, within=(2, 1, width, height)))
    assert (part[1 : 1 + height, 2 : 2 + width] == by_rows).all() and part.sum() == by_rows.sum()


def test_what_a_later_rectangle_hides_is_not_drawn() -> None:
    small, large = Box("a", ((2, 2), (5, 5))), Box("b", ((-1e6, -1e6), (1e6, 1e6)))
    beside = Box("c", ((0, 0), (9, 9)))
    assert visible([small, large, small, beside, beside], 10, 8) == [beside]
    assert visible([beside, small, beside, small], 20, 20) == [beside, small]
    assert len(visible([large] * 5000, 20, 20)) == 1
    with pytest.raises(BadMarkError, match="it has 200001 marks"):
        paint_all(Canvas(np.zeros((10, 10), np.uint8)), [small] * 200_001, Meaning(Polarity.BLURRED))


# ---------------------------------------------------------------- cost

HEIGHT, WIDTH = 4000, 6000


def zigzag(corners: int) -> NDArray[np.float64]:
    """Across a photo of 24 MP and back, again and again."""
    numbers = np.arange(corners)
    return np.stack([np.where(numbers % 2, WIDTH - 1, 0), numbers * 7 % HEIGHT], axis=1).astype(np.float64)


FAR = [((0.0, 0.0), (1e6, 1e6)), ((-1e6, 2000.0), (1e6, 1e6)), ((3000.0, 2000.0), (0.0, 1e6))]


@pytest.mark.parametrize(("centre", "radii"), FAR)
def test_an_ellipse_costs_what_lies_in_the_photo(centre: tuple[float, float], radii: tuple[float, float]) -> None:
    began = time.process_time()
    assert drawn(HEIGHT, WIDTH, lambda canvas: canvas.ellipse(centre, radii, 1)).any()
    assert time.process_time() - began < 1


def test_a_polygon_that_winds_through_the_photo_is_drawn_in_bounded_memory() -> None:
    def work() -> None:
        canvas = Canvas(np.zeros((HEIGHT, WIDTH), np.uint8))
        for rule, turned in ((Canvas.polygon, -1), (Canvas.coco_polygon, 1)):
            rule(canvas, zigzag(572)[:, ::turned], 1)
            assert canvas.codes.any()
            with pytest.raises(BadMarkError, match=TOO_LONG):
                rule(canvas, zigzag(1_000_000)[:, ::turned], 1)

    assert peak_memory(work) < 700 << 20


def test_marks_that_lie_over_each_other_again_and_again_are_told() -> None:
    canvas = Canvas(np.zeros((HEIGHT, WIDTH), np.uint8))
    area = np.ones((HEIGHT, WIDTH), np.bool_)
    with pytest.raises(BadMarkError, match=TOO_MUCH):
        for _ in range(100):
            canvas.patch(0, 0, area, 1)


def test_far_corners_are_clipped_and_not_walked_to() -> None:
    corners = np.array([(0, 0), (1e6, 0), (1e6, 1e6), (-1e6, 1e6)])
    for rule in (Canvas.polygon, Canvas.coco_polygon):
        began = time.process_time()
        canvas = Canvas(np.zeros((HEIGHT, WIDTH), np.uint8))
        rule(canvas, corners, 1)
        assert canvas.codes[:, 1:-1].all()
        assert time.process_time() - began < 2
