"""The interface of everything that predicts: networks and classical methods alike."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from blurlab.core.prediction import Prediction, View


class Model(Protocol):
    """Anything that predicts how blurred each pixel of a photo is.

    All code that predicts is written against this: the predictor, the commands, validation, the filmstrip, the gate.
    Only
    blurlab.model.loading knows where a model comes from.
    """

    def predict(self, source: NDArray[np.uint8], at: View = View.WHOLE) -> Prediction:
        """Predict one photo.

        Parameters
        ----------
        source
            The photo, uint8 RGB (H, W, 3), upright.
        at
            How to look at it.

        Returns
        -------
        Prediction
            Of any size; `blurlab.core.prediction.upscale` brings it to the photo's.

        Raises
        ------
        blurlab.errors.PredictionError
            Where the answer is not finite.
        """
        ...
