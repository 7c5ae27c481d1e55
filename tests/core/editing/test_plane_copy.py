"""A mask is copied for saving while it is painted on: the copy is the mask as it was."""

import threading

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.editing.brush import Stroke, fill_polygon
from blurlab.core.editing.correction import BLURRED, UNTOUCHED, Correction, frozen
from tests.core.strategies import corrections, put, random_prediction, seeds, values

ACTS = st.sampled_from(["stroke", "loop", "undo", "predict", "freeze", "settle", "strip"])


@given(corrections(), seeds, st.data())
def test_whatever_is_painted_meanwhile_the_copy_is_the_plane_as_it_was(
    correction: Correction, seed: int, data: st.DataObject
) -> None:
    before = correction.plane.copy()
    copy = correction.copy()
    edit = None
    for act in data.draw(st.lists(ACTS, max_size=6)):
        x, y = data.draw(st.integers(0, correction.width)), data.draw(st.integers(0, correction.height))
        match act:
            case "stroke":
                stroke = Stroke(correction, data.draw(values), 7)
                stroke.begin(x, y)
                stroke.to(y, x)
                edit = stroke.finish()
            case "loop":
                edit = fill_polygon(correction, [(0, 0), (x, y), (0, y)], data.draw(values))
            case "undo" if edit is not None:
                edit.revert(correction)
            case "predict":
                correction.set_prediction(random_prediction(seed, correction.height, correction.width))
            case "freeze":
                correction.freeze(100)
            case "settle":
                correction.settle(100)
            case "strip":
                copy._keep(data.draw(st.integers(0, len(copy._copied) - 1)))  # as the thread does
    assert (copy.finish() == before).all()


def test_a_copy_made_in_a_thread_beside_strokes_is_the_plane_as_it_was() -> None:
    correction = Correction(3000, 400, random_prediction(1, 300, 40))
    for _ in range(5):
        before, copy = correction.plane.copy(), correction.copy()
        thread = threading.Thread(target=copy.finish)
        thread.start()
        stroke = Stroke(correction, BLURRED, 60)
        for y in range(0, 3000, 150):
            stroke.to(200, 3000 - y)
        edit = stroke.finish()
        thread.join(10)
        assert (copy.finish() == before).all() and copy.done
        assert edit is not None
        edit.revert(correction)


@given(corrections(), st.integers(2, 254), values)
def test_freezing_in_a_thread_is_freezing(correction: Correction, threshold: int, value: int) -> None:
    """With a stroke between the copy and its coming back: as if it had been painted on the frozen mask."""
    other = Correction(correction.height, correction.width)
    other.plane[:] = correction.plane
    for rect, kept in correction._under.tiles(correction.plane):
        other._under.keep(correction.plane, rect)
        next(tile for place, tile in other._under.tiles(other.plane) if place == rect)[:] = kept
    cut = frozen(correction.copy().finish(), threshold)
    for one in (correction, other):
        if one is other:
            one.freeze(threshold)
        if value != UNTOUCHED:
            put(one, np.s_[:, ::3], value)
    correction.take_frozen(cut, threshold)
    assert (correction.plane == other.plane).all()
