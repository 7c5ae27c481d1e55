"""The table of photos."""

from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, shown_name
from blurlab.imaging.ports import PhotoRef, read_part
from blurlab.imaging.tones import AUTOMATIC, Tones
from blurlab.project.records import KINDS, NewPhoto, Photo, Status
from blurlab.project.sql.connection import Connection
from blurlab.project.sql.places import Places, damaged_photo
from blurlab.project.sql.row_door import Columns, Count, Id, whole

COLUMNS: Final = "id, path, width, height, status, kind, digest, part, tones"
_SELECT: Final = f"SELECT {COLUMNS} FROM photos"
_COLUMNS: Final[Columns] = {
    "number": Id,
    "path": Any,
    "width": Count,
    "height": Count,
    "status": Status,
    "kind": Any,
    "digest": str,
    "part": str,
    "tones": str,
}


class SqlPhotos:
    """See blurlab.project.ports.PhotoRows."""

    def __init__(self, connection: Connection, places: Places) -> None:
        self._connection, self._places = connection, places

    def all(self, status: Status | None = None) -> list[Photo]:
        where, values = ("", ()) if status is None else ("WHERE status = ?", (str(status),))
        rows = self._connection.execute(f"{_SELECT} {where} ORDER BY id", values).fetchall()
        return photos_of(self._places, rows)

    def get(self, photo_id: int) -> Photo | None:
        rows = self._connection.execute(f"{_SELECT} WHERE id = ?", (photo_id,)).fetchall()
        return next(iter(photos_of(self._places, rows)), None)

    def at(self, ref: PhotoRef) -> Photo | None:
        values = (self._places.stored(ref.path), ref.part)
        rows = self._connection.execute(f"{_SELECT} WHERE path = ? AND part = ?", values).fetchall()
        return next(iter(photos_of(self._places, rows)), None)

    def with_digest(self, digest: str) -> list[Photo]:
        rows = self._connection.execute(f"{_SELECT} WHERE digest = ? ORDER BY id", (digest,)).fetchall()
        return photos_of(self._places, rows)

    def counts(self) -> dict[Status, int]:
        rows = self._connection.execute("SELECT status, count(*) FROM photos GROUP BY status").fetchall()
        known = {str(status): status for status in Status}
        if wild := [status for status, _ in rows if status not in known]:
            raise _unknown_status(self._places, "a photo", wild[0])
        return {known[status]: count for status, count in rows}

    def add(self, photo: NewPhoto) -> int:
        cursor = self._connection.execute(
            "INSERT INTO photos (path, part, digest, width, height, kind, tones, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            new_values(self._places, photo),
        )
        return int(cursor.fetchone()[0])

    def set_status(self, photo_id: int, status: Status) -> bool:
        cursor = self._connection.execute("UPDATE photos SET status = ? WHERE id = ?", (str(status), photo_id))
        return cursor.rowcount > 0

    def set_kind(self, photo_id: int, kind: str) -> bool:
        return self._connection.execute("UPDATE photos SET kind = ? WHERE id = ?", (kind, photo_id)).rowcount > 0

    def set_tones(self, photo_id: int, tones: Tones) -> bool:
        cursor = self._connection.execute("UPDATE photos SET tones = ? WHERE id = ?", (tones.text, photo_id))
        return cursor.rowcount > 0

    def set_digest(self, photo_id: int, digest: str) -> None:
        self._connection.execute("UPDATE photos SET digest = ? WHERE id = ?", (digest, photo_id))

    def move(self, photo_id: int, path: Path) -> None:
        stored = self._places.stored(path)
        self._connection.execute(
            "UPDATE photos SET path = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM photos o WHERE o.path = ? "
            "AND o.part = photos.part)",
            (stored, photo_id, stored),
        )


def new_values(places: Places, photo: NewPhoto) -> tuple[Any, ...]:
    """Of a new row: path, part, digest, width, height, kind, tones, added_at."""
    ref, size = photo.ref, (photo.width, photo.height)
    return places.stored(ref.path), ref.part, photo.digest, *size, photo.kind, ref.tones.text, photo.added_at


def photos_of(places: Places, rows: list[tuple[Any, ...]]) -> list[Photo]:
    """Rows of COLUMNS as photos. Raises UserError if a column is not of its kind.

    A photo whose kind of blur is none that there is, is of no known kind; damaged tones are automatic ones.
    """

    def refused(row: tuple[Any, ...], column: str) -> UserError:
        name = places.path(row[1]).name
        if column == "status":
            return _unknown_status(places, f"the photo “{shown_name(name)}”", row[4])
        return damaged_photo(places.name, name, column)

    photos = []
    for row in whole(rows, _COLUMNS, refused):
        photo_id, stored, width, height, status, kind, digest, part, tones = row
        path = places.path(stored)
        try:
            ref = PhotoRef(path, *read_part(part), _tones(tones)) if part or tones else PhotoRef(path)
        except ValueError:
            raise refused(row, "part") from None
        kind = kind if kind in KINDS else ""
        photos.append(Photo(photo_id, path, ref.name, width, height, status, kind, digest, ref))
    return photos


def _tones(text: str) -> Tones:
    """What is kept, or what is automatic where that is damaged: it can be chosen again."""
    try:
        return Tones.read(text)
    except ValueError:
        return AUTOMATIC


def _unknown_status(places: Places, photo: str, status: object) -> UserError:
    return UserError(
        "project.unknown_status",
        f"The project “{places.name}” gives {photo} a status that blurlab does not know: “{shown_name(str(status))}”.",
    )
