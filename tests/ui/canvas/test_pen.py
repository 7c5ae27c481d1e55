"""A pen on the canvas, and brushes as wide as the screen says."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.brush import Stroke
from blurlab.core.editing.correction import BLURRED, IGNORE, Correction
from blurlab.ui.canvas.canvas import Canvas
from tests.fixtures.canvases import Hand, plane

NONE = Qt.KeyboardModifier.NoModifier
PEN, RUBBER = QPointingDevice.PointerType.Pen, QPointingDevice.PointerType.Eraser


def pen(canvas: Canvas, kind: str, x: float, y: float, pressure: float, end: QPointingDevice.PointerType) -> None:
    """A tablet's event, as the system sends it before the mouse event that Qt makes of it."""
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        end,
        QInputDevice.Capability.Pressure,
        1,
        3,
    )
    view = QPointF(*canvas.viewport.to_view(x, y))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    down = none if kind == "TabletRelease" else left
    changed = none if kind == "TabletMove" else left
    event = QTabletEvent(
        QEvent.Type[kind], device, view, canvas.mapToGlobal(view), pressure, 0, 0, 0, 0, 0, NONE, changed, down
    )
    QApplication.sendEvent(canvas, event)
    assert not event.isAccepted(), "Qt makes a mouse event only of what nobody took"


def draw(
    canvas: Canvas, hand: Hand, pressures: list[float], end: QPointingDevice.PointerType = PEN, y: float = 200
) -> None:
    """From (100, y) to the right, 100 pixels for each pressure."""
    pen(canvas, "TabletPress", 100, y, pressures[0], end)
    hand.press(100, y)
    for number, pressure in enumerate(pressures[1:], start=1):
        pen(canvas, "TabletMove", 100 + 100 * number, y, pressure, end)
        hand.move(100 + 100 * number, y)
    last = 100 * len(pressures)
    pen(canvas, "TabletRelease", last, y, 0.0, end)
    hand.release(last, y)


def widths(canvas: Canvas) -> np.ndarray:
    return (plane(canvas) == BLURRED).sum(axis=0)


def test_the_harder_a_pen_presses_the_wider_it_paints(canvas: Canvas, hand: Hand) -> None:
    canvas.brush_size = 60
    draw(canvas, hand, [0.1, 0.5, 1.0])
    width = widths(canvas)
    assert width[100] < width[200] < width[300] == 60
    assert (np.diff(width[100:301].astype(int)) >= 0).all(), "it widens evenly"
    assert width[332] == 0, "lifting the pen leaves no blob"


def test_pressure_can_be_left_out(canvas: Canvas, hand: Hand) -> None:
    canvas.brush_size = 60
    canvas.hand.pressure_counts = False
    draw(canvas, hand, [0.1, 0.5])
    assert (widths(canvas)[100:201] == 60).all()


def test_a_mouse_after_a_pen_paints_at_full_width(canvas: Canvas, hand: Hand) -> None:
    canvas.brush_size = 60
    draw(canvas, hand, [0.1, 0.1], y=50)
    hand.drag([(100, 300), (200, 300)])
    assert (plane(canvas)[200:, 150] == BLURRED).sum() == 60


def test_the_other_end_of_a_pen_erases_whatever_tool_is_chosen(canvas: Canvas, hand: Hand) -> None:
    hand.drag([(100, 200), (300, 200)])
    canvas.set_tool("lasso")
    draw(canvas, hand, [1.0, 1.0, 1.0], RUBBER)
    assert not canvas.correction.painted()[200, 100:300].any()
    assert canvas.history.next_undo.label == "Eraser"


def test_a_stroke_of_changing_width_can_be_taken_back(canvas: Canvas, hand: Hand) -> None:
    before = plane(canvas).copy()
    draw(canvas, hand, [0.2, 0.9, 0.1])
    canvas.undo()
    assert (plane(canvas) == before).all()


def test_a_tapering_stroke_tells_every_pixel_that_it_changed() -> None:
    correction = Correction(120, 200, np.full((3, 4), 90, np.uint8))
    stroke = Stroke(correction, IGNORE, 3)
    stroke.begin(20, 60)
    before = correction.plane.copy()
    rect = stroke.to(150, 70, 30)
    before[rect.slices] = correction.plane[rect.slices]
    assert (before == correction.plane).all() and correction.plane[97, 150] == IGNORE


def test_a_size_on_the_screen_stays_as_wide_at_every_zoom(canvas: Canvas, hand: Hand) -> None:
    canvas.set_sizes_on_screen(True)
    canvas.brush_size = 40
    hand.drag([(100, 100), (100, 100)])
    canvas.zoom_to(4.0, QPointF(300, 200))
    hand.drag([(300, 200), (300, 200)])
    assert (plane(canvas)[:, 100] == BLURRED).sum() == 40
    assert (plane(canvas)[:, 300] == BLURRED).sum() == 10


def test_choosing_the_other_unit_leaves_the_brush_as_it_looks(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.zoom_to(2.0)
    canvas.brush_size, canvas.eraser_size = 20, 30
    canvas.set_sizes_on_screen(True)
    assert (canvas.brush_size, canvas.eraser_size) == (40, 60)
    assert canvas.size_in_photo == pytest.approx(20)
    canvas.set_sizes_on_screen(False)
    assert (canvas.brush_size, canvas.eraser_size) == (20, 30)
