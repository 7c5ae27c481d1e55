"""The interface of a picture for everything above the decoders, whether a file, a page of one or a slide.

A new kind of picture is a class with the methods of `ImageSource`, and an entry in `blurlab.imaging.source.KINDS`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect
from blurlab.imaging.tones import AUTOMATIC, Tones

FILM_SUFFIXES: Final = frozenset({".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mts", ".m2ts", ".mpg", ".mpeg"})
PDF_SUFFIX: Final = ".pdf"
_PART: Final = re.compile(r"(?:p([0-9]{1,7}))?(?:x([0-9]{1,7})y([0-9]{1,7})w([0-9]{1,7})h([0-9]{1,7})l([0-9]{1,2}))?")


@dataclass(frozen=True)
class Region:
    """A part of a picture of several sizes, taken from one of them.

    Attributes
    ----------
    rect
        In pixels of the picture's full size.
    level
        A place in `ImageSource.levels`: whose pixels are the photo's.
    """

    rect: Rect
    level: int = 0


@dataclass(frozen=True)
class PhotoRef:
    """The place of a picture, and how it is seen.

    Attributes
    ----------
    path
        Its file.
    page
        Which picture in it, from 0: a page of a TIFF, a frame of a film by its number.
    region
        The part of that which is the photo, such as of a slide; None: all of it.
    tones
        How values of more than 8 bits, or of many bands, are seen.
    """

    path: Path
    page: int = 0
    region: Region | None = None
    tones: Tones = AUTOMATIC

    @property
    def part(self) -> str:
        """What of the file it is, as one line; empty for all of the first page. `read_part` is its inverse."""
        page = f"p{self.page + 1}" if self.page else ""
        if self.region is None:
            return page
        rect = self.region.rect
        return f"{page}x{rect.x}y{rect.y}w{rect.width}h{rect.height}l{self.region.level}"

    @property
    def ending(self) -> str:
        """What tells the names of what is made of it from those of the rest of the file: “-p2”, “-x1200y800l1”."""
        page = f"-p{self.page + 1}" if self.page else ""
        if self.region is None:
            return page
        rect, level = self.region.rect, self.region.level
        return f"{page}-x{rect.x}y{rect.y}w{rect.width}" + (f"l{level}" if level else "")

    @property
    def name(self) -> str:
        """The file's name with the ending: “scan-p2.tif”."""
        return f"{self.stem}{self.path.suffix}" if self.ending else self.path.name

    @property
    def stem(self) -> str:
        return self.path.stem + self.ending

    @property
    def title(self) -> str:
        """As people read it: “scan.tif, page 2”."""
        words = [self.path.name]
        if self.page:
            words.append(f"{'frame' if self.path.suffix.lower() in FILM_SUFFIXES else 'page'} {self.page + 1}")
        if self.region is not None:
            words.append(f"at {self.region.rect.x}, {self.region.rect.y}")
        return ", ".join(words)


Place = Path | PhotoRef  # of a picture; a path alone means the first page, all of it


def ref_of(place: Place) -> PhotoRef:
    """The place as a PhotoRef."""
    return place if isinstance(place, PhotoRef) else PhotoRef(place)


def read_part(part: str) -> tuple[int, Region | None]:
    """(page, region) of what `PhotoRef.part` wrote. Raises ValueError for anything else."""
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(f"“{part}” is no part of a file")
    page, *numbers = (None if text is None else int(text) for text in found.groups())
    if page == 0:
        raise ValueError("pages are counted from 1")
    x, y, width, height, level = numbers
    if x is None or y is None or width is None or height is None or level is None:
        return (page or 1) - 1, None
    if width == 0 or height == 0:
        raise ValueError("an empty region")
    return (page or 1) - 1, Region(Rect(x, y, width, height), level)


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
