"""The dials of the synthesis. They stand in blurlab.core.synthesis, because the window turns them too."""

from blurlab.core.synthesis import BlurRanges

__all__ = ["BlurRanges"]
