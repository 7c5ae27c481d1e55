"""The version of blurlab, in one place: the package's metadata is built from it."""

__version__ = "0.1.0"
