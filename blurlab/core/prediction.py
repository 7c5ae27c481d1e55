"""What a model says about a photo, the scale at which it looked, and the same at the photo's size."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.planes import BlurPlanes


class View(StrEnum):
    """How a photo is looked at.

    `whole`: at once, at the size the model was made for. `full`: at 100 %, part by part.
    """

    WHOLE = "whole"
    FULL = "full"

    @property
    def ending(self) -> str:
        """What names of kept things end with that belong to this view; those as a whole bear no mark."""
        return "" if self is View.WHOLE else f"-{self}"

    @property
    def words(self) -> str:
        """As in “predicted as a whole”."""
        return "as a whole" if self is View.WHOLE else "at 100 %"


@dataclass(frozen=True)
class Look:
    """How a photo was looked at when its blur was predicted; it goes with every prediction and every mask.

    scale: photo pixels for one predicted pixel, as in `Prediction`; None where that is not known, as of a mask that was
    painted without a prediction.
    """

    view: View = View.WHOLE
    scale: float | None = None


UNTOLD: Final = Look()  # as a whole, at an unknown scale: for masks that come from elsewhere


@dataclass(frozen=True, eq=False)
class Prediction:
    """A photo's blurriness as one model saw it.

    Parameters
    ----------
    blurriness
        uint8 (h, w), 0 surely sharp, 255 surely blurred; never rescaled.
    scale
        Photo pixels for one predicted pixel, along a side; for the whole view the root of the ratio of photo area and
        plane area. More than 0; below 1 if the photo was enlarged; 1 at 100 %, where the plane is coarser.
    view
        How the photo was looked at.
    answers
        The probabilities of blur, 0..1, each (h, w), whose mean is the plane: a network's for the photo and for its
        mirror image, turned back; a single one from a method that gives one answer.
    seen
        uint8 RGB (h', w', 3), what the model looked at, if it is worth describing the photo by.
    planes
        The amount and kind of blur, of any size; None if the model does not tell.
    """

    blurriness: NDArray[np.uint8]
    scale: float
    view: View
    answers: tuple[NDArray[np.floating], ...]
    seen: NDArray[np.uint8]
    planes: BlurPlanes | None = None

    @property
    def look(self) -> Look:
        return Look(self.view, self.scale)


def scale_of(photo: tuple[int, ...], plane: tuple[int, ...]) -> float:
    """Photo pixels for one pixel of a plane, along a side, by the shapes (height, width, …) of both."""
    return float(np.sqrt(photo[0] * photo[1] / (plane[0] * plane[1])))


def upscale(blurriness: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """`blurriness` (uint8, any size of at least 1×1) resized bilinearly to uint8 (height, width).

    Values are never stretched: blurriness is an absolute measure. The array is new even if the size is right already.
    Raises ValueError for an empty array, another dtype or an empty size.
    """
    if blurriness.dtype != np.uint8 or blurriness.ndim != 2 or blurriness.size == 0:
        raise ValueError(f"blurriness must be uint8 (height, width), not {blurriness.dtype} {blurriness.shape}")
    if height < 1 or width < 1:
        raise ValueError(f"a prediction cannot be resized to {width}×{height} pixels")
    if blurriness.shape == (height, width):
        return blurriness.copy()
    resized = cv2.resize(np.ascontiguousarray(blurriness), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(resized, np.uint8).reshape(height, width)
