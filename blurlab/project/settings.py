"""What a project remembers beside its rows: each setting says what it must be, and what holds where it is not that."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """A value kept with a project, as JSON.

    Attributes
    ----------
    key
        What it is kept under.
    kind
        What it must be, as msgspec takes it: a type, a frozen dataclass, or a type with bounds.
    default
        What holds if nothing is kept, or something that is not of that kind.
    """

    key: str
    kind: Any
    default: T

    def read(self, stored: object) -> T:
        """The value in what JSON gave; `default` where it is nothing of this kind."""
        try:
            value: T = msgspec.convert(stored, self.kind, str_keys=True)
        except (msgspec.ValidationError, OverflowError, UnicodeError):
            return self.default
        return value

    def plain(self, value: T) -> Any:
        """`value` as JSON can hold it."""
        return msgspec.to_builtins(value, str_keys=True)
