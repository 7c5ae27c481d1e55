"""The person's keys: the registry's defaults, and changed ones, kept in the settings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from blurlab.session.settings import Settings
from blurlab.ui.actions.action import Action, clashes, portable
from blurlab.ui.actions.registry import ACTIONS

_GROUP: Final = "keys"
# What the canvas does with keys that are not actions.
_RESERVED: Final = {
    "Tab": "hides and shows the panels",
    "Space": "pans while it is held",
    "Esc": "cancels what is being drawn",
    "Return": "closes a polygon",
    "Enter": "closes a polygon",
}


class KeyMap(QObject):
    """`actions` are the registry's with the current keys."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.actions: tuple[Action, ...] = ACTIONS
        self._read()

    def action(self, action_id: str) -> Action:
        return next(action for action in self.actions if action.id == action_id)

    def change(self, action_id: str, key: str) -> str:
        """Give the action this key (Qt's portable spelling) as its first. Returns the reason for a refusal, or ""."""
        action, sequence = self.action(action_id), QKeySequence(key)
        key = sequence.toString()
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        if not key or sequence.count() != 1:
            return "This key cannot be used alone."
        if key in _RESERVED:
            return f"{shown} cannot be reassigned: on the photo it {_RESERVED[key]}."
        if action.held and _key_of(sequence).keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            return f"{action.text} takes a single key, because it is held."
        rest = tuple(old for old in action.keys[1:] if portable(old) != key)
        for wanted in replace(action, keys=(key, *rest)).claimed:
            for other in self.actions:
                if other.id != action_id and other.modes & action.modes and wanted in other.claimed:
                    shown = QKeySequence(wanted).toString(QKeySequence.SequenceFormat.NativeText)
                    return f"{shown} is already the key of “{other.text.removesuffix('…')}”."
        self._put(action_id, (key, *rest))
        return ""

    def reset(self) -> None:
        """Restore the default keys."""
        self._settings.remove(_GROUP)
        self.actions = ACTIONS
        self.changed.emit()

    @property
    def altered(self) -> bool:
        return self.actions != ACTIONS

    def is_held(self, action_id: str, key: int) -> bool:
        """Whether `key` (of a key event) is the one to hold for this action."""
        return any(_key_of(QKeySequence(own)).key() == key for own in self.action(action_id).keys)

    def _put(self, action_id: str, keys: tuple[str, ...]) -> None:
        self.actions = tuple(
            replace(action, keys=keys) if action.id == action_id else action for action in self.actions
        )
        self._settings.put(f"{_GROUP}/{action_id}", keys)
        self.changed.emit()

    def _read(self) -> None:
        """What the settings hold; an action that would clash, or an invalid key, keeps the default."""
        for action in ACTIONS:
            keys = tuple(self._settings.texts(f"{_GROUP}/{action.id}"))
            if not keys or not all(map(portable, keys)):
                continue
            changed = tuple(replace(other, keys=keys) if other.id == action.id else other for other in self.actions)
            self.actions = changed
        while doubled := clashes(self.actions):  # a newer version may use a chosen key for another action
            losers = {action_id for ids in doubled.values() for action_id in ids}
            before = self.actions
            own = {action.id: action for action in ACTIONS}
            self.actions = tuple(own[action.id] if action.id in losers else action for action in self.actions)
            if self.actions == before:
                self.actions = ACTIONS


def _key_of(sequence: QKeySequence) -> QKeyCombination:
    """Its first key. (PySide's stubs do not know that a sequence can be indexed.)"""
    return cast("Sequence[QKeyCombination]", sequence)[0]
