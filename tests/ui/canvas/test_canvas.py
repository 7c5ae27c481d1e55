"""A person at the canvas: what is seen, where, and of what size, through Qt's own events."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP, Correction
from blurlab.core.pyramid import Pyramid
from blurlab.ui.canvas.canvas import Canvas
from tests.fixtures.canvases import HEIGHT, LEFT, MIDDLE, NONE, RIGHT, WIDTH, Hand, plane, seen
from tests.fixtures.windows import come_to_rest


def test_the_wheel_zooms_at_the_cursor(canvas: Canvas, hand: Hand) -> None:
    at = QPointF(400, 100)
    image = canvas.viewport.to_image(400, 100)
    hand.wheel(at, 3)
    assert canvas.viewport.zoom == pytest.approx(1.25**3)
    assert canvas.viewport.to_view(*image) == pytest.approx((400, 100), abs=2)


def test_the_wheel_stops_at_100_percent_on_its_way(qtbot: QtBot, canvas: Canvas, hand: Hand) -> None:
    canvas.set_photo(np.zeros((2000, 3000, 3), np.uint8))
    zooms = []
    canvas.zoomChanged.connect(zooms.append)
    for _ in range(12):
        hand.wheel(QPointF(300, 200), 1)
    assert 1.0 in zooms


@pytest.mark.parametrize("way", ["space", "middle", "tool"])
def test_panning_moves_the_photo_and_paints_nothing(canvas: Canvas, hand: Hand, qtbot: QtBot, way: str) -> None:
    canvas.zoom_to(4.0)
    start = canvas.viewport.x, canvas.viewport.y
    if way == "space":
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
    elif way == "tool":
        canvas.set_tool("pan")
    button = MIDDLE if way == "middle" else LEFT
    qtbot.mousePress(canvas, button, NONE, QPoint(300, 200))
    hand.move_view(QPoint(320, 210), button)
    hand.move_view(QPoint(340, 230), button)
    qtbot.mouseRelease(canvas, button, NONE, QPoint(340, 230))
    assert (canvas.viewport.x, canvas.viewport.y) == (start[0] + 40, start[1] + 30)
    assert not canvas.correction.painted().any()
    if way == "space":
        qtbot.keyRelease(canvas, Qt.Key.Key_Space)
        hand.drag([(300, 200), (301, 200)])
        assert canvas.correction.painted().any()


def test_steps_change_the_size_of_the_tool_in_hand(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.brushSizeChanged) as changed:
        canvas.step_size(1)
    assert changed.args == [canvas.brush_size] and canvas.brush_size > 20
    canvas.set_tool("eraser")
    canvas.step_size(-1)
    assert canvas.eraser_size < 30
    for _ in range(60):
        canvas.step_size(-1)
    assert canvas.eraser_size == 1.0


def test_a_double_click_of_the_hand_goes_to_100_percent_and_back(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.set_photo(np.zeros((2000, 3000, 3), np.uint8))
    canvas.set_tool("pan")
    qtbot.mouseDClick(canvas, LEFT, NONE, QPoint(100, 100))
    assert canvas.viewport.zoom == pytest.approx(1.0)
    qtbot.mouseDClick(canvas, LEFT, NONE, QPoint(100, 100))
    assert canvas.viewport.fitted


def test_hiding_and_peeking_never_change_the_mask(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    hand.drag([(100, 100), (200, 100)])
    before, shown = plane(canvas).copy(), seen(canvas)
    canvas.set_peek(True)
    assert (seen(canvas)[100, 120] == 128).all()
    assert canvas.overlay_visible
    canvas.set_peek(False)
    assert (seen(canvas) == shown).all()
    canvas.set_overlay_visible(False)
    assert (seen(canvas)[100, 120] == 128).all()
    assert (plane(canvas) == before).all()


def test_nobody_paints_blindly(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    canvas.set_overlay_visible(False)
    with qtbot.waitSignal(canvas.overlayChanged):
        hand.press(100, 100)
    assert canvas.overlay_visible
    hand.release(100, 100)


def test_threshold_and_opacity_change_the_screen_and_not_the_mask(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    canvas.correction.set_prediction(np.full((4, 4), 100, np.uint8))
    canvas.refresh()
    hand.drag([(50, 300), (100, 300)])
    before = plane(canvas).copy()
    assert (seen(canvas)[200, 300] == 128).all()
    with qtbot.waitSignal(canvas.overlayChanged):
        canvas.set_threshold(90)
    faint = seen(canvas)
    assert (faint[200, 300] != 128).any()
    canvas.set_opacity(0.9)
    assert np.abs(seen(canvas)[200, 300].astype(int) - 128).max() > np.abs(faint[200, 300].astype(int) - 128).max()
    canvas.set_opacity(0)
    assert (seen(canvas)[200, 300] == 128).all()
    assert (plane(canvas) == before).all()


def test_a_prediction_that_arrives_is_shown_around_the_strokes(canvas: Canvas, hand: Hand) -> None:
    canvas.set_paint_value(SHARP)
    hand.drag([(100, 200), (200, 200)])
    assert (seen(canvas)[300, 300] == 128).all()
    canvas.refresh(canvas.correction.set_prediction(np.full((3, 3), 250, np.uint8)))
    assert (seen(canvas)[300, 300] != 128).any()
    assert (plane(canvas)[200, 100:200] == SHARP).all()


def test_another_photo_ends_the_stroke_first(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    first = canvas.correction
    hand.press(100, 100)
    with qtbot.waitSignal(canvas.strokeFinished) as finished:
        canvas.set_photo(Pyramid(np.zeros((50, 70, 3), np.uint8)))
    assert finished.args[0] is not None and first.painted().any()
    assert canvas.correction is None
    hand.move(30, 30)
    with qtbot.assertNotEmitted(canvas.strokeStarted):
        hand.drag([(10, 10), (20, 20)])  # nothing to paint on until its correction is there
    canvas.set_correction(Correction(50, 70))
    hand.drag([(10, 10), (20, 20)])
    assert plane(canvas)[15, 15] == BLURRED


def test_a_correction_of_another_size_is_refused(canvas: Canvas) -> None:
    with pytest.raises(ValueError, match="pixels"):
        canvas.set_correction(Correction(10, 10))


def test_brush_sizes_suit_the_photo_until_a_person_chooses(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.set_photo(np.zeros((400, 640, 3), np.uint8))
    small = canvas.brush_size
    canvas.set_photo(np.zeros((4000, 6400, 3), np.uint8))
    assert canvas.brush_size == pytest.approx(10 * small)
    canvas.brush_size = 77
    canvas.set_photo(np.zeros((400, 640, 3), np.uint8))
    assert canvas.brush_size == 77


def test_without_a_photo_there_is_a_hint_and_nothing_happens(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    qtbot.waitExposed(canvas)
    assert len(np.unique(seen(canvas))) > 3  # a text on a plain ground
    qtbot.mouseClick(canvas, LEFT, NONE, QPoint(100, 100))
    qtbot.mouseDClick(canvas, LEFT, NONE, QPoint(100, 100))
    canvas.set_peek(True)
    canvas.set_peek(False)
    assert canvas.undo() is None and canvas.redo() is None
    canvas.fit()
    canvas.zoom_in()


def test_the_cursor_is_told_in_photo_pixels(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    canvas.zoom_to(4.0)
    with qtbot.waitSignal(canvas.cursorMoved) as moved:
        hand.move(310, 190)
    assert moved.args == pytest.approx([310, 190], abs=0.2)


def test_the_badge_is_there_exactly_while_an_overlay_is_on(canvas: Canvas) -> None:
    assert (seen(canvas)[10:30, 10:100] != 128).any()
    canvas.set_overlay_visible(False)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))  # the brush's rim may be just there
    assert (seen(canvas)[10:30, 10:100] == 128).all()


def test_the_brush_rim_has_the_true_size(canvas: Canvas, hand: Hand) -> None:
    canvas.set_overlay_visible(False)
    hand.move(300, 200, Qt.MouseButton.NoButton)
    changed = np.argwhere((seen(canvas) != 128).any(axis=-1))
    assert changed.min(axis=0) == pytest.approx([190, 290], abs=2)
    assert changed.max(axis=0) == pytest.approx([210, 310], abs=2)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert (seen(canvas) == 128).all()


@pytest.mark.parametrize("button", [RIGHT, MIDDLE])
def test_no_brush_rim_where_the_brush_does_not_paint(canvas: Canvas, hand: Hand, button: Qt.MouseButton) -> None:
    hand.move(300, 200, Qt.MouseButton.NoButton)
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    hand.press(300, 200, button)
    assert canvas.cursor().shape() != Qt.CursorShape.BlankCursor
    canvas.set_overlay_visible(False)
    assert (seen(canvas)[205:] == 128).all()
    hand.release(300, 200, button)
    assert (seen(canvas)[205:] != 128).any() and canvas.cursor().shape() == Qt.CursorShape.BlankCursor


def test_the_picture_is_sharp_again_as_soon_as_the_wheel_rests(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    random = np.random.default_rng(0)
    canvas.set_photo(random.integers(0, 256, (HEIGHT * 3, WIDTH * 3, 3), np.uint8))
    canvas.set_correction(Correction(HEIGHT * 3, WIDTH * 3, random.integers(0, 256, (30, 40), np.uint8)))
    hand.wheel(QPointF(300, 200), 2)
    turning = seen(canvas)
    come_to_rest(canvas, qtbot)
    refined = seen(canvas)
    blocks = refined[: HEIGHT // 2 * 2, : WIDTH // 2 * 2].reshape(HEIGHT // 2, 2, WIDTH // 2, 2, 3)
    assert (blocks[:, 0, :, 0] != blocks[:, 1, :, 1]).mean() > 0.5  # no longer two by two alike
    coarse = turning[: HEIGHT // 2 * 2, : WIDTH // 2 * 2].reshape(HEIGHT // 2, 2, WIDTH // 2, 2, 3)
    assert (coarse[:, 0, :, 0] == coarse[:, 1, :, 1]).mean() > 0.9


def test_a_coarse_picture_lies_where_the_fine_one_will(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    y, x = np.mgrid[: HEIGHT * 3, : WIDTH * 3]
    canvas.set_photo(np.dstack([x * 255 // (WIDTH * 3), y * 255 // (HEIGHT * 3), x * 0]).astype(np.uint8))
    canvas.set_overlay_visible(False)
    hand.wheel(QPointF(300, 200), 1)
    turning = seen(canvas).astype(int)
    come_to_rest(canvas, qtbot)
    assert np.abs(seen(canvas).astype(int) - turning)[60:].max() <= 6
