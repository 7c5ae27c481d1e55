"""The judge: which pixels of a source may be blurred already, by an earlier model and the folder's own sharpness."""

import copy
import functools
import hashlib
from collections.abc import Callable, Sequence
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.prediction import upscale
from blurlab.errors import UserError
from blurlab.model.port import Model
from training.data.remembered import MIB, Remembered

BLURRED_ALREADY: Final = 40  # blurriness from which a source's own pixel may be blurred: at 128 a fifth of what was
# called sharp in photos with blur of their own was blurred, and 120 steps with 19 labels took AUC from .957 to .952
MOST_LEFT_OUT: Final = 1 / 3  # of a source, by a judge that does not know the folder's kind of photo
_JUDGED_KEPT: Final = 128 * MIB
_LOOKED_AT: Final = 12  # photos of the folder
_WINDOW: Final = 17  # px, in which fine detail is measured
_STEP: Final = 8  # px between two places that are looked at
_AS_SHARP: Final = 0.8  # of the most detail that the folder has: such a place is sharp
_STRANGE: Final = 64  # blurriness of the median sharp place from which the judge does not know this kind of photo
_CALLED_SHARP: Final = 0.9  # of the folder's sharp places, by the level that is used then

Photo = NDArray[np.uint8]


class SourceJudge:
    """`model` as the judge of the sources of one folder, asked once for each photo as far as memory allows.

    A model is wrong about whole domains: of histology that is sharp throughout, `default` calls 94 % of the pixels at
    least a little blurred. So it is asked about the places with the most fine detail of the folder's photos, which are
    sharp if anything in the folder is. Where it calls most of these blurred, the level from which it is believed rises
    to one that calls _CALLED_SHARP of them sharp, and it may leave out MOST_LEFT_OUT of a source. Measured with
    `default`: of the sharp pixels of histology 39 % are left out instead of 94 %, of the blurred ones 96 %.

    model: predicts. folder: reads photos of the folder, uint8 RGB (H, W, 3) each; without any it is believed as it is.
    """

    def __init__(self, model: Model, folder: Sequence[Callable[[], Photo]] = ()) -> None:
        self._model, self._folder = model, folder
        self._judged: Remembered[bytes, NDArray[np.uint8]] = Remembered(_JUDGED_KEPT, lambda each: each.nbytes)

    def among(self, folder: Sequence[Callable[[], Photo]]) -> Self:
        """The same judge for another folder; what it was asked before it still knows."""
        other = copy.copy(self)
        other._folder = folder
        other.__dict__.pop("level", None)
        return other

    def blurriness(self, photo: Photo) -> NDArray[np.uint8]:
        """The model's prediction of a photo, at the size in which it predicts."""
        shown = hashlib.blake2b(np.ascontiguousarray(photo).data, digest_size=16).digest()
        return self._judged.get(shown, lambda: self._model.predict(photo).blurriness)

    def doubtful(self, photo: Photo) -> NDArray[np.bool_]:
        """bool (H, W): pixels of a photo of the folder that may be blurred already."""
        blurriness = upscale(self.blurriness(photo), *photo.shape[:2])
        level = self.level
        if level > BLURRED_ALREADY:
            level = max(level, int(np.quantile(blurriness, 1 - MOST_LEFT_OUT, method="higher")) + 1)
        return np.asarray(blurriness >= level)

    @functools.cached_property
    def level(self) -> int:
        """Blurriness (0..256) from which a pixel of the folder may be blurred already."""
        detail: list[NDArray[np.float32]] = []
        strength: list[NDArray[np.float32]] = []
        judged: list[NDArray[np.uint8]] = []
        for number in np.unique(np.linspace(0, len(self._folder) - 1, _LOOKED_AT).round().astype(int)):
            try:
                photo = self._folder[number]()
            except (UserError, IndexError):  # a damaged photo gives nothing, and an empty folder has none
                continue
            places = (slice(_STEP // 2, None, _STEP),) * 2
            for found, plane in zip((detail, strength), fine_detail(photo), strict=True):
                found.append(plane[places].ravel())
            judged.append(upscale(self.blurriness(photo), *photo.shape[:2])[places].ravel())
        if not detail:
            return BLURRED_ALREADY
        sharp = _sharp_places(np.concatenate(detail), np.concatenate(strength))
        told = np.concatenate(judged)[sharp]
        if not told.size or np.median(told) < _STRANGE:
            return BLURRED_ALREADY
        return max(BLURRED_ALREADY, int(np.quantile(told, _CALLED_SHARP)) + 1)


def fine_detail(photo: Photo) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How much of the gradients around each pixel is fine, 0..1, and how strong they are, grey levels: (H, W) each.

    Fine is what a Gaussian of one pixel takes away: of what is blurred already it takes little.
    """
    grey = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), np.float32)
    blurred = np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0), np.float32)
    strength, left = _gradients(grey), _gradients(blurred)
    return np.asarray(1 - left / np.maximum(strength, 1e-3), np.float32), strength


def _gradients(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    across, down = (cv2.Sobel(grey, cv2.CV_32F, *axis, ksize=1) for axis in ((1, 0), (0, 1)))
    return np.asarray(cv2.boxFilter(cv2.magnitude(across, down), -1, (_WINDOW, _WINDOW)), np.float32)


def _sharp_places(detail: NDArray[np.float32], strength: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Of places, those with about the most fine detail among the half with the stronger gradients: the rest is flat."""
    textured = strength >= np.median(strength)
    return np.asarray(textured & (detail >= _AS_SHARP * np.quantile(detail[textured], 0.9)))
