"""From what a person dropped or chose to an open project. Everything here runs in a worker thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from blurlab.errors import UnreadablePhoto, UserError, shown_name, shown_path
from blurlab.files.paths import absolute
from blurlab.files.there import is_folder, is_there
from blurlab.imaging.decoders import PHOTO_SUFFIXES
from blurlab.imaging.finding import find_photos
from blurlab.imaging.ports import FILM_SUFFIXES, PDF_SUFFIX
from blurlab.project.culling.culling import in_bin
from blurlab.project.opening import SUFFIX, is_project
from blurlab.project.ports import Lock
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.project.samples import copy_samples
from blurlab.project.team.address import read_address
from blurlab.project.team.beginning import begin, is_begun
from blurlab.project.team.copy import own_copy, read_mark

Progress = Callable[[int, int], None]  # done, all


@dataclass
class Opened:
    """An open project with its window lock, and the photo files that are still to be added."""

    project: Project
    lock: Lock
    photos: list[Photo]
    to_add: list[Path] = field(default_factory=list)
    to_offer: list[Path] = field(default_factory=list)  # in subfolders, for a project that has none from there yet
    unlisted: list[UserError] = field(default_factory=list)  # subfolders that could not be searched
    gone: frozenset[int] = frozenset()  # ids of photos that are in the bin
    author: str = ""  # whose name masks carry here, where the address of a shared project tells it


def photos_among(paths: Sequence[Path], unlisted: list[UnreadablePhoto] | None = None) -> list[Path]:
    """The photo files given or lying in the given folders and their subfolders, without doubles.

    A subfolder that cannot be searched goes to `unlisted`; without that, as a folder that cannot, it raises UserError.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if is_folder(path):
            found.update(dict.fromkeys(find_photos(path, recursive=True, unlisted=unlisted)))
        elif path.suffix.lower() in PHOTO_SUFFIXES | FILM_SUFFIXES | {PDF_SUFFIX}:
            found[path] = None
    return list(found)


def open_paths(paths: Sequence[Path]) -> Opened:
    """Open a project folder, or the project that belongs to a folder of photos or to some photo files.

    Raises UserError with a sentence: nothing there, no photos in it, already open in another window, too new …
    """
    if not paths:
        raise UserError("project.nothing_to_open", "There is nothing to open.")
    first = paths[0]
    if not is_there(first):
        raise UserError("project.missing", f"“{shown_path(first)}” does not exist.")
    unlisted: list[UnreadablePhoto] = []
    if is_project(first) or first.suffix == SUFFIX:
        project, to_add = Project.open(first), []
    else:
        to_add = photos_among(paths, unlisted)
        if not to_add:
            name = shown_name(first)
            if is_folder(first):
                raise UserError("project.no_photos", f"There is no photo in the folder “{name}” that blurlab can read.")
            raise UserError("photo.unreadable", f"“{name}” is not a photo that blurlab can read.")
        project = Project.for_photos(first if is_folder(first) else first.parent)
    try:
        lock = project.window_lock()
        lock.acquire()
        try:
            photos = project.photos()
            to_offer = _first_of_subfolders(photos, to_add, first)
            to_add = [path for path in to_add if path not in to_offer]
            mark = read_mark(project.folder)
            author = mark.address.options.get("user", "") if mark is not None else ""
            return Opened(project, lock, photos, to_add, list(to_offer), [*unlisted], in_bin(project), author)
        except BaseException:
            lock.release()
            raise
    except BaseException:
        project.close()
        raise


def _first_of_subfolders(photos: Sequence[Photo], found: Sequence[Path], folder: Path) -> dict[Path, None]:
    """Those that lie in subfolders, where the project has photos but none of there: it was made without them, and a
    person decides whether they come in."""
    here = absolute(folder)
    if not photos or any(here in photo.path.parent.parents for photo in photos):
        return {}
    return dict.fromkeys(path for path in found if here in absolute(path).parent.parents)


def open_shared(url: str) -> Opened:
    """Open this person's copy of the shared project at `url`; only the first time that takes the network.

    Raises UserError.
    """
    address = read_address(url)
    folder, lock = own_copy(address)
    try:
        if not is_begun(folder):
            begin(folder)
        project = Project.open(folder)
        try:
            return Opened(project, lock, project.photos(), gone=in_bin(project), author=address.options.get("user", ""))
        except BaseException:
            project.close()
            raise
    except BaseException:
        lock.release()
        raise


def open_samples() -> Opened:
    """Open the sample photos that come with blurlab, in a folder of the user's own. Raises UserError."""
    return open_paths([copy_samples()])
