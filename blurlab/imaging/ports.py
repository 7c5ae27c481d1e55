"""The interface of a picture for everything above the decoders, whether a file, a page of one or a slide.

A new kind of picture is a class with the methods of `ImageSource`, and an entry in `blurlab.imaging.source.KINDS`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect


@dataclass(frozen=True)
class PhotoRef:
    """The place of a picture.

    Attributes
    ----------
    path
        Its file.
    page
        Which picture in it, from 0: a page of a TIFF, a frame of a film.
    """

    path: Path
    page: int = 0


class ImageSource(Protocol):
    """One picture, upright, in sRGB. Nothing is decoded before it is needed; only one thread may use it at a time."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels, from the header alone. Raises UnreadablePhoto."""

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        """(width, height) of each size that the file holds; the largest, which is `size`, comes first.

        Raises UnreadablePhoto.
        """

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        """Pixels of a level.

        Parameters
        ----------
        level
            A place in `levels`.
        rect
            The wanted part, in pixels of that level and inside of it; by default all of it.

        Returns
        -------
        uint8 RGB of shape (height, width, 3), the caller's own.

        Raises
        ------
        UnreadablePhoto
            The file is missing, damaged, not a photo, too large, or needs a package that is not installed.
        ValueError
            There is no such level, or `rect` is not inside.
        """

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        """All of it with a longer side of at most `longest` pixels, uint8 RGB (h, w, 3), as fast as possible.

        Raises UnreadablePhoto.
        """

    def luminance(self) -> NDArray[np.uint8]:
        """How light all of it is, uint8 (height, width), as `read` gives it but for rounding, and sooner.

        Raises UnreadablePhoto.
        """

    def drafts(self) -> Iterator[NDArray[np.uint8]]:
        """First looks for the eye alone, each better than the one before: uint8 RGB (h, w, 3), of its shape.

        None comes where none is quick, or where it cannot be read: a draft is never an error.
        """
