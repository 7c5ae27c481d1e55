"""From the place of a picture to its content: the kinds of picture, and the plain file among them."""

import struct
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.files.reading import open_ordinary
from blurlab.imaging.decoders import SLIDE_SUFFIXES, installed
from blurlab.imaging.draft import read_drafts
from blurlab.imaging.kinds.deep_png import DeepPng, deep_png
from blurlab.imaging.kinds.deep_tiff import DeepTiff, Planes
from blurlab.imaging.kinds.film import FilmFrame
from blurlab.imaging.kinds.parts import part_of, small
from blurlab.imaging.kinds.pdf import PdfPage
from blurlab.imaging.kinds.slide import open_slide
from blurlab.imaging.kinds.tiff_heads import TiffHead, is_tiff, tiff_heads
from blurlab.imaging.limits import TakesTooMuch
from blurlab.imaging.opening import reading
from blurlab.imaging.photos import photo_size, read_luminance, read_photo, read_thumbnail
from blurlab.imaging.ports import FILM_SUFFIXES, PDF_SUFFIX, ImageSource, PhotoRef, Place, ref_of
from blurlab.imaging.tones import AUTOMATIC

# By suffix; all others are plain files.
KINDS: Final[dict[str, Callable[[PhotoRef], ImageSource]]] = {
    **dict.fromkeys(FILM_SUFFIXES, FilmFrame),
    **dict.fromkeys(SLIDE_SUFFIXES, open_slide),
    PDF_SUFFIX: PdfPage,
}


def open_source(place: Place) -> ImageSource:
    """The picture at `place`; nothing is read before it is needed."""
    ref = ref_of(place)
    kind = KINDS.get(ref.path.suffix.lower(), PlainFile)
    return open_slide(ref) if kind is PlainFile and ref.region is not None else kind(ref)


class PlainFile:
    """A file of one size, or a page of it, decoded whole; it is decoded once and kept when parts are asked for.

    See ImageSource.
    """

    def __init__(self, ref: PhotoRef) -> None:
        self._ref, self._path = ref, ref.path
        self._pixels: NDArray[np.uint8] | None = None

    @property
    def size(self) -> tuple[int, int]:
        if self._pixels is not None:
            height, width = self._pixels.shape[:2]
            return width, height
        if self._deep is not None:
            with reading(self._path):
                return self._deep.size
        return photo_size(self._path, self.page)

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        return (self.size,)

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        if level:
            raise ValueError(f"a plain file has one level, so none is number {level}")
        if rect is None and self._pixels is None:
            return self._decoded()  # the caller's own: all of it is seldom asked for twice
        if self._pixels is None:
            self._pixels = self._decoded()
        return part_of(self._pixels, rect)

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        if self._deep is None:
            return read_thumbnail(self._path, longest, self.page, self._ref.tones)
        return small(self.read(), longest)

    def luminance(self) -> NDArray[np.uint8]:
        if self._deep is None:
            return read_luminance(self._path, self.page, self._ref.tones)
        return np.asarray(cv2.cvtColor(self._decoded(), cv2.COLOR_RGB2GRAY), np.uint8)

    def drafts(self) -> Iterator[NDArray[np.uint8]]:
        if not self._ref.page:
            yield from read_drafts(self._path)

    def _decoded(self) -> NDArray[np.uint8]:
        if self._deep is None:
            return read_photo(self._path, self.page, self._ref.tones)
        with reading(self._path):
            return self._deep.pixels()

    @cached_property
    def _place(self) -> tuple[int, DeepTiff | DeepPng | None]:
        """(the page as Pillow counts them, what Pillow does not read, or only the upper bits of)."""
        planes = tiff_planes(self._ref)
        if planes is None:
            return self._ref.page, deep_png(self._path, self._ref.tones)
        try:
            found = planes.of(self._ref.page)
        except IndexError:
            raise UnreadablePhoto(
                f"The photo “{shown_name(self._path)}” has no page {self._ref.page + 1} that can be read.",
                "photo.no_page",
            ) from None
        chosen = self._ref.tones != AUTOMATIC and found[0].samples > 1 and found[0].bits > 8
        if len(found) == 1 and found[0].plain and not chosen and not _is_deep_colour(found[0]):
            return found[0].number, None
        return 0, DeepTiff(self._path, found, self._ref.tones)

    @property
    def deep_bands(self) -> DeepTiff | DeepPng | None:
        """The page as bands, where it has several or Pillow does not read it. Raises UnreadablePhoto."""
        planes = tiff_planes(self._ref)
        if self._deep is not None or planes is None:
            return self._deep
        found = planes.of(self._ref.page)
        several = len(found) == 1 and found[0].samples > 1 and found[0].bits > 8
        return DeepTiff(self._path, found, self._ref.tones) if several else None

    @property
    def page(self) -> int:
        """Which picture of the file it is, as Pillow counts them. Raises UnreadablePhoto."""
        return self._place[0]

    @property
    def _deep(self) -> DeepTiff | DeepPng | None:
        return self._place[1]


def _is_deep_colour(head: TiffHead) -> bool:
    """Whether Pillow would give the upper eight bits of colours of 16 that no profile explains, and tifffile all.

    Where they fill half of their range the two are the same.
    """
    deep = head.bits > 8 and head.samples == 3 and head.coloured and not head.profiled
    return deep and installed("tifffile") and (head.compression == 1 or installed("imagecodecs"))


def tiff_planes(ref: PhotoRef) -> Planes | None:
    """The pages of a TIFF; None for any other file, and for one so damaged that its decoder is to tell."""
    if ref.path.suffix.lower() not in {".tif", ".tiff"}:
        return None
    try:
        with open_ordinary(ref.path) as file:
            if not is_tiff(file.read(4)):
                return None
        planes = Planes(tiff_heads(ref.path))
    except (OSError, ValueError, struct.error, OverflowError, MemoryError, TakesTooMuch):
        return None
    return planes if len(planes) else None
