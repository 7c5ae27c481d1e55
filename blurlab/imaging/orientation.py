"""The eight orientations that a picture may have in its file, numbered as in EXIF."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ORIENTATION: Final = 274  # the EXIF tag
SIDEWAYS: Final = frozenset({5, 6, 7, 8})
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def sensible(value: object) -> int:
    """An orientation from a file; 1, upright, for anything invalid."""
    return value if isinstance(value, int) and value in _TURNS else 1


def turned(picture: Image.Image, orientation: int) -> Image.Image:
    """`picture` turned upright from the `orientation` of its file."""
    return picture.transpose(_TURNS[orientation]) if orientation in _TURNS else picture


def turned_pixels(pixels: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Pixels (height, width, …) likewise; a view of them."""
    if orientation in SIDEWAYS:
        pixels = pixels.swapaxes(0, 1)
    if orientation in {3, 4, 7, 8}:
        pixels = pixels[::-1]
    return pixels[:, ::-1] if orientation in {2, 3, 6, 7} else pixels


def turned_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """(width, height) likewise."""
    return size[::-1] if orientation in SIDEWAYS else size
