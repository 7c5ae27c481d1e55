"""Bitmaps inside JSON: a PNG in base64, perhaps packed once more."""

import base64
import binascii
import io
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.exchange.documents import BadMarkError
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.marks import check_size
from blurlab.imaging.pixels import load_whole


def values_of(canvas: Canvas, text: str, unpack: Callable[[bytes], bytes] = bytes) -> NDArray[Any]:
    """The pixels, (height, width) or (height, width, channels), of one that is no larger than the canvas.

    unpack: from the decoded text to the PNG. Raises BadMarkError.
    """
    try:
        data = unpack(base64.b64decode(text, validate=True))
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            check_size(canvas, *picture.size)
            load_whole(picture, lambda: Image.open(io.BytesIO(data), formats=("PNG",)))
            return np.asarray(picture)
    except (binascii.Error, zlib.error, OSError, SyntaxError, ValueError, MemoryError) as error:
        raise BadMarkError("the bitmap of a mask is damaged") from error
