"""Connections to the database of a shared project, lent to any thread, and refusals turned into sentences."""

import math
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from blurlab.errors import UserError, shown_name
from blurlab.project.sql.connection import Found
from blurlab.project.team.address import Address

if TYPE_CHECKING:
    from blurlab.project.postgres.patience import PatientConnection as Psycopg

AWAY: Final = "team.away"
NO_EXTRA: Final = "team.no_extra"
_WAIT_SECONDS: Final = 10  # for a machine that does not answer
WRITERS: Final = 0x626C7572  # the advisory lock that whole transactions of Project take alone, and synchronising shares
# A client that is cut off keeps no lock: the server's own defaults would keep its transaction for two hours.
_SOON_GONE: Final = (
    "SET idle_in_transaction_session_timeout = '120s'; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; "
    "SET tcp_keepalives_count = 3; SET tcp_user_timeout = '30s'"
)


def connect(address: Address, *, wait: int = _WAIT_SECONDS) -> "Psycopg":
    """A connection that commits each statement. wait: seconds for a machine that does not answer.

    Raises UserError, whose sentence never holds what libpq was given.
    """
    try:
        import psycopg  # noqa: PLC0415 - an extra, and half a second
    except ImportError:
        raise UserError(
            NO_EXTRA, 'Shared projects need the extra “team”: python -m pip install "blurlab-studio[team]".'
        ) from None
    options: dict[str, Any] = {
        "connect_timeout": wait,
        "application_name": "blurlab",
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
        **address.options,
    }
    from blurlab.project.postgres.patience import PatientConnection  # noqa: PLC0415

    try:
        connection = PatientConnection.connect(**options, autocommit=True, prepare_threshold=None)
        connection.execute(_SOON_GONE)
        return connection
    except psycopg.Error as error:
        raise _not_connected(address, error) from None  # its text may repeat what libpq was given


def make_database(address: Address, name: str) -> None:
    """Make an empty database beside the server's own. Raises UserError or psycopg's errors."""
    from psycopg import sql  # noqa: PLC0415

    with connect(Address({**address.options, "dbname": "postgres"}, address.url)) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _not_connected(address: Address, error: Exception) -> UserError:
    text = str(error).lower()
    name = shown_name(address.name)
    if "does not exist" in text and "database" in text:
        return UserError("team.missing", f"There is no shared project “{name}” on that server.")
    if "authentication" in text or "no password" in text or "pg_hba" in text or "role" in text:
        return UserError(
            "team.refused",
            f"The server does not let you in to the shared project “{name}”: it asks for another name or password, "
            "which belong in ~/.pgpass or a service file.",
        )
    if "ssl" in text or "certificate" in text:
        return UserError("team.tls", f"The server of the shared project “{name}” and this machine disagree on TLS.")
    if "service" in text:
        return UserError("team.no_service", "No service file here has the service that the address names.")
    return UserError(AWAY, f"The shared project “{name}” cannot be reached now.")


class PostgresConnection:
    """See blurlab.project.sql.connection.Connection."""

    def __init__(self, connection: "Psycopg") -> None:
        self.own = connection

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Found:
        return self.own.execute(_placed(sql), [*parameters])

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> object:
        with self.own.cursor() as cursor:
            cursor.executemany(_placed(sql), [[*each] for each in parameters])
        return None


def _placed(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class Database:
    """The database of one shared project. Every method may be called from any thread."""

    def __init__(self, address: Address, *, silence: float | None = None) -> None:
        """silence: seconds without a word of the server that are borne, where not the usual."""
        self.address = address
        self.project_name = shown_name(address.name)
        self._idle: list[Psycopg] = []
        self._lent_out: set[Psycopg] = set()
        self._silence = silence
        self._guard = threading.Lock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[PostgresConnection]:
        """A connection for queries. Raises UserError."""
        with self._lent() as connection:
            yield PostgresConnection(connection)

    @contextmanager
    def writing(self, *, alone: bool = True) -> Iterator[PostgresConnection]:
        """A connection inside a transaction: committed on leaving, undone on any exception. Raises UserError.

        alone: nobody else's transaction runs meanwhile, else nobody's that must be alone.
        """
        with self._lent() as connection, connection.transaction():
            lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
            connection.execute(f"SELECT {lock}({WRITERS})")
            yield PostgresConnection(connection)

    def close(self) -> None:
        """Close every connection; those lent out close when they come back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def idle(self) -> "list[Psycopg]":
        """The connections that nobody uses."""
        with self._guard:
            return list(self._idle)

    def forget(self) -> None:
        """Close the connections that nobody uses: the network was away, and they may be dead."""
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            with suppress(Exception):
                connection.close()

    def hurry(self, silence: float) -> None:
        """From now on bear only so many seconds without a word of the server, also where one waits already."""
        with self._guard:
            self._silence = silence
            for connection in self._lent_out:
                connection.silence = silence

    @contextmanager
    def _lent(self) -> Iterator["Psycopg"]:
        with self._guard:
            if self._closed:
                raise UserError("project.closed", f"The project “{self.project_name}” is closed.")
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connected()
        import psycopg  # noqa: PLC0415

        with self._guard:
            self._lent_out.add(connection)
            connection.silence = self._silence or connection.silence

        try:
            yield connection
        except psycopg.Error as error:
            raise self._refusal(error, connection) from error
        finally:
            self._take_back(connection)

    def _connected(self) -> "Psycopg":
        return connect(self.address, wait=min(_WAIT_SECONDS, math.ceil(self._silence or _WAIT_SECONDS)))

    def _take_back(self, connection: "Psycopg") -> None:
        with self._guard:
            self._lent_out.discard(connection)
            if not self._closed and not connection.closed and not connection.broken:
                self._idle.append(connection)
                return
        connection.close()

    def _refusal(self, error: Exception, connection: "Psycopg") -> UserError:
        import psycopg  # noqa: PLC0415

        if connection.broken or connection.closed or isinstance(error, psycopg.errors.OperationalError):
            self.forget()
            return UserError(AWAY, f"The shared project “{self.project_name}” cannot be reached now.")
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            return UserError("team.not_allowed", f"Your role in the project “{self.project_name}” does not allow that.")
        why = getattr(getattr(error, "diag", None), "message_primary", None) or type(error).__name__
        return UserError(
            "project.refused", f"The database of the project “{self.project_name}” refused a change ({why})."
        )
