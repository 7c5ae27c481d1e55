"""The keys as the person has them: the table's own, and those that were changed, kept in the settings."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from blurlab.ui.actions.action_spec import ActionSpec, Mode, advancing_id, clashes, tooltip, with_shift
from blurlab.ui.actions.actions import ACTIONS

_GROUP: Final = "keys"
# What the canvas does with keys that are no actions.
_RESERVED: Final = {
    "Space": "pans while it is held",
    "Esc": "takes back what is being drawn",
    "Return": "closes a polygon",
    "Enter": "closes a polygon",
}


class KeyMap(QObject):
    """`specs` are the table's actions with the keys that hold now."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.specs: tuple[ActionSpec, ...] = ACTIONS
        self._read()

    def spec(self, action_id: str) -> ActionSpec:
        return next(spec for spec in self.specs if spec.id == action_id)

    def change(self, action_id: str, key: str) -> str:
        """Give the action this key (Qt's portable spelling) as its first. Returns why not, or ""."""
        spec, sequence = self.spec(action_id), QKeySequence(key)
        key = sequence.toString()
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        if not key or sequence.count() != 1:
            return "This cannot be a key of its own."
        if key in _RESERVED:
            return f"{shown} stays as it is: on the photo it {_RESERVED[key]}."
        if spec.held and sequence[0].keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            return f"{spec.text} is for one key alone, because it is held."
        rest = tuple(old for old in spec.keys[1:] if _portable(old) != key)
        for wanted in replace(spec, keys=(key, *rest)).claimed:
            for other in self.specs:
                if other.id != action_id and other.modes & spec.modes and wanted in other.claimed:
                    shown = QKeySequence(wanted).toString(QKeySequence.SequenceFormat.NativeText)
                    return f"{shown} is the key of “{other.text.removesuffix('…')}” already."
        self._put(action_id, (key, *rest))
        return ""

    def reset(self) -> None:
        """All keys as they were delivered."""
        self._settings.remove(_GROUP)
        self.specs = ACTIONS
        self.changed.emit()

    @property
    def altered(self) -> bool:
        return self.specs != ACTIONS

    def dress(self, actions: dict[str, QAction], mode: Mode) -> None:
        """Give QActions the tooltips that name their keys, and those of this mode their keys."""
        for spec in self.specs:
            actions[spec.id].setToolTip(tooltip(spec))
            held_back = spec.held or mode not in spec.modes
            actions[spec.id].setShortcuts([] if held_back else [QKeySequence(key) for key in spec.keys])
            if spec.advances:
                actions[advancing_id(spec)].setShortcuts([] if held_back else [QKeySequence(with_shift(spec))])

    def is_held(self, action_id: str, key: int) -> bool:
        """Whether `key` (of a key event) is the one to hold for this action."""
        return any(QKeySequence(own)[0].key() == key for own in self.spec(action_id).keys)

    def _put(self, action_id: str, keys: tuple[str, ...]) -> None:
        self.specs = tuple(replace(spec, keys=keys) if spec.id == action_id else spec for spec in self.specs)
        self._settings.setValue(f"{_GROUP}/{action_id}", list(keys))
        self.changed.emit()

    def _read(self) -> None:
        """What the settings hold; an action that would clash, or a key that is none, keeps the table's."""
        for spec in ACTIONS:
            stored = self._settings.value(f"{_GROUP}/{spec.id}")
            keys = tuple([stored] if isinstance(stored, str) else stored or ())
            if not keys or not all(isinstance(key, str) and _portable(key) for key in keys):
                continue
            changed = tuple(replace(other, keys=keys) if other.id == spec.id else other for other in self.specs)
            self.specs = changed
        while doubled := clashes(self.specs):  # a newer version may have given a chosen key to another action
            losers = {action_id for ids in doubled.values() for action_id in ids}
            before = self.specs
            own = {spec.id: spec for spec in ACTIONS}
            self.specs = tuple(own[spec.id] if spec.id in losers else spec for spec in self.specs)
            if self.specs == before:
                self.specs = ACTIONS


def _portable(key: str) -> str:
    return QKeySequence(key).toString()
