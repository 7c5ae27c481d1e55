"""The cut of a photo by keys, wheel and slider of the real window."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.cut import LEAST_STEP
from blurlab.session.photos.cut import STEP
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT


def turn(window: MainWindow, notches: float) -> None:
    """The wheel with Alt held, which Qt gives as a turn to the side."""
    canvas = window.workspace.canvas
    place = QPointF(canvas.rect().center())
    event = QWheelEvent(
        place,
        QPointF(canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(round(120 * notches), 0),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.AltModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_keys_wheel_and_slider_move_the_cut_of_this_photo_and_one_key_returns(window: MainWindow, qtbot: QtBot) -> None:
    session, canvas, slider = window.session, window.workspace.canvas, window.workspace.tools.threshold
    qtbot.waitUntil(lambda: session.current.prediction_version is not None, timeout=WAIT)
    cut = session.cut
    assert canvas.threshold == cut.value == cut.suggested and not slider.off_mark
    assert not window.actions_by_id["cut_suggested"].isEnabled()
    zoom = canvas.viewport.scale
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    lower = canvas.threshold
    assert lower <= cut.suggested - LEAST_STEP and slider.off_mark
    assert "suggested" in slider.slider.accessibleDescription()
    turn(window, 0.5)
    assert canvas.threshold == lower, "half a notch waits for the other half"
    turn(window, 2.5)
    assert canvas.threshold == lower + 3 * STEP and canvas.viewport.scale == zoom
    assert window.actions_by_id["cut_suggested"].isEnabled()
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    assert canvas.threshold == cut.suggested and not slider.off_mark
    slider.slider.setValue(100)
    assert slider.off_mark and canvas.threshold == cut.value != cut.suggested
    first = session.current_id
    session.navigation.next()
    qtbot.waitUntil(lambda: session.current is not None and session.current_id != first, timeout=WAIT)
    assert not slider.off_mark and canvas.threshold == cut.suggested
