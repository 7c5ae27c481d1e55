"""Paths as a person gives them."""

import errno
import os
from pathlib import Path


def absolute(path: Path) -> Path:
    """`path` made absolute, with symbolic links kept: a person arranged their photos by them."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - Path.absolute keeps “..”


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, where they are missing. Raises OSError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except RecursionError:  # pathlib makes one folder in another's call
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(folder)) from None
