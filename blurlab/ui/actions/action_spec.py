"""What one action is, in words and keys; where its keys hold, and which keys are claimed twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QKeySequence


class Mode(StrEnum):
    """What the window is for at a time: each has menus and keys of its own beside those that always hold."""

    CANVAS = "canvas"
    FOCUS = "focus"


_MODES_OF_MENUS: Final = {
    **dict.fromkeys(("Edit", "View", "Photo"), frozenset({Mode.CANVAS})),
    **dict.fromkeys(("Inspect", "Judge", "Results"), frozenset({Mode.FOCUS})),
}


@dataclass(frozen=True)
class ActionSpec:
    """One action. `keys` are in Qt's portable spelling; the first one is shown. `held`: acts while the key is down.
    `advances`: with Shift and the first key it acts and goes on to the next photo. `mode`: where its keys hold, if that
    is not told by its menu."""

    id: str
    menu: str
    text: str
    hint: str  # a whole sentence
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    held: bool = False
    needs: str = ""  # "project" or "photo": greyed out without it
    advances: bool = False
    mode: Mode | None = None

    @property
    def modes(self) -> frozenset[Mode]:
        """Where its keys hold."""
        return frozenset({self.mode}) if self.mode else _MODES_OF_MENUS.get(self.menu, frozenset(Mode))

    @property
    def claimed(self) -> tuple[str, ...]:
        """All keys that it needs for itself, in Qt's portable spelling."""
        return (*map(_portable, self.keys), *((with_shift(self),) if self.advances else ()))


def with_shift(spec: ActionSpec) -> str:
    """The key by which an action that advances acts and goes on."""
    return _portable(f"Shift+{spec.keys[0]}")


def advancing_id(spec: ActionSpec) -> str:
    """The id of the action that acts and goes on."""
    return f"{spec.id}_next"


def _portable(key: str) -> str:
    return QKeySequence(key).toString()


def clashes(specs: Iterable[ActionSpec]) -> dict[str, list[str]]:
    """Keys that more than one action claims in one mode, with the actions' ids; empty where all is well."""
    found: dict[str, list[str]] = {}
    specs = tuple(specs)
    for mode in Mode:
        owners: dict[str, list[str]] = {}
        for spec in specs:
            if mode in spec.modes:
                for key in spec.claimed:
                    owners.setdefault(key, []).append(spec.id)
        found |= {key: ids for key, ids in owners.items() if len(ids) > 1}
    return found


def key_text(spec: ActionSpec) -> str:
    """The action's keys as the platform writes them: “Ctrl+Shift+Z, Ctrl+Y”."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys)


def tooltip(spec: ActionSpec) -> str:
    """What a hovering hand reads; it ends with the first key."""
    first = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{spec.hint}  {'hold ' if spec.held else ''}{first}"
