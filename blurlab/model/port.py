"""The interface of everything that predicts: networks and classical methods alike."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from blurlab.core.prediction import Prediction, View
from blurlab.model.tiling import TiledPrediction


class Model(Protocol):
    """Anything that predicts how blurred each pixel of a photo is.

    All code that predicts is written against this: the predictor, the commands, validation, the filmstrip, the gate.
    Only blurlab.model.loading knows where a model comes from.
    """

    @property
    def cut(self) -> Sequence[float]:
        """What labels taught of the cuts of its maps as a whole, see blurlab.core.cut.suggested_cut; empty: nothing."""
        ...

    def predict(self, source: NDArray[np.uint8], at: View = View.WHOLE, *, planes: bool = False) -> Prediction:
        """Predict one photo.

        Parameters
        ----------
        source
            The photo, uint8 RGB (H, W, 3), upright.
        at
            How to look at it.
        planes
            Whether to tell as well how much blur there is and of what kind, as a whole and if the model can: that
            takes a little longer.

        Returns
        -------
        Prediction
            Of any size; `blurlab.core.prediction.upscale` brings it to the photo's.

        Raises
        ------
        blurlab.errors.PredictionError
            Where the answer is not finite.
        ValueError
            Where the model cannot look at a photo so: only a TiledModel can at View.FULL.
        """
        ...


@runtime_checkable
class TiledModel(Model, Protocol):
    """A model that predicts a photo at 100 % part by part, so that whoever waits sees what comes and can stop it."""

    def by_tiles(self, source: NDArray[np.uint8]) -> TiledPrediction:
        """Begin to predict a photo, uint8 RGB (H, W, 3), at 100 %."""
        ...

    def of_tiles(self, tiled: TiledPrediction, source: NDArray[np.uint8]) -> Prediction:
        """What `predict` gives at View.FULL, of the prediction that `by_tiles` began, once all of it is made."""
        ...
