"""A card is culled from the first key to the client's folder without the mouse, and every control tells its name."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from blurlab.ui.cull.dialogs.take_dialog import TakeDialog
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.cull.conftest import ALT, CTRL, Key, card, current, names


def key(code: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key for whatever has the focus, as from a keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None, "no control has the focus"
    QTest.keyClick(focused, code, modifiers)


def nameless(of: QWidget) -> list[QWidget]:
    """Controls that a screen reader would call nothing."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListView)
    return [
        one
        for kind in kinds
        for one in of.findChildren(kind)
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
        and not one.objectName().startswith("qt_")
        and not isinstance(one.parent(), QComboBox)
        and one.window() is of.window()
    ]


def test_a_card_is_culled_by_keys_alone(
    window: MainWindow, view: CullView, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    key(Key.Key_Home)
    assert current(view) == "burst0"
    key(Key.Key_V)
    key(Key.Key_N)
    assert view.shows_survey and len(view.survey.tiles) == 3
    key(Key.Key_Escape)
    key(Key.Key_B)
    assert current(view) == "burst1"
    key(Key.Key_E)
    assert view.shows_large
    qtbot.waitUntil(lambda: view.large.picture is not None, timeout=WAIT)
    for mark, then in ((Key.Key_P, "burst2"), (Key.Key_X, "missed"), (Key.Key_3, "soft")):
        key(mark)
        assert current(view) == then
    key(Key.Key_Escape)
    assert view.shows_grid and view.grid.hasFocus()
    key(Key.Key_F, CTRL)
    key(Key.Key_Down)
    assert names(view) == ["burst1"], "the picked ones"
    key(Key.Key_Tab)
    assert view.bar.filters.verdict.hasFocus()
    key(Key.Key_Escape)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "client"))
    key(Key.Key_M, CTRL | ALT)
    (dialog,) = view.findChildren(TakeDialog)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=WAIT)
    for _ in range(12):
        if dialog.where.hasFocus():
            break
        key(Key.Key_Tab)
    key(Key.Key_Space)
    assert dialog.go.isEnabled() and nameless(dialog) == []
    key(Key.Key_Return)
    qtbot.waitUntil((tmp_path / "client" / "burst1.jpg").exists, timeout=WAIT)
    qtbot.waitUntil(lambda: not view.results.moves.running, timeout=WAIT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    view.grid.setFocus()
    key(Key.Key_L, CTRL)
    assert len(names(view)) == 5
    assert card(view, "burst2.jpg").culling.pick == -1 and card(view, "missed.jpg").culling.stars == 3
    assert nameless(view) == []
