"""Show, correct and learn which parts of a photo are blurred."""

from blurlab.version import __version__

__all__ = ["__version__"]
