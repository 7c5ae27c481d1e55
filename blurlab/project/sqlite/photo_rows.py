"""The table of photos. Their paths are kept relative to the project's folder where both move together."""

import os
import sqlite3
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, shown_name
from blurlab.project.records import NewPhoto, Photo, Status

COLUMNS: Final = "id, path, width, height, status, kind, digest"
_SELECT: Final = f"SELECT {COLUMNS} FROM photos"


class SqlitePhotos:
    """See blurlab.project.ports.PhotoRows."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection, self._folder = connection, folder

    def all(self, status: Status | None = None) -> list[Photo]:
        where, values = ("", ()) if status is None else ("WHERE status = ?", (str(status),))
        rows = self._connection.execute(f"{_SELECT} {where} ORDER BY id", values).fetchall()
        return [photo_of(self._folder, row) for row in rows]

    def get(self, photo_id: int) -> Photo | None:
        row = self._connection.execute(f"{_SELECT} WHERE id = ?", (photo_id,)).fetchone()
        return None if row is None else photo_of(self._folder, row)

    def at(self, path: Path) -> Photo | None:
        stored = _stored_path(self._folder, path)
        row = self._connection.execute(f"{_SELECT} WHERE path = ?", (stored,)).fetchone()
        return None if row is None else photo_of(self._folder, row)

    def with_digest(self, digest: str) -> list[Photo]:
        rows = self._connection.execute(f"{_SELECT} WHERE digest = ? ORDER BY id", (digest,)).fetchall()
        return [photo_of(self._folder, row) for row in rows]

    def counts(self) -> dict[Status, int]:
        rows = self._connection.execute("SELECT status, count(*) FROM photos GROUP BY status").fetchall()
        return {Status(status): count for status, count in rows}

    def add(self, photo: NewPhoto) -> int:
        cursor = self._connection.execute(
            "INSERT INTO photos (path, digest, width, height, kind, added_at) VALUES (?, ?, ?, ?, ?, ?)",
            (
                _stored_path(self._folder, photo.path),
                photo.digest,
                photo.width,
                photo.height,
                photo.kind,
                photo.added_at,
            ),
        )
        return int(cursor.lastrowid or 0)

    def set_status(self, photo_id: int, status: Status) -> bool:
        cursor = self._connection.execute("UPDATE photos SET status = ? WHERE id = ?", (str(status), photo_id))
        return cursor.rowcount > 0

    def set_kind(self, photo_id: int, kind: str) -> bool:
        return self._connection.execute("UPDATE photos SET kind = ? WHERE id = ?", (kind, photo_id)).rowcount > 0

    def set_digest(self, photo_id: int, digest: str) -> None:
        self._connection.execute("UPDATE photos SET digest = ? WHERE id = ?", (digest, photo_id))

    def move(self, photo_id: int, path: Path) -> None:
        self._connection.execute(
            "UPDATE OR IGNORE photos SET path = ? WHERE id = ?", (_stored_path(self._folder, path), photo_id)
        )


def photo_of(folder: Path, row: tuple[Any, ...]) -> Photo:
    """A row of COLUMNS as a Photo. Raises UserError for a status that there is not."""
    photo_id, stored, width, height, status, kind, digest = row
    path = _photo_path(folder, stored)
    try:
        known = Status(status)
    except ValueError:
        raise UserError(
            "project.unknown_status",
            f"The project “{shown_name(folder)}” gives the photo “{shown_name(path)}” a status that blurlab does not "
            f"know: “{shown_name(str(status))}”.",
        ) from None
    return Photo(photo_id, path, path.name, width, height, known, kind, digest)


def _stored_path(folder: Path, photo: Path) -> str | bytes:
    """`photo` (absolute) as the database keeps it: relative where photo and project move together, else absolute."""
    text = str(photo)
    try:
        shared = Path(os.path.commonpath([folder, photo]))
        if shared != shared.parent:  # more in common than the root of the disk
            text = Path(os.path.relpath(photo, folder)).as_posix()
    except ValueError:  # another drive
        pass
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text)
    return text


def _photo_path(folder: Path, stored: str | bytes) -> Path:
    """The absolute path behind a stored one."""
    text = os.fsdecode(stored)
    return Path(text) if os.path.isabs(text) else Path(os.path.normpath(folder / text))  # noqa: PTH117 - hot path
