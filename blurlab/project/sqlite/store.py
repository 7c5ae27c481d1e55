"""The `ProjectStore` that needs nothing but a file: project.db beside the project's blobs."""

from pathlib import Path

from blurlab.errors import shown_name
from blurlab.files.there import is_file
from blurlab.project.sql.connection import Connection
from blurlab.project.sql.places import FolderPlaces, FullPlaces, Places
from blurlab.project.sql.rows import SqlRows
from blurlab.project.sql.store import SqlStore
from blurlab.project.sqlite.database import Database
from blurlab.project.sqlite.outbox import NumberedPhotos, record_changes


class SqliteStore(SqlStore[Database]):
    """The rows of one project; see blurlab.project.ports.ProjectStore."""

    def __init__(self, path: Path, folder: Path | None = None, *, recorded: bool = False) -> None:
        """Open the database at `path`, making or upgrading its tables.

        folder: the project's, which photos' paths are kept relative to; that of `path` by default. recorded: what is
        changed is noted in the outbox, see `sqlite/outbox.py`.

        Raises UserError if it is damaged, newer, read-only or in use.
        """
        folder = folder or path.parent
        places: Places = FullPlaces(shown_name(folder)) if recorded else FolderPlaces(folder)
        self._recorded = recorded
        super().__init__(Database(path, folder, record_changes) if recorded else Database(path, folder), places)

    def _to_write(self, connection: Connection) -> SqlRows:
        rows = super()._to_write(connection)
        if self._recorded:
            rows.photos = NumberedPhotos(connection, self._places)
        return rows

    def is_there(self) -> bool:
        return is_file(self.database.path)
