"""The tables of doubts, notes, decisions (`judgements`) and blind checks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from blurlab.core.learning.queue_order import Doubt
from blurlab.core.prediction import View
from blurlab.project.records import Decision, Opinion, SecondLook, Status
from blurlab.project.sql.connection import Connection
from blurlab.project.sql.row_door import Count, Flag, Id, Number, RowDoor, Share

# Rows of doubts, when a later one overwrites an earlier one.
_LAST_WINS: Final = "(version = ? AND view = ?), made_at, rowid"
_BITS: Final[Any] = Annotated[float, msgspec.Meta(ge=0.0, le=1.01)]
_SECOND: Final = tuple[Id, Count, str, Opinion, str, Number | None, Number | None, str]
_DECISION: Final = tuple[Id, Status, str, str, Share, Flag, Flag]


class SqlReview:
    """See blurlab.project.ports.ReviewRows."""

    def __init__(self, connection: Connection, door: RowDoor) -> None:
        self._connection, self._door = connection, door

    def doubts(self, version: str = "", view: View = View.WHOLE) -> dict[int, Doubt]:
        rows = self._connection.execute(
            f"SELECT photo_id, entropy, disagreement, blurred FROM doubts ORDER BY {_LAST_WINS}", (version, str(view))
        )
        kind = tuple[Id, _BITS, _BITS, Share]
        return {photo_id: Doubt(*numbers) for photo_id, *numbers in self._door.rows("doubts", kind, rows)}

    def descriptors(self, version: str = "", view: View = View.WHOLE) -> dict[int, NDArray[np.float32]]:
        rows = self._connection.execute(
            f"SELECT photo_id, descriptor FROM doubts ORDER BY {_LAST_WINS}", (version, str(view))
        )
        return _descriptors(self._door.rows("doubts", tuple[Id, bytes], rows))

    def photos_with_doubt(self, version: str, view: View = View.WHOLE) -> frozenset[int]:
        rows = self._connection.execute(
            "SELECT photo_id FROM doubts WHERE version = ? AND view = ?", (version, str(view))
        )
        return frozenset(photo_id for (photo_id,) in self._door.rows("doubts", tuple[Id], rows))

    def save_doubt(
        self,
        photo_id: int,
        version: str,
        view: View,
        doubt: Doubt,
        descriptor: NDArray[np.float32],
        made_at: str,
    ) -> None:
        blob = np.ascontiguousarray(descriptor, "<f4").tobytes()
        self._connection.execute(  # away and anew: a later row wins where two were made in the same second
            "DELETE FROM doubts WHERE photo_id = ? AND version = ? AND view = ?", (photo_id, version, str(view))
        )
        self._connection.execute(
            "INSERT INTO doubts "
            "(photo_id, version, view, entropy, disagreement, blurred, descriptor, made_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (photo_id, version, str(view), doubt.entropy, doubt.disagreement, doubt.blurred, blob, made_at),
        )

    def notes(self) -> dict[int, str]:
        rows = self._connection.execute("SELECT photo_id, text FROM notes")
        return dict(self._door.rows("notes", tuple[Id, str], rows))

    def set_note(self, photo_id: int, text: str, author: str, changed_at: str) -> None:
        if text:
            self._connection.execute(
                "INSERT INTO notes (photo_id, text, author, changed_at) VALUES (?, ?, ?, ?) ON CONFLICT (photo_id) "
                "DO UPDATE SET text = excluded.text, author = excluded.author, changed_at = excluded.changed_at",
                (photo_id, text, author, changed_at),
            )
        else:
            self._connection.execute("DELETE FROM notes WHERE photo_id = ?", (photo_id,))

    def log(self, decision: Decision) -> None:
        self._connection.execute(
            "INSERT INTO judgements (photo_id, status, author, agreement, blind, bulk, judged_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                decision.photo_id,
                str(decision.status),
                decision.author,
                decision.agreement,
                int(decision.blind),
                int(decision.bulk),
                decision.decided_at,
            ),
        )

    def measured(self) -> list[Decision]:
        rows = self._connection.execute(
            "SELECT photo_id, status, author, judged_at, agreement, blind, bulk FROM judgements "
            "WHERE agreement IS NOT NULL ORDER BY blind, id"
        )
        return [
            Decision(photo_id, status, author, decided_at, agreement, bool(blind), bool(bulk))
            for photo_id, status, author, decided_at, agreement, blind, bulk in self._door.rows(
                "judgements", _DECISION, rows
            )
        ]

    def times(self, author: str, most: int) -> list[str]:
        rows = self._connection.execute(
            "SELECT judged_at FROM judgements WHERE author = ? AND status IN ('accepted', 'rejected', 'skipped') "
            "ORDER BY id DESC LIMIT ?",
            (author, most),
        )
        return [text for (text,) in self._door.rows("judgements", tuple[str], rows) if _is_time(text)]

    def predictions_seen(self) -> dict[int, bool]:
        rows = self._connection.execute("SELECT photo_id, seen FROM blind_checks")
        return {photo_id: bool(seen) for photo_id, seen in self._door.rows("blind_checks", tuple[Id, Flag], rows)}

    def set_prediction_seen(self, photo_ids: Iterable[int], seen: bool, changed_at: str) -> None:
        self._connection.executemany(
            "INSERT INTO blind_checks (photo_id, seen, changed_at) VALUES (?, ?, ?) "
            "ON CONFLICT (photo_id) DO UPDATE SET seen = excluded.seen, changed_at = excluded.changed_at",
            [(photo_id, int(seen), changed_at) for photo_id in photo_ids],
        )

    def people(self) -> dict[str, tuple[int, float | None]]:
        rows = self._connection.execute(
            "SELECT author, count(DISTINCT photo_id), avg(agreement) FROM judgements "
            "WHERE status IN ('accepted', 'rejected', 'skipped') GROUP BY author ORDER BY author"
        )
        kind = tuple[str, Count, Share | None]
        return {author: (count, mean) for author, count, mean in self._door.rows("judgements", kind, rows)}

    def second_looks(self, photo_id: int | None = None) -> list[SecondLook]:
        where, values = ("", ()) if photo_id is None else ("WHERE photo_id = ?", (photo_id,))
        rows = self._connection.execute(
            f"SELECT photo_id, revision, author, verdict, text, x, y, made_at FROM reviews {where} ORDER BY id", values
        )
        return [
            SecondLook(photo, revision, author, opinion, text, None if x is None or y is None else (x, y), made_at)
            for photo, revision, author, opinion, text, x, y, made_at in self._door.rows("reviews", _SECOND, rows)
        ]

    def add_second_look(self, look: SecondLook) -> None:
        x, y = look.place or (None, None)
        self._connection.execute(
            "INSERT INTO reviews (photo_id, revision, author, verdict, text, x, y, made_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (look.photo_id, look.revision, look.author, str(look.opinion), look.text, x, y, look.made_at),
        )


def _descriptors(rows: list[tuple[int, bytes]]) -> dict[int, NDArray[np.float32]]:
    """By photo id. Those of one length are read at once: 100,000 one by one keep Python's lock from the window."""
    last = {photo_id: blob for photo_id, blob in rows if len(blob) % 4 == 0}
    by_length: dict[int, list[int]] = {}
    for photo_id, blob in last.items():
        by_length.setdefault(len(blob), []).append(photo_id)
    found: dict[int, NDArray[np.float32]] = {}
    for length, ids in by_length.items():
        joined = b"".join([last[photo_id] for photo_id in ids])
        numbers = np.frombuffer(joined, "<f4").astype(np.float32).reshape(len(ids), length // 4)
        finite = np.logical_and.reduce(np.isfinite(numbers), axis=1)
        found.update((photo_id, one) for photo_id, one, sound in zip(ids, numbers, finite, strict=True) if sound)
    return found


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).timestamp() >= 0
    except (ValueError, OverflowError, OSError):
        return False
