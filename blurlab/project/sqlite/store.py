"""The `ProjectStore` that needs nothing but a file: project.db beside the project's blobs."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blurlab.files.there import is_file
from blurlab.project.sqlite.culling_rows import SqliteCulling
from blurlab.project.sqlite.database import Database
from blurlab.project.sqlite.mask_rows import SqliteMasks
from blurlab.project.sqlite.photo_rows import SqlitePhotos
from blurlab.project.sqlite.review_rows import SqliteReview
from blurlab.project.sqlite.row_door import RowDoor
from blurlab.project.sqlite.setting_rows import SqliteSettings
from blurlab.project.sqlite.version_rows import SqliteVersions


class SqliteRows:
    """What one connection sees."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, door: RowDoor) -> None:
        """folder: what photos' paths are kept relative to, absolute."""
        self.photos = SqlitePhotos(connection, folder)
        self.masks = SqliteMasks(connection, folder, door)
        self.versions = SqliteVersions(connection, door)
        self.settings = SqliteSettings(connection)
        self.review = SqliteReview(connection, door)
        self.culling = SqliteCulling(connection, door)


class SqliteStore:
    """The rows of one project; see blurlab.project.ports.ProjectStore."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        """Open the database at `path`, making or upgrading its tables.

        folder: the project's, which photos' paths are kept relative to; that of `path` by default.

        Raises UserError if it is damaged, newer, read-only or in use.
        """
        self._folder, self._door = folder or path.parent, RowDoor()
        self.database = Database(path, self._folder)

    @property
    def name(self) -> str:
        return self.database.project_name

    @contextmanager
    def reading(self) -> Iterator[SqliteRows]:
        with self.database.reading() as connection:
            yield SqliteRows(connection, self._folder, self._door)

    @contextmanager
    def writing(self) -> Iterator[SqliteRows]:
        with self.database.writing() as connection:
            yield SqliteRows(connection, self._folder, self._door)

    def left_out(self) -> int:
        return self._door.left_out.total()

    def is_there(self) -> bool:
        return is_file(self.database.path)

    def close(self) -> None:
        self.database.close()
