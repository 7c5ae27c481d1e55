"""A photo in, its blurriness out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from blurlab.core.queue_order import Doubt, describe, doubt_of
from blurlab.model import checkpoint
from blurlab.model.fold import fold_norms
from blurlab.model.memory import FOR_PREDICTION, keep_freed_memory
from blurlab.model.preprocess import network_size, resize, to_batch


def blurriness(network: nn.Module, photo: NDArray[np.uint8], size: int, *, flip: bool = True) -> NDArray[np.uint8]:
    """Predict one photo (paper 3.3: mean of the photo and its horizontal flip, values never rescaled).

    photo: uint8 RGB (H, W, 3). size: px, see `network_size`.
    Returns uint8 (h, w) at network resolution, 0 = surely sharp, 255 = surely blurred.
    """
    return _mean(_views(network, _shrunk(photo, size), flip=flip))


def _shrunk(photo: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    return resize(photo, *network_size(photo.shape[0], photo.shape[1], size))


def _views(network: nn.Module, small: NDArray[np.uint8], *, flip: bool) -> torch.Tensor:
    """Probabilities of blur, float (views, h, w): of the photo, and of its mirror image turned back."""
    pixels = np.stack([small, small[:, ::-1]]) if flip else small[None]
    with torch.inference_mode():
        blurred = network(to_batch(pixels))[:, 1].exp()
        return torch.cat([blurred[:1], blurred[1:].flip(-1)])


def _mean(views: torch.Tensor) -> NDArray[np.uint8]:
    # mean(0) would add in another order than the sum of two, and a prediction keeps its bytes.
    mean = (views[0] + views[1]) / 2 if len(views) == 2 else views[0]
    return np.asarray((mean * 255).round().to(torch.uint8).numpy())


@dataclass(frozen=True)
class Predicted:
    """blurriness: uint8 (h, w) at network resolution. doubt: how unsure the model is. descriptor: what the photo and
    its prediction are like, float32 (d,), for keeping like photos apart."""

    blurriness: NDArray[np.uint8]
    doubt: Doubt
    descriptor: NDArray[np.float32]


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

    def predict_doubting(self, photo: NDArray[np.uint8]) -> Predicted:
        """`predict`, with what the two views of it say about how unsure the model is: half a millisecond more."""
        small = _shrunk(photo, self.card["size"])
        views = _views(self._network, small, flip=True)
        made = _mean(views)
        return Predicted(made, doubt_of(views[0].numpy(), views[1].numpy()), describe(small, made))
