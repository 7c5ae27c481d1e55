"""Finding, making and checking a project's folder, and what holds the project there."""

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from blurlab.errors import UserError, refusal, shown_name, shown_path
from blurlab.files import paths
from blurlab.files.links import first_link, is_link
from blurlab.files.reading import check_size
from blurlab.files.there import is_file, is_folder, is_there
from blurlab.project import keys
from blurlab.project.files.blobs import FolderBlobs
from blurlab.project.ports import BlobStore, ProjectStore
from blurlab.project.sqlite.copied import CopiedStore
from blurlab.project.sqlite.store import SqliteStore

LINKED: Final = "project.is_link"
SUFFIX: Final = ".blurlab"
COPY_MARK: Final = "shared.json"  # in the folder of a copy of a shared project: whose it is
_DATABASE: Final = "project.db"
_BESIDE: Final = ("", "-wal", "-shm", "-journal")  # ends of the names of what SQLite writes
_TAKES_NO_CHANGE: Final = {"disk.full", "disk.read_only", "disk.refused"}
_LARGEST_DATABASE: Final = 2 << 30  # bytes
_FEW: Final = (keys.JOURNALS, keys.MODELS, keys.PREDICTIONS, keys.TRAINING)  # folders of a project with few things


def is_project(folder: Path) -> bool:
    """Whether `folder` holds a project's database."""
    return is_file(folder / _DATABASE)


def stores_in(folder: Path) -> tuple[ProjectStore, BlobStore]:
    """What holds the project in `folder` (absolute).

    Raises UserError if it is damaged, newer or read-only, or holds a link.
    """
    refuse_links_in(folder)
    return SqliteStore(folder / _DATABASE, recorded=is_file(folder / COPY_MARK)), FolderBlobs(folder)


def stores_to_read(folder: Path) -> tuple[ProjectStore, BlobStore]:
    """As `stores_in`, but where the disk takes no change, full or read-only, rows are read from a copy elsewhere."""
    try:
        return stores_in(folder)
    except UserError as error:
        if error.code not in _TAKES_NO_CHANGE:
            raise
        try:
            return CopiedStore(folder / _DATABASE), FolderBlobs(folder)
        except OSError:  # there is no room for the copy either
            raise error from None


def make_folder(folder: Path) -> None:
    """Make the folder of a new project. Raises UserError if it holds other things or cannot be made."""
    name = shown_name(folder)
    try:
        paths.make_folder(folder)
        present = {entry.name for entry in folder.iterdir()}
    except FileExistsError as error:
        raise UserError("project.not_a_folder", f"“{name}” is a file, so no project can be made there.") from error
    except OSError as error:
        raise refusal(f"The project “{name}” cannot be made", error) from error
    if _DATABASE in present:
        raise UserError("project.exists", f"There is already a project at “{name}”.")
    if present:
        raise UserError(
            "project.folder_in_use",
            f"The folder “{name}” holds other things, so no project can be made in it; "
            f"name a new folder, for example “{name}{SUFFIX}”.",
        )


def check_folder(folder: Path) -> None:
    """Raises UserError if `folder` holds no project, or one whose database was emptied."""
    name = shown_name(folder)
    database = folder / _DATABASE
    try:
        if _state(folder) is None:
            raise UserError("project.missing", f"The project “{name}” does not exist.")
        kept = _state(database)
        if kept is None or not stat.S_ISREG(kept.st_mode):
            raise UserError("project.none_here", f"“{name}” is not a blurlab project: it holds no {_DATABASE}.")
        check_size(database, kept.st_size, _LARGEST_DATABASE)
        if kept.st_size == 0 and any((folder / "masks").glob("*.png")):
            raise UserError(
                "project.damaged",
                f"The database of the project “{name}” is empty, so it was damaged; "
                "its masks are still in its folder “masks”.",
            )
    except OSError as error:
        raise refusal(f"The project “{name}” cannot be opened", error) from error


def _state(path: Path) -> os.stat_result | None:
    """None where nothing is there. Raises OSError where that cannot be seen."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def refuse_links_in(folder: Path) -> None:
    """Raises UserError if a file or folder of the project in `folder` is a link: what is saved, and what is
    deleted, would lie elsewhere, and a stranger's project could name any place. A file of the database that has
    another name elsewhere is as good as one: SQLite writes into it."""
    name = shown_name(folder)
    try:
        for file in (folder / f"{_DATABASE}{ending}" for ending in _BESIDE):
            kept = _state(file)
            if kept is not None and kept.st_nlink > 1:
                raise UserError(
                    LINKED,
                    f"The file “{shown_name(file)}” of the project “{name}” is in another place as well, so the "
                    "project is not opened: what is saved in it would be written there, too.",
                )
        for place in (folder, *(folder / name for name in _FEW)):
            link = first_link(place) if is_folder(place) else None
            if link is not None:
                raise UserError(
                    LINKED,
                    f"The project “{name}” holds a link to another place, “{shown_name(link)}”, so it is "
                    "not opened: what is saved in it would be written there.",
                )
    except OSError as error:
        raise refusal(f"The project “{name}” cannot be opened", error) from error


def folder_for_photos(photos: Path) -> tuple[Path, str]:
    """(project folder, notice) for a folder of photos; the project folder is made if there is none yet."""
    name = shown_name(photos)
    if not is_folder(photos):
        raise UserError("project.folder_missing", f"The folder “{name}” does not exist.")
    if is_project(photos):
        return photos, ""
    beside = photos / f"{photos.name or 'photos'}{SUFFIX}"
    found = _project_inside(photos, beside)
    if is_link(found or beside):
        raise UserError(
            LINKED,
            f"The project of the folder “{name}”, “{shown_name(found or beside)}”, is a link to another place; open "
            "that place if it is yours.",
        )
    if os.access(photos, os.W_OK) and (found is None or _writable(found)):
        try:
            if found is None:
                make_folder(beside)
            return found or beside, ""
        except UserError:
            if is_there(beside):  # it holds something else: the person must hear of it
                raise
    return _among_user_data(photos, name)


def _project_inside(photos: Path, expected: Path) -> Path | None:
    """The project in `photos`: by its name, else the only one (the folder was renamed)."""
    if is_project(expected):
        return expected
    try:
        inside = [folder for folder in photos.glob(f"*{SUFFIX}") if is_project(folder)]
    except OSError:
        return None
    return inside[0] if len(inside) == 1 else None


def _writable(project: Path) -> bool:
    return os.access(project, os.W_OK) and os.access(project / _DATABASE, os.W_OK)


def _among_user_data(photos: Path, name: str) -> tuple[Path, str]:
    from platformdirs import user_data_path  # noqa: PLC0415 - needed only here

    mark = hashlib.blake2b(os.fsencode(photos), digest_size=4).hexdigest()
    folder = user_data_path("blurlab", appauthor=False) / "projects" / f"{name}-{mark}{SUFFIX}"
    if not is_project(folder):
        make_folder(folder)
    return folder, f"The folder “{name}” is read-only, so the masks are kept in “{shown_path(folder)}”."
