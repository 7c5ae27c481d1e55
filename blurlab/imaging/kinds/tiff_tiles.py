"""Tiles of a large TIFF, through tifffile: of all sizes that it holds, whether as pages or below one."""

from collections import OrderedDict
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect
from blurlab.imaging.kinds.claims import check_claims
from blurlab.imaging.limits import GuardedFile, TakesTooMuch
from blurlab.imaging.tones import AUTOMATIC, Tones, Window, shown_bands, window_of

_MOST_TILE: Final = 64 << 20  # bytes of one tile
_TABLES: Final = 32 << 20  # bytes of the directories, whose numbers take ten times as much in Python
_MOST_PAGES: Final = 64  # looked through for smaller copies
_KEPT: Final = 96 << 20  # bytes of decoded tiles
_SAMPLED: Final = 24  # tiles that tell the window of deep values


class TiffTiles:
    """See blurlab.imaging.kinds.slide.Tiles. Raises ValueError if the file has no tiles, or is no TIFF."""

    def __init__(self, path: Path, page: int = 0, tones: Tones = AUTOMATIC) -> None:
        import tifffile  # noqa: PLC0415 - an extra

        self._file = GuardedFile(path, _TABLES)
        try:
            self._tiff = tifffile.TiffFile(self._file, name=path.name)
            self._pages = self._find(page)
            self._file.allow(1 << 40)  # from here on each tile is bounded by itself
        except BaseException:
            self._file.close()
            raise
        self.levels = tuple((int(each.imagewidth), int(each.imagelength)) for each in self._pages)
        self._tones = tones
        self._kept: OrderedDict[tuple[int, int], NDArray[np.uint8]] = OrderedDict()
        self._bytes = 0
        self._windows: list[Window] | None = None

    def _find(self, page: int) -> list[Any]:
        """The directories of all sizes, the largest first; those that are no proportional copies are left out."""
        first: list[Any] = list(islice(self._tiff.pages, _MOST_PAGES))
        pages = [each.aspage() if hasattr(each, "aspage") else each for each in first]
        full = pages[page]
        below = list(full.pages) if full.pages is not None else []
        found = [full]
        for each in sorted([*below, *(pages if page == 0 else [])], key=lambda each: -int(each.imagewidth)):
            smaller = each.imagewidth < found[-1].imagewidth
            shrunk = full.imagewidth / max(1, each.imagewidth), full.imagelength / max(1, each.imagelength)
            if smaller and each.is_tiled and abs(shrunk[0] / shrunk[1] - 1) < 0.05 and each.dtype == full.dtype:
                found.append(each)
        if not full.is_tiled or full.dtype is None or full.dtype.kind not in "uif" or full.imagedepth != 1:
            raise ValueError("a TIFF without tiles of numbers")
        for each in found:
            if each.tilewidth * each.tilelength * each.samplesperpixel * full.dtype.itemsize > _MOST_TILE:
                raise TakesTooMuch
        return found

    def read(self, level: int, rect: Rect) -> NDArray[np.uint8]:
        page = self._pages[level]
        wide, tall = int(page.tilewidth), int(page.tilelength)
        across = -(-int(page.imagewidth) // wide)
        out = np.empty((rect.height, rect.width, 3), np.uint8)
        for row in range(rect.y // tall, -(-rect.bottom // tall)):
            for column in range(rect.x // wide, -(-rect.right // wide)):
                part = rect.intersection(Rect(column * wide, row * tall, wide, tall))
                tile = self._tile(level, row * across + column)
                inside = part.translated(-column * wide, -row * tall)
                out[part.translated(-rect.x, -rect.y).slices] = tile[inside.slices]
        return out

    def close(self) -> None:
        self._tiff.close()
        self._file.close()

    def _tile(self, level: int, number: int) -> NDArray[np.uint8]:
        """uint8 RGB of a tile, whole."""
        key = (level, number)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._seen(self._decoded(level, number))
        self._kept[key] = made
        self._bytes += made.nbytes
        while self._bytes > _KEPT and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return made

    def _decoded(self, level: int, number: int) -> NDArray[Any]:
        """(height, width, samples) of a tile as stored; what the file leaves out is white, or 0 where deep."""
        page = self._pages[level]
        planar = int(page.planarconfig) == 2 and page.samplesperpixel > 1
        count = int(page.samplesperpixel)
        shape = (int(page.tilelength), int(page.tilewidth))
        per_plane = -(-int(page.imagewidth) // shape[1]) * -(-int(page.imagelength) // shape[0])
        whole = np.full((*shape, count), 255 if page.dtype == np.uint8 else 0, page.dtype)
        for plane in range(count if planar else 1):
            index = plane * per_plane + number
            offset, length = page.dataoffsets[index], page.databytecounts[index]
            if not length:
                continue
            if length > _MOST_TILE:
                raise TakesTooMuch
            self._file.seek(offset)
            data = self._file.read(length)
            check_claims(data, _MOST_TILE)
            segment = page.decode(data, index, jpegtables=page.jpegtables, jpegheader=page.jpegheader)[0]
            if segment is None:
                continue
            values = segment[0] if segment.ndim == 4 else segment  # (depth, height, width, samples)
            rows, columns = min(values.shape[0], shape[0]), min(values.shape[1], shape[1])
            if planar:
                whole[:rows, :columns, plane] = values[:rows, :columns, 0]
            else:
                whole[:rows, :columns] = values[:rows, :columns]
        return whole

    def _seen(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        page = self._pages[0]
        coloured = int(page.photometric) in {2, 6} and values.shape[2] >= 3
        shown = shown_bands(values.shape[2], coloured, self._tones)
        chosen = values[..., list(shown) if len(shown) == 3 else [shown[0]] * 3]
        if values.dtype == np.uint8 and self._tones.low is None and (coloured or values.shape[2] == 1):
            return np.ascontiguousarray(chosen)
        if self._windows is None:
            self._windows = self._found_windows(shown, coloured)
        pixels = np.empty((*values.shape[:2], 3), np.uint8)
        for channel, window in enumerate(self._windows):
            pixels[..., channel] = window.eight(np.ascontiguousarray(chosen[..., channel]))
        return pixels

    def _found_windows(self, shown: tuple[int, ...], coloured: bool) -> list[Window]:
        """By channel, from tiles spread over the smallest size: all parts of a slide are seen in the same one."""
        level = len(self._pages) - 1
        page = self._pages[level]
        total = -(-int(page.imagewidth) // int(page.tilewidth)) * -(-int(page.imagelength) // int(page.tilelength))
        numbers = range(0, total, max(1, total // _SAMPLED))
        tiles = [self._decoded(level, number)[..., list(shown)] for number in numbers]
        if coloured or len(shown) == 1:
            return [window_of(tiles, self._tones)] * 3
        return [window_of([tile[..., band] for tile in tiles], self._tones) for band in range(3)]
