"""The eight ways in which a picture may lie in its file, as EXIF numbers them."""

from typing import Final

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
    """An orientation as it stands in a file; 1, upright, for what is none."""
    return value if isinstance(value, int) and value in _TURNS else 1


def turned(picture: Image.Image, orientation: int) -> Image.Image:
    """`picture` as it is to be seen, where it lies in its file as `orientation` says."""
    return picture.transpose(_TURNS[orientation]) if orientation in _TURNS else picture


def turned_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """(width, height) likewise."""
    return size[::-1] if orientation in SIDEWAYS else size
