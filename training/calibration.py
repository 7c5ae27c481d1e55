"""Calibration of a model file: its cut at 50 %, the cut that its maps suggest, and the card's entries for both.

Nothing but the bias of the last layer changes, so the ranking stays identical.
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from blurlab.core.cut import HALF, LEVELS, Counts, describe, learn_cut
from blurlab.core.prediction import View, upscale
from blurlab.errors import UserError
from blurlab.model import checkpoint
from blurlab.model.card import ModelCard
from blurlab.model.predict import NetworkModel
from training.data.gather import folder_pairs
from training.data.pairs import Pair
from training.reliability import reliability
from training.reliability_chart import save_chart

AS_GOOD: Final = 0.005  # of mean IoU: a smaller gain is not worth a shift
WORST: Final = 20  # photos that the card names


@dataclass(frozen=True)
class _Predicted:
    name: str
    blurriness: NDArray[np.uint8]  # at the size of prediction
    counts: Counts  # at the size of the mask


def calibrate(args: argparse.Namespace) -> ModelCard:
    """Run `python -m training calibrate`; returns the card that was written. args: see training.__main__.

    Raises CheckpointError, OSError, and ValueError if no labelled photo can be read.
    """
    if args.threads:
        torch.set_num_threads(args.threads)
    loaded = checkpoint.load(args.model)
    network, size = loaded.network, loaded.card.size
    held_out = set(args.held_out.read_text("utf-8").split())
    pairs = folder_pairs(args.pairs[0], args.pairs[1], args.blurred)
    validated = [pair for pair in pairs if pair.name in held_out]
    learnt = [pair for pair in pairs if pair.name not in held_out]
    before = _predict(network, size, validated, View.WHOLE)
    cut = best_cut([each.counts for each in before])
    if cut != HALF:
        shift(network, cut)
        before = _predict(network, size, validated, View.WHOLE)
    full = _predict(network, size, validated, View.FULL)
    taught = _predict(network, size, learnt, View.WHOLE)
    ious = {each.name: float(each.counts.mean_ious()[HALF]) for each in before}
    card = replace(
        loaded.card,
        cut=tuple(learn_cut([describe(each.blurriness) for each in taught], [each.counts for each in taught])),
        reliability={
            str(view): reliability(each.counts for each in predicted)
            for view, predicted in ((View.WHOLE, before), (View.FULL, full))
        },
        worst={name: round(ious[name], 4) for name in sorted(ious, key=ious.__getitem__)[:WORST]},
    )
    checkpoint.save(args.model, network, card)
    save_chart(card.reliability, args.model.with_suffix(".reliability.png"))
    return card


def best_cut(photos: Sequence[Counts]) -> int:
    """The cut 1..255 whose mean IoU over photos is the best; HALF if no other is better by AS_GOOD.

    Of those that nobody could tell apart from it, the one nearest to HALF. Raises ValueError without photos.
    """
    if not photos:
        raise ValueError("No labelled photo that is held out can be read.")
    ious = np.mean([each.mean_ious() for each in photos], axis=0)[1:LEVELS]
    if ious.max() - ious[HALF - 1] <= AS_GOOD:
        return HALF
    good = np.flatnonzero(ious >= ious.max() - 0.9 * AS_GOOD) + 1  # within it after rounding too
    return int(good[np.abs(good - HALF).argmin()])


def shift(network: nn.Module, cut: int) -> None:
    """Move the bias of the last layer so that the blurriness `cut` (1..255) becomes one half."""
    last = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d) and layer.out_channels == 2][-1]
    assert last.bias is not None
    level = (cut - 0.5) / (LEVELS - 1)
    with torch.no_grad():
        last.bias[1] -= math.log(level / (1 - level))


def _predict(network: nn.Module, size: int, pairs: Sequence[Pair], view: View) -> list[_Predicted]:
    model, predicted = NetworkModel(network, size), []
    for pair in tqdm(pairs, desc=f"predicted {view}", disable=None):
        try:
            photo, mask = pair.read()
        except UserError:  # it disappeared; the others still count
            continue
        blurriness = model.predict(photo, view).blurriness
        counts = Counts.of(upscale(blurriness, *mask.shape), mask)
        if counts.sharp.any() or counts.blurred.any():
            predicted.append(_Predicted(pair.name, blurriness, counts))
    return predicted
