"""The table of mask revisions."""

from collections.abc import Iterable
from typing import Final

from blurlab.core.prediction import Look, View
from blurlab.errors import UserError, shown_name
from blurlab.project.records import Label, MaskRevision
from blurlab.project.sql.connection import Connection
from blurlab.project.sql.photo_rows import photos_of
from blurlab.project.sql.places import Places
from blurlab.project.sql.row_door import Columns, Count, Cut, Flag, Id, RowDoor, Scale, whole

_SELECT: Final = (
    "SELECT id, photo_id, revision, painted, author, model_version, created_at, view, scale, cut FROM masks"
)
_COLUMNS: Final[Columns] = {
    "number": Id,
    "photo": Id,
    "revision": Count,
    "painted plane": Flag,
    "author": str,
    "model version": str | None,
    "time": str,
    "view": View,
    "scale": Scale | None,
    "cut": Cut | None,
}


class SqlMasks:
    """See blurlab.project.ports.MaskRows."""

    def __init__(self, connection: Connection, places: Places, door: RowDoor) -> None:
        self._connection, self._places, self._door = connection, places, door

    def of_photo(self, photo_id: int, *, newest_only: bool = False) -> list[MaskRevision]:
        limit = "LIMIT 1" if newest_only else ""
        query = f"{_SELECT} WHERE photo_id = ? ORDER BY revision DESC {limit}"
        rows = self._connection.execute(query, (photo_id,)).fetchall()
        # One that is damaged is not left out: an older one would be taken for the newest.
        return [
            MaskRevision(row_id, photo, revision, bool(painted), author, model_version, created_at, Look(*look), cut)
            for row_id, photo, revision, painted, author, model_version, created_at, *look, cut in whole(
                rows, _COLUMNS, lambda row, column: self._damaged(row[1], column)
            )
        ]

    def labels(self) -> list[Label]:
        rows = self._connection.execute(
            "SELECT p.id, p.path, p.width, p.height, p.status, p.kind, p.digest, p.part, p.tones, "
            "m.revision, m.view, m.scale "
            "FROM photos p "
            "JOIN (SELECT photo_id, max(revision) AS newest FROM masks GROUP BY photo_id) n ON n.photo_id = p.id "
            "JOIN masks m ON m.photo_id = p.id AND m.revision = n.newest WHERE p.status = 'accepted' ORDER BY p.id"
        ).fetchall()
        newest = whole(
            [(row[0], *row[9:]) for row in rows],
            {"photo": Id, "revision": Count, "view": View, "scale": Scale | None},
            lambda row, column: self._damaged(row[0], column),
        )
        photos = photos_of(self._places, [row[:9] for row in rows])
        return [Label(photo, revision, Look(*look)) for photo, (_, revision, *look) in zip(photos, newest, strict=True)]

    def authors(self) -> dict[int, tuple[str, ...]]:
        rows = self._connection.execute(
            "SELECT photo_id, author FROM masks GROUP BY photo_id, author ORDER BY max(revision) DESC"
        )
        found: dict[int, tuple[str, ...]] = {}
        for photo_id, author in self._door.rows("masks", tuple[Id, str], rows):
            found[photo_id] = (*found.get(photo_id, ()), author)
        return found

    def add(
        self,
        photo_id: int,
        *,
        painted: bool,
        author: str,
        model_version: str | None,
        created_at: str,
        look: Look,
        cut: int | None = None,
    ) -> MaskRevision:
        last = self._connection.execute(
            "SELECT max(revision) FROM masks WHERE photo_id = ? AND revision BETWEEN 1 AND 999999999", (photo_id,)
        )
        revision = int(last.fetchone()[0] or 0) + 1
        cursor = self._connection.execute(
            "INSERT INTO masks (photo_id, revision, painted, author, model_version, created_at, view, scale, cut) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (photo_id, revision, int(painted), author, model_version, created_at, str(look.view), look.scale, cut),
        )
        number = int(cursor.fetchone()[0])
        return MaskRevision(number, photo_id, revision, painted, author, model_version, created_at, look, cut)

    def remove(self, ids: Iterable[int]) -> None:
        self._connection.executemany("DELETE FROM masks WHERE id = ?", [(row_id,) for row_id in ids])

    def _damaged(self, photo_id: object, column: str) -> UserError:
        return UserError(
            "project.damaged_mask",
            f"The database of the project “{self._places.name}” is damaged: it says of a mask of the photo "
            f"number {shown_name(str(photo_id))} what cannot be its {column}; the masks are still in its folder "
            "“masks”.",
        )
