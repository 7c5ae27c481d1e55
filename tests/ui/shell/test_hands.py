"""What hands trip over: edges, handles, modifiers, sizes and colours."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.core.palette import PAINTS, Palette
from blurlab.ui.panels.controls.grip_splitter import GripHandle
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def drag(window: MainWindow, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    canvas = window.workspace.canvas
    QTest.mousePress(canvas, LEFT, keys, start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, keys, end)


def test_strokes_begin_in_the_margin_and_no_press_there_moves_a_panel(window: MainWindow, qtbot: QtBot) -> None:
    work = window.workspace
    canvas, sizes = work.canvas, work.splitter.sizes()
    corner = QPointF(*canvas.viewport.to_view(0, 0))
    assert min(corner.x(), corner.y()) >= 15.5, "the fitted photo leaves a margin"
    edge = QPoint(round(corner.x()) - 14, canvas.height() // 2)
    drag(window, edge, edge + QPoint(40, 0))
    assert canvas.correction.painted()[canvas.correction.height // 2, 0], "the first column is painted"
    handle = work.splitter.handle(1)
    assert isinstance(handle, GripHandle)
    beside = QPoint(3, 10)
    assert not handle.grip.contains(beside)
    for press, moves in ((beside, False), (handle.grip.center(), True)):
        kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
        for kind, place in zip(kinds, (press, press + QPoint(30, 0), press + QPoint(30, 0)), strict=True):
            there, held = (
                QPointF(place),
                LEFT if kind is not QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton,
            )
            button = LEFT if kind is not QEvent.Type.MouseMove else Qt.MouseButton.NoButton
            screen = QPointF(handle.mapToGlobal(place))
            QApplication.sendEvent(handle, QMouseEvent(kind, there, screen, button, held, NONE))
        assert (work.splitter.sizes() != sizes) is moves


def test_the_brush_leaves_ignore_and_ctrl_paints_the_other_value(window: MainWindow) -> None:
    work = window.workspace
    work.toggle_ignore()
    assert work.canvas.hand.paint_value == IGNORE
    QTest.keyClick(work.canvas, Qt.Key.Key_B)
    assert work.canvas.hand.paint_value == BLURRED and not work.paints_ignore
    middle = work.canvas.rect().center()
    drag(window, middle, middle + QPoint(20, 0), CTRL)
    x, y = work.canvas.viewport.to_image(middle.x(), middle.y())
    assert work.canvas.correction.plane[int(y), int(x)] == SHARP


def test_the_size_follows_wheel_drag_and_keys_that_every_layout_has(window: MainWindow) -> None:
    canvas = window.workspace.canvas
    canvas.brush_size = 40
    at = canvas.rect().center()

    def turn(angle: QPoint) -> None:
        place = QPointF(at)
        keys, phase = CTRL | SHIFT, Qt.ScrollPhase.NoScrollPhase
        there = canvas.mapToGlobal(place)
        QApplication.sendEvent(
            canvas, QWheelEvent(place, there, QPoint(), angle, Qt.MouseButton.NoButton, keys, phase, False)
        )

    zoom = canvas.viewport.zoom
    turn(QPoint(0, 120))
    assert canvas.brush_size == 48 and canvas.viewport.zoom == zoom
    turn(QPoint(-120, 0))
    assert round(canvas.brush_size) == 40
    before = canvas.correction.plane.copy()
    drag(window, at, at + QPoint(120, 0), CTRL | SHIFT)
    assert round(canvas.brush_size) == 80 and (canvas.correction.plane == before).all()
    for key, larger in ((Qt.Key.Key_F3, False), (Qt.Key.Key_F4, True)):
        size = canvas.brush_size
        QTest.keyClick(canvas, key)
        assert (canvas.brush_size > size) is larger


def test_overlay_colours_are_chosen_and_remembered(window: MainWindow) -> None:
    work = window.workspace
    seen = [work.canvas.palette_of_overlay.paints]
    for _ in PAINTS:
        window.actions_by_id["overlay_colours"].trigger()
        seen.append(work.canvas.palette_of_overlay.paints)
    assert set(seen) == set(PAINTS) and seen[0] == seen[-1]
    window.actions_by_id["overlay_colours"].trigger()
    work._hand_memory.remember()
    assert window.settings.text("overlay_colours") == seen[1]


def test_the_status_line_names_the_photo_that_is_current_in_every_view(window: MainWindow, qtbot: QtBot) -> None:
    names = [window.session.order[photo_id].name for photo_id in window.session.order.ids]

    def names_it(name: str) -> bool:
        return window.status.photo.text().startswith(name) and window.windowTitle().startswith(name)

    assert names_it(names[0])
    window.actions_by_id["focus"].trigger()
    qtbot.waitUntil(lambda: names_it(names[0]), timeout=WAIT)
    window.actions_by_id["focus_next"].trigger()
    qtbot.waitUntil(lambda: names_it(names[1]), timeout=WAIT)
    window.actions_by_id["focus_leave"].trigger()
    qtbot.waitUntil(lambda: names_it(names[1]) and window.focus_view is None, timeout=WAIT)
    window.actions_by_id["next"].trigger()
    qtbot.waitUntil(lambda: names_it(names[2]), timeout=WAIT)


# Viénot, Brettel and Mollon (1999): how linear RGB looks without long- or middle-wave cones.
SEEN = {
    "all cones": np.eye(3),
    "no long-wave cones": np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
    "no middle-wave cones": np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
}


@pytest.mark.parametrize(("name", "eye"), list(itertools.product(PAINTS, SEEN)))
def test_every_eye_tells_the_colours_of_a_set_apart(name: str, eye: str) -> None:
    palette = Palette().painted_in(name)
    assert palette.paints == name

    def lab(colour: tuple[int, int, int]) -> np.ndarray:
        linear = np.clip(SEEN[eye] @ (np.array(colour) / 255) ** 2.2, 0, 1)
        xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
        x, y, z = np.cbrt(xyz / np.array([0.9505, 1.0, 1.089]) + 1e-3)
        return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])

    shown = {key: lab(getattr(palette, key)) for key in ("painted_blurred", "painted_sharp", "ignore", "doubt")}
    for one, other in itertools.combinations(shown, 2):  # those of amber are old; its ignore is hatched
        if name != "amber" or one == "painted_blurred":
            assert np.linalg.norm(shown[one] - shown[other]) > 25, (one, other)


def test_alt_held_for_the_wheel_opens_no_menu(window: MainWindow, qtbot: QtBot) -> None:
    canvas, bar = window.workspace.canvas, window.menuBar()
    alt, none = Qt.KeyboardModifier.AltModifier, Qt.MouseButton.NoButton
    middle = QPointF(canvas.rect().center())
    before = window.session.cut.value
    for turns in (1, 0):  # the same keys without the wheel go to the menus, as everywhere
        canvas.setFocus()
        QTest.keyPress(canvas, Qt.Key.Key_Alt, alt)
        for _ in range(turns):
            delta, phase = QPoint(0, 120), Qt.ScrollPhase.NoScrollPhase
            wheel = QWheelEvent(middle, canvas.mapToGlobal(middle), QPoint(), delta, none, alt, phase, False)
            QApplication.sendEvent(canvas, wheel)
        QTest.keyRelease(canvas, Qt.Key.Key_Alt)
        assert bar.hasFocus() == (not turns)
    assert window.session.cut.value != before
