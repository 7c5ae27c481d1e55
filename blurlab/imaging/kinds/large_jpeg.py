"""JPEGs of more than 100 megapixels: OpenCV takes three bytes a pixel beside the array while it decodes, Pillow four.

Of 300 megapixels the one is 0.9 GB, the other 1.2 GB (measured).
"""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.opencv import cv2
from blurlab.files.reading import open_ordinary
from blurlab.imaging.at_once import DECODES
from blurlab.imaging.colour import in_srgb
from blurlab.imaging.limits import MAX_PIXELS, TakesTooMuch, check_size
from blurlab.imaging.pixels import ShortDataError

LARGE: Final = 100_000_000  # pixels
_MOST_BYTES: Final = 1_000_000_000  # of the file
_ROWS: Final = 256
_END, _SCAN = b"\xff\xd9", b"\xff\xda"


def is_large_jpeg(image: Image.Image, orientation: int) -> bool:
    """Whether an opened picture is one: upright, in colours, and not progressive, which is kept whole as numbers."""
    plain = image.format == "JPEG" and image.mode == "RGB" and orientation == 1 and not image.info.get("progressive")
    return plain and image.width * image.height > LARGE


def read_large_jpeg(path: Path, image: Image.Image) -> NDArray[np.uint8]:
    """uint8 RGB (height, width, 3) in sRGB. Raises ShortDataError, TakesTooMuch and ValueError."""
    check_size(*image.size, MAX_PIXELS)
    length = path.stat().st_size
    if length > _MOST_BYTES:
        raise TakesTooMuch
    with DECODES.taking(length + 3 * image.width * image.height):
        with open_ordinary(path) as file:
            data = file.read()
        if data.rfind(_END) < data.find(_SCAN):
            raise ShortDataError("the image is truncated")
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
        del data
        if pixels is None or pixels.shape[1::-1] != image.size:
            raise ValueError("the picture cannot be decoded")
        profile = image.info.get("icc_profile")
        for top in range(0, pixels.shape[0], _ROWS):
            rows = pixels[top : top + _ROWS]
            cv2.cvtColor(rows, cv2.COLOR_BGR2RGB, dst=rows)
            if profile:
                rows[:] = np.asarray(in_srgb(Image.fromarray(rows), profile))
        return np.asarray(pixels, np.uint8)
