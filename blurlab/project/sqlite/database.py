"""project.db: connections lent to any thread, and SQLite's refusals turned into sentences."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from blurlab.errors import FOLDER_GONE, UserError, shown_name
from blurlab.files.there import is_folder
from blurlab.project.sqlite import schema

_WAIT_SECONDS = 15.0  # for another process that is writing
_LARGEST_VALUE: Final = 64 << 20  # bytes
_MOST_PHOTOS, _MOST_ROWS = 1_000_000, 4_000_000  # of the other tables

_WRONG_KIND: Final = re.compile(r"[\w-]+ value in \w+\.\w+")  # of newer versions of SQLite

# What SQLite says, and what a person is told.
_REFUSALS = {
    ("readonly", "read-only"): ("disk.read_only", "The project “{name}” cannot be written: its folder is read-only."),
    ("disk is full",): ("disk.full", "The project “{name}” cannot be saved: the disk is full."),
    ("locked", "busy"): (
        "project.busy",
        "The project “{name}” is being written by another program; please try again.",
    ),
    ("unable to open", "disk i/o"): (
        "disk.refused",
        "The database of the project “{name}” cannot be opened: its folder is read-only or its disk refuses.",
    ),
}


class Database:
    """The database of one project. Every method may be called from any thread."""

    def __init__(
        self,
        path: Path,
        project: Path,
        prepare: Callable[[sqlite3.Connection], None] = lambda _connection: None,
        *,
        known: bool = False,
    ) -> None:
        """Open `path`, making or upgrading its tables. project: the folder whose database it is. prepare: is given
        each new connection. known: this program opened it before, so that it need not be looked through again.

        Raises UserError (damaged, newer, read-only, in use).
        """
        self.path, self._prepare_connection = path, prepare
        self.project_name = shown_name(project)
        self._idle: list[sqlite3.Connection] = []
        self._file: tuple[int, int] | None = None  # which file the connections are of: device and inode
        self._guard = threading.Lock()
        self._closed = self._ready = False
        try:
            if not known:
                self._prepare()
            self.forget_idle()
            self._ready = True
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        with self._lent() as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
            if version < 0 or (version and owner != schema.APPLICATION_ID):
                raise UserError(
                    "project.foreign_database",
                    f"The file “{self.path}” is a database of another program, not a blurlab project.",
                )
            if version > schema.SCHEMA_VERSION:
                raise UserError(
                    "project.newer",
                    f"The project “{self.project_name}” was written by a newer blurlab (its format is {version}, this "
                    f"blurlab reads up to {schema.SCHEMA_VERSION}); please upgrade blurlab to open it.",
                )
            # That a value is not of its column's kind is for the door that rows come through to tell.
            found = connection.execute("PRAGMA quick_check(100)").fetchall()
            if not all(text == "ok" or _WRONG_KIND.fullmatch(text) for (text,) in found):
                raise self._damaged()
            self._check_content(connection)
            connection.execute("PRAGMA journal_mode = WAL")  # if the disk cannot, SQLite keeps its usual journal
            schema.migrate(connection)
            connection.execute("BEGIN IMMEDIATE")  # finds a read-only folder now, not at the first stroke
            connection.execute("ROLLBACK")

    def _check_content(self, connection: sqlite3.Connection) -> None:
        """A database that a stranger made may hold what runs at each change, or more than the memory does."""
        found = connection.execute(
            "SELECT type, name, sql LIKE 'CREATE TABLE%' FROM sqlite_master WHERE type <> 'index'"
        ).fetchmany(1000)
        if any(kind != "table" or not plain for kind, _, plain in found):  # a virtual table is computed
            raise UserError(
                "project.foreign_database",
                f"The database of the project “{self.project_name}” holds triggers or views, which blurlab never "
                "makes, so it is not opened.",
            )
        for name in {name for _, name, _ in found} & set(schema.TABLES):
            most = _MOST_PHOTOS if name == "photos" else _MOST_ROWS
            rows = connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM {name} LIMIT {most + 1})").fetchone()[0]
            if rows > most:
                raise UserError(
                    "project.too_large",
                    f"The project “{self.project_name}” holds more than the {most:,} {name.replace('_', ' ')} that "
                    "blurlab reads.",
                )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for queries. Raises UserError."""
        self._look_at_place()
        with self._lent() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction that holds the write lock: committed on leaving, undone on any exception.

        Raises UserError if the database refuses.
        """
        self._look_at_place()
        with self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                raise

    def forget_idle(self) -> None:
        """Close the connections that nobody uses."""
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def close(self) -> None:
        """Close every connection; those lent out close when they come back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            if self._closed:
                raise UserError("project.closed", f"The project “{self.project_name}” is closed.")
            connection = self._idle.pop() if self._idle else None
            file = self._file
        try:
            if connection is None:
                connection = self._connect()
            yield connection
        except sqlite3.Error as error:
            raise self._refusal(error) from error
        finally:
            self._take_back(connection, file)

    def _look_at_place(self) -> None:
        """SQLite goes on writing to a database that was deleted, unmounted or put back as a copy, and all of it would
        be lost: the first two are told, and of a copy connections are made again."""
        try:
            found = self.path.stat()
        except PermissionError:
            return  # that is SQLite's to refuse
        except OSError as error:
            if self._closed:
                return
            raise self._gone() from error
        outdated: list[sqlite3.Connection] = []
        with self._guard:
            if (file := (found.st_dev, found.st_ino)) != self._file:
                if self._file is not None:
                    outdated, self._idle = self._idle, []
                self._file = file
        for connection in outdated:
            connection.close()

    def _gone(self) -> UserError:
        return UserError(FOLDER_GONE, f"The folder of the project “{self.project_name}” is gone.")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")  # NORMAL would lose the last rows in a power cut
            if self._ready:
                self._prepare_connection(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _take_back(self, connection: sqlite3.Connection | None, file: tuple[int, int] | None) -> None:
        """`file`: what `_file` was when the connection was lent."""
        if connection is None:
            return
        with self._guard:
            if not self._closed and file == self._file:
                self._idle.append(connection)
                return
        connection.close()

    def _damaged(self) -> UserError:
        return UserError(
            "project.damaged",
            f"The database of the project “{self.project_name}” is damaged and cannot be read; "
            "its masks are still in its folder “masks”.",
        )

    def _refusal(self, error: sqlite3.Error) -> UserError:
        if not is_folder(self.path.parent):
            return self._gone()
        text = str(error).lower()
        for words, (code, sentence) in _REFUSALS.items():
            if any(word in text for word in words):
                return UserError(code, sentence.format(name=self.project_name))
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            return UserError(
                "project.refused", f"The database of the project “{self.project_name}” refused a change ({error})."
            )
        return self._damaged()
