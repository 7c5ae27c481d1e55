"""Regions by a click: what the eye takes for one region is what is filled, accepted, grown and shrunk."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.correction import BLURRED, IGNORE, SHARP, UNTOUCHED, Correction
from blurlab.core.edit import Edit
from blurlab.core.regions import accept_region, fill_holes, fill_region, grow_region, region_at, seen_code
from tests.core.strategies import corrections, points, put, values

THRESHOLD = 128
Act = Callable[[Correction, float, float], Edit | None]
ACTS: dict[str, Act] = {
    "fill": lambda correction, x, y: fill_region(correction, x, y, IGNORE, THRESHOLD),
    "erase": lambda correction, x, y: fill_region(correction, x, y, UNTOUCHED, THRESHOLD),
    "accept": lambda correction, x, y: accept_region(correction, x, y, THRESHOLD),
    "holes": lambda correction, x, y: fill_holes(correction, x, y, THRESHOLD),
    "grow": lambda correction, x, y: grow_region(correction, x, y, THRESHOLD, 3),
    "shrink": lambda correction, x, y: grow_region(correction, x, y, THRESHOLD, -3),
}


@pytest.mark.parametrize("name", ACTS)
@given(data=st.data(), correction=corrections(40))
def test_every_act_stays_in_its_rectangle_and_can_be_taken_back(
    name: str, data: st.DataObject, correction: Correction
) -> None:
    before = correction.plane.copy()
    edit = ACTS[name](correction, *data.draw(points(correction)))
    after = correction.plane.copy()
    if edit is None:
        assert (after == before).all()
        return
    outside = np.ones(before.shape, bool)
    outside[edit.rect.slices] = False
    assert (after[outside] == before[outside]).all()
    edit.revert(correction)
    assert (correction.plane == before).all()
    edit.apply(correction)
    assert (correction.plane == after).all()


@given(st.data(), corrections(24), st.booleans())
def test_a_region_is_the_joined_pixels_of_one_code(data: st.DataObject, correction: Correction, same: bool) -> None:
    x, y = data.draw(points(correction))
    found = region_at(correction, x, y, THRESHOLD, same_hand=same)
    column, row = int(np.floor(x)), int(np.floor(y))
    if not (0 <= column < correction.width and 0 <= row < correction.height):
        assert found is None
        return
    codes = correction.mask(THRESHOLD).astype(int) * 2 + (correction.painted() if same else 0)
    todo, reached = [(row, column)], {(row, column)}
    while todo:
        r, c = todo.pop()
        for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            on_photo = 0 <= near[0] < correction.height and 0 <= near[1] < correction.width
            if on_photo and near not in reached and codes[near] == codes[row, column]:
                reached.add(near)
                todo.append(near)
    assert found is not None
    whole = np.zeros(codes.shape, bool)
    whole[found[0].slices] = found[1] > 0
    assert {tuple(place) for place in np.argwhere(whole).tolist()} == reached


@given(st.data(), corrections(30))
def test_accepting_changes_no_mask_and_a_second_click_hands_the_region_back(
    data: st.DataObject, correction: Correction
) -> None:
    correction.load_mask(correction.mask(), np.zeros(correction.plane.shape, bool))  # nothing painted but ignore
    x, y = data.draw(points(correction))
    code = seen_code(correction, x, y, THRESHOLD)
    mask, plane = correction.mask(), correction.plane.copy()
    edit = accept_region(correction, x, y, THRESHOLD)
    if code is None or code == IGNORE:
        return
    assert edit is not None
    assert (correction.mask() == mask).all()
    assert correction.painted()[int(y), int(x)]
    accept_region(correction, x, y, THRESHOLD)
    assert (correction.plane == plane).all()


def ring() -> Correction:
    """A blurred ring with a hole, in a sharp photo."""
    correction = Correction(60, 60)
    put(correction, np.s_[10:50, 10:50], BLURRED)
    put(correction, np.s_[25:35, 25:35], SHARP)
    return correction


def test_holes_are_filled_and_the_outside_stays() -> None:
    correction = ring()
    assert fill_holes(correction, 12, 12, THRESHOLD) is not None
    assert (correction.plane[10:50, 10:50] == BLURRED).all()
    assert not correction.painted()[:10].any()
    assert fill_holes(correction, 12, 12, THRESHOLD) is None


def test_growing_and_shrinking_move_the_edge_by_as_many_pixels() -> None:
    correction = ring()
    grow_region(correction, 12, 12, THRESHOLD, 3)
    assert (correction.mask()[7:53, 30] == BLURRED).sum() == 46 - 4  # three pixels on each side of ring and hole
    grow_region(correction, 12, 12, THRESHOLD, -3)
    assert (correction.mask()[30, 10:25] == BLURRED).all() and (correction.mask()[30, 25:35] == SHARP).all()
    assert (correction.mask()[30, :10] == SHARP).all()


def test_a_region_that_touches_the_edge_of_the_photo_does_not_shrink_from_there() -> None:
    correction = Correction(40, 40)
    put(correction, np.s_[:, :20], BLURRED)
    grow_region(correction, 5, 20, THRESHOLD, -4)
    assert (correction.mask()[:, :16] == BLURRED).all()
    assert (correction.mask()[:, 16:] == SHARP).all()


@given(corrections(30), values)
def test_filling_gives_the_value_to_all_of_the_region(correction: Correction, value: int) -> None:
    x, y = correction.width / 2, correction.height / 2
    region = region_at(correction, x, y, THRESHOLD)
    assert region is not None
    fill_region(correction, x, y, value, THRESHOLD)
    inside = correction.plane[region[0].slices][region[1] > 0]
    wanted = correction.prediction_in(region[0])[region[1] > 0] if value == UNTOUCHED else value
    assert (inside == wanted).all()
