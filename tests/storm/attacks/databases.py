"""project.db made by somebody who knows SQLite: huge values, views, triggers, endless queries, foreign logs."""

import os
import shutil
import sqlite3
from collections.abc import Iterable

from tests.storm.attacks.attack import attack, try_project
from tests.storm.room import Room


def _spoil(room: Room, *statements: str, writable: bool = False) -> None:
    connection = sqlite3.connect(room.project / "project.db")
    if writable:
        connection.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        try:
            connection.execute(statement)
        except sqlite3.Error:
            continue
    connection.commit()
    connection.close()


def _each(room: Room, what: str, statements: Iterable[str], *, writable: bool = False) -> None:
    chosen = room.draw.choice(list(statements))
    _spoil(room, *chosen.split(";;"), writable=writable)
    try_project(room, f"{what}: {chosen[:120]}")


MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
COLUMNS = (
    ("photos", "path"),
    ("photos", "status"),
    ("photos", "digest"),
    ("photos", "kind"),
    ("photos", "width"),
    ("settings", "value"),
    ("settings", "key"),
    ("masks", "author"),
    ("masks", "model_version"),
    ("masks", "created_at"),
    ("masks", "revision"),
    ("model_versions", "name"),
    ("model_versions", "created_at"),
    ("model_versions", "auc"),
)
VALUES = (
    "zeroblob(900000000)",
    "hex(zeroblob(60000000))",
    "replace(hex(zeroblob(200000)), '00', '[')",
    "'../../outside/one'",
    "'/dev/zero'",
    "1e308 * 10",
    "-9223372036854775808",
    "x'ff00fe'",
    "char(10) || char(27) || '[2J' || char(8238)",
    "NULL",
)


@attack
def huge_values(room: Room) -> None:
    table, column = room.draw.choice(COLUMNS)
    _each(room, "a value", [f"UPDATE {table} SET {column} = {value}" for value in VALUES])


@attack
def views_and_triggers(room: Room) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    _each(
        room,
        "a schema",
        (
            f"ALTER TABLE photos RENAME TO old;;CREATE VIEW photos AS {endless} SELECT i AS id, 'a' AS path, "
            "'x' AS digest, 1 AS width, 1 AS height, 'new' AS status, '' AS kind, '' AS added_at FROM n",
            f"CREATE TRIGGER t BEFORE UPDATE ON photos BEGIN SELECT count(*) FROM ({endless} SELECT i FROM n); END",
            f"CREATE TRIGGER t BEFORE INSERT ON masks BEGIN SELECT count(*) FROM ({endless} SELECT i FROM n); END",
            f"CREATE TRIGGER t AFTER INSERT ON settings BEGIN SELECT sum(i) FROM ({endless} SELECT i FROM n); END",
            "CREATE TRIGGER t AFTER UPDATE ON photos BEGIN DELETE FROM masks; END",
            "CREATE TRIGGER t BEFORE INSERT ON masks BEGIN SELECT load_extension('/tmp/x.so'); END",
            "ALTER TABLE settings RENAME TO old;;CREATE VIEW settings AS SELECT * FROM old UNION "
            "ALL SELECT * FROM settings",
            "ALTER TABLE masks RENAME TO old;;CREATE TABLE masks AS SELECT * FROM old",
            "DROP TABLE culling",
            "ALTER TABLE photos DROP COLUMN added_at",
            "ALTER TABLE photos ADD COLUMN more NOT NULL DEFAULT (hex(randomblob(100000000)))",
            "ALTER TABLE photos ADD COLUMN late GENERATED ALWAYS AS (hex(zeroblob(100000000)))",
            "CREATE TABLE x (a CHECK (a > 0));;PRAGMA user_version = 2147483647",
            "PRAGMA user_version = -5",
            "PRAGMA application_id = 7",
            "PRAGMA journal_mode = OFF;;PRAGMA page_size = 65536;;VACUUM",
        ),
    )


@attack
def schema_text(room: Room) -> None:
    """The schema itself says nonsense."""
    _each(
        room,
        "the schema",
        (
            "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'photos'",
            "UPDATE sqlite_master SET rootpage = 99999999 WHERE name = 'masks'",
            "UPDATE sqlite_master SET sql = 'CREATE TABLE photos (id)' WHERE name = 'photos'",
            "UPDATE sqlite_master SET sql = zeroblob(300000000) WHERE name = 'photos'",
            "UPDATE sqlite_master SET sql = NULL WHERE name = 'photos'",
            "UPDATE sqlite_master SET name = 'sqlite_x' WHERE name = 'masks'",
            "DELETE FROM sqlite_master",
        ),
        writable=True,
    )


@attack
def many_rows(room: Room) -> None:
    _each(
        room,
        "many rows",
        (
            f"INSERT INTO photos (path, digest, width, height, added_at) {MANY} "
            "SELECT 'p' || i || '.png', 'x', 9, 9, '' FROM n",
            f"INSERT INTO masks (photo_id, revision, painted, author, created_at) {MANY} "
            "SELECT 1, 1000 + i, 1, 'ann', '' FROM n",
            f"INSERT INTO settings (key, value) {MANY} SELECT 'k' || i, '1' FROM n",
            f"INSERT INTO model_versions (name, setup, created_at) {MANY} SELECT 'v' || i, 'full', '' FROM n",
        ),
    )


@attack
def foreign_logs(room: Room) -> None:
    """A write-ahead log, a rollback journal or a database that belongs to something else, or has no end."""
    way = room.draw.randrange(6)
    database = room.project / "project.db"
    match way:
        case 0:
            (room.project / "project.db-wal").write_bytes(os.urandom(4 << 20))
        case 1:
            other = sqlite3.connect(room.folder / "other.db")
            other.execute("PRAGMA journal_mode = WAL")
            other.execute("CREATE TABLE photos (id)")
            other.execute("INSERT INTO photos VALUES (zeroblob(1000000))")
            other.commit()
            shutil.copy(room.folder / "other.db-wal", room.project / "project.db-wal")
            other.close()
        case 2:
            head = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 20
            (room.project / "project.db-journal").write_bytes(head + bytes(4096))
        case 3:
            with database.open("r+b") as file:
                file.truncate(8 << 40)
        case 4:
            with (room.project / "project.db-wal").open("wb") as file:
                file.truncate(8 << 40)
        case _:
            database.write_bytes(b"SQLite format 3\0" + os.urandom(100_000))
    try_project(room, f"a foreign log, {way}")
