import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.editing.brush import Stroke
from blurlab.core.editing.correction import BLURRED, SHARP, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.history import History
from tests.core.strategies import points, values


def dab(correction: Correction, x: float, y: float, value: int, radius: float = 4) -> Edit | None:
    stroke = Stroke(correction, value, radius)
    stroke.begin(x, y)
    return stroke.finish()


@given(st.data())
def test_any_mixture_of_strokes_undo_and_redo_walks_along_one_line_of_states(data: st.DataObject) -> None:
    correction, history = Correction(40, 60), History()
    states, at = [correction.plane.copy()], 0
    for action in data.draw(st.lists(st.sampled_from(["paint", "undo", "redo"]), max_size=25)):
        if action == "paint":
            edit = dab(correction, *data.draw(points(correction)), data.draw(values))
            if edit is not None:
                history.push(edit)
                states[at + 1 :] = [correction.plane.copy()]
                at += 1
        elif action == "undo":
            assert (history.undo(correction) is None) == (at == 0)
            at = max(0, at - 1)
        else:
            assert (history.redo(correction) is None) == (at == len(states) - 1)
            at = min(len(states) - 1, at + 1)
        assert (correction.plane == states[at]).all()
        assert len(history) == at


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=40), st.integers(500, 6000))
def test_history_is_bounded_by_bytes_and_forgets_the_oldest(places: list[tuple[int, int]], max_bytes: int) -> None:
    correction, history = Correction(100, 100), History(max_bytes)
    states = [correction.plane.copy()]
    for number, (x, y) in enumerate(places):
        edit = dab(correction, x, y, BLURRED if number % 2 else SHARP, radius=8)
        if edit is not None:
            history.push(edit)
            states.append(correction.plane.copy())
        assert history.nbytes <= max_bytes or len(history) == 1
    for state in reversed(states[-1 - len(history) : -1]):
        history.undo(correction)
        assert (correction.plane == state).all()
        assert history.nbytes <= max_bytes or len(history) == 0
    assert history.undo(correction) is None


def test_200_big_strokes_on_24_megapixels_take_few_bytes() -> None:
    correction, history = Correction(4000, 6000), History()
    for number in range(200):
        stroke = Stroke(correction, BLURRED if number % 2 else SHARP, 200)
        stroke.begin(300 + number * 20, 300)
        stroke.to(1500 + number * 20, 300 + number * 17)
        edit = stroke.finish()
        assert edit is not None
        history.push(edit)
    assert len(history) == 200
    assert history.nbytes < 64 * 1024 * 1024


def test_clearing_forgets_everything() -> None:
    correction, history = Correction(10, 10), History()
    edit = dab(correction, 5, 5, BLURRED)
    assert edit is not None
    history.push(edit)
    assert history.next_undo is edit and history.next_redo is None
    history.clear()
    assert len(history) == 0 and history.nbytes == 0
    assert history.undo(correction) is None
    assert np.any(correction.painted())
