"""The view follows a stroke that is drawn beyond the canvas."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, Correction
from blurlab.ui.canvas.canvas import Canvas
from tests.fixtures.windows import WAIT

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(300, 200)
    canvas.show()
    canvas.set_photo(np.full((400, 600, 3), 90, np.uint8))
    canvas.set_correction(Correction(400, 600))
    canvas.set_tool("lasso")
    return canvas


def move(canvas: Canvas, x: float, y: float) -> None:
    place = QPointF(x, y)
    event = QMouseEvent(QEvent.Type.MouseMove, place, canvas.mapToGlobal(place), Qt.MouseButton.NoButton, LEFT, NONE)
    QApplication.sendEvent(canvas, event)


def test_a_loop_goes_on_beyond_the_canvas(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.zoom_to(1.0)
    canvas.centre_on(150, 100)
    QTest.mousePress(canvas, LEFT, NONE, QPointF(100, 80).toPoint())
    move(canvas, 200, 80)
    move(canvas, 340, 90)  # 40 px beyond the right edge
    qtbot.waitUntil(lambda: canvas.viewport.to_image(0, 0)[0] > 200, timeout=WAIT)
    move(canvas, 250, 150)
    QTest.mouseRelease(canvas, LEFT, NONE, QPointF(20, 150).toPoint())
    assert canvas.correction is not None
    mask = canvas.correction.mask(128)
    assert (mask == BLURRED).any()
    assert np.flatnonzero((mask == BLURRED).any(axis=0)).max() > 450  # of the photo, that was outside the view


def test_a_photo_that_is_seen_whole_stays(canvas: Canvas) -> None:
    canvas.fit()
    before = canvas.viewport.to_view(0, 0)
    QTest.mousePress(canvas, LEFT, NONE, QPointF(100, 80).toPoint())
    move(canvas, 340, 90)
    QTest.qWait(60)
    move(canvas, -40, 90)
    QTest.qWait(60)
    assert canvas.viewport.to_view(0, 0) == before
    QTest.mouseRelease(canvas, LEFT, NONE, QPointF(100, 80).toPoint())
