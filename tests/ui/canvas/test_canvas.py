"""A person at the canvas: mouse, wheel and keys through Qt's own events."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, Correction, codes_of
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.history import History
from blurlab.core.pyramid import Pyramid
from blurlab.ui.canvas.canvas import Canvas
from tests.fixtures.windows import come_to_rest

WIDTH, HEIGHT = 600, 400
LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Hand:
    """A mouse over one canvas; places are photo pixels."""

    def __init__(self, qtbot: QtBot, canvas: Canvas) -> None:
        self._qtbot, self._canvas = qtbot, canvas

    def place(self, x: float, y: float) -> QPoint:
        return QPointF(*self._canvas.viewport.to_view(x, y)).toPoint()

    def press(self, x: float, y: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        self._qtbot.mousePress(self._canvas, button, keys, self.place(x, y))

    def move(self, x: float, y: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        self.move_view(self.place(x, y), button, keys)

    def move_view(self, at: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        everywhere = QPointF(self._canvas.mapToGlobal(at))
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), everywhere, Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(self._canvas, event)

    def release(self, x: float, y: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        self._qtbot.mouseRelease(self._canvas, button, keys, self.place(x, y))

    def drag(
        self, path: list[tuple[float, float]], button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE
    ) -> None:
        self.press(*path[0], button, keys)
        for point in path[1:]:
            self.move(*point, button, keys)
        self.release(*path[-1], button, keys)

    def wheel(self, at: QPointF, notches: float) -> None:
        QApplication.sendEvent(
            self._canvas,
            QWheelEvent(
                at,
                QPointF(self._canvas.mapToGlobal(at.toPoint())),
                QPoint(),
                QPoint(0, round(120 * notches)),
                Qt.MouseButton.NoButton,
                NONE,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    """A photo of even grey at 100 %, nothing painted, a prediction of surely sharp, a brush of 20 pixels."""
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    qtbot.waitExposed(widget)
    widget.set_photo(np.full((HEIGHT, WIDTH, 3), 128, np.uint8))
    widget.set_correction(Correction(HEIGHT, WIDTH))
    widget.set_history(History())
    widget.brush_size = 20
    widget.eraser_size = 30
    yield widget
    widget.end_stroke()


@pytest.fixture
def hand(qtbot: QtBot, canvas: Canvas) -> Hand:
    return Hand(qtbot, canvas)


def plane(canvas: Canvas) -> np.ndarray:
    assert canvas.correction is not None
    return canvas.correction.plane


def seen(canvas: Canvas) -> np.ndarray:
    """What is on the screen: uint8 (h, w, 3)."""
    image = canvas.grab().toImage().convertToFormat(canvas.grab().toImage().Format.Format_RGBX8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].copy()


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


def test_two_quick_dabs_are_two_dabs(canvas: Canvas, hand: Hand, qtbot: QtBot) -> None:
    at = hand.place(100, 100)
    qtbot.mouseClick(canvas, LEFT, NONE, at)
    canvas.undo()
    qtbot.mouseDClick(canvas, LEFT, NONE, at)
    qtbot.mouseRelease(canvas, LEFT, NONE, at)
    assert plane(canvas)[100, 100] == BLURRED
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
