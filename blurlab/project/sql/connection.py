"""What the tables are asked through: SQLite's own connection, and PostgreSQL's behind the same few methods.

The SQL of this folder is what both understand: “?” for values, ON CONFLICT and RETURNING, whole numbers for truths.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol


class Found(Protocol):
    """What a statement found."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection within a reading or a transaction."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Found:
        """Run one statement, “?” standing for each of `parameters`."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> object:
        """Run one statement for each of `parameters`."""
