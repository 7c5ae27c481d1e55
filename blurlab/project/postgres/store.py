"""The `ProjectStore` of a team: a database of PostgreSQL, one for each project."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

from blurlab.errors import UserError
from blurlab.project.postgres.database import Database
from blurlab.project.postgres.schema import migrate
from blurlab.project.sql.places import checked_path
from blurlab.project.sql.store import SqlStore
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


class PostgresStore(SqlStore[Database]):
    """The rows of one shared project; see blurlab.project.ports.ProjectStore."""

    def __init__(self, address: Address, photos: Path, *, make: bool = False) -> None:
        """Open the database at `address`, bringing its tables up to date.

        photos: the folder here below which photos that are blobs lie. make: its tables are made where there are none.

        Raises UserError if it cannot be reached, or holds no project, a newer one, or other things.
        """
        database = Database(address)
        super().__init__(database, SharedPlaces(database.project_name, photos))
        try:
            migrate(database, make=make)
        except BaseException:
            database.close()
            raise

    def is_there(self) -> bool:
        try:
            with self.database.reading() as connection:
                connection.execute("SELECT 1")
        except UserError:
            return False
        return True
