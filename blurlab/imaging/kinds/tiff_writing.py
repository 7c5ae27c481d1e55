"""Grey planes larger than memory as tiled TIFFs, with smaller copies of themselves that are made on the way."""

import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.rect import Rect

Plane = NDArray[np.uint8]
_STEP: Final = 8  # from one size to the next smaller one
_SMALLEST: Final = 1024  # px of the longer side, at which copies end


def write_tiled(path: Path, size: tuple[int, int], side: int, read: Callable[[Rect], Plane], about: str = "") -> None:
    """Write a plane of `size` (width, height) as a tiled TIFF, 8-bit grey, compressed without loss.

    `read` is asked for each tile once, row by row, as a rectangle inside the plane of `side` pixels a side at most, a
    multiple of 16, and gives uint8 (height, width). A smaller copy takes every eighth pixel each way, so that no value
    arises that the plane has not. `about`: the file's description.
    Raises OSError, and what `read` raises.
    """
    import tifffile  # noqa: PLC0415 - an extra

    copies = [np.zeros(_reduced(size), np.uint8)] if max(size) > _SMALLEST else []
    while copies and max(copies[-1].shape) > _SMALLEST:
        height, width = copies[-1].shape
        copies.append(np.zeros(_reduced((width, height)), np.uint8))
    kind: dict[str, Any] = {
        "dtype": np.uint8,
        "photometric": "minisblack",
        "compression": "zlib",
        "metadata": None,
    }
    with tifffile.TiffWriter(path, bigtiff=True) as tiff:
        tiles = _encoded(size, side, read, copies)
        shape = size[::-1]
        tiff.write(
            tiles, shape=shape, tile=(side, side), subifds=len(copies), description=about, software="blurlab", **kind
        )
        for copy in copies:
            height, width = copy.shape
            parts = _encoded((width, height), 256, partial(_part, copy), [])
            tiff.write(parts, shape=copy.shape, tile=(256, 256), subfiletype=1, **kind)


def _part(plane: Plane, rect: Rect) -> Plane:
    return plane[rect.slices]


def _encoded(size: tuple[int, int], side: int, read: Callable[[Rect], Plane], copies: list[Plane]) -> Iterator[bytes]:
    flat: dict[int, bytes] = {}
    for top in range(0, size[1], side):
        for left in range(0, size[0], side):
            rect = Rect(left, top, side, side).clipped(*size)
            values = read(rect)
            _reduce(values, rect, copies)
            first = int(values.flat[0])
            if (values == first).all():
                if first not in flat:
                    flat[first] = zlib.compress(bytes([first]) * (side * side), 1)
                yield flat[first]
                continue
            tile = values
            if values.shape != (side, side):
                tile = np.zeros((side, side), np.uint8)
                tile[: rect.height, : rect.width] = values
            yield zlib.compress(np.ascontiguousarray(tile).tobytes(), 1)


def _reduce(values: Plane, rect: Rect, copies: list[Plane]) -> None:
    step = 1
    for copy in copies:
        step *= _STEP
        left, top = -(-rect.x // step), -(-rect.y // step)
        part = values[top * step - rect.y :: step, left * step - rect.x :: step]
        part = part[: copy.shape[0] - top, : copy.shape[1] - left]
        copy[top : top + part.shape[0], left : left + part.shape[1]] = part


def _reduced(size: tuple[int, int]) -> tuple[int, int]:
    """(height, width) of the next smaller copy."""
    return -(-size[1] // _STEP), -(-size[0] // _STEP)
