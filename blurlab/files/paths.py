"""Paths as a person gives them."""

import os
from pathlib import Path


def absolute(path: Path) -> Path:
    """`path` made absolute, with symbolic links kept: a person arranged their photos by them."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - Path.absolute keeps “..”
