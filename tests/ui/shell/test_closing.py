"""The window closes whatever the hand does meanwhile, and stays where the last strokes cannot be saved."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.errors import UserError
from blurlab.ui.shell.main_window import MainWindow
from tests.bench.window import mouse
from tests.fixtures.windows import WAIT


def paint(window: MainWindow) -> None:
    """A stroke over the last one, in the other value."""
    canvas = window.workspace.canvas
    begin, end = (QPointF(*canvas.viewport.to_view(x, 60)) for x in (40, 90))
    canvas.set_paint_value(SHARP if canvas.hand.paint_value == BLURRED else BLURRED)
    for kind, place in (("MouseButtonPress", begin), ("MouseMove", end), ("MouseButtonRelease", end)):
        mouse(canvas, kind, place)


def test_a_hand_that_paints_on_does_not_keep_the_window_open(window: MainWindow, qtbot: QtBot) -> None:
    def closed_though_painted_in() -> bool:
        if window.workspace is not None:
            paint(window)
            QTest.keyClick(window, Qt.Key.Key_P)
        return not window.isVisible()

    assert not closed_though_painted_in() and window.session.current.unsaved
    window.close()
    qtbot.waitUntil(closed_though_painted_in, timeout=WAIT)


def test_a_window_whose_last_strokes_cannot_be_saved_stays_and_can_be_painted_in(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("disk.full", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(window.session.project.masks, "save_plane", refuse)
        paint(window)
        window.close()
        qtbot.waitUntil(lambda: "closing" in window.messages.sentences(), timeout=WAIT)
    assert window.isVisible() and window.workspace.isEnabled()
    before = window.session.current.edits
    paint(window)
    assert window.session.current.edits == before + 1
