"""A photo in, its blurriness out."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from blurlab.core.queue_order import Doubt, describe, doubt_of
from blurlab.errors import PredictionError
from blurlab.model import checkpoint
from blurlab.model.eight_bit import narrow
from blurlab.model.memory import FOR_PREDICTION, keep_freed_memory
from blurlab.model.preprocess import network_size, resize, to_batch
from blurlab.model.quick import quicken

Views = list[NDArray[np.float32]]
View = NDArray[np.uint8]
Map = Callable[[Callable[[View], Views], Iterable[View]], Iterable[Views]]


def blurriness(network: nn.Module, photo: NDArray[np.uint8], size: int, *, flip: bool = True) -> NDArray[np.uint8]:
    """Predict one photo (paper 3.3: mean of the photo and its horizontal flip, values never rescaled).

    photo: uint8 RGB (H, W, 3). size: px, see `network_size`. Raises PredictionError where the answer is not finite.
    Returns uint8 (h, w) at network resolution, 0 = surely sharp, 255 = surely blurred.
    """
    small = _shrunk(photo, size)
    if not flip:
        return _mean(_blurred(network, small[None]))
    straight, mirrored = _blurred(network, np.stack([small, small[:, ::-1]]))
    return _mean([straight, mirrored[:, ::-1]])


def _shrunk(photo: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    return resize(photo, *network_size(photo.shape[0], photo.shape[1], size))


def _two_views(network: nn.Module, small: View, each: Map) -> Views:
    """Probabilities of blur, each float32 (h, w): of the photo, and of its mirror image turned back.

    each: how the two are gone through. They are no batch, where the one would be rounded by what is in the other.
    """
    (straight,), (mirrored,) = each(lambda view: _blurred(network, view[None]), (small, small[:, ::-1]))
    return [straight, mirrored[:, ::-1]]


def _blurred(network: nn.Module, pixels: NDArray[np.uint8]) -> Views:
    """Probabilities of blur, float32 (h, w) for each of uint8 (N, h, w, 3)."""
    with torch.inference_mode():
        views = network(to_batch(pixels))[:, 1].exp().numpy()
    if not np.isfinite(views).all():
        raise PredictionError("The model's answer for this photo is not a number, so there is none.")
    return list(views)


def _mean(views: Views) -> NDArray[np.uint8]:
    mean = (views[0] + views[1]) / 2 if len(views) == 2 else views[0]
    return np.asarray(np.rint(mean * 255), np.uint8)


@dataclass(frozen=True)
class Predicted:
    """blurriness: uint8 (h, w) at network resolution. doubt: how unsure the model is. descriptor: what the photo and
    its prediction are like, float32 (d,), for keeping like photos apart."""

    blurriness: NDArray[np.uint8]
    doubt: Doubt
    descriptor: NDArray[np.float32]


class Predictor:
    """A model file, loaded once, that predicts photo after photo. threads: of the CPU, all by default.

    Raises blurlab.model.checkpoint.CheckpointError where the file cannot be used.
    """

    def __init__(self, weights: Path, threads: int | None = None) -> None:
        keep_freed_memory(FOR_PREDICTION)
        if threads is not None:
            torch.set_num_threads(threads)
        loaded = checkpoint.load(weights)
        self.card: dict[str, Any] = loaded.card
        quick = quicken(loaded.network)
        checkpoint.check_sound(quick, weights.name)  # norms may become infinite where they are folded
        self._network = narrow(quick)
        # Photo and mirror image are predicted side by side, each in half of the threads: these then seldom wait for
        # one another, which between the layers of so small a network costs a tenth of the time (two cores, measured).
        threads = torch.get_num_threads() // 2
        self._each: Map = map
        if threads:
            self._each = ThreadPoolExecutor(2, "view", initializer=torch.set_num_threads, initargs=(threads,)).map

    def predict(self, photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Blurriness, uint8 (h, w) at network resolution, of a uint8 RGB (H, W, 3) photo."""
        return _mean(_two_views(self._network, _shrunk(photo, self.card["size"]), self._each))

    def predict_doubting(self, photo: NDArray[np.uint8]) -> Predicted:
        """`predict`, with what the two views of it say about how unsure the model is: half a millisecond more."""
        small = _shrunk(photo, self.card["size"])
        views = _two_views(self._network, small, self._each)
        made = _mean(views)
        return Predicted(made, doubt_of(*views), describe(small, made))
