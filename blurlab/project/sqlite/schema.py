"""The tables of project.db, and the numbered steps that bring an older one up to date."""

import sqlite3

APPLICATION_ID = 0x626C7572  # "blur": tells our databases from anybody else's

# Step n brings a database from user_version n to n + 1. Steps are never changed, only added.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE photos (
            id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: files on disk are named by it
            path NOT NULL UNIQUE,        -- text, relative to the project's folder or absolute; bytes where not Unicode
            digest TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            status TEXT NOT NULL DEFAULT 'new',
            kind TEXT NOT NULL DEFAULT '',
            added_at TEXT NOT NULL
        )
        """,
        "CREATE INDEX photos_by_digest ON photos (digest)",
        "CREATE INDEX photos_by_status ON photos (status)",
        """
        CREATE TABLE masks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            photo_id INTEGER NOT NULL REFERENCES photos (id),
            revision INTEGER NOT NULL,
            painted INTEGER NOT NULL,    -- 1: a painted plane lies beside the mask
            author TEXT NOT NULL,
            model_version TEXT,
            created_at TEXT NOT NULL,
            UNIQUE (photo_id, revision)
        )
        """,
        """
        CREATE TABLE model_versions (
            name TEXT PRIMARY KEY,
            parent TEXT,
            setup TEXT NOT NULL,
            created_at TEXT NOT NULL,
            auc REAL,
            ap REAL
        )
        """,
        "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ),
    (
        """
        CREATE TABLE culling (
            photo_id INTEGER PRIMARY KEY REFERENCES photos (id),
            stars INTEGER NOT NULL DEFAULT 0,     -- 0..5
            pick INTEGER NOT NULL DEFAULT 0,      -- 1 picked, -1 rejected
            label TEXT NOT NULL DEFAULT '',       -- a colour's name
            verdict TEXT NOT NULL DEFAULT '',     -- what a person says in place of the measured verdict
            binned INTEGER NOT NULL DEFAULT 0     -- 1: the file was moved to the bin from here
        )
        """,
    ),
    (
        """
        CREATE TABLE doubts (
            photo_id INTEGER NOT NULL REFERENCES photos (id),
            version TEXT NOT NULL,                -- of the model that predicted
            entropy REAL NOT NULL,                -- bits, mean over the photo
            disagreement REAL NOT NULL,           -- bits, between the photo and its mirror image
            blurred REAL NOT NULL,                -- share of the photo, 0..1
            descriptor BLOB NOT NULL,             -- float32, little-endian: what the photo is like
            made_at TEXT NOT NULL,
            UNIQUE (photo_id, version)
        )
        """,
        """
        CREATE TABLE notes (
            photo_id INTEGER PRIMARY KEY REFERENCES photos (id),
            text TEXT NOT NULL,
            author TEXT NOT NULL,
            changed_at TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE judgements (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            photo_id INTEGER NOT NULL REFERENCES photos (id),
            status TEXT NOT NULL,
            author TEXT NOT NULL,
            agreement REAL,                       -- IoU of the prediction and the accepted mask, 0..1
            blind INTEGER NOT NULL DEFAULT 0,     -- 1: the prediction was not shown
            judged_at TEXT NOT NULL
        )
        """,
        "CREATE INDEX judgements_by_author ON judgements (author, id)",
    ),
    (
        """
        CREATE TABLE blind_checks (
            photo_id INTEGER PRIMARY KEY REFERENCES photos (id),
            seen INTEGER NOT NULL,                -- 1: a person saw its prediction; 0: it is painted without
            changed_at TEXT NOT NULL
        )
        """,
        "ALTER TABLE judgements ADD COLUMN bulk INTEGER NOT NULL DEFAULT 0",  # 1: one of many accepted at once
    ),
    (
        "ALTER TABLE culling ADD COLUMN changed_at REAL NOT NULL DEFAULT 0",  # seconds since 1970
        "UPDATE culling SET changed_at = strftime('%s', 'now')",
        """
        CREATE TABLE told (                       -- what the files beside a photo, and its own, said last
            photo_id INTEGER PRIMARY KEY REFERENCES photos (id),
            stars INTEGER NOT NULL,
            pick INTEGER NOT NULL,
            label TEXT NOT NULL,
            files TEXT NOT NULL                   -- their times and sizes then
        )
        """,
    ),
    (
        """
        CREATE TABLE taken (
            photo_id INTEGER PRIMARY KEY REFERENCES photos (id),
            seconds REAL                          -- since 1970, as the camera says; NULL: it says nothing
        )
        """,
    ),
    (
        "ALTER TABLE masks ADD COLUMN view TEXT NOT NULL DEFAULT 'whole'",  # how the photo was predicted
        "ALTER TABLE masks ADD COLUMN scale REAL",  # photo pixels for one predicted; NULL: not known
        """
        CREATE TABLE doubts_by_view (
            photo_id INTEGER NOT NULL REFERENCES photos (id),
            version TEXT NOT NULL,                -- of the model that predicted
            view TEXT NOT NULL,                   -- at which it predicted
            entropy REAL NOT NULL,                -- bits, mean over the photo
            disagreement REAL NOT NULL,           -- bits, between the photo and its mirror image
            blurred REAL NOT NULL,                -- share of the photo, 0..1
            descriptor BLOB NOT NULL,             -- float32, little-endian: what the photo is like
            made_at TEXT NOT NULL,
            UNIQUE (photo_id, version, view)
        )
        """,
        "INSERT INTO doubts_by_view (photo_id, version, view, entropy, disagreement, blurred, descriptor, made_at) "
        "SELECT photo_id, version, 'whole', entropy, disagreement, blurred, descriptor, made_at FROM doubts "
        "ORDER BY rowid",
        "DROP TABLE doubts",
        "ALTER TABLE doubts_by_view RENAME TO doubts",
    ),
    ("ALTER TABLE masks ADD COLUMN cut INTEGER",),  # 1..255, of the prediction under the mask; NULL: not known
    (
        """
        CREATE TABLE reviews (                    -- what a second person said of a mask
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            photo_id INTEGER NOT NULL REFERENCES photos (id),
            revision INTEGER NOT NULL,            -- of the mask
            author TEXT NOT NULL,                 -- who reviewed it
            verdict TEXT NOT NULL,                -- 'accepted', 'returned' or 'settled'
            text TEXT NOT NULL,
            x REAL,                               -- the place that is meant, photo pixels; NULL: the whole photo
            y REAL,
            made_at TEXT NOT NULL
        )
        """,
        "CREATE INDEX reviews_by_photo ON reviews (photo_id, id)",
    ),
    (  # one file may hold many photos; SQLite takes no constraint away, so the table is made anew
        """
        CREATE TABLE photos_by_part (
            id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: files on disk are named by it
            path NOT NULL,               -- text, relative to the project's folder or absolute; bytes where not Unicode
            part TEXT NOT NULL DEFAULT '',   -- which page or region of the file; empty: all of the first page
            digest TEXT NOT NULL,        -- of the file
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            status TEXT NOT NULL DEFAULT 'new',
            kind TEXT NOT NULL DEFAULT '',
            tones TEXT NOT NULL DEFAULT '',  -- how deep values are seen; empty: automatically
            added_at TEXT NOT NULL,
            UNIQUE (path, part)
        )
        """,
        "INSERT INTO photos_by_part (id, path, digest, width, height, status, kind, added_at) "
        "SELECT id, path, digest, width, height, status, kind, added_at FROM photos ORDER BY id",
        "DROP TABLE photos",
        "ALTER TABLE photos_by_part RENAME TO photos",
        "CREATE INDEX photos_by_digest ON photos (digest)",
        "CREATE INDEX photos_by_status ON photos (status)",
    ),
)
SCHEMA_VERSION = len(MIGRATIONS)
TABLES = (
    "photos",
    "masks",
    "model_versions",
    "settings",
    "culling",
    "doubts",
    "notes",
    "judgements",
    "blind_checks",
    "told",
    "taken",
    "reviews",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database up to SCHEMA_VERSION, each step in a transaction of its own."""
    # A table that others refer to is made anew by dropping it, which would be refused for what refers to its rows.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        _migrate(connection)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: sqlite3.Connection) -> None:
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version < SCHEMA_VERSION:
                for statement in MIGRATIONS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        if version >= SCHEMA_VERSION - 1:
            return
