"""A photo in, its blurriness out."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from blurlab.model import checkpoint
from blurlab.model.fold import fold_norms
from blurlab.model.memory import FOR_PREDICTION, keep_freed_memory
from blurlab.model.preprocess import network_size, resize, to_batch


def blurriness(network: nn.Module, photo: NDArray[np.uint8], size: int, *, flip: bool = True) -> NDArray[np.uint8]:
    """Predict one photo (paper 3.3: mean of the photo and its horizontal flip, values never rescaled).

    photo: uint8 RGB (H, W, 3). size: px, see `network_size`.
    Returns uint8 (h, w) at network resolution, 0 = surely sharp, 255 = surely blurred.
    """
    height, width = network_size(photo.shape[0], photo.shape[1], size)
    small = resize(photo, height, width)
    views = np.stack([small, small[:, ::-1]]) if flip else small[None]
    with torch.inference_mode():
        blurred = network(to_batch(views))[:, 1].exp()
        if flip:
            blurred = (blurred[:1] + blurred[1:].flip(-1)) / 2
        return np.asarray((blurred[0] * 255).round().to(torch.uint8).numpy())


class Predictor:
    """A model file, loaded once, that predicts photo after photo.

    Raises blurlab.model.checkpoint.CheckpointError where the file cannot be used.
    """

    def __init__(self, weights: Path, threads: int | None = None) -> None:
        keep_freed_memory(FOR_PREDICTION)
        if threads is not None:
            torch.set_num_threads(threads)
        loaded = checkpoint.load(weights)
        self.card: dict[str, Any] = loaded.card
        self._network = fold_norms(loaded.network).to(memory_format=torch.channels_last)

    def predict(self, photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Blurriness, uint8 (h, w) at network resolution, of a uint8 RGB (H, W, 3) photo."""
        return blurriness(self._network, photo, self.card["size"])
