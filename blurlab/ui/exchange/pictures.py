"""Small pictures of photos with masks, as they would come in or go out."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from blurlab.core.editing.correction import BLURRED, IGNORE
from blurlab.core.palette import Palette
from blurlab.exchange.formats.masks import flipped
from blurlab.exchange.meaning import Polarity
from blurlab.imaging.source import open_source
from blurlab.project.records import Photo
from blurlab.ui.rgb_image import rgb_image

LONGEST = 360  # px
_FILL = 0.5  # opacity: small pictures need more than the canvas
_STRIPE = 6  # px of the hatching of what is ignored
_GREY = 128
# Told apart with any common kind of colour blindness (Okabe and Ito, 2008); later classes have them again.
CLASS_COLOURS: Final = (
    (230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66), (0, 114, 178), (213, 94, 0), (204, 121, 167),
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A photo under a mask, or a mask alone, with the words below."""

    image: QImage
    words: str


def masked_photo(photo: Photo, codes: NDArray[np.uint8]) -> tuple[QImage, QImage]:
    """The photo with blurred areas tinted and ignored ones hatched: as in `codes`, and with the two swapped.

    Raises UnreadablePhoto. For a thread of its own.
    """
    rgb = open_source(photo.ref).thumbnail(LONGEST)
    small = _small(codes, rgb.shape[1], rgb.shape[0])
    return _tinted(rgb, small), _tinted(rgb, flipped(small))


def coloured_photo(photo: Photo, places: NDArray[np.uint8]) -> QImage:
    """The photo, grey, under the colour of each pixel's class: `places` counts them from 1, 0 is none.

    Raises UnreadablePhoto. For a thread of its own.
    """
    rgb = open_source(photo.ref).thumbnail(LONGEST)
    small = _small(places, rgb.shape[1], rgb.shape[0])
    picture = np.repeat(rgb.mean(axis=2, keepdims=True), 3, axis=2)
    table = np.array([CLASS_COLOURS[(place - 1) % len(CLASS_COLOURS)] for place in range(256)], np.float64)
    area = small > 0
    picture[area] = picture[area] * (1 - _FILL) + table[small[area]] * _FILL
    return rgb_image(picture.astype(np.uint8))


def marks_alone(codes: NDArray[np.uint8], polarity: Polarity) -> QImage:
    """Marked areas in white, ignored ones in grey, the rest in black."""
    height, width = codes.shape
    scale = LONGEST / max(height, width, LONGEST)
    small = _small(codes, max(1, round(width * scale)), max(1, round(height * scale)))
    return rgb_image(np.repeat((small if polarity is Polarity.BLURRED else flipped(small))[:, :, None], 3, axis=2))


def _small(codes: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """By nearest neighbour: no new code arises."""
    rows = (np.arange(height) + 0.5) * codes.shape[0] / height
    columns = (np.arange(width) + 0.5) * codes.shape[1] / width
    return np.asarray(codes[rows.astype(np.intp)[:, None], columns.astype(np.intp)[None, :]], np.uint8)


def _tinted(rgb: NDArray[np.uint8], codes: NDArray[np.uint8]) -> QImage:
    palette = Palette()
    rows, columns = np.indices(codes.shape)
    stripes = (rows + columns) % _STRIPE < _STRIPE // 2
    picture = rgb.astype(np.float32)
    for area, colour in (
        (codes == BLURRED, palette.painted_blurred),
        ((codes == IGNORE) & stripes, palette.ignore),
    ):
        picture[area] = picture[area] * (1 - _FILL) + np.array(colour, np.float32) * _FILL
    return rgb_image(picture.astype(np.uint8))
