"""Networks as models: a photo in, its blurriness out (paper 3.3)."""

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from blurlab.core.planes import code_planes
from blurlab.core.prediction import Prediction, View, scale_of
from blurlab.core.shrink import shrink
from blurlab.errors import PredictionError
from blurlab.model import checkpoint
from blurlab.model.eight_bit import narrow
from blurlab.model.half import halve
from blurlab.model.heads.planes import has_planes, told_from
from blurlab.model.memory import FOR_PREDICTION, keep_freed_memory, share_one_heap
from blurlab.model.network import CompactDeepLab
from blurlab.model.preprocess import network_size, resize, to_batch
from blurlab.model.quick import quicken
from blurlab.model.tiling import TiledPrediction

Pixels = NDArray[np.uint8]
Answers = list[NDArray[np.float32]]
Planes = NDArray[np.float32]  # (4, h, w), see blurlab.model.heads.planes.PlanesHead
Told = tuple[Answers, Planes | None]
Seen = tuple[Pixels, bool]  # a view, and whether its planes are asked for
_MOST_OFFSET: Final = 8.0  # of log odds: beyond it a map would be all of one class
Map = Callable[[Callable[[Seen], Told], Iterable[Seen]], Iterable[Told]]


class NetworkModel:
    """A network, unchanged and exact: training validates by it, and asks it for the blur of its sources.

    Parameters
    ----------
    network
        Gives log-probabilities, see blurlab.model.architectures; it is put into eval mode.
    size
        px, see `network_size`.
    flip
        Whether the answer is the mean of those on the photo and on its mirror image (the paper's inference).
    full_offset
        Log odds that are taken from the answer at 100 %, see blurlab.model.card.ModelCard.
    """

    def __init__(self, network: nn.Module, size: int, *, flip: bool = True, full_offset: float = 0.0) -> None:
        self._network, self._size, self._flip = network.eval(), size, flip
        self._full_offset = full_offset
        self.cut: Sequence[float] = ()

    def predict(self, source: Pixels, at: View = View.WHOLE, *, planes: bool = False) -> Prediction:
        """See blurlab.model.port.Model."""
        if at is View.FULL:
            return _at_full(TiledPrediction(_tile_by(self._network, self._full_offset), source), source)
        small = _shrunk(source, self._size)
        views = [small, small[:, ::-1]] if self._flip else [small]
        (straight, *mirrored), told = _told(self._network, np.stack(views), planes)
        answers = [straight, *(each[:, ::-1] for each in mirrored)]
        return _prediction(source, small, answers, told, at)


class QuickNetwork:
    """A model file, loaded once and optimised, for many photos.

    Parameters
    ----------
    weights
        The model file.
    threads
        Of the CPU; all by default.
    mirrored
        Whether a photo as a whole is asked as its mirror image too, which takes as long again.

    Raises
    ------
    blurlab.model.checkpoint.CheckpointError
        Where the file cannot be used.
    """

    def __init__(self, weights: Path, threads: int | None = None, *, mirrored: bool = True) -> None:
        keep_freed_memory(FOR_PREDICTION)
        share_one_heap()
        if threads is not None:
            torch.set_num_threads(threads)
        loaded = checkpoint.load(weights)
        self.card = loaded.card
        self._mirrored = mirrored
        self.cut: Sequence[float] = loaded.card.cut
        self._full_offset = loaded.card.full_offset or 0.0
        quick = quicken(loaded.network)
        checkpoint.check_sound(quick, weights.name)  # norms may become infinite if they are folded
        self._network = halve(narrow(quick))
        # Photo and mirror image are predicted side by side, each in half of the threads: these then seldom wait for
        # one another, which between the layers of so small a network costs a tenth of the time (two cores, measured).
        # So are two tiles of a photo at 100 %.
        threads = torch.get_num_threads() // 2
        self._pool = ThreadPoolExecutor(2, "view", torch.set_num_threads, (threads,)) if threads else None

    def predict(self, source: Pixels, at: View = View.WHOLE, *, planes: bool = False) -> Prediction:
        """See blurlab.model.port.Model."""
        if at is View.FULL:
            return _at_full(self.by_tiles(source), source)
        small = _shrunk(source, self.card.size)
        if not self._mirrored:
            answers, told = _told(self._network, small[None], planes)
            return _prediction(source, small, answers, told, at)
        # The two are not one batch, in which one would affect the rounding of the other.
        views = ((small, planes), (small[:, ::-1], False))  # one of them is enough for the planes
        each = self._pool.map if self._pool else map
        (straight, told), (mirrored, _) = each(lambda view: _told(self._network, view[0][None], view[1]), views)
        return _prediction(source, small, [straight[0], mirrored[0][:, ::-1]], told, at)

    def by_tiles(self, source: Pixels) -> TiledPrediction:
        """See blurlab.model.port.TiledModel."""
        predict = _tile_by(self._network, self._full_offset)
        return TiledPrediction(predict, source, self._pool.map, 2) if self._pool else TiledPrediction(predict, source)

    def of_tiles(self, tiled: TiledPrediction, source: Pixels) -> Prediction:
        """See blurlab.model.port.TiledModel."""
        return _of_tiles(tiled, source)


def _at_full(tiled: TiledPrediction, photo: Pixels) -> Prediction:
    while tiled.done < tiled.tiles:
        tiled.step()
    return _of_tiles(tiled, photo)


def _tile_by(network: nn.Module, offset: float) -> Callable[[Pixels], NDArray[np.float32]]:
    """What predicts a tile: without a mirror image, which would double seconds, and the tiles overlap."""
    odds = np.float32(math.exp(max(-_MOST_OFFSET, min(_MOST_OFFSET, offset))))

    def predict(tile: Pixels) -> NDArray[np.float32]:
        share = _told(network, tile[None], part=True)[0][0]
        return share if odds == 1 else np.asarray(share / (share + (1 - share) * odds), np.float32)

    return predict


def _of_tiles(tiled: TiledPrediction, photo: Pixels) -> Prediction:
    blurriness = tiled.blurriness
    return Prediction(blurriness, 1.0, View.FULL, (blurriness / np.float32(255),), shrink(photo))


def _shrunk(photo: Pixels, size: int) -> Pixels:
    return resize(photo, *network_size(photo.shape[0], photo.shape[1], size))


def _told(network: nn.Module, pixels: Pixels, planes: bool = False, *, part: bool = False) -> Told:
    """Probabilities of blur, float32 (h, w) for each of uint8 (N, h, w, 3), and the planes of the first of them.

    part: the pixels are a part of a photo.
    """
    with torch.inference_mode():
        x, told = to_batch(pixels), None
        if planes and has_planes(network):
            made, evidence = network.with_evidence(x)
            answers, told = made.numpy(), told_from(network, evidence)[0].numpy()
            _check_finite(told)
        elif isinstance(network, CompactDeepLab):
            answers = network.blurred(x, part=part).numpy()
        else:
            answers = network(x)[:, 1].exp().numpy()
    _check_finite(answers)
    return list(answers), told


def _check_finite(values: NDArray[np.float32]) -> None:
    if not np.isfinite(values).all():
        raise PredictionError("The model's answer for this photo is not a number, so there is no prediction.")


def _prediction(
    photo: Pixels, small: Pixels, answers: Answers, told: NDArray[np.float32] | None, view: View
) -> Prediction:
    mean = (answers[0] + answers[1]) / 2 if len(answers) == 2 else answers[0]
    blurriness = np.asarray(np.rint(mean * 255), np.uint8)
    scale = scale_of(photo.shape, blurriness.shape)
    planes = None if told is None else code_planes(told, scale)
    return Prediction(blurriness, scale, view, tuple(answers), small, planes)
