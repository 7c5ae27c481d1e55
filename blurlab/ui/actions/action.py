"""What an action is: its text, keys and effect, in one place; and the menus that hold actions.

An action is declared on its handler, by its menu's decorator. Menus, buttons, key map and key sheet read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from PySide6.QtGui import QKeySequence

from blurlab.ui.actions.window import Window

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])


class Mode(StrEnum):
    """A use of the window: each mode has its own menus and keys beside the global ones."""

    CANVAS = "canvas"
    FOCUS = "focus"


class Needs(StrEnum):
    """Without it the action is greyed out."""

    NOTHING = ""
    PROJECT = "project"
    PHOTO = "photo"


ALL_MODES: Final = frozenset(Mode)


@dataclass(frozen=True)
class Action:
    """`keys` are in Qt's portable spelling; the first one is shown. `run` and the functions below receive the
    window."""

    id: str
    menu: str
    text: str
    hint: str  # a whole sentence
    keys: tuple[str, ...]
    run: Callable[[Window], object]
    run_and_advance: Callable[[Window], object] | None = None  # with Shift and the first key: also to the next photo
    icon: str = ""
    needs: Needs = Needs.NOTHING
    modes: frozenset[Mode] = ALL_MODES  # in which its keys work
    held: bool = False  # acts while the key is down, which the window watches itself
    line_above: bool = False  # in the menu
    enabled: Callable[[Window], bool] | None = None
    checked: Callable[[Window], bool] | None = None  # what can be checked has this
    words: Callable[[Window], str] | None = None  # its changing text; "": as `text`

    @property
    def advances(self) -> bool:
        return self.run_and_advance is not None

    @property
    def claimed(self) -> tuple[str, ...]:
        """All keys that it needs for itself, in Qt's portable spelling."""
        return (*map(portable, self.keys), *((with_shift(self),) if self.advances else ()))


class Menu(Generic[T]):
    """A menu's actions, in their order. `of` returns the object of its handlers, or None while there is none."""

    def __init__(
        self,
        title: str,
        of: Callable[[Window], T | None],
        *,
        needs: Needs,
        modes: Iterable[Mode] = ALL_MODES,
        prefix: str = "",
    ) -> None:
        """`prefix`: of the ids of its actions."""
        self.title = title
        self.actions: list[Action] = []
        self._of = of
        self._needs = needs
        self._modes = frozenset(modes)
        self._prefix = prefix
        self._line = False

    def line(self) -> None:
        """A separator above the next action."""
        self._line = True

    def action(
        self,
        name: str,
        text: str,
        hint: str,
        *keys: str,
        icon: str = "",
        needs: Needs | None = None,
        modes: Iterable[Mode] | None = None,
        held: bool = False,
        advances: bool = False,
        enabled: Callable[[T], bool] | None = None,
        checked: Callable[[T], bool] | None = None,
        words: Callable[[T], str] | None = None,
    ) -> Callable[[F], F]:
        """Make the function below an action; it receives the object of the menu's handlers.

        `advances`: it also receives `advance`, which says whether to go on to the next photo.
        """

        def register(handler: F) -> F:
            self.actions.append(
                Action(
                    f"{self._prefix}{name}",
                    self.title,
                    text,
                    hint,
                    keys,
                    self._bound(handler),
                    self._bound(lambda target: handler(target, advance=True)) if advances else None,
                    icon,
                    self._needs if needs is None else needs,
                    self._modes if modes is None else frozenset(modes),
                    held,
                    self._line,
                    self._asked(enabled),
                    self._asked(checked),
                    None if words is None else lambda window: self._worded(words, window),
                )
            )
            self._line = False
            return handler

        return register

    def _bound(self, handler: Callable[[T], object]) -> Callable[[Window], object]:
        def run(window: Window) -> None:
            target = self._of(window)
            if target is not None:
                handler(target)

        return run

    def _asked(self, predicate: Callable[[T], bool] | None) -> Callable[[Window], bool] | None:
        if predicate is None:
            return None

        def ask(window: Window) -> bool:
            target = self._of(window)
            return target is not None and predicate(target)

        return ask

    def _worded(self, words: Callable[[T], str], window: Window) -> str:
        target = self._of(window)
        return "" if target is None else words(target)


def with_shift(action: Action) -> str:
    """The key by which an action that advances acts and goes on."""
    return portable(f"Shift+{action.keys[0]}")


def advancing_id(action: Action) -> str:
    """The id of the action that acts and goes on."""
    return f"{action.id}_next"


def portable(key: str) -> str:
    """A key in Qt's portable spelling; "" if it is none."""
    return QKeySequence(key).toString()


def clashes(actions: Iterable[Action]) -> dict[str, list[str]]:
    """Keys that more than one action claims in one mode, with the actions' ids; empty if all is well."""
    found: dict[str, list[str]] = {}
    actions = tuple(actions)
    for mode in Mode:
        owners: dict[str, list[str]] = {}
        for action in actions:
            if mode in action.modes:
                for key in action.claimed:
                    owners.setdefault(key, []).append(action.id)
        found |= {key: ids for key, ids in owners.items() if len(ids) > 1}
    return found


def key_text(action: Action) -> str:
    """The action's keys as the platform writes them: “Ctrl+Shift+Z, Ctrl+Y”."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in action.keys)


def tooltip(action: Action) -> str:
    """The tooltip; it ends with the first key."""
    first = QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.hint}  {'hold ' if action.held else ''}{first}"
