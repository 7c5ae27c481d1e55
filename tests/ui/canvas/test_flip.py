"""Flip in the hand of a person: outline, wheel, click and drag on the real window."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.ui.canvas.tools.flip import FlipPointing
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.canvas.test_tools import Person


def turn(person: Person, x: float, y: float, notches: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(*person.canvas.viewport.to_view(x, y))
    event = QWheelEvent(
        place,
        QPointF(person.canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(person.canvas, event)


def ready(window: MainWindow, qtbot: QtBot) -> Person:
    """Once the prediction lies under the mask, which is then made all sharp, and the regions are there."""
    session, canvas = window.session, window.workspace.canvas
    qtbot.waitUntil(lambda: session.current.prediction_version is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: canvas.regions is not None and canvas.regions.blurriness is not None, timeout=WAIT)
    return Person(window)


def test_hover_outlines_the_wheel_walks_a_click_flips_and_undo_restores(window: MainWindow, qtbot: QtBot) -> None:
    person, canvas = ready(window, qtbot), window.workspace.canvas
    plain = canvas.grab().toImage()
    person.key(Qt.Key.Key_2)
    pointing = canvas.pointing
    assert isinstance(pointing, FlipPointing)
    person.move(60, 80)
    assert pointing.picked is not None
    assert canvas.grab().toImage() != plain, "the outline is drawn"
    scale, areas = canvas.viewport.scale, [pointing.picked.area]
    for _ in range(20):
        turn(person, 60, 80, 1)
        areas.append(pointing.picked.area)
    assert areas == sorted(areas) and areas[-1] == canvas.regions.labels.size, "up to all that is connected"
    assert canvas.viewport.scale == scale
    turn(person, 60, 80, 1, Qt.KeyboardModifier.ControlModifier)
    assert canvas.viewport.scale > scale, "Ctrl and the wheel zoom"
    canvas.fit()
    turn(person, 60, 80, -30)
    small = pointing.picked.area
    before = person.mask.copy()
    person.click(60, 80)
    changed = person.mask != before
    assert changed[80, 60] and abs(changed.sum() - small) < 0.3 * small
    assert (person.mask[changed] == BLURRED).all()
    person.move(60, 80)
    assert pointing.picked.area <= small * 1.3, "now the flipped region itself, to be turned back"
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (person.mask == SHARP).all()
    person.key(Qt.Key.Key_B)
    assert canvas.pointing is None


def test_a_drag_paints_with_regions_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    person, canvas = ready(window, qtbot), window.workspace.canvas
    person.key(Qt.Key.Key_2)
    person.move(30, 80)
    turn(person, 30, 80, -30)
    person.drag([(30, 80), (60, 80), (90, 80), (110, 80)])
    assert (person.mask[80, [30, 60, 90, 110]] == BLURRED).all()
    assert 0 < np.mean(person.mask == BLURRED) < 0.5
    assert canvas.history.next_undo.label == "Flip"
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not person.correction.painted().any()


def test_the_next_photo_has_its_own_regions(window: MainWindow, qtbot: QtBot) -> None:
    canvas = window.workspace.canvas
    qtbot.waitUntil(lambda: canvas.regions is not None, timeout=WAIT)
    first = canvas.regions
    canvas.set_tool("flip")
    QTest.keyClick(canvas, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: canvas.regions is not None and canvas.regions is not first, timeout=WAIT)


def test_two_scribbles_are_one_step_and_escape_takes_the_first_back(window: MainWindow, qtbot: QtBot) -> None:
    person, canvas = ready(window, qtbot), window.workspace.canvas
    person.key(Qt.Key.Key_3)
    person.drag([(180, 40), (190, 100)])
    assert not person.correction.painted().any(), "it waits for the stroke outside"
    person.key(Qt.Key.Key_Escape)
    person.drag([(180, 40), (190, 100)])
    person.drag([(40, 40), (50, 100)])
    assert (person.mask[40:100, 185] == BLURRED).all() and (person.mask[40:100, 45] == SHARP).all()
    assert canvas.history.next_undo.label == "Scribble"
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not person.correction.painted().any()
