import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.editing.brush import Stroke
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, UNTOUCHED, Correction, codes_of, recode
from blurlab.core.editing.edit import TILE, Edit, EditRecorder, Patch
from blurlab.core.rect import Rect
from tests.core.strategies import corrections, points, put, random_prediction, seeds, values


@st.composite
def strokes(draw: st.DrawFn) -> tuple[Correction, np.ndarray, Edit]:
    """A correction after a stroke that changed something, its plane before, and the edit."""
    correction = draw(corrections())
    before = correction.plane.copy()
    centre = correction.width / 2, correction.height / 2
    value = draw(values)
    middle = codes_of(correction.plane)[correction.height // 2, correction.width // 2]
    if middle == value:
        value = SHARP if value == BLURRED else BLURRED
    stroke = Stroke(correction, value, draw(st.integers(1, 30)))
    for point in [centre, *draw(st.lists(points(correction), max_size=3))]:
        stroke.to(*point)
    edit = stroke.finish()
    assert edit is not None
    return correction, before, edit


@given(strokes())
def test_applying_and_reverting_is_identity(made: tuple[Correction, np.ndarray, Edit]) -> None:
    correction, before, edit = made
    after = correction.plane.copy()
    assert edit.revert(correction) == edit.rect
    assert (correction.plane == before).all()
    edit.apply(correction)
    assert (correction.plane == after).all()
    edit.inverse().apply(correction)
    assert (correction.plane == before).all()


@given(strokes())
def test_the_rectangle_of_an_edit_is_the_tight_one(made: tuple[Correction, np.ndarray, Edit]) -> None:
    correction, before, edit = made
    rows, columns = np.nonzero(codes_of(before) != codes_of(correction.plane))
    assert edit.rect == Rect.from_edges(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)


@given(strokes(), seeds)
def test_undo_after_a_new_prediction_shows_the_new_prediction(
    made: tuple[Correction, np.ndarray, Edit], seed: int
) -> None:
    correction, before, edit = made
    prediction = random_prediction(seed, correction.height, correction.width)
    correction.set_prediction(prediction)
    edit.revert(correction)
    codes = codes_of(before)
    assert (correction.plane == np.where(codes == UNTOUCHED, recode(prediction), codes)).all()


@given(strokes())
def test_the_journal_gives_back_the_same_edit(made: tuple[Correction, np.ndarray, Edit]) -> None:
    _, _, edit = made
    assert Edit.from_bytes(edit.to_bytes()) == edit


@given(strokes(), st.data())
def test_a_cut_off_edit_is_refused(made: tuple[Correction, np.ndarray, Edit], data: st.DataObject) -> None:
    whole = made[2].to_bytes()
    with pytest.raises(ValueError, match="edit"):
        Edit.from_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(strokes(), st.data())
def test_a_damaged_edit_is_refused_or_stays_harmless(
    made: tuple[Correction, np.ndarray, Edit], data: st.DataObject
) -> None:
    correction, _, edit = made
    damaged = bytearray(edit.to_bytes())
    damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        read = Edit.from_bytes(bytes(damaged))
        read.apply(correction)
    except ValueError:
        return
    assert np.isin(codes_of(correction.plane), [SHARP, BLURRED, IGNORE, UNTOUCHED]).all()


def test_an_edit_that_claims_a_huge_patch_is_refused_without_making_it() -> None:
    correction = Correction(TILE, TILE)
    stroke = Stroke(correction, BLURRED, 400)
    stroke.begin(10, 10)
    edit = stroke.finish()
    assert edit is not None
    data = bytearray(edit.to_bytes())
    at = 7 + len(edit.label) + 8  # the first patch's width
    data[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(ValueError, match="impossible sizes"):
        Edit.from_bytes(bytes(data))


def test_an_edit_of_a_bigger_photo_is_refused_and_changes_nothing() -> None:
    big, small = Correction(100, 100), Correction(50, 50)
    stroke = Stroke(big, BLURRED, 10)
    stroke.begin(70, 70)
    edit = stroke.finish()
    assert edit is not None
    with pytest.raises(ValueError, match="another size"):
        edit.apply(small)
    assert not small.painted().any()


def test_painting_what_is_painted_already_is_no_step() -> None:
    correction = Correction(40, 40)
    for expected in (True, False):
        stroke = Stroke(correction, BLURRED, 5)
        stroke.begin(20, 20)
        assert (stroke.finish() is not None) == expected


def test_a_prediction_that_arrives_in_mid_stroke_is_not_part_of_the_step() -> None:
    correction = Correction(40, 40, np.full((4, 4), 10, np.uint8))
    stroke = Stroke(correction, BLURRED, 3)
    stroke.begin(10, 10)
    correction.set_prediction(np.full((4, 4), 200, np.uint8))
    stroke.to(12, 10)
    edit = stroke.finish()
    assert edit is not None
    assert edit.rect.width < 12 and edit.rect.height < 10
    edit.revert(correction)
    assert (correction.plane == 200).all()


def test_a_recorder_saves_the_state_before_the_first_touch_only() -> None:
    correction = Correction(10, 10)
    recorder = EditRecorder(correction)
    recorder.touch(Rect(-5, -5, 100, 100))
    put(correction, np.s_[:], BLURRED)
    recorder.touch(Rect(0, 0, 10, 10))
    put(correction, np.s_[:], SHARP)
    edit = recorder.finish("Twice")
    assert edit is not None and edit.label == "Twice"
    edit.revert(correction)
    assert not correction.painted().any()


@given(strokes(), seeds)
def test_undo_of_the_newest_step_needs_no_unpacking_and_comes_to_the_same(
    made: tuple[Correction, np.ndarray, Edit], seed: int
) -> None:
    correction, before, edit = made
    damaged = tuple(Patch(patch.rect, b"damaged", patch.after) for patch in edit.patches)
    object.__setattr__(edit, "patches", damaged)  # what is unpacked of it would raise
    edit.revert(correction)
    assert (correction.plane == before).all()
    edit.apply(correction)
    correction.freeze(100)  # what it overwrote is not what lies under it any more
    with pytest.raises(ValueError, match="patch of an edit"):
        edit.revert(correction)


def test_only_the_newest_step_is_kept_unpacked_and_only_a_bounded_one() -> None:
    correction = Correction(TILE, TILE * 80)
    bare = correction.nbytes
    for x in (10.0, 700.0):
        stroke = Stroke(correction, BLURRED, 5)
        stroke.to(x, 100)
        stroke.finish()
    kept = 2 * TILE * TILE  # the prediction under both
    assert correction.nbytes - bare == kept + TILE * TILE
    stroke = Stroke(correction, SHARP, 5)
    for x in range(0, 80 * TILE, TILE):
        stroke.to(x, 100)
    edit = stroke.finish()
    assert edit is not None and correction.nbytes - bare == 80 * TILE * TILE
    edit.revert(correction)
    assert correction.painted().sum() == 2 * correction.painted()[:, : 2 * TILE].sum() > 0
