"""What the `ProjectStore`s on these tables share: only their databases, and where photos lie, differ."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Generic, Protocol, TypeVar

from blurlab.project.sql.connection import Connection
from blurlab.project.sql.places import Places
from blurlab.project.sql.row_door import RowDoor
from blurlab.project.sql.rows import SqlRows


class SqlDatabase(Protocol):
    """Where the tables lie."""

    project_name: str

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection within a transaction."""

    def close(self) -> None: ...


Of = TypeVar("Of", bound=SqlDatabase)


class SqlStore(Generic[Of]):
    """The rows of one project; see blurlab.project.ports.ProjectStore, of which `is_there` is left to those below."""

    def __init__(self, database: Of, places: Places) -> None:
        """places: how photos' paths are kept."""
        self.database = database
        self._places, self._door = places, RowDoor()

    @property
    def name(self) -> str:
        return self.database.project_name

    @contextmanager
    def reading(self) -> Iterator[SqlRows]:
        with self.database.reading() as connection:
            yield SqlRows(connection, self._places, self._door)

    @contextmanager
    def writing(self) -> Iterator[SqlRows]:
        with self.database.writing() as connection:
            yield self._to_write(connection)

    def _to_write(self, connection: Connection) -> SqlRows:
        return SqlRows(connection, self._places, self._door)

    def left_out(self) -> int:
        return self._door.left_out.total()

    def close(self) -> None:
        self.database.close()
