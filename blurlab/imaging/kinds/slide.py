"""Pictures too large to be decoded whole: whole-slide images, and tiled TIFFs with smaller copies of themselves.

A photo of such a file is a region of it, at one of its levels; the whole is only looked at, tile by tile.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.decoders import SLIDE_SUFFIXES, installed, missing
from blurlab.imaging.kinds.parts import small
from blurlab.imaging.kinds.tiff_tiles import TiffTiles
from blurlab.imaging.limits import MAX_PIXELS, MAX_SIDE
from blurlab.imaging.opening import reading
from blurlab.imaging.ports import ImageSource, PhotoRef, Region
from blurlab.imaging.tones import Tones

MOST_SIDE: Final = 4_000_000  # px of a slide
LARGEST_OVERVIEW: Final = 16_000_000  # px of the level that stands for the whole slide in a project
_BAND: Final = 1024  # rows that are read at a time: RGBA beside RGB, of a few of them only


class Tiles(Protocol):
    """What reads any part of any level of a file. Raises what decoders do, for `reading` to tell."""

    levels: tuple[tuple[int, int], ...]  # (width, height), the largest first

    def read(self, level: int, rect: Rect) -> NDArray[np.uint8]:
        """uint8 RGB (height, width, 3) of what lies inside that level."""

    def close(self) -> None: ...


class Slide:
    """All of a slide; see ImageSource. `read` takes parts of up to MAX_PIXELS."""

    def __init__(self, ref: PhotoRef) -> None:
        self._ref = ref
        self._tiles: Tiles | None = None

    @property
    def size(self) -> tuple[int, int]:
        return self.levels[0]

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        with self._reading() as tiles:
            return tiles.levels

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        levels = self.levels
        if not 0 <= level < len(levels):
            raise ValueError(f"the slide has {len(levels)} levels, so none is number {level}")
        width, height = levels[level]
        part = Rect(0, 0, width, height) if rect is None else rect
        if part.empty or part.x < 0 or part.y < 0 or part.right > width or part.bottom > height:
            raise ValueError(f"{part} is not inside {width}×{height} pixels")
        if part.area > MAX_PIXELS:
            raise UnreadablePhoto(
                f"The slide “{shown_name(self._ref.path)}” is too large to be opened whole; choose regions of it.",
                "slide.too_large",
            )
        pixels = np.empty((part.height, part.width, 3), np.uint8)
        with self._reading() as tiles:
            for top in range(0, part.height, _BAND):
                rows = min(_BAND, part.height - top)
                pixels[top : top + rows] = tiles.read(level, Rect(part.x, part.y + top, part.width, rows))
        return pixels

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        return small(self.read(self.level_of(longest)), longest)

    def luminance(self) -> NDArray[np.uint8]:
        return np.asarray(cv2.cvtColor(self.read(), cv2.COLOR_RGB2GRAY), np.uint8)

    def drafts(self) -> Iterator[NDArray[np.uint8]]:
        try:
            yield self.thumbnail(1024)
        except UnreadablePhoto:
            return

    def level_of(self, longest: int) -> int:
        """The smallest level whose longer side has `longest` px; else the largest."""
        return max((number for number, size in enumerate(self.levels) if max(size) >= longest), default=0)

    @contextmanager
    def _reading(self) -> Iterator[Tiles]:
        with reading(self._ref.path, "slide"):
            if self._tiles is None:
                self._tiles = _opened(self._ref.path, self._ref.page, self._ref.tones)
            yield self._tiles

    def __del__(self) -> None:
        if self._tiles is not None:
            self._tiles.close()


class SlideRegion:
    """A region of a slide at one of its levels, as a photo; see ImageSource."""

    def __init__(self, ref: PhotoRef, region: Region) -> None:
        self._slide, self._region, self._ref = Slide(ref), region, ref

    @property
    def size(self) -> tuple[int, int]:
        part = self._part(self._region.level)
        return part.width, part.height

    @property
    def levels(self) -> tuple[tuple[int, int], ...]:
        return (self.size,)

    def read(self, level: int = 0, rect: Rect | None = None) -> NDArray[np.uint8]:
        if level:
            raise ValueError(f"a region has one level, so none is number {level}")
        part = self._part(self._region.level)
        if rect is None:
            return self._slide.read(self._region.level, part)
        if rect.empty or rect.x < 0 or rect.y < 0 or rect.right > part.width or rect.bottom > part.height:
            raise ValueError(f"{rect} is not inside {part.width}×{part.height} pixels")
        return self._slide.read(self._region.level, rect.translated(part.x, part.y))

    def thumbnail(self, longest: int) -> NDArray[np.uint8]:
        fitting = [
            level
            for level in range(self._region.level, len(self._slide.levels))
            if max(self._part(level).width, self._part(level).height) >= longest
        ]
        level = fitting[-1] if fitting else self._region.level
        return small(self._slide.read(level, self._part(level)), longest)

    def luminance(self) -> NDArray[np.uint8]:
        return np.asarray(cv2.cvtColor(self.read(), cv2.COLOR_RGB2GRAY), np.uint8)

    def drafts(self) -> Iterator[NDArray[np.uint8]]:
        try:
            yield self.thumbnail(1024)
        except UnreadablePhoto:
            return

    def _part(self, level: int) -> Rect:
        """The region in pixels of a level. Raises UnreadablePhoto if the slide has not got it."""
        levels = self._slide.levels
        rect, (width, height) = self._region.rect, levels[0]
        if level >= len(levels) or rect.right > width or rect.bottom > height:
            raise UnreadablePhoto(
                f"The slide “{shown_name(self._ref.path)}” has no region {rect.x}, {rect.y}, {rect.width} × "
                f"{rect.height} at level {self._region.level}; the file was replaced.",
                "slide.no_region",
            )
        return in_level(rect, levels[0], levels[level])


def in_level(rect: Rect, full: tuple[int, int], size: tuple[int, int]) -> Rect:
    """A rectangle of the full size in pixels of a level of this size, as regions are read from it."""
    across, down = size[0] / full[0], size[1] / full[1]
    left, top = int(rect.x * across), int(rect.y * down)
    right = min(size[0], max(left + 1, round(rect.right * across)))
    bottom = min(size[1], max(top + 1, round(rect.bottom * down)))
    return Rect.from_edges(left, top, right, bottom)


def open_slide(ref: PhotoRef) -> ImageSource:
    """The slide at `ref`, or the region of it."""
    return Slide(ref) if ref.region is None else SlideRegion(ref, ref.region)


def overview(path: Path, page: int = 0) -> PhotoRef:
    """All of a slide at the largest level of LARGEST_OVERVIEW pixels. Raises UnreadablePhoto if it has none."""
    levels = Slide(PhotoRef(path, page)).levels
    fitting = [number for number, (width, height) in enumerate(levels) if width * height <= LARGEST_OVERVIEW]
    if not fitting:
        raise UnreadablePhoto(
            f"The slide “{shown_name(path)}” holds no copy of itself that is small enough to be looked at; save it "
            "with smaller copies (a pyramid).",
            "slide.no_pyramid",
        )
    return PhotoRef(path, page, Region(Rect(0, 0, *levels[0]), fitting[0]))


class _OpenSlideTiles:
    def __init__(self, path: Path) -> None:
        import openslide  # noqa: PLC0415 - an extra

        self._slide = openslide.OpenSlide(str(path))
        self.levels = tuple((int(width), int(height)) for width, height in self._slide.level_dimensions)
        self._scales = self._slide.level_downsamples

    def read(self, level: int, rect: Rect) -> NDArray[np.uint8]:
        scale = self._scales[level]
        place = (round(rect.x * scale), round(rect.y * scale))
        rgba = np.asarray(self._slide.read_region(place, level, (rect.width, rect.height)))
        alpha = rgba[..., 3:].astype(np.uint16)
        if alpha.min(initial=255) == 255:
            return np.ascontiguousarray(rgba[..., :3])
        return np.asarray((rgba[..., :3] * alpha + 255 * (255 - alpha)) // 255, np.uint8)

    def close(self) -> None:
        self._slide.close()


def _opened(path: Path, page: int, tones: Tones) -> Tiles:
    """Raises UnreadablePhoto if a package is missing or the sides are absurd, and what the libraries raise."""
    kinds: list[tuple[str, Callable[[], Tiles]]] = [
        ("openslide", lambda: _OpenSlideTiles(path)),
        ("tifffile", lambda: TiffTiles(path, page, tones)),
    ]
    if path.suffix.lower() not in SLIDE_SUFFIXES:
        kinds = kinds[1:]
    there = [make for package, make in kinds if installed(package)]
    if not there:
        raise missing(path, "openslide-python" if len(kinds) > 1 else "tifffile", "slide")
    trouble: Exception = ValueError("a slide of no kind")
    best: Tiles | None = None
    for make in there:  # openslide finds smaller copies that are pages, tifffile those below a page, too
        try:
            tiles = make()
        except Exception as error:  # each library has its own for what it does not read
            trouble = error
            continue
        worse, better = (best, tiles) if best is None or len(tiles.levels) > len(best.levels) else (tiles, best)
        best = better
        if worse is not None:
            worse.close()
    if best is None:
        raise trouble
    if not best.levels or max(max(size) for size in best.levels) > MOST_SIDE:
        best.close()
        raise ValueError("sides that no slide has")
    return best


def is_large(width: int, height: int) -> bool:
    """Whether a picture of this size can only be opened as a slide."""
    return width * height > MAX_PIXELS or max(width, height) > MAX_SIDE
