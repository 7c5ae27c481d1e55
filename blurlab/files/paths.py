"""Paths as a person gives them."""

import os
from pathlib import Path


def absolute(path: Path) -> Path:
    """`path` made absolute, symbolic links kept: they are how a person arranged their photos."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - Path.absolute keeps “..”
