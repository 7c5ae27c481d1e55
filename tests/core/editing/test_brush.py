import math
from copy import deepcopy
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from blurlab.core.editing.brush import SMALLEST_RADIUS, Stroke, fill_mask, fill_polygon, polygon_mask
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, UNTOUCHED, Correction
from blurlab.core.rect import Rect
from tests.core.strategies import codes, corrections, points, values

Path = list[tuple[float, float]]
radii = st.integers(1, 240).map(lambda eighths: eighths / 8)


def distances(height: int, width: int, path: Path) -> NDArray[np.float64]:
    """From each pixel's centre to the path, by the schoolbook formula."""
    y, x = np.mgrid[:height, :width] + 0.5
    nearest = np.full((height, width), np.inf)
    for (ax, ay), (bx, by) in zip(path, path[1:] or path, strict=False):
        dx, dy = bx - ax, by - ay
        t = np.clip(((x - ax) * dx + (y - ay) * dy) / max(dx * dx + dy * dy, 1e-300), 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - ax - t * dx, y - ay - t * dy))
    return nearest


def paint(correction: Correction, path: Path, value: int, radius: float) -> list[Rect]:
    stroke = Stroke(correction, value, radius)
    return [stroke.begin(*path[0]), *(stroke.to(*point) for point in path[1:])]


@given(st.data(), corrections(), codes, radii)
def test_a_stroke_paints_the_pixels_within_its_radius(
    data: st.DataObject, correction: Correction, value: int, radius: float
) -> None:
    path = data.draw(st.lists(points(correction), min_size=1, max_size=4))
    before = correction.plane.copy()
    paint(correction, path, value, radius)
    away = distances(correction.height, correction.width, path) - max(radius, SMALLEST_RADIUS)
    assert (correction.plane[away < -1e-9] == value).all()
    assert (correction.plane[away > 1e-5] == before[away > 1e-5]).all()


@given(st.data(), corrections(), values, radii)
def test_the_same_path_gives_the_same_mask_at_any_event_rate(
    data: st.DataObject, correction: Correction, value: int, radius: float
) -> None:
    path = data.draw(st.lists(points(correction), min_size=2, max_size=4))
    fine: Path = [path[0]]
    for (ax, ay), (bx, by) in pairwise(path):
        steps = data.draw(st.integers(1, 30))
        fine += [(ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(1, steps + 1)]
    again = deepcopy(correction)
    paint(correction, path, value, radius)
    paint(again, fine, value, radius)
    assert (again.plane == correction.plane).all()


@given(st.data(), corrections(), values, radii)
def test_every_changed_pixel_lies_in_the_rectangle_that_is_returned(
    data: st.DataObject, correction: Correction, value: int, radius: float
) -> None:
    stroke = Stroke(correction, value, radius)
    for number, point in enumerate(data.draw(st.lists(points(correction), min_size=1, max_size=4))):
        before = correction.plane.copy()
        rect = stroke.to(*point) if number else stroke.begin(*point)
        assert correction.rect.contains(rect)
        before[rect.slices] = correction.plane[rect.slices]
        assert (before == correction.plane).all()


@given(st.data(), corrections(), radii)
def test_the_eraser_hands_pixels_back_to_the_prediction(
    data: st.DataObject, correction: Correction, radius: float
) -> None:
    path = data.draw(st.lists(points(correction), min_size=1, max_size=3))
    paint(correction, path, UNTOUCHED, radius)
    inside = distances(correction.height, correction.width, path) < max(radius, SMALLEST_RADIUS)
    assert (correction.plane[inside] == correction.prediction_in(correction.rect)[inside]).all()
    assert not correction.painted()[inside].any()


@given(st.data(), corrections(), values, radii)
def test_a_restricted_stroke_changes_nothing_outside(
    data: st.DataObject, correction: Correction, value: int, radius: float
) -> None:
    allowed = np.random.default_rng(1).random(correction.plane.shape) < 0.5
    free = deepcopy(correction)
    before = correction.plane.copy()
    path = data.draw(st.lists(points(correction), min_size=1, max_size=3))
    stroke = Stroke(correction, value, radius, restrict=allowed)
    for point in path:
        stroke.to(*point)
    paint(free, path, value, radius)
    assert (correction.plane == np.where(allowed, free.plane, before)).all()


@given(corrections())
def test_the_smallest_brush_paints_wherever_it_is_set_down(correction: Correction) -> None:
    x, y = correction.width * 0.37, correction.height * 0.83
    before = correction.plane[int(y), int(x)]
    paint(correction, [(x, y)], SHARP if before == BLURRED else BLURRED, 0.1)
    assert correction.plane[int(y), int(x)] != before


@given(st.data(), corrections(), values, radii)
def test_a_cancelled_stroke_never_was(data: st.DataObject, correction: Correction, value: int, radius: float) -> None:
    before = correction.plane.copy()
    stroke = Stroke(correction, value, radius)
    for point in data.draw(st.lists(points(correction), min_size=1, max_size=4)):
        stroke.to(*point)
    changed = stroke.cancel()
    assert (correction.plane == before).all()
    assert correction.rect.contains(changed)
    assert stroke.finish() is None


def test_a_long_diagonal_keeps_only_the_tiles_that_it_crosses() -> None:
    correction = Correction(4000, 6000)
    stroke = Stroke(correction, BLURRED, 5)
    stroke.begin(10, 10)
    stroke.to(5990, 3990)
    edit = stroke.finish()
    assert edit is not None
    assert sum(patch.rect.area for patch in edit.patches) < 0.2 * edit.rect.area
    assert edit.nbytes < 100_000


def test_encircling_fills_the_loop_and_what_it_encloses_twice() -> None:
    correction = Correction(100, 100)
    twice_round = [(50 + 40 * math.cos(angle), 50 + 40 * math.sin(angle)) for angle in np.linspace(0, 4 * math.pi, 60)]
    edit = fill_polygon(correction, twice_round, IGNORE)
    assert edit is not None
    away = np.hypot(*(np.mgrid[:100, :100] + 0.5 - 50))
    assert (correction.plane[away < 37] == IGNORE).all()
    assert not correction.painted()[away > 42].any()
    edit.revert(correction)
    assert not correction.painted().any()


@given(st.data(), corrections(), values)
def test_a_loop_changes_only_its_rectangle_and_can_be_taken_back(
    data: st.DataObject, correction: Correction, value: int
) -> None:
    before = correction.plane.copy()
    edit = fill_polygon(correction, data.draw(st.lists(points(correction), min_size=3, max_size=6)), value)
    if edit is None:
        assert (correction.plane == before).all()
        return
    outside = np.ones(before.shape, bool)
    outside[edit.rect.slices] = False
    assert (correction.plane[outside] == before[outside]).all()
    edit.revert(correction)
    assert (correction.plane == before).all()


def test_a_loop_beside_the_photo_or_of_two_points_is_nothing() -> None:
    bounds = Rect(0, 0, 50, 50)
    assert polygon_mask([(60, 60), (90, 60), (90, 90)], bounds) is None
    assert polygon_mask([(10, 10), (20, 20)], bounds) is None


def test_a_loop_around_a_corner_of_the_photo_fills_the_part_on_it() -> None:
    found = polygon_mask([(-1000, -1000), (10, -1000), (10, 10), (-1000, 10)], Rect(0, 0, 50, 50))
    assert found is not None
    rect, mask = found
    assert rect == Rect(0, 0, 10, 10)
    assert (mask == 255).all()


def test_filling_a_mask_across_tiles_touches_no_other_pixel() -> None:
    correction = Correction(600, 700)
    rect = Rect(200, 100, 400, 420)
    mask = (np.random.default_rng(0).random((420, 400)) < 0.5).astype(np.uint8)
    fill_mask(correction, rect, mask, BLURRED)
    expected = np.zeros((600, 700), bool)
    expected[rect.slices] = mask > 0
    assert (correction.painted() == expected).all()
