"""What was changed in a copy of a shared project and has not gone to the others yet: the table `outbox`.

Triggers that belong to each connection write it, whichever part of blurlab and whichever process changes a row; they
do not stand in the file, where a stranger could have put others. A row of the outbox names a changed row, and what it
was when the others knew it last; its content is read when it goes out.
"""

import sqlite3
from pathlib import Path
from typing import Final

from blurlab.project.records import NewPhoto
from blurlab.project.sql.connection import Connection
from blurlab.project.sql.photo_rows import SqlPhotos, new_values
from blurlab.project.sql.places import Places
from blurlab.project.team.tables import OWN_SETTINGS, TABLES, Table

MAKE: Final = (
    """
    CREATE TABLE IF NOT EXISTS outbox (
        name TEXT NOT NULL,                   -- of a table
        key TEXT NOT NULL,                    -- JSON list: which row
        base TEXT NOT NULL,                   -- 'new', 'gone', '' or of a photo JSON: what the others know
        number INTEGER NOT NULL,              -- rises with each change
        PRIMARY KEY (name, key)
    )
    """,
    # Where reading stands by table, and the number that the next photo gets.
    "CREATE TABLE IF NOT EXISTS standing (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
    # Rows without a key of their own that came from the others: they come once.
    "CREATE TABLE IF NOT EXISTS arrived (name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, number))",
)
NEXT_PHOTO: Final = "next photo"
_NUMBER: Final = "(SELECT coalesce(max(number), 0) + 1 FROM outbox)"
# By column of a photo what two people may change each for himself.
PHOTO_BASE: Final = (
    "json_object('path', quote({0}.path), 'digest', {0}.digest, 'status', {0}.status, 'kind', {0}.kind, "
    "'tones', {0}.tones)"
)


def record_changes(connection: sqlite3.Connection) -> None:
    """From now on changes made by `connection` are in the outbox too."""
    for table in TABLES:
        for event, row, base in (
            ("INSERT", "NEW", "'new'"),
            ("UPDATE", "NEW", PHOTO_BASE.format("OLD") if table.name == "photos" else "''"),
            ("DELETE", "OLD", "'gone'"),
        ):
            connection.execute(_trigger(table, event, row, base))


def _trigger(table: Table, event: str, row: str, base: str) -> str:
    key = f"json_array({', '.join(f'{row}.{column}' for column in table.key)})"
    own = ", ".join(f"'{name}'" for name in sorted(OWN_SETTINGS))
    when = f"WHEN {row}.key NOT IN ({own})" if table.name == "settings" else ""
    forget = ""
    if event == "DELETE":  # what the others never knew is not taken away from them
        forget = f"DELETE FROM outbox WHERE name = '{table.name}' AND key = {key} AND base = 'new';"
    return f"""
        CREATE TEMP TRIGGER outbox_{table.name}_{event} AFTER {event} ON main.{table.name} {when} BEGIN
            INSERT INTO outbox (name, key, base, number) VALUES ('{table.name}', {key}, {base}, {_NUMBER})
            ON CONFLICT (name, key) DO UPDATE SET number = excluded.number;
            {forget}
        END
        """


class NumberedPhotos(SqlPhotos):
    """The photos of a copy: new ones get numbers that were promised to this copy alone."""

    def __init__(self, connection: Connection, places: Places) -> None:
        super().__init__(connection, places)
        self._own = connection, places

    def add(self, photo: NewPhoto) -> int:
        connection, places = self._own
        number = connection.execute(
            "UPDATE standing SET value = value + 1 WHERE name = ? RETURNING value - 1", (NEXT_PHOTO,)
        ).fetchone()[0]
        connection.execute(
            "INSERT INTO photos (id, path, part, digest, width, height, kind, tones, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *new_values(places, photo)),
        )
        return int(number)


def make_outbox(path: Path) -> None:
    """Make the tables of this module in the database at `path`."""
    connection = sqlite3.connect(path)
    try:
        for statement in MAKE:
            connection.execute(statement)
        connection.commit()
    finally:
        connection.close()
