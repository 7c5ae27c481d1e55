"""A whole-slide image made here: of any size, and small on the disk because most of its tiles are left out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from blurlab.core.opencv import cv2

TILE = 512


def write_slide(path: Path, width: int, height: int, middle: int = 2) -> Path:
    """A tiled TIFF with copies of half the side each, in JPEG; there is texture in the middle alone, so many tiles each
    way."""
    import tifffile

    noise = np.random.default_rng(0).integers(60, 200, (TILE, TILE, 3), np.uint8)
    done, data = cv2.imencode(".jpg", cv2.blur(noise, (3, 3)), (cv2.IMWRITE_JPEG_QUALITY, 60))
    assert done
    tile = bytes(data)
    levels = 1
    while max(width, height) >> (levels - 1) > 1000:
        levels += 1

    def tiles(across: int, down: int) -> Iterator[bytes]:
        for row in range(down):
            for column in range(across):
                inside = abs(row - down // 2) <= middle and abs(column - across // 2) <= middle
                yield tile if inside else b""

    with tifffile.TiffWriter(path, bigtiff=True) as tiff:
        for level in range(levels):
            size = (height >> level, width >> level)
            about: dict[str, Any] = {"subifds": levels - 1} if level == 0 else {"subfiletype": 1}
            tiff.write(
                tiles(-(-size[1] // TILE), -(-size[0] // TILE)),
                shape=(*size, 3),
                dtype=np.uint8,
                tile=(TILE, TILE),
                compression="jpeg",
                photometric="ycbcr",
                **about,
            )
    return path
