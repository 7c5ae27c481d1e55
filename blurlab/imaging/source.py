"""From the place of a picture to its content: the kinds of picture, and the plain file among them."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.draft import read_drafts
from blurlab.imaging.photos import photo_size, read_luminance, read_photo, read_thumbnail
from blurlab.imaging.ports import ImageSource, PhotoRef

KINDS: Final[dict[str, Callable[[PhotoRef], ImageSource]]] = {}  # by suffix, as “.svs”; all others are plain files


def open_source(ref: PhotoRef) -> ImageSource:
    """The picture at `ref`; nothing is read before it is needed."""
    return KINDS.get(ref.path.suffix.lower(), PlainFile)(ref)


class PlainFile:
    """A file of one size, decoded whole; it is decoded once and kept when parts are asked for. See ImageSource."""

    def __init__(self, ref: PhotoRef) -> None:
        """Raises UnreadablePhoto for any page but the first."""
        if ref.page:
            raise UnreadablePhoto(f"The photo “{shown_name(ref.path)}” has no page {ref.page + 1} that can be read.")
        self._path = ref.path
        self._pixels: NDArray[np.uint8] | None = None

    @property
    def size(self) -> tuple[int, int]:
        if self._pixels is None:
            return photo_size(self._path)
        height, width = self._pixels.shape[:2]
        return width, height

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        return (self.size,)

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        if level:
            raise ValueError(f"a plain file has one level, so none is number {level}")
        if rect is None and self._pixels is None:
            return read_photo(self._path)  # the caller's own: all of it is seldom asked for twice
        if self._pixels is None:
            self._pixels = read_photo(self._path)
        return part_of(self._pixels, rect)

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        return read_thumbnail(self._path, longest)

    def luminance(self) -> NDArray[np.uint8]:
        return read_luminance(self._path)

    def drafts(self) -> Iterator[NDArray[np.uint8]]:
        return read_drafts(self._path)


def part_of(pixels: NDArray[np.uint8], rect: Rect | None) -> NDArray[np.uint8]:
    """A copy of the part `rect` of `pixels`, or of all. Raises ValueError if it is empty or not inside."""
    if rect is None:
        return pixels.copy()
    height, width = pixels.shape[:2]
    if rect.empty or rect.x < 0 or rect.y < 0 or rect.right > width or rect.bottom > height:
        raise ValueError(f"{rect} is not inside {width}×{height} pixels")
    return pixels[rect.y : rect.bottom, rect.x : rect.right].copy()
