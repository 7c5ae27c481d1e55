"""Links in a folder that strangers may have filled: nothing of ours is written, moved or deleted through one."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

_REPARSE: Final = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)  # a junction, which Windows has beside links


def is_link(path: Path) -> bool:
    """Whether `path` is a link, wherever it leads; False if nothing is there. Raises OSError."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_file_attributes", 0) & _REPARSE)


def refuse_links(folder: Path, path: Path) -> None:
    """Raises OSError if `path`, which lies below `folder`, is a link or lies behind one; `folder` itself may be one."""
    at = folder
    for part in path.relative_to(folder).parts:
        at = at / part
        if is_link(at):
            raise OSError(errno.ELOOP, f"“{at.relative_to(folder)}” in it is a link to another place", str(at))


def first_link(folder: Path) -> Path | None:
    """The first link directly in `folder`, or None. Raises OSError."""
    with os.scandir(folder) as entries:
        return next((Path(entry.path) for entry in entries if is_link(Path(entry.path))), None)
