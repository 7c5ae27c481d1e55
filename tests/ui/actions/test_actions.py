"""The table of actions: keys and words."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from blurlab.assets import resource
from blurlab.ui.actions.actions import ACTIONS, ActionSpec, build_actions, clashes, tooltip

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
    keys = {spec.id: spec.keys for spec in ACTIONS}
    assert {name: keys[name][0] for name in PROMISED} == PROMISED
    assert "Ctrl+Y" in keys["redo"] and "Right" in keys["next"] and "Left" in keys["previous"]


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_tooltip_is_a_sentence_that_ends_with_its_key(spec: ActionSpec) -> None:
    assert spec.hint[0].isupper() and spec.hint.endswith(".")
    assert tooltip(spec).endswith(QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText))
    assert not QKeySequence(spec.keys[0]).isEmpty()


@pytest.mark.parametrize("name", sorted({spec.icon for spec in ACTIONS if spec.icon}))
def test_every_icon_is_shipped(name: str) -> None:
    assert "<svg" in resource(f"icons/{name}.svg").read_text()


def test_clashing_actions_are_refused(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    specs = (ActionSpec("one", "File", "One", "Do one.", ("X",)), ActionSpec("two", "File", "Two", "Do two.", ("x",)))
    assert clashes(specs) == {"X": ["one", "two"]}
    with pytest.raises(ValueError, match="One key for several actions"):
        build_actions(parent, {"one": parent.hide, "two": parent.hide}, specs)
