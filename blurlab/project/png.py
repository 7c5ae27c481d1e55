"""The PNG files of a project: masks, painted planes and predictions, one channel each."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.project.errors import ProjectError
from blurlab.project.photos import read_grey

_GREY = (cv2.IMWRITE_PNG_COMPRESSION, 1)  # level 1 is ten times quicker than the usual 6 and hardly larger on masks
# Masks are runs of one value: run lengths without a filter take a fifth of the time and fewer bytes.
_MASK: tuple[int, ...] = (cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE)
if hasattr(cv2, "IMWRITE_PNG_FILTER"):  # OpenCV 4.12 and later
    _MASK += (cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE)
_BILEVEL = (cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_BILEVEL, 1)


def encode_mask(codes: NDArray[np.uint8]) -> bytes:
    """8-bit grey PNG of mask codes, uint8 (height, width)."""
    return _encode(codes, _MASK)


def encode_grey(values: NDArray[np.uint8]) -> bytes:
    """8-bit grey PNG of a prediction, uint8 (height, width)."""
    return _encode(values, _GREY)


def encode_bilevel(flags: NDArray[np.bool_]) -> bytes:
    """1-bit PNG of a bool array (height, width); true is white."""
    return _encode(flags.view(np.uint8) * np.uint8(255), _BILEVEL)


def read_own(path: Path, width: int | None = None, height: int | None = None) -> NDArray[np.uint8]:
    """A PNG of the project as uint8 (height, width).

    Raises ProjectError where it is missing, damaged or, with `width` and `height`, of another size.
    """
    values = read_grey(path)
    if width is not None and values.shape != (height, width):
        raise ProjectError(
            f"The mask “{path.name}” is {values.shape[1]}×{values.shape[0]} pixels, its photo is {width}×{height}."
        )
    return values


def _encode(values: NDArray[np.uint8], parameters: tuple[int, ...]) -> bytes:
    done, data = cv2.imencode(".png", np.ascontiguousarray(values), parameters)
    if not done:
        raise ProjectError("The mask could not be encoded as PNG.")
    return bytes(data)
