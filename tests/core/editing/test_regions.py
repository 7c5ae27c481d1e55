"""Regions by a click: what the eye takes for one region is what is filled, accepted, grown and shrunk."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, UNTOUCHED, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.regions import accept_step, fill_step, grow_step, holes_step, region_at, seen_code
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from tests.core.strategies import corrections, points, put, values

THRESHOLD = 128
Act = Callable[[Correction, float, float], Edit | None]


def accept_region(correction: Correction, x: float, y: float) -> Edit | None:
    return written(correction, accept_step(correction, x, y, THRESHOLD))


def fill_holes(correction: Correction, x: float, y: float) -> Edit | None:
    return written(correction, holes_step(correction, x, y, THRESHOLD))


def fill_region(correction: Correction, x: float, y: float, value: int) -> Edit | None:
    return written(correction, fill_step(correction, x, y, value, THRESHOLD))


def grow_region(correction: Correction, x: float, y: float, pixels: int) -> Edit | None:
    return written(correction, grow_step(correction, x, y, THRESHOLD, pixels))


def written(correction: Correction, step: Edit | None) -> Edit | None:
    if step is not None:
        step.apply(correction)
    return step


ACTS: dict[str, Act] = {
    "fill": lambda correction, x, y: fill_region(correction, x, y, IGNORE),
    "erase": lambda correction, x, y: fill_region(correction, x, y, UNTOUCHED),
    "accept": accept_region,
    "holes": fill_holes,
    "grow": lambda correction, x, y: grow_region(correction, x, y, 3),
    "shrink": lambda correction, x, y: grow_region(correction, x, y, -3),
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
    edit = accept_region(correction, x, y)
    if code is None or code == IGNORE:
        return
    assert edit is not None
    assert (correction.mask() == mask).all()
    assert correction.painted()[int(y), int(x)]
    accept_region(correction, x, y)
    assert (correction.plane == plane).all()


def ring() -> Correction:
    """A blurred ring with a hole, in a sharp photo."""
    correction = Correction(60, 60)
    put(correction, np.s_[10:50, 10:50], BLURRED)
    put(correction, np.s_[25:35, 25:35], SHARP)
    return correction


def test_holes_are_filled_and_the_outside_stays() -> None:
    correction = ring()
    assert fill_holes(correction, 12, 12) is not None
    assert (correction.plane[10:50, 10:50] == BLURRED).all()
    assert not correction.painted()[:10].any()
    assert fill_holes(correction, 12, 12) is None


def test_growing_and_shrinking_move_the_edge_by_as_many_pixels() -> None:
    correction = ring()
    grow_region(correction, 12, 12, 3)
    assert (correction.mask()[7:53, 30] == BLURRED).sum() == 46 - 4  # three pixels on each side of ring and hole
    grow_region(correction, 12, 12, -3)
    assert (correction.mask()[30, 10:25] == BLURRED).all() and (correction.mask()[30, 25:35] == SHARP).all()
    assert (correction.mask()[30, :10] == SHARP).all()


def test_a_region_that_touches_the_edge_of_the_photo_does_not_shrink_from_there() -> None:
    correction = Correction(40, 40)
    put(correction, np.s_[:, :20], BLURRED)
    grow_region(correction, 5, 20, -4)
    assert (correction.mask()[:, :16] == BLURRED).all()
    assert (correction.mask()[:, 16:] == SHARP).all()


@given(corrections(30), values)
def test_filling_gives_the_value_to_all_of_the_region(correction: Correction, value: int) -> None:
    x, y = correction.width / 2, correction.height / 2
    region = region_at(correction, x, y, THRESHOLD)
    assert region is not None
    fill_region(correction, x, y, value)
    inside = correction.plane[region[0].slices][region[1] > 0]
    wanted = correction.prediction_in(region[0])[region[1] > 0] if value == UNTOUCHED else value
    assert (inside == wanted).all()


@given(st.integers(0, 2**32 - 1), st.integers(1, 700), st.integers(1, 700), st.integers(-150, 150))
def test_an_edge_moved_square_by_square_lies_where_distances_in_the_whole_photo_put_it(
    seed: int, height: int, width: int, pixels: int
) -> None:
    random = np.random.default_rng(seed)
    blotches = cv2.resize(random.integers(0, 256, (4, 4), np.uint8), (width, height), interpolation=cv2.INTER_CUBIC)
    correction = Correction(height, width, blotches)
    x, y = random.random() * width, random.random() * height
    found = region_at(correction, x, y, THRESHOLD)
    assert found is not None
    region = np.zeros((height, width), np.uint8)
    region[found[0].slices] = found[1]
    outside, target = (region == 0, region) if pixels > 0 else (region > 0, 255 - region)
    away = cv2.distanceTransform((target == 0).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    rim = outside & (away <= abs(pixels)) & target.any() & (pixels != 0)
    before = correction.painted()
    step = grow_region(correction, x, y, pixels)
    assert (correction.painted() == (before | rim)).all()
    assert (step is None) == (not rim.any())


@given(st.data(), corrections(600), values)
def test_a_step_worked_out_first_and_written_later_is_what_painting_at_once_gives(
    data: st.DataObject, correction: Correction, value: int
) -> None:
    """Worked out, nothing has changed; written patch by patch, all of the mask has the value and nothing else has."""
    height, width = correction.plane.shape
    rect = Rect(0, 0, data.draw(st.integers(1, width)), data.draw(st.integers(1, height)))
    rect = rect.translated(
        data.draw(st.integers(0, width - rect.width)), data.draw(st.integers(0, height - rect.height))
    )
    mask = (np.random.default_rng(data.draw(st.integers(0, 99))).random((rect.height, rect.width)) < 0.5).astype(
        np.uint8
    )
    wanted, before = correction.plane.copy(), correction.plane.copy()
    inside = correction.prediction_in(rect) if value == UNTOUCHED else np.full_like(mask, value)
    np.copyto(wanted[rect.slices], inside, where=mask > 0)
    step = Edit.of_mask(correction, rect, mask, value, "Filled")
    assert (correction.plane == before).all()
    assert (step is None) == (wanted == before).all()
    if step is not None:
        for part in step.writing(correction):
            assert (correction.plane[part.slices] == wanted[part.slices]).all()
        assert (correction.plane == wanted).all()
        step.revert(correction)
        assert (correction.plane == before).all()
