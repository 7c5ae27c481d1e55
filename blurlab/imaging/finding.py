"""Which files are photos, and the order in which people expect them."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from blurlab.errors import UnreadablePhoto, reason, shown_name
from blurlab.imaging.decoders import PHOTO_SUFFIXES
from blurlab.imaging.png import look_in

_PROJECT: Final = ".blurlab"
_DATABASE: Final = "project.db"
_OURS: Final = {
    "masks",
    "history",
    "journal",
    "models",
    "parts",
    "predictions",
    "proposals",
    "sheets",
    "thumbnails",
    "training",
}
# Folders that systems keep hidden though their names do not say so: what was deleted, thumbnails, remains of checks.
_SYSTEMS: Final = {"$recycle.bin", "system volume information", "lost+found", "__macosx", "@eadir"}


def find_photos(
    folder: Path,
    recursive: bool = False,
    *,
    ours: bool = False,
    without: Iterable[Path] = (),
    unlisted: list[UnreadablePhoto] | None = None,
) -> list[Path]:
    """The files in `folder` that are photos by their suffix, in natural order (a2 before a10), without hidden ones.

    With `recursive` also those in its subfolders, except hidden ones, projects and linked folders; so no circle is
    walked. Maps and masks that blurlab wrote into a subfolder are no photos, unless `ours` asks for them, nor is what
    lies in a folder of `without`.
    Raises UnreadablePhoto if a folder cannot be listed; a subfolder only adds it to `unlisted`, where that is given.
    """
    found: list[Path] = []
    left_out = {real_path(path) for path in without}

    def refused(error: OSError) -> None:
        at = Path(error.filename or folder)
        problem = UnreadablePhoto(f"The folder “{shown_name(at)}” cannot be listed: {_why(error)}.")
        if unlisted is None or at == folder:
            raise problem from error
        unlisted.append(problem)

    for root, folders, names in os.walk(folder, onerror=refused):
        here = Path(root)
        if here != folder and _DATABASE in names:
            folders.clear()
            continue
        photos = [here / name for name in names if _looks_like_photo(name)]
        found += photos if ours or here == folder else [path for path in photos if not _is_made_here(path)]
        folders[:] = [
            name
            for name in folders
            if not (name.startswith(".") or name.endswith(_PROJECT) or name.casefold() in _SYSTEMS)
            and not (name in _OURS and _DATABASE in names)
            and not (left_out and real_path(here / name) in left_out)
        ]
        if not recursive:
            break
    return sorted(found, key=lambda path: [natural_key(part) for part in path.relative_to(folder).parts])


def shared_folder(paths: Iterable[Path]) -> Path | None:
    """The deepest folder that holds all these files (absolute); None where they share no more than a disk's root."""
    # Texts, since `path.parent` of 100,000 would keep a window for a quarter of a second.
    parents = {Path(text + os.sep) for text in {str(path).rpartition(os.sep)[0] for path in paths}}
    try:
        shared = Path(os.path.commonpath(parents)) if parents else None
    except ValueError:  # several drives
        return None
    return None if shared is None or (shared == shared.parent and len(parents) > 1) else shared


def real_path(path: Path) -> Path:
    """The absolute path of the file behind `path`. Links in a circle stay as they are; Path.resolve would raise."""
    return Path(os.path.realpath(path))


def natural_key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Sorting key that puts “photo2” before “photo10”, whatever the case."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(1, 0, part) if index % 2 == 0 else (0, int(part), "") for index, part in enumerate(parts) if part], name


def _why(error: OSError) -> str:
    return "it does not exist" if isinstance(error, FileNotFoundError) else reason(error)


def _looks_like_photo(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in PHOTO_SUFFIXES  # noqa: PTH122 - hot path


def _is_made_here(path: Path) -> bool:
    """Whether it is a map or a mask that blurlab wrote: their files tell how they were judged."""
    try:
        return path.suffix.lower() == ".png" and look_in(path)[0] is not None
    except OSError:
        return False
