"""The table of model versions."""

from typing import Annotated, Final

import msgspec

from blurlab.project.keys import VERSION_NAME
from blurlab.project.records import VersionRow
from blurlab.project.sql.connection import Connection
from blurlab.project.sql.row_door import RowDoor, Share

_VERSION: Final = tuple[
    Annotated[str, msgspec.Meta(pattern=rf"^{VERSION_NAME}\Z")], str | None, str, str, Share | None, Share | None
]


class SqlVersions:
    """See blurlab.project.ports.VersionRows."""

    def __init__(self, connection: Connection, door: RowDoor) -> None:
        self._connection, self._door = connection, door

    def all(self) -> list[VersionRow]:
        rows = self._connection.execute(
            "SELECT name, parent, setup, created_at, auc, ap FROM model_versions ORDER BY rowid"
        )
        return [VersionRow(*row) for row in self._door.rows("model_versions", _VERSION, rows)]

    def add(self, version: VersionRow) -> None:
        self._connection.execute(
            "INSERT INTO model_versions (name, parent, setup, created_at, auc, ap) VALUES (?, ?, ?, ?, ?, ?)",
            (version.name, version.parent, version.setup, version.created_at, version.auc, version.ap),
        )

    def remove(self, name: str) -> None:
        self._connection.execute("DELETE FROM model_versions WHERE name = ?", (name,))
