"""One photo corrected with every tool there is, by mouse and keys in the real window; what was done is there again."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.project.records import Status
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import is_predicted, write_photo
from tests.journeys.conftest import WAIT

LEFT, RIGHT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
WIDTH, HEIGHT = 240, 160
Path2D = list[tuple[float, float]]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "holiday"
    write_photo(folder / "a.png", 0, WIDTH, HEIGHT)
    write_photo(folder / "b.png", 1, 1600, 1200)  # which the canvas shows reduced
    return folder


class Hands:
    """Mouse and keys on the canvas; places are photo pixels. `steps` counts what must be in the history."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.canvas = window.workspace.canvas
        self.steps = 0

    @property
    def mask(self) -> np.ndarray:
        return self.canvas.correction.mask(self.canvas.threshold)

    @property
    def painted(self) -> np.ndarray:
        return self.canvas.correction.painted()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, keys)

    def place(self, x: float, y: float) -> QPoint:
        return QPointF(*self.canvas.viewport.to_view(x, y)).toPoint()

    def move(self, x: float, y: float, button: Qt.MouseButton = NO_BUTTON) -> None:
        view = QPointF(self.place(x, y))
        there = self.canvas.mapToGlobal(view)
        QApplication.sendEvent(self.canvas, QMouseEvent(QEvent.Type.MouseMove, view, there, NO_BUTTON, button, NONE))

    def drag(self, path: Path2D, keys: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        QTest.mousePress(self.canvas, button, keys, self.place(*path[0]))
        for point in path[1:]:
            self.move(*point, button)
        QTest.mouseRelease(self.canvas, button, keys, self.place(*path[-1]))
        self.stepped()

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.canvas, LEFT, keys, self.place(x, y))

    def wheel(self, x: float, y: float, notches: int) -> None:
        view = QPointF(self.place(x, y))
        event = QWheelEvent(view, self.canvas.mapToGlobal(view), QPoint(), QPoint(0, 120 * notches), NO_BUTTON, NONE,
                            Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def stepped(self) -> None:
        """What was done just now is one step more, and the journal has it."""
        self.steps += 1
        assert len(self.canvas.history) == self.steps
        assert len(self.window.session.current.journal.read()) >= 1

    def picture(self) -> bytes:
        image = self.canvas.grab().toImage()
        return bytes(image.constBits())


@pytest.fixture
def hands(make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot) -> Hands:
    """The first photo with a prediction that is known: blurred from column 130 on, unsure in two places."""
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and is_predicted(window.session), timeout=WAIT)
    prediction = np.zeros((HEIGHT, WIDTH), np.uint8)
    prediction[:, 130:] = 250
    prediction[60:90, 150:190] = 140
    prediction[120:150, 60:100] = 118
    window.workspace.canvas.refresh(window.session.current.correction.set_prediction(prediction))
    window.session.cut.put(128)  # as unsure as the two places
    return Hands(window)


def paint_with_brushes(hands: Hands) -> None:
    canvas = hands.canvas
    hands.key(Key.Key_B)
    canvas.brush_size = 10
    before = canvas.brush_size
    hands.key(Key.Key_BracketRight)
    assert canvas.brush_size > before
    hands.key(Key.Key_BracketLeft)
    assert canvas.brush_size == before
    hands.drag([(15, 15), (40, 15), (60, 15)])
    assert (hands.mask[15, 15:60] == BLURRED).all()
    hands.click(60, 50, SHIFT)  # a straight line from where the stroke ended
    hands.stepped()
    assert (hands.mask[15:50, 60] == BLURRED).all()
    hands.drag([(30, 15), (35, 15)], ALT)
    assert (hands.mask[15, 30:35] == SHARP).all() and hands.painted[15, 32]
    hands.key(Key.Key_E)
    canvas.eraser_size = 8
    hands.drag([(60, 40), (60, 45)])
    assert not hands.painted[40:45, 60].any()
    hands.key(Key.Key_B)
    hands.key(Key.Key_X)
    hands.drag([(200, 15), (225, 15)])
    assert (hands.mask[15, 200:225] == SHARP).all()
    hands.key(Key.Key_X)
    hands.key(Key.Key_I)
    hands.drag([(150, 15), (175, 15)])
    assert (hands.mask[15, 150:175] == IGNORE).all()
    hands.key(Key.Key_I)


def draw_regions(hands: Hands) -> None:
    hands.drag([(15, 65), (50, 65), (50, 105), (15, 105), (15, 68)], button=RIGHT)
    assert (hands.mask[70:100, 20:45] == BLURRED).all()
    hands.key(Key.Key_L)
    hands.drag([(25, 75), (40, 75), (40, 95), (25, 95), (25, 78)], ALT)
    assert (hands.mask[80:90, 28:37] == SHARP).all()
    hands.move(18, 85)
    hands.key(Key.Key_G, SHIFT)  # the hole in what was encircled
    hands.stepped()
    assert (hands.mask[70:100, 20:45] == BLURRED).all()
    hands.key(Key.Key_L)
    for corner in ((75, 60), (105, 60), (105, 100)):
        hands.click(*corner)
    hands.key(Key.Key_Return)
    hands.stepped()
    assert hands.mask[70, 100] == BLURRED and hands.mask[95, 80] == SHARP
    grown = (hands.mask[55:105, 70:110] == BLURRED).sum()
    hands.move(98, 72)
    hands.key(Key.Key_Period)
    hands.stepped()
    assert (hands.mask[55:105, 70:110] == BLURRED).sum() > grown
    hands.key(Key.Key_Comma)
    hands.stepped()
    hands.key(Key.Key_X)
    hands.key(Key.Key_G)
    hands.click(98, 72)
    hands.stepped()
    assert hands.mask[72, 98] == SHARP and hands.painted[72, 98]
    hands.key(Key.Key_X)


def settle_and_accept(hands: Hands) -> None:
    hands.key(Key.Key_W)
    hands.drag([(114, 100), (140, 100), (200, 100), (236, 100), (236, 156), (180, 156), (114, 156), (114, 104)])
    assert hands.canvas.history.next_undo.label == "Smart edge"
    edge = np.median((hands.mask[110:150] == BLURRED)[:, 100:].argmax(axis=1)) + 100
    assert 116 <= edge <= 130  # drawn at 114; the sharp half ends at 120, the prediction at 130
    hands.key(Key.Key_C)
    assert not hands.painted[50, 220]
    hands.click(220, 50)
    hands.stepped()
    assert hands.painted[50, 220] and hands.mask[50, 220] == BLURRED
    hands.click(220, 50)
    hands.stepped()
    assert not hands.painted[50, 220]


def move_the_threshold(hands: Hands) -> None:
    slider = hands.window.workspace.tools.threshold.findChild(QSlider)
    painted, before, codes = hands.painted, hands.mask, hands.canvas.correction.plane.copy()
    for key in (Key.Key_PageUp, Key.Key_PageDown):
        QTest.keyClick(slider, key)
        assert (hands.mask[painted] == before[painted]).all() and (hands.canvas.correction.plane == codes).all()
        if key == Key.Key_PageUp:
            assert (hands.mask[62:88, 152:188] == SHARP).any(), "what the model is unsure of is sharp now"


def look_around(hands: Hands, qtbot: QtBot) -> None:
    """Nothing of this changes a mask."""
    canvas, work = hands.canvas, hands.window.workspace
    plane = canvas.correction.plane.copy()
    shown = hands.picture()
    QTest.keyPress(canvas, Key.Key_Backslash)
    assert hands.picture() != shown
    QTest.keyRelease(canvas, Key.Key_Backslash)
    hands.key(Key.Key_O)
    assert not canvas.overlay_visible
    hands.key(Key.Key_O)
    hands.key(Key.Key_Y)
    line = canvas.split * canvas.width()
    QTest.mousePress(canvas, LEFT, NONE, QPoint(round(line), 40))
    QTest.mouseMove(canvas, QPoint(round(line) - 90, 40))
    QTest.mouseRelease(canvas, LEFT, NONE, QPoint(round(line) - 90, 40))
    assert canvas.split * canvas.width() < line - 80
    hands.key(Key.Key_Y, SHIFT)
    hands.key(Key.Key_Y, SHIFT | CTRL)
    assert canvas.names_beside == ("Prediction", "Prediction")
    hands.key(Key.Key_Y)
    hands.key(Key.Key_N)
    assert work._seen_spots and canvas.viewport.visible().contains(work._seen_spots[-1])
    hands.key(Key.Key_0)
    zoom = canvas.viewport.zoom
    hands.wheel(120, 80, 8)
    assert canvas.viewport.zoom > zoom and work.navigator.isVisible()
    middle = canvas.viewport.visible()
    QTest.mouseClick(work.navigator, LEFT, pos=QPoint(8, 8))
    assert canvas.viewport.visible().x < middle.x
    QTest.keyPress(canvas, Key.Key_Space)
    x = canvas.viewport.x
    QTest.mousePress(canvas, LEFT, NONE, QPoint(300, 200))
    QTest.mouseMove(canvas, QPoint(260, 200))
    QTest.mouseRelease(canvas, LEFT, NONE, QPoint(260, 200))
    QTest.keyRelease(canvas, Key.Key_Space)
    assert canvas.viewport.x < x
    hands.key(Key.Key_0)
    assert (canvas.correction.plane == plane).all() and len(canvas.history) == hands.steps
    hands.key(Key.Key_D)
    qtbot.waitUntil(lambda: canvas.correction is not None and canvas.correction.width == 1600, timeout=WAIT)
    hands.key(Key.Key_Z)
    hands.move(800, 600)
    assert work.loupe.isVisible()
    hands.key(Key.Key_Z)
    assert not work.loupe.isVisible()
    hands.key(Key.Key_A)
    qtbot.waitUntil(lambda: canvas.correction is not None and canvas.correction.width == WIDTH, timeout=WAIT)
    assert (canvas.correction.plane == plane).all() and len(canvas.history) == hands.steps


def go_back_and_forth(hands: Hands) -> None:
    corrected = hands.canvas.correction.plane.copy()
    for _ in range(hands.steps):
        hands.key(Key.Key_Z, CTRL)
    assert not hands.painted.any() and hands.canvas.history.next_undo is None
    for step in range(hands.steps):
        hands.key(*((Key.Key_Y, CTRL) if step % 2 else (Key.Key_Z, CTRL | SHIFT)))
    assert (hands.canvas.correction.plane == corrected).all() and hands.canvas.history.next_redo is None


def test_a_photo_is_corrected_with_every_tool_and_comes_back_as_it_was_left(
    hands: Hands, make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    paint_with_brushes(hands)
    draw_regions(hands)
    settle_and_accept(hands)
    move_the_threshold(hands)
    go_back_and_forth(hands)
    look_around(hands, qtbot)
    session, photo_id = hands.window.session, hands.window.session.current_id
    mask, painted = hands.mask, hands.painted
    hands.key(Key.Key_P)
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.ACCEPTED, timeout=WAIT)
    hands.window.close()
    qtbot.waitUntil(lambda: not hands.window.isVisible(), timeout=WAIT)

    again = make_window()
    again.open([photos])
    qtbot.waitUntil(lambda: again.session is not None and again.session.current is not None, timeout=WAIT)
    assert again.session.current_id == photo_id
    assert (again.session.current.correction.mask(100) == mask).all()
    assert (again.session.current.correction.painted() == painted).all()
