"""A sentence for the person, shown in the window without interrupting."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError


class Level(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Notice:
    """One sentence. A later notice with the same `key` replaces it; `action` is the word on its button."""

    key: str
    sentence: str
    level: Level = Level.INFO
    action: str = ""
    act: Callable[[], None] | None = None
    passing: bool = False  # goes by itself after a few seconds
    code: str = ""  # of the UserError that it tells


class Notices(QObject):
    """Notices from all parts of the session, for the window to show."""

    told = Signal(object)  # Notice
    cleared = Signal(str)  # the key of a notice that no longer holds

    def tell(
        self,
        key: str,
        what: str | UserError,
        level: Level = Level.INFO,
        action: str = "",
        act: Callable[[], None] | None = None,
        *,
        passing: bool = False,
    ) -> None:
        """Show a sentence, or what a failure says; the other arguments are those of `Notice`."""
        code = what.code if isinstance(what, UserError) else ""
        self.told.emit(Notice(key, str(what), level, action, act, passing, code))

    def clear(self, key: str) -> None:
        """Take the notice with this key away, if one is shown."""
        self.cleared.emit(key)
