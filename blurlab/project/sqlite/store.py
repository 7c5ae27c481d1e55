"""The `ProjectStore` that needs nothing but a file: project.db beside the project's blobs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blurlab.errors import shown_name
from blurlab.files.there import is_file
from blurlab.project.sql.places import FolderPlaces, FullPlaces, Places
from blurlab.project.sql.row_door import RowDoor
from blurlab.project.sql.rows import SqlRows
from blurlab.project.sqlite.database import Database
from blurlab.project.sqlite.outbox import NumberedPhotos, record_changes


class SqliteStore:
    """The rows of one project; see blurlab.project.ports.ProjectStore."""

    def __init__(self, path: Path, folder: Path | None = None, *, recorded: bool = False) -> None:
        """Open the database at `path`, making or upgrading its tables.

        folder: the project's, which photos' paths are kept relative to; that of `path` by default. recorded: what is
        changed is noted in the outbox, see `sqlite/outbox.py`.

        Raises UserError if it is damaged, newer, read-only or in use.
        """
        folder = folder or path.parent
        self._places: Places = FullPlaces(shown_name(folder)) if recorded else FolderPlaces(folder)
        self._door = RowDoor()
        self._recorded = recorded
        self.database = Database(path, folder, record_changes) if recorded else Database(path, folder)

    @property
    def name(self) -> str:
        return self.database.project_name

    @contextmanager
    def reading(self) -> Iterator[SqlRows]:
        with self.database.reading() as connection:
            yield SqlRows(connection, self._places, self._door)

    @contextmanager
    def writing(self) -> Iterator[SqlRows]:
        with self.database.writing() as connection:
            rows = SqlRows(connection, self._places, self._door)
            if self._recorded:
                rows.photos = NumberedPhotos(connection, self._places)
            yield rows

    def left_out(self) -> int:
        return self._door.left_out.total()

    def is_there(self) -> bool:
        return is_file(self.database.path)

    def close(self) -> None:
        self.database.close()
