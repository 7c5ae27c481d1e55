"""The table of photos. Their paths are kept relative to the project's folder where both move together."""

import os
import sqlite3
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, shown_name
from blurlab.project.records import KINDS, NewPhoto, Photo, Status
from blurlab.project.sqlite.row_door import Columns, Count, Id, whole

COLUMNS: Final = "id, path, width, height, status, kind, digest"
_SELECT: Final = f"SELECT {COLUMNS} FROM photos"
_COLUMNS: Final[Columns] = {
    "number": Id,
    "path": Any,
    "width": Count,
    "height": Count,
    "status": Status,
    "kind": Any,
    "digest": str,
}
_LONGEST_PATH: Final = 32_768  # characters


class SqlitePhotos:
    """See blurlab.project.ports.PhotoRows."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection, self._folder = connection, folder

    def all(self, status: Status | None = None) -> list[Photo]:
        where, values = ("", ()) if status is None else ("WHERE status = ?", (str(status),))
        rows = self._connection.execute(f"{_SELECT} {where} ORDER BY id", values).fetchall()
        return photos_of(self._folder, rows)

    def get(self, photo_id: int) -> Photo | None:
        rows = self._connection.execute(f"{_SELECT} WHERE id = ?", (photo_id,)).fetchall()
        return next(iter(photos_of(self._folder, rows)), None)

    def at(self, path: Path) -> Photo | None:
        stored = _stored_path(self._folder, path)
        rows = self._connection.execute(f"{_SELECT} WHERE path = ?", (stored,)).fetchall()
        return next(iter(photos_of(self._folder, rows)), None)

    def with_digest(self, digest: str) -> list[Photo]:
        rows = self._connection.execute(f"{_SELECT} WHERE digest = ? ORDER BY id", (digest,)).fetchall()
        return photos_of(self._folder, rows)

    def counts(self) -> dict[Status, int]:
        rows = self._connection.execute("SELECT status, count(*) FROM photos GROUP BY status").fetchall()
        known = {str(status): status for status in Status}
        if wild := [status for status, _ in rows if status not in known]:
            raise _unknown_status(self._folder, "a photo", wild[0])
        return {known[status]: count for status, count in rows}

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


def photos_of(folder: Path, rows: list[tuple[Any, ...]]) -> list[Photo]:
    """Rows of COLUMNS as photos. Raises UserError if a column is not of its kind.

    A photo whose kind of blur is none that there is, is of no known kind.
    """

    def refused(row: tuple[Any, ...], column: str) -> UserError:
        name = _photo_path(folder, row[1]).name
        if column == "status":
            return _unknown_status(folder, f"the photo “{shown_name(name)}”", row[4])
        return _damaged(folder, name, column)

    photos = []
    for photo_id, stored, width, height, status, kind, digest in whole(rows, _COLUMNS, refused):
        path = _photo_path(folder, stored)
        photos.append(Photo(photo_id, path, path.name, width, height, status, kind if kind in KINDS else "", digest))
    return photos


def _unknown_status(folder: Path, photo: str, status: object) -> UserError:
    return UserError(
        "project.unknown_status",
        f"The project “{shown_name(folder)}” gives {photo} a status that blurlab does not know: "
        f"“{shown_name(str(status))}”.",
    )


def _damaged(folder: Path, photo: str, column: str) -> UserError:
    return UserError(
        "project.damaged_photo",
        f"The database of the project “{shown_name(folder)}” is damaged: it says of the photo "
        f"“{shown_name(photo)}” what cannot be its {column}; its masks are still in its folder “masks”.",
    )


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


def _photo_path(folder: Path, stored: object) -> Path:
    """The absolute path behind a stored one. Raises UserError for what cannot be a path."""
    text = os.fsdecode(stored) if isinstance(stored, str | bytes) else ""
    if not text or "\0" in text or len(text) > _LONGEST_PATH:
        raise _damaged(folder, str(stored)[:60], "path")
    return Path(text) if os.path.isabs(text) else Path(os.path.normpath(folder / text))  # noqa: PTH117 - hot path
