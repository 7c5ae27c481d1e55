"""The tables of what people, other programs and cameras say of the photos."""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress

from blurlab.imaging.metadata.marks import Marks
from blurlab.project.records import Culling


class SqliteCulling:
    """See blurlab.project.ports.CullingRows. The tables `told` and `taken` hold external marks and capture times."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[int, Culling]:
        rows = self._connection.execute("SELECT photo_id, stars, pick, label, verdict, binned FROM culling").fetchall()
        found = {}
        for photo_id, stars, pick, label, verdict, binned in rows:
            with suppress(ValueError):  # written by another version
                found[photo_id] = Culling(stars, pick, label, verdict, bool(binned))
        return found

    def binned(self) -> list[int]:
        rows = self._connection.execute("SELECT photo_id FROM culling WHERE binned").fetchall()
        return [photo_id for (photo_id,) in rows]

    def changed_at(self) -> dict[int, float]:
        return dict(self._connection.execute("SELECT photo_id, changed_at FROM culling").fetchall())

    def save(self, culling: Mapping[int, tuple[Culling, float]]) -> None:
        rows = [
            (photo_id, one.stars, one.pick, one.label, one.verdict, one.binned, changed_at)
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
        rows = self._connection.execute("SELECT photo_id, stars, label, pick, files FROM told").fetchall()
        return {photo_id: (Marks(stars, label, pick), files) for photo_id, stars, label, pick, files in rows}

    def save_external_marks(self, marks: Mapping[int, tuple[Marks, str]]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO told (photo_id, stars, label, pick, files) VALUES (?, ?, ?, ?, ?)",
            [(photo_id, one.rating, one.label, one.pick, files) for photo_id, (one, files) in marks.items()],
        )

    def capture_times(self) -> dict[int, float | None]:
        return dict(self._connection.execute("SELECT photo_id, seconds FROM taken").fetchall())

    def save_capture_times(self, times: Mapping[int, float | None]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO taken (photo_id, seconds) VALUES (?, ?)", list(times.items())
        )
