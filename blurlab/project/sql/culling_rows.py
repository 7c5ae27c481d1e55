"""The tables of what people, other programs and cameras say of the photos."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

import msgspec

from blurlab.imaging.metadata.marks import LABELS, Marks
from blurlab.project.records import CORRECTIONS, Culling
from blurlab.project.sql.connection import Connection
from blurlab.project.sql.row_door import Flag, Id, Number, RowDoor

_Stars = Annotated[int, msgspec.Meta(ge=0, le=5)]
_Pick = Literal[-1, 0, 1]
_LABEL: Final[Any] = Literal["", *LABELS]
_VERDICT: Final[Any] = Literal["", *CORRECTIONS]
_TOLD: Final = tuple[Id, Annotated[int, msgspec.Meta(ge=-1, le=5)], str, _Pick, str]
_CULLING: Final[Any] = tuple[Id, _Stars, _Pick, _LABEL, _VERDICT, Flag]


class SqlCulling:
    """See blurlab.project.ports.CullingRows. The tables `told` and `taken` hold external marks and capture times."""

    def __init__(self, connection: Connection, door: RowDoor) -> None:
        self._connection, self._door = connection, door

    def all(self) -> dict[int, Culling]:
        rows = self._connection.execute("SELECT photo_id, stars, pick, label, verdict, binned FROM culling")
        return {
            photo_id: Culling(stars, pick, label, verdict, bool(binned))
            for photo_id, stars, pick, label, verdict, binned in self._door.rows("culling", _CULLING, rows)
        }

    def binned(self) -> list[int]:
        rows = self._connection.execute("SELECT photo_id FROM culling WHERE binned <> 0")
        return [photo_id for (photo_id,) in self._door.rows("culling", tuple[Id], rows)]

    def changed_at(self) -> dict[int, float]:
        rows = self._connection.execute("SELECT photo_id, changed_at FROM culling")
        return dict(self._door.rows("culling", tuple[Id, Number], rows))

    def save(self, culling: Mapping[int, tuple[Culling, float]]) -> None:
        rows = [
            (photo_id, one.stars, one.pick, one.label, one.verdict, int(one.binned), changed_at)
            for photo_id, (one, changed_at) in culling.items()
        ]
        self._connection.executemany(
            "INSERT INTO culling (photo_id, stars, pick, label, verdict, binned, changed_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (photo_id) DO UPDATE SET stars = excluded.stars, "
            "pick = excluded.pick, label = excluded.label, verdict = excluded.verdict, binned = excluded.binned, "
            "changed_at = excluded.changed_at",
            rows,
        )

    def external_marks(self) -> dict[int, tuple[Marks, str]]:
        rows = self._connection.execute("SELECT photo_id, stars, label, pick, files FROM told")
        return {
            photo_id: (Marks(stars, label, pick), files)
            for photo_id, stars, label, pick, files in self._door.rows("told", _TOLD, rows)
        }

    def save_external_marks(self, marks: Mapping[int, tuple[Marks, str]]) -> None:
        self._connection.executemany(
            "INSERT INTO told (photo_id, stars, label, pick, files) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (photo_id) DO UPDATE SET stars = excluded.stars, label = excluded.label, "
            "pick = excluded.pick, files = excluded.files",
            [(photo_id, one.rating, one.label, one.pick, files) for photo_id, (one, files) in marks.items()],
        )

    def capture_times(self) -> dict[int, float | None]:
        rows = self._connection.execute("SELECT photo_id, seconds FROM taken")
        return dict(self._door.rows("taken", tuple[Id, Number | None], rows))

    def save_capture_times(self, times: Mapping[int, float | None]) -> None:
        self._connection.executemany(
            "INSERT INTO taken (photo_id, seconds) VALUES (?, ?) "
            "ON CONFLICT (photo_id) DO UPDATE SET seconds = excluded.seconds",
            list(times.items()),
        )
