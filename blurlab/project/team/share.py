"""A project's folder into a shared project and back, both exact: every row with its number, every blob."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, refusal, shown_name
from blurlab.files.links import is_link
from blurlab.files.there import is_file, is_there
from blurlab.project import keys
from blurlab.project.postgres.database import Database, PostgresConnection, connect, make_database
from blurlab.project.postgres.schema import migrate
from blurlab.project.postgres.store import SharedPlaces
from blurlab.project.sql.places import FolderPlaces
from blurlab.project.sqlite.store import SqliteStore
from blurlab.project.team.address import Address
from blurlab.project.team.shared_blobs import SharedBlobs, blobs_at, make_place
from blurlab.project.team.tables import TABLES, Table

BLOBS: Final = ("masks", keys.PREDICTIONS, keys.MODELS, keys.JOURNALS, "thumbnails")  # what a project's blobs lie under
PHOTOS: Final = "photos"  # where photos lie that are among the blobs
_PATIENCE: Final = 900.0  # seconds: a server checks millions of rows together before it answers
_PORTION: Final = 2000  # rows read at a time
Progress = Callable[[str, int, int], None]  # what, done, all


def share(folder: Path, address: Address, place: str, *, photos: bool = False, progress: Progress) -> int:
    """Make the project in `folder` (absolute) a shared one at `address`, with its blobs at `place`.

    photos: they are copied among the blobs, else every machine finds them at the same path. Returns how many photos
    there are. The folder stays as it is. Raises UserError; a shared project that was there before is left alone.
    """
    blobs = make_place(place)
    _make_database(address)
    with (
        closing(SqliteStore(folder / "project.db", folder)) as store,
        closing(Database(address, silence=_PATIENCE)) as shared,
    ):
        migrate(shared, make=True)
        with shared.reading() as there:
            if there.execute("SELECT 1 FROM photos LIMIT 1").fetchone() is not None:
                raise UserError("team.not_empty", f"The shared project “{shared.project_name}” holds photos already.")
        with store.reading() as rows:
            listed = rows.photos.all()
        copied = _put_photos([(photo.id, photo.path) for photo in listed], blobs, progress) if photos else {}
        _put_blobs(folder, blobs, progress)
        own, theirs = FolderPlaces(folder), SharedPlaces(shared.project_name, Path(blobs.place))

        def path(stored: object) -> str | bytes:
            there = own.path(stored)
            return f"blob:{copied[there]}" if there in copied else theirs.stored(there)

        with store.database.reading() as here, shared.writing() as there:
            for table in TABLES:
                found = here.execute(f"SELECT {', '.join(table.copied)} FROM {table.name} ORDER BY rowid")
                _copy_in(there, table, _moved(table, iter(found.fetchone, None), path))
            for name, highest in here.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
                _number_from(there, name, highest)
            there.execute(
                "UPDATE photos SET given = newest FROM (SELECT photo_id, max(revision) AS newest FROM masks "
                "GROUP BY photo_id) m WHERE photo_id = id"
            )
            there.execute("UPDATE blurlab SET blobs = ?", (blobs.place,))
    return len(listed)


def fetch(address: Address, folder: Path, *, progress: Progress) -> int:
    """Make a project in `folder` (absolute) of the shared one at `address`; returns how many photos there are.

    What others do meanwhile is in it or not, as a whole. Raises UserError; then nothing is left in `folder`.
    """
    if is_there(folder):
        raise UserError("project.exists", f"There is already something at “{shown_name(folder)}”.")
    with closing(Database(address, silence=_PATIENCE)) as shared:
        migrate(shared, make=False)
        with shared.reading() as there:
            blobs = blobs_at(str(there.execute("SELECT blobs FROM blurlab").fetchone()[0]))
        staged = folder.with_name(f".{folder.name}.tmp")
        try:
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir(parents=True)
            count = _get_rows(shared, blobs, staged, folder)
            _get_blobs(blobs, staged, progress)
            staged.rename(folder)
        except OSError as error:
            raise refusal(f"The project “{shown_name(folder)}” cannot be made", error) from error
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return count


def _make_database(address: Address) -> None:
    """Make the database where there is none yet, and the person may."""
    try:
        connect(address).close()
    except UserError as error:
        name = address.options.get("dbname")
        if error.code != "team.missing" or name is None:
            raise
        try:
            make_database(address, name)
        except Exception:
            raise UserError(
                error.code, f"{error} Someone who may make databases there can do so: createdb {shown_name(name)}."
            ) from None


def _put_photos(photos: Sequence[tuple[int, Path]], blobs: SharedBlobs, progress: Progress) -> dict[Path, str]:
    """Copy the photos that are there; by path the key of each."""
    copied = {}
    for done, (number, path) in enumerate(photos, start=1):
        key = f"{PHOTOS}/{number:06d}{path.suffix.lower()}"
        try:
            blobs.put(key, path)
        except FileNotFoundError:
            continue  # it is missing here as well
        except OSError as error:
            raise refusal(f"The photo “{shown_name(path)}” could not be shared", error) from error
        copied[path] = key
        progress("photos", done, len(photos))
    return copied


def _put_blobs(folder: Path, blobs: SharedBlobs, progress: Progress) -> None:
    files = [
        path
        for name in BLOBS
        for path in sorted((folder / name).rglob("*"))
        if is_file(path) and not is_link(path) and not any(part.startswith(".") for part in path.parts[-3:])
    ]
    for done, path in enumerate(files, start=1):
        try:
            blobs.put(path.relative_to(folder).as_posix(), path)
        except OSError as error:
            raise refusal(f"“{shown_name(path)}” could not be shared", error) from error
        progress("files", done, len(files))


def _get_rows(shared: Database, blobs: SharedBlobs, staged: Path, folder: Path) -> int:
    """Write all rows into a database in `staged`, which will be `folder`; returns how many photos there are."""
    at = blobs.folder() or folder
    own, theirs = FolderPlaces(folder), SharedPlaces(shared.project_name, at)
    count = 0
    with (
        closing(SqliteStore(staged / "project.db", folder)) as store,
        shared.reading() as there,
        there.own.transaction(),
        store.database.writing() as here,
    ):
        there.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for table in TABLES:
            order = "rowid" if table.name in {"doubts", "model_versions"} else ", ".join(table.key)
            names = ", ".join(table.copied)
            with there.own.cursor(name=f"all_{table.name}") as cursor:
                cursor.itersize = _PORTION
                cursor.execute(f"SELECT {names} FROM {table.name} ORDER BY {order}".encode())
                marks = ", ".join("?" * len(table.copied))
                rows = list(_moved(table, cursor, lambda stored: own.stored(theirs.path(stored))))
            here.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)
            count = len(rows) if table.name == "photos" else count
            if table.numbered:
                highest = there.execute(f"SELECT last_value, is_called FROM {table.name}_id_seq").fetchone()
                if highest[1]:
                    here.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
                    here.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table.name, highest[0]))
    return count


def _get_blobs(blobs: SharedBlobs, folder: Path, progress: Progress) -> None:
    found = [key for name in BLOBS for key in blobs.keys(name)]
    if blobs.folder() is None:
        found += blobs.keys(PHOTOS)
    for done, key in enumerate(found, start=1):
        if any(part in {"", ".", ".."} for part in key.split("/")):
            continue
        blobs.get(key, folder / key)
        progress("files", done, len(found))


def _moved(table: Table, rows: Any, path: Callable[[object], str | bytes]) -> Iterator[Sequence[Any]]:
    """The rows, the paths of photos among them as the other side keeps them."""
    if table.name != "photos":
        yield from rows
        return
    place = table.copied.index("path")
    for row in rows:
        yield (*row[:place], path(row[place]), *row[place + 1 :])


def _copy_in(there: PostgresConnection, table: Table, rows: Iterator[Sequence[Any]]) -> None:
    with there.own.cursor() as cursor:
        statement = f"COPY {table.name} ({', '.join(table.copied)}) FROM STDIN"
        with cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)


def _number_from(there: PostgresConnection, name: str, highest: int) -> None:
    """Numbers that were ever given are not given again."""
    if name in {table.name for table in TABLES if table.numbered} and highest > 0:
        there.execute("SELECT setval(?, ?)", (f"{name}_id_seq", highest))
