"""Photos into a project by reference, and photos found again after they moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blurlab.errors import UnreadablePhoto, UserError, refusal, shown_name
from blurlab.imaging.photos import find_photos, photo_size
from blurlab.project.clock import now
from blurlab.project.files import places
from blurlab.project.records import AddReport, Photo, Status, kind_of

if TYPE_CHECKING:
    from blurlab.project.project import Project

SELECT_PHOTOS = "SELECT id, path, width, height, status, kind, digest FROM photos"
_BATCH = 200  # rows a transaction: another process may write in between


def photo_of(folder: Path, row: tuple[Any, ...]) -> Photo:
    """A row of SELECT_PHOTOS as a Photo. Raises UserError for a status that there is not."""
    photo_id, stored, width, height, status, kind, digest = row
    path = places.photo_path(folder, stored)
    try:
        known = Status(status)
    except ValueError:
        raise UserError(
            "project.unknown_status",
            f"The project “{shown_name(folder)}” gives the photo “{shown_name(path)}” a status that blurlab does not "
            f"know: “{shown_name(str(status))}”.",
        ) from None
    return Photo(photo_id, path, path.name, width, height, known, kind, digest)


def add_photos(project: Project, paths: list[Path], on_progress: Callable[[int, int], None] | None) -> AddReport:
    """See Project.add_photos."""
    report = AddReport()
    looked: list[tuple[Path, tuple[int, int], str]] = []
    for done, path in enumerate((places.absolute(path) for path in paths), start=1):
        try:
            looked.append((path, photo_size(path), places.digest_of(path)))
        except UnreadablePhoto as error:
            report.unreadable.append((path, error))
        except OSError as error:
            report.unreadable.append((path, refusal(f"The photo “{shown_name(path)}” cannot be read", error)))
        if len(looked) == _BATCH or done == len(paths):
            _enter(project, looked, report)
            looked.clear()
        if on_progress is not None:
            on_progress(done, len(paths))
    return report


def relink(project: Project, folder: Path) -> list[Photo]:
    """See Project.relink."""
    lost = {photo.digest: photo for photo in project.photos() if not photo.path.exists()}
    names = {photo.name for photo in lost.values()}
    candidates = find_photos(folder, recursive=True) if lost else []
    found: list[Photo] = []
    # Same names first: most photos move with their names, and the rest need not be read then.
    for path in sorted(candidates, key=lambda path: path.name not in names):
        if not lost:
            break
        try:
            photo = lost.pop(places.digest_of(path), None)
        except OSError:
            continue
        if photo is not None:
            with project.database.writing() as connection:
                _move(connection, project.folder, photo.id, places.absolute(path))
            found.append(project.photo(photo.id))
    return found


def _enter(project: Project, looked: list[tuple[Path, tuple[int, int], str]], report: AddReport) -> None:
    ids: list[tuple[int, bool]] = []
    with project.database.writing() as connection:
        for path, size, digest in looked:
            try:
                ids.append(_enter_one(connection, project.folder, path, size, digest))
            except UserError as error:
                report.unreadable.append((path, error))
    for photo_id, new in ids:
        (report.added if new else report.known).append(project.photo(photo_id))


def _enter_one(
    connection: sqlite3.Connection, folder: Path, path: Path, size: tuple[int, int], digest: str
) -> tuple[int, bool]:
    """(photo id, whether it is new)."""
    stored = places.stored_path(folder, path)
    row = connection.execute(f"{SELECT_PHOTOS} WHERE path = ?", (stored,)).fetchone()
    if row is not None:
        photo = photo_of(folder, row)
        if (photo.width, photo.height) != size:
            _refuse_other_size(photo, size)
        if photo.digest != digest:  # edited in place since: the same pixels are where they were
            connection.execute("UPDATE photos SET digest = ? WHERE id = ?", (digest, photo.id))
        return photo.id, False
    for row in connection.execute(f"{SELECT_PHOTOS} WHERE digest = ? ORDER BY id", (digest,)).fetchall():
        photo = photo_of(folder, row)
        if not photo.path.exists():
            _move(connection, folder, photo.id, path)
            return photo.id, False
    cursor = connection.execute(
        "INSERT INTO photos (path, digest, width, height, kind, added_at) VALUES (?, ?, ?, ?, ?, ?)",
        (stored, digest, *size, kind_of(path.name), now()),
    )
    return int(cursor.lastrowid or 0), True


def _move(connection: sqlite3.Connection, folder: Path, photo_id: int, path: Path) -> None:
    connection.execute(
        "UPDATE OR IGNORE photos SET path = ? WHERE id = ?", (places.stored_path(folder, path), photo_id)
    )


def _refuse_other_size(photo: Photo, size: tuple[int, int]) -> None:
    raise UserError(
        "photo.changed",
        f"The photo “{shown_name(photo.name)}” has changed since it was added: it was {photo.width}×{photo.height} "
        f"pixels and is {size[0]}×{size[1]} now, so its masks do not fit any more.",
    )
