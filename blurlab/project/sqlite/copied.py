"""A project's rows where its disk takes no change: read from a copy, so that masks can still be brought elsewhere."""

import shutil
import tempfile
from pathlib import Path

from blurlab.files.there import is_file
from blurlab.project.sqlite.store import SqliteStore


class CopiedStore(SqliteStore):
    """A store whose changes are lost when it is closed."""

    def __init__(self, path: Path) -> None:
        """Copy the database at `path`, with what SQLite has not brought into it yet. Raises OSError and UserError."""
        self._place = tempfile.TemporaryDirectory(prefix="blurlab-")
        try:
            for name in (path.name, f"{path.name}-wal"):
                if name == path.name or is_file(path.with_name(name)):
                    shutil.copyfile(path.with_name(name), Path(self._place.name) / name)
            super().__init__(Path(self._place.name) / path.name, path.parent)
        except BaseException:
            self._place.cleanup()
            raise

    def close(self) -> None:
        super().close()
        self._place.cleanup()
