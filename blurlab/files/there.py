"""Whether something is there: no disk that refuses, and no name that cannot be one, is more than a “no”.

`Path.is_file` and its like raise where a folder may not be entered; in the middle of a session nobody expects that.
"""

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether an ordinary file, or a link to one, can be seen at `path`."""
    return os.path.isfile(path)  # noqa: PTH113 - it refuses nothing


def is_folder(path: Path) -> bool:
    """Whether a folder, or a link to one, can be seen at `path`."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path) -> bool:
    """Whether anything can be seen at `path`."""
    return os.path.exists(path)  # noqa: PTH110
