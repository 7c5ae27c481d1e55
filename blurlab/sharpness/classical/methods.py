"""The classical methods by name; each is a model without weights."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.prediction import Prediction, View, scale_of
from blurlab.sharpness.classical.hifst import hifst
from blurlab.sharpness.classical.lbp import lbp
from blurlab.sharpness.classical.singular import singular

CLASSICAL: Final = "classical:"  # prefix of a method's name as a model
_AREA: Final = 640 * 427  # px to which a photo is shrunk: the methods' windows were made for it

Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Method:
    """A way to tell sharp from blurred.

    middle: sharpness where neither is likelier: the geometric mean of the medians over sharp and over blurred pixels
    of 14 defocused photos of Shi et al.'s odd half. revision: goes up when its results change.
    """

    title: str
    sharpness: Callable[[NDArray[np.uint8]], Plane]
    middle: float
    revision: int = 1


METHODS: Final[dict[str, Method]] = {
    "hifst": Method("HiFST: sorted DCT of gradients", hifst, 0.05),
    "lbp": Method("LBP: local binary patterns", lbp, 0.32),
    "svd": Method("SVD: singular values of patches", singular, 0.03),
}


class ClassicalModel:
    """A method as a blurlab.model.port.Model. Raises KeyError for a name outside METHODS."""

    def __init__(self, name: str) -> None:
        self._method = METHODS[name]
        self.cut: tuple[float, ...] = ()

    def predict(self, source: NDArray[np.uint8], at: View = View.WHOLE, *, planes: bool = False) -> Prediction:
        """See blurlab.model.port.Model; a sharpness of `middle` is a blurriness of 128, a sharpness of 0 one of 255."""
        if at is not View.WHOLE:
            raise ValueError("a classical method predicts a photo as a whole only")
        sharpness = self._method.sharpness(_shrunk(source))
        middle = self._method.middle
        blurriness = np.asarray((255 * middle / (middle + np.maximum(sharpness, 0))).round(), np.uint8)
        return Prediction(blurriness, scale_of(source.shape, blurriness.shape), at, (blurriness / 255,), source)


def classical_model(name: object) -> ClassicalModel | None:
    """The method for `name`, a text or path of “classical:” and a method's name; None for any other."""
    prefix, colon, method = str(name).partition(":")
    return ClassicalModel(method) if prefix + colon == CLASSICAL and method in METHODS else None


def _shrunk(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = photo.shape[:2]
    factor = math.sqrt(_AREA / (height * width))
    if factor >= 1:
        return np.ascontiguousarray(photo)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
