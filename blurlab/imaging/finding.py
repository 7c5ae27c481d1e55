"""Which files are photos, and the order in which people expect them."""

import os
import re
from pathlib import Path

from blurlab.errors import UnreadablePhoto, reason, shown_name
from blurlab.imaging.decoders import PHOTO_SUFFIXES


def find_photos(folder: Path, recursive: bool = False) -> list[Path]:
    """The files in `folder` that are photos by their suffix, in natural order (a2 before a10), without hidden ones.

    With `recursive` also those in its subfolders, except inside projects. Raises UnreadablePhoto if the folder
    cannot be listed.
    """
    found: list[Path] = []
    try:
        for root, folders, names in os.walk(folder, onerror=_raise):
            found += [Path(root) / name for name in names if _looks_like_photo(name)]
            folders[:] = [name for name in folders if not name.startswith(".") and not name.endswith(".blurlab")]
            if not recursive:
                break
    except OSError as error:
        raise UnreadablePhoto(f"The folder “{shown_name(folder)}” cannot be listed: {_why(error)}.") from error
    return sorted(found, key=lambda path: [natural_key(part) for part in path.relative_to(folder).parts])


def real_path(path: Path) -> Path:
    """The absolute path of the file behind `path`. Links in a circle stay as they are; Path.resolve would raise."""
    return Path(os.path.realpath(path))


def natural_key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Sorting key that puts “photo2” before “photo10”, whatever the case."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(1, 0, part) if index % 2 == 0 else (0, int(part), "") for index, part in enumerate(parts) if part], name


def _raise(error: OSError) -> None:
    raise error


def _why(error: OSError) -> str:
    return "it does not exist" if isinstance(error, FileNotFoundError) else reason(error)


def _looks_like_photo(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in PHOTO_SUFFIXES  # noqa: PTH122 - hot path
