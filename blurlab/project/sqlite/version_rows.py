"""The table of model versions."""

import sqlite3

from blurlab.project.records import VersionRow


class SqliteVersions:
    """See blurlab.project.ports.VersionRows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[VersionRow]:
        rows = self._connection.execute(
            "SELECT name, parent, setup, created_at, auc, ap FROM model_versions ORDER BY rowid"
        ).fetchall()
        return [VersionRow(*row) for row in rows]

    def add(self, version: VersionRow) -> None:
        self._connection.execute(
            "INSERT INTO model_versions (name, parent, setup, created_at, auc, ap) VALUES (?, ?, ?, ?, ?, ?)",
            (version.name, version.parent, version.setup, version.created_at, version.auc, version.ap),
        )

    def remove(self, name: str) -> None:
        self._connection.execute("DELETE FROM model_versions WHERE name = ?", (name,))
