"""What the training machine of a shared project says, what people ask of it, and the lock that one machine holds."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

import msgspec

from blurlab.project.postgres.database import Database, connect
from blurlab.project.team.address import Address
from blurlab.worker.messages import (
    TrainingEnded,
    TrainingNotice,
    TrainingPaused,
    TrainingProgress,
    TrainingResumed,
    TrainingStarted,
    Validated,
    VersionPublished,
)

_LOCK: Final = 0x747261696E  # “train”
_HANGS: Final = "60s"  # without a question of its holder, who hangs then: the server ends the connection
_SAID: Final[dict[str, Any]] = {
    kind.__name__: kind
    for kind in (
        TrainingStarted,
        TrainingProgress,
        Validated,
        TrainingNotice,
        TrainingPaused,
        TrainingResumed,
        VersionPublished,
        TrainingEnded,
    )
}


class Board:
    """Events and wishes, numbered from 1. Every method raises UserError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def post(self, run: str, message: object) -> None:
        """Tell all windows a message of the trainer; what is only of use on its machine is left out."""
        name = type(message).__name__
        if name not in _SAID:
            return
        if isinstance(message, TrainingEnded):
            message = replace(message, error=None)
        packed = msgspec.msgpack.encode((name, msgspec.to_builtins(message)))
        with self._database.writing(alone=False) as there:
            if isinstance(message, TrainingStarted):  # what earlier runs said is of no more use
                there.execute("DELETE FROM training_events WHERE run <> ?", (run,))
            there.execute("INSERT INTO training_events (run, message) VALUES (?, ?)", (run, packed))

    def read(self, since: int) -> list[tuple[int, str, object]]:
        """(number, run, message) of what was said after number `since`; damaged ones are left out."""
        with self._database.reading() as there:
            rows = there.execute(
                "SELECT number, run, message FROM training_events WHERE number > ? ORDER BY number", (since,)
            ).fetchall()
        found = []
        for number, run, packed in rows:
            with suppress(msgspec.ValidationError, msgspec.DecodeError, KeyError):
                name, fields = msgspec.msgpack.decode(packed, type=tuple[str, dict[str, Any]])
                found.append((int(number), str(run), msgspec.convert(fields, _SAID[name])))
        return found

    def unfinished(self) -> bool:
        """Whether the last run has begun and its machine never said how it ended."""
        said = self.read(0)
        return bool(said) and not isinstance(said[-1][2], TrainingEnded)

    def is_followed(self) -> bool:
        """Whether a training machine is there: one holds the lock."""
        with self._database.reading() as there:
            found = there.execute(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND "
                "(classid::bigint << 32) + objid::bigint = ? AND "
                "database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                (_LOCK,),
            ).fetchone()
        return found is not None

    def wish(self, wish: str, author: str) -> None:
        """Ask the training machine to “begin”, “pause”, “resume” or “stop”."""
        with self._database.writing(alone=False) as there:
            there.execute("INSERT INTO training_wishes (wish, author) VALUES (?, ?)", (wish, author))

    def wishes(self, since: int) -> Sequence[tuple[int, str]]:
        """(number, wish) of what was asked after number `since`."""
        with self._database.reading() as there:
            found = there.execute(
                "SELECT number, wish FROM training_wishes WHERE number > ? ORDER BY number", (since,)
            ).fetchall()
        return [(int(number), str(wish)) for number, wish in found]

    def newest_wish(self) -> int:
        """The number of the newest wish, 0 if there is none."""
        with self._database.reading() as there:
            return int(there.execute("SELECT coalesce(max(number), 0) FROM training_wishes").fetchone()[0])


class TrainingLock:
    """An advisory lock of the shared project: its holder trains. It goes with the connection, so with the process.

    Who holds it asks every few seconds whether it still does; a machine that hangs loses it.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: Any = None

    def acquire(self) -> bool:
        """Whether it is ours now. Raises UserError where the shared project cannot be reached."""
        if self.held():
            return True
        self.close()
        self._connection = connect(self._address)
        self._connection.execute(f"SET idle_session_timeout = '{_HANGS}'".encode())
        taken = bool(self._connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()[0])
        if not taken:
            self.close()
        return taken

    def held(self) -> bool:
        """Whether it is still ours; asks the server."""
        if self._connection is None:
            return False
        try:
            self._connection.execute("SELECT 1")
        except Exception:
            return False
        return True

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()
