"""A person paints: strokes, and their undoing, through Qt's own events."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, Correction, codes_of
from blurlab.core.editing.edit import Edit
from blurlab.ui.canvas.canvas import Canvas
from tests.fixtures.canvases import ALT, HEIGHT, LEFT, NONE, RIGHT, SHIFT, WIDTH, Hand, plane, seen


def test_a_stroke_paints_where_the_brush_went_and_is_told(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.strokeStarted), qtbot.waitSignal(canvas.strokeFinished) as finished:
        hand.drag([(100, 100), (150, 100), (200, 100)])
    assert (plane(canvas)[95:105, 95:205] == BLURRED).all()
    assert (plane(canvas)[:85] != BLURRED).all()
    edit = finished.args[0]
    assert isinstance(edit, Edit)
    assert canvas.history.next_undo is edit
    edit.revert(canvas.correction)
    assert not canvas.correction.painted().any()


def test_what_was_painted_is_on_the_screen(canvas: Canvas, hand: Hand) -> None:
    hand.press(300, 200)
    hand.move(350, 200)
    colour = seen(canvas)
    assert (colour[200, 320] != 128).any()  # in mid-stroke, under the hand
    assert (colour[300, 320] == 128).all()
    hand.release(350, 200)


def test_every_value_can_be_painted_and_the_eraser_gives_the_prediction_back(canvas: Canvas, hand: Hand) -> None:
    for number, value in enumerate((SHARP, IGNORE, BLURRED)):
        canvas.set_paint_value(value)
        hand.drag([(50, 50 + 50 * number), (100, 50 + 50 * number)])
        assert (plane(canvas)[50 + 50 * number, 45:105] == value).all()
    canvas.set_tool("eraser")
    hand.drag([(75, 20), (75, 200)])
    assert not canvas.correction.painted()[30:190, 62:88].any()
    assert canvas.correction.painted()[50, 47]


@pytest.mark.parametrize(("value", "other"), [(BLURRED, SHARP), (SHARP, BLURRED), (IGNORE, 1)])
def test_alt_paints_the_other_value(canvas: Canvas, hand: Hand, value: int, other: int) -> None:
    canvas.set_paint_value(value)
    hand.drag([(100, 100), (300, 100)])
    hand.drag([(200, 100), (220, 100)], keys=ALT)
    assert plane(canvas)[100, 210] == other
    assert plane(canvas)[100, 120] == value


def test_shift_and_click_draws_a_straight_line_from_the_last_stroke(canvas: Canvas, hand: Hand) -> None:
    hand.drag([(50, 50), (100, 50)])
    hand.drag([(100, 300)], keys=SHIFT)
    assert (plane(canvas)[50:300, 100] == BLURRED).all()
    assert len(canvas.history) == 2


def test_shift_and_click_without_a_stroke_before_is_a_dab(canvas: Canvas, hand: Hand) -> None:
    hand.drag([(100, 300)], keys=SHIFT)
    assert plane(canvas)[300, 100] == BLURRED
    assert canvas.correction.painted().sum() < 25 * 25


def test_a_right_drag_encircles_and_fills(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.strokeFinished) as finished:
        hand.drag([(100, 100), (300, 100), (300, 300), (100, 300)], RIGHT)
    assert (plane(canvas)[102:298, 102:298] == BLURRED).all()
    assert not canvas.correction.painted()[:95].any()
    assert finished.args[0].label == "Encircled"
    hand.drag([(150, 150), (250, 150), (250, 250), (150, 250)], RIGHT, ALT)
    assert (plane(canvas)[152:248, 152:248] == SHARP).all()


def test_a_right_click_changes_nothing(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.strokeFinished) as finished:
        hand.drag([(100, 100)], RIGHT)
    assert finished.args == [None]
    assert not canvas.correction.painted().any()


def test_undo_and_redo_tell_the_edit_that_they_applied(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    before = plane(canvas).copy()
    hand.drag([(100, 100), (200, 100)])
    after = plane(canvas).copy()
    replayed = Correction(HEIGHT, WIDTH)
    replayed.write(replayed.rect, codes_of(after))
    with qtbot.waitSignal(canvas.edited) as undone:
        canvas.undo()
    undone.args[0].apply(replayed)
    assert (plane(canvas) == before).all() and (replayed.plane == before).all()
    with qtbot.waitSignal(canvas.edited) as redone:
        canvas.redo()
    redone.args[0].apply(replayed)
    assert (plane(canvas) == after).all() and (replayed.plane == after).all()
    assert canvas.redo() is None


def test_the_screen_follows_undo(canvas: Canvas, hand: Hand) -> None:
    bare = seen(canvas)[150:, :]
    hand.drag([(100, 200), (200, 200)])
    assert (seen(canvas)[200, 150] != bare[50, 150]).any()
    canvas.undo()
    assert (seen(canvas)[200, 150] == bare[50, 150]).all()


def test_undo_out_of_sight_brings_the_place_into_view(canvas: Canvas, hand: Hand) -> None:
    hand.drag([(20, 20), (40, 20)])
    canvas.zoom_to(8.0)
    canvas.viewport.centre_on(550, 350)
    canvas.undo()
    assert not canvas.viewport.visible().intersection(canvas.history.next_redo.rect).empty


def test_undo_shows_where_it_acted_also_where_that_reaches_beyond_the_canvas(canvas: Canvas, hand: Hand) -> None:
    hand.drag([(-40, -40), (640, -40), (640, 440), (-40, 440), (-40, -30)], RIGHT)
    canvas.undo()
    canvas.set_overlay_visible(False)  # and its badge
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    light = (seen(canvas) > 220).all(axis=-1)
    for corner in (light, light[::-1], light[:, ::-1], light[::-1, ::-1]):
        assert corner[:4, :16].any(axis=0).sum() > 12 and corner[:16, :4].any(axis=1).sum() > 12
    assert not light[20:-20, 20:-20].any()


def test_nothing_is_undone_in_mid_stroke(canvas: Canvas, hand: Hand) -> None:
    hand.drag([(100, 100), (200, 100)])
    hand.press(300, 300)
    assert canvas.painting
    assert canvas.undo() is None
    assert len(canvas.history) == 1
    hand.release(300, 300)
    assert not canvas.painting
    assert canvas.undo() is not None


def test_escape_takes_the_stroke_in_progress_back(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    before = plane(canvas).copy()
    hand.press(100, 100)
    hand.move(200, 200)
    with qtbot.waitSignal(canvas.strokeFinished) as finished:
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert finished.args == [None]
    assert (plane(canvas) == before).all()
    hand.release(200, 200)
    assert len(canvas.history) == 0


def test_two_quick_dabs_are_two_dabs(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    at = hand.place(100, 100)
    qtbot.mouseClick(canvas, LEFT, NONE, at)
    canvas.undo()
    qtbot.mouseDClick(canvas, LEFT, NONE, at)
    qtbot.mouseRelease(canvas, LEFT, NONE, at)
    assert plane(canvas)[100, 100] == BLURRED
    assert canvas.viewport.fitted
