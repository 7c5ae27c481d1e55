"""The version of blurlab, in one place: the package's metadata is built from it."""

import sys

__version__ = "0.1.0"


def is_built() -> bool:
    """Whether this is the program of blurlab.spec, to which nothing can be installed."""
    return bool(getattr(sys, "frozen", False))
