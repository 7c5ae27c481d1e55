"""The registry of actions: keys and words, and what is enabled and checked."""

import pytest
from PySide6.QtGui import QKeySequence

from blurlab.assets import resource
from blurlab.ui.actions.action import Action, Menu, Needs, clashes, tooltip
from blurlab.ui.actions.registry import ACTIONS, LiveActions
from blurlab.ui.actions.window import Window
from blurlab.ui.shell.main_window import MainWindow

# The keys that the design promises to people who bring their habits with them.
PROMISED = {
    "brush": "B",
    "eraser": "E",
    "smaller": "[",
    "larger": "]",
    "swap": "X",
    "ignore": "I",
    "fit": "0",
    "actual_size": "1",
    "next": "D",
    "previous": "A",
    "most_helpful": "Shift+D",
    "overlay": "O",
    "peek": "\\",
    "accept": "P",
    "accept_next": "Shift+P",
    "reject": "R",
    "reject_next": "Shift+R",
    "unset": "U",
    "unset_next": "Shift+U",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "keys": "F1",
}


def test_no_key_is_claimed_twice() -> None:
    assert clashes(ACTIONS) == {}


def test_the_promised_keys_are_there() -> None:
    keys = {action.id: action.keys for action in ACTIONS}
    assert {name: keys[name][0] for name in PROMISED} == PROMISED
    assert "Ctrl+Y" in keys["redo"] and "Right" in keys["next"] and "Left" in keys["previous"]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_tooltip_is_a_sentence_that_ends_with_its_key(action: Action) -> None:
    assert action.hint[0].isupper() and action.hint.endswith(".")
    assert tooltip(action).endswith(QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText))
    assert not QKeySequence(action.keys[0]).isEmpty()


@pytest.mark.parametrize("name", sorted({action.icon for action in ACTIONS if action.icon}))
def test_every_icon_is_shipped(name: str) -> None:
    assert "<svg" in resource(f"icons/{name}.svg").read_text()


def test_clashing_actions_are_refused(window: MainWindow) -> None:
    menu: Menu[Window] = Menu("File", lambda window: window, needs=Needs.NOTHING)
    menu.action("one", "One", "Do one.", "X")(lambda _window: None)
    menu.action("two", "Two", "Do two.", "x")(lambda _window: None)
    assert clashes(menu.actions) == {"X": ["one", "two"]}
    with pytest.raises(ValueError, match="One key for several actions"):
        LiveActions(window, window, menu.actions)


def test_an_action_is_declared_once_and_then_runs_from_its_menu_as_things_stand(window: MainWindow) -> None:
    state = {"on": False, "ran": [], "target": "the photo"}
    menu: Menu[str] = Menu("Photo", lambda _window: state["target"], needs=Needs.PROJECT, prefix="toy_")

    @menu.action(
        "flip",
        "Flip",
        "Flip it.",
        "F12",
        advances=True,
        enabled=lambda target: target == "the photo",
        checked=lambda _target: state["on"],
        words=lambda _target: "Unflip" if state["on"] else "",
    )
    def flip(target: str, *, advance: bool = False) -> None:
        state["on"] = not state["on"]
        state["ran"].append((target, advance))

    live = LiveActions(window, window, menu.actions)
    live.refresh()
    shown = live.by_id["toy_flip"]
    assert shown.isEnabled() and not shown.isChecked() and shown.text() == "Flip"
    shown.trigger()
    assert shown.isChecked() and shown.text() == "Unflip"
    live.by_id["toy_flip_next"].trigger()
    assert not shown.isChecked() and state["ran"] == [("the photo", False), ("the photo", True)]
    state["target"] = None
    live.refresh()
    assert not shown.isEnabled()
    shown.trigger()
    assert len(state["ran"]) == 2, "there is nothing to act on"
