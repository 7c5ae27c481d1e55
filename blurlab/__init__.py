"""Show, correct and learn which parts of a photo are blurred."""

__version__ = "0.1.0"
