"""The table of mask revisions."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from blurlab.project.records import Label, MaskRevision
from blurlab.project.sqlite.photo_rows import photo_of

_SELECT: Final = "SELECT id, photo_id, revision, painted, author, model_version, created_at FROM masks"


class SqliteMasks:
    """See blurlab.project.ports.MaskRows."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection, self._folder = connection, folder

    def of_photo(self, photo_id: int, *, newest_only: bool = False) -> list[MaskRevision]:
        limit = "LIMIT 1" if newest_only else ""
        query = f"{_SELECT} WHERE photo_id = ? ORDER BY revision DESC {limit}"
        return [_revision_of(row) for row in self._connection.execute(query, (photo_id,)).fetchall()]

    def labels(self) -> list[Label]:
        rows = self._connection.execute(
            "SELECT p.id, p.path, p.width, p.height, p.status, p.kind, p.digest, max(m.revision) "
            "FROM photos p JOIN masks m ON m.photo_id = p.id WHERE p.status = 'accepted' GROUP BY p.id ORDER BY p.id"
        ).fetchall()
        return [Label(photo_of(self._folder, row[:7]), row[7]) for row in rows]

    def authors(self) -> dict[int, tuple[str, ...]]:
        rows = self._connection.execute(
            "SELECT photo_id, author FROM masks GROUP BY photo_id, author ORDER BY max(revision) DESC"
        ).fetchall()
        found: dict[int, tuple[str, ...]] = {}
        for photo_id, author in rows:
            found[photo_id] = (*found.get(photo_id, ()), author)
        return found

    def add(
        self, photo_id: int, *, painted: bool, author: str, model_version: str | None, created_at: str
    ) -> MaskRevision:
        last = self._connection.execute("SELECT max(revision) FROM masks WHERE photo_id = ?", (photo_id,)).fetchone()[0]
        revision = int(last or 0) + 1
        cursor = self._connection.execute(
            "INSERT INTO masks (photo_id, revision, painted, author, model_version, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (photo_id, revision, painted, author, model_version, created_at),
        )
        return MaskRevision(cursor.lastrowid or 0, photo_id, revision, painted, author, model_version, created_at)

    def remove(self, ids: Iterable[int]) -> None:
        self._connection.executemany("DELETE FROM masks WHERE id = ?", [(row_id,) for row_id in ids])


def _revision_of(row: tuple[Any, ...]) -> MaskRevision:
    row_id, photo_id, revision, painted, author, model_version, created_at = row
    return MaskRevision(row_id, photo_id, revision, bool(painted), author, model_version, created_at)
