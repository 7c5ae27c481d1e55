"""Keys that a person changes on the sheet of keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import IGNORE
from blurlab.ui.actions.action import clashes
from blurlab.ui.actions.key_map import KeyMap
from blurlab.ui.actions.key_sheet import KeyButton, KeySheet
from blurlab.ui.actions.registry import ACTIONS
from blurlab.ui.canvas.tools.hand import Hand
from blurlab.ui.shell.main_window import MainWindow
from tests.ui.shell.test_main_window import NONE, press

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sheet(window: MainWindow) -> Iterator[KeySheet]:
    press(window, Qt.Key.Key_F1)
    (opened,) = window.findChildren(KeySheet)
    yield opened
    for left in window.findChildren(KeySheet):
        left.close()


def choose(sheet: KeySheet, action_id: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> KeyButton:
    """Click an action's key and press another, as a person does."""
    button = sheet.findChild(KeyButton, f"key_{action_id}")
    assert isinstance(button, KeyButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Press a key…"
    QTest.keyClick(button, key, modifiers)
    return button


def back_at_work(window: MainWindow, sheet: KeySheet, qtbot: QtBot) -> Hand:
    sheet.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.workspace.canvas.hand


def test_a_key_that_was_changed_does_what_it_is_for(window: MainWindow, sheet: KeySheet, qtbot: QtBot) -> None:
    button = choose(sheet, "lasso", Qt.Key.Key_F8)
    assert button.text() == "F8"
    hand = back_at_work(window, sheet, qtbot)
    press(window, Qt.Key.Key_L)
    assert hand.tool.id == "brush", "the old key does nothing any more"
    press(window, Qt.Key.Key_F8)
    assert hand.tool.id == "lasso"
    assert window.actions_by_id["lasso"].toolTip().endswith("F8")


def test_a_value_is_named_with_its_new_key(window: MainWindow, sheet: KeySheet) -> None:
    choose(sheet, "ignore", Qt.Key.Key_F8)
    assert window.workspace.tools.values[IGNORE].toolTip().endswith("F8")


def test_a_key_that_is_taken_is_refused_in_a_sentence(window: MainWindow, sheet: KeySheet, qtbot: QtBot) -> None:
    button = choose(sheet, "lasso", Qt.Key.Key_B)
    assert sheet.said.text() == "B is already the key of “Brush”."
    assert button.text() == "L"
    hand = back_at_work(window, sheet, qtbot)
    press(window, Qt.Key.Key_L)
    assert hand.tool.id == "lasso"
    press(window, Qt.Key.Key_B)
    assert hand.tool.id == "brush"
    assert clashes(window.keys.actions) == {}


@pytest.mark.parametrize(
    ("action_id", "key", "modifiers", "why"),
    [
        ("lasso", Qt.Key.Key_Space, NONE, "pans while it is held"),
        ("peek", Qt.Key.Key_F8, SHIFT, "a single key"),
    ],
)
def test_keys_that_the_canvas_needs_are_refused(
    sheet: KeySheet, action_id: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, why: str
) -> None:
    before = sheet.findChild(KeyButton, f"key_{action_id}").text()
    button = choose(sheet, action_id, key, modifiers)
    assert why in sheet.said.text() and button.text() == before


def test_escape_leaves_the_key_and_the_sheet_as_they_are(sheet: KeySheet) -> None:
    button = choose(sheet, "lasso", Qt.Key.Key_Escape)
    assert button.text() == "L" and sheet.isVisible()


def test_the_second_key_of_an_action_stays(window: MainWindow, sheet: KeySheet) -> None:
    choose(sheet, "next", Qt.Key.Key_F8)
    assert window.keys.action("next").keys == ("F8", "Right")


def test_a_held_key_can_be_another(window: MainWindow, sheet: KeySheet) -> None:
    choose(sheet, "peek", Qt.Key.Key_F8)
    canvas = window.workspace.canvas
    QTest.keyPress(canvas, Qt.Key.Key_F8)
    assert not canvas.overlay_shown
    QTest.keyRelease(canvas, Qt.Key.Key_F8)
    assert canvas.overlay_shown
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    assert canvas.overlay_shown
    QTest.keyRelease(canvas, Qt.Key.Key_Backslash)


def test_changed_keys_are_there_in_the_next_window_and_can_all_be_restored(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    make_window().keys.change("lasso", "F8")
    window = make_window()
    assert window.actions_by_id["lasso"].shortcut().toString() == "F8"
    window.actions_by_id["keys"].trigger()
    (sheet,) = window.findChildren(KeySheet)
    QTest.mouseClick(sheet.restore, Qt.MouseButton.LeftButton)
    assert window.actions_by_id["lasso"].shortcut().toString() == "L"
    assert not sheet.restore.isEnabled()
    assert make_window().keys.actions == ACTIONS
    sheet.close()


def test_settings_that_clash_or_are_damaged_fall_back_to_the_tables_keys(make_window: Callable[[], MainWindow]) -> None:
    window = make_window()
    for action_id, keys in {"lasso": ["B"], "fill": [""], "smart": ["F8"], "nothing": ["Q"]}.items():
        window.settings.put(f"keys/{action_id}", keys)
    keys = KeyMap(window.settings)
    assert clashes(keys.actions) == {}
    assert keys.action("lasso").keys == ("L",) and keys.action("brush").keys == ("B",)
    assert keys.action("fill").keys == ("G",) and keys.action("smart").keys == ("F8",)
