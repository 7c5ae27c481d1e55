"""A picture as everything above the decoders asks for it, whatever it lies in: a file, a page of one, a slide.

A new kind of picture is a class that has what `ImageSource` tells, and an entry in `blurlab.imaging.source.KINDS`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect


@dataclass(frozen=True)
class PhotoRef:
    """Where a picture is found.

    Attributes
    ----------
    path
        Its file.
    page
        Which one of it, from 0: a page of a TIFF, a frame of a film.
    """

    path: Path
    page: int = 0


class ImageSource(Protocol):
    """One picture, upright, in sRGB. Nothing is decoded before it is asked for; a thread may ask at a time."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels, from the header alone. Raises UnreadablePhoto."""

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        """(width, height) of each size at which the picture lies in its file, the largest, which is `size`, first.

        Raises UnreadablePhoto.
        """

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        """Pixels of a level.

        Parameters
        ----------
        level
            A place in `levels`.
        rect
            The part that is wanted, in pixels of that level and inside of it; all of it without.

        Returns
        -------
        uint8 RGB of shape (height, width, 3), the caller's own.

        Raises
        ------
        UnreadablePhoto
            The file is missing, damaged, no photo, too large, or needs a package that is not installed.
        ValueError
            There is no such level, or `rect` is not inside.
        """

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        """All of it with a longer side of at most `longest` pixels, uint8 RGB (h, w, 3), as soon as it can be had.

        Raises UnreadablePhoto.
        """
