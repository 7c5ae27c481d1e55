"""A sentence for the person, shown in the window without stopping anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


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
