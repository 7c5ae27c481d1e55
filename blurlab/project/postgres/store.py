"""The `ProjectStore` of a team: a database of PostgreSQL, one for each project."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

from blurlab.errors import UserError
from blurlab.project.postgres.database import Database
from blurlab.project.postgres.schema import migrate
from blurlab.project.sql.places import checked_path
from blurlab.project.sql.row_door import RowDoor
from blurlab.project.sql.rows import SqlRows
from blurlab.project.team.address import Address

_BLOB: Final = "blob:"
_BYTES: Final = "bytes:"  # a name that is not Unicode


class SharedPlaces:
    """See blurlab.project.sql.places.Places. Photos among the blobs have a key, others one path on all machines."""

    def __init__(self, name: str, photos: Path) -> None:
        """photos: the folder here below which photos that are blobs lie by their keys."""
        self.name, self._photos = name, photos

    def stored(self, photo: Path) -> str | bytes:
        if photo.is_relative_to(self._photos):
            text = f"{_BLOB}{photo.relative_to(self._photos).as_posix()}"
        else:
            text = str(photo)
        try:
            text.encode()
        except UnicodeEncodeError:
            return _BYTES + quote_from_bytes(os.fsencode(text))
        return text

    def path(self, stored: object) -> Path:
        text = checked_path(self.name, stored)
        if text.startswith(_BYTES):
            return Path(checked_path(self.name, unquote_to_bytes(text.removeprefix(_BYTES))))
        if not text.startswith(_BLOB):
            return Path(text)
        parts = text.removeprefix(_BLOB).split("/")
        if any(part in {"", ".", ".."} for part in parts):  # it would lie outside the folder
            return Path(checked_path(self.name, ""))
        return self._photos.joinpath(*parts)


class PostgresStore:
    """The rows of one shared project; see blurlab.project.ports.ProjectStore."""

    def __init__(self, address: Address, photos: Path, *, make: bool = False) -> None:
        """Open the database at `address`, bringing its tables up to date.

        photos: the folder here below which photos that are blobs lie. make: its tables are made where there are none.

        Raises UserError if it cannot be reached, or holds no project, a newer one, or other things.
        """
        self.database = Database(address)
        self._places, self._door = SharedPlaces(self.database.project_name, photos), RowDoor()
        try:
            migrate(self.database, make=make)
        except BaseException:
            self.database.close()
            raise

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
            yield SqlRows(connection, self._places, self._door)

    def left_out(self) -> int:
        return self._door.left_out.total()

    def is_there(self) -> bool:
        try:
            with self.database.reading() as connection:
                connection.execute("SELECT 1")
        except UserError:
            return False
        return True

    def close(self) -> None:
        self.database.close()
