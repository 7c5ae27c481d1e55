"""Calibration of a model file: its cut at 50 % in each view, the cut that its maps suggest, and the card's entries.

Nothing but the head for a photo's offset, or the bias of the last layer, and the card's offset at 100 % changes, so
the ranking of a photo's places stays identical.
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from blurlab.core.cut import HALF, LEVELS, Counts, describe, learn_cut
from blurlab.core.editing.correction import BLURRED
from blurlab.core.opencv import cv2
from blurlab.core.prediction import View, upscale
from blurlab.errors import UserError
from blurlab.imaging.finding import find_photos
from blurlab.imaging.photos import read_photo
from blurlab.model import checkpoint
from blurlab.model.architectures import ARCHITECTURES
from blurlab.model.card import ModelCard
from blurlab.model.heads.offset import OFFSET
from blurlab.model.predict import NetworkModel
from training.data.gather import folder_pairs
from training.data.pairs import Pair
from training.offset import Lesson, has_offset, teach_offset
from training.reliability import reliability
from training.reliability_chart import save_chart

AS_GOOD: Final = 0.005  # of mean IoU: a smaller gain is not worth a shift
WORST: Final = 20  # photos that the card names
BIG_SIDE: Final = 2048  # px, of the middle of a big photo that is blurred in part: four tiles
BIG_SIGMAS: Final = (1.5, 2.0, 3.0, 5.0)  # px, of its blur: from what can just be seen at 100 %


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
    if args.photos:
        _give_offset(loaded.network, loaded.card, learnt, args)
    before = _predict(network, size, validated, View.WHOLE)
    cut = best_cut([each.counts for each in before])
    if cut != HALF:
        shift(network, cut)
        before = _predict(network, size, validated, View.WHOLE)
    offset = _full_offset(network, size, args.big) if args.big else loaded.card.full_offset
    full = _predict(network, size, validated, View.FULL, offset or 0.0)
    taught = _predict(network, size, learnt, View.WHOLE)
    ious = {each.name: float(each.counts.mean_ious()[HALF]) for each in before}
    card = replace(
        loaded.card,
        cut=tuple(learn_cut([describe(each.blurriness) for each in taught], [each.counts for each in taught])),
        full_offset=offset,
        reliability={
            str(view): reliability(each.counts for each in predicted)
            for view, predicted in ((View.WHOLE, before), (View.FULL, full))
        },
        worst={name: round(ious[name], 4) for name in sorted(ious, key=ious.__getitem__)[:WORST]},
    )
    checkpoint.save(args.model, network, card)
    save_chart(card.reliability, args.model.with_suffix(".reliability.png"))
    return card


def _give_offset(network: nn.Module, card: ModelCard, labelled: Sequence[Pair], args: argparse.Namespace) -> None:
    add_offset = ARCHITECTURES[card.architecture].heads.get(OFFSET)
    if add_offset is None:
        raise UserError(
            "model.no_offset",
            f"A network “{card.architecture}” has only its two classes, so its answers cannot be moved photo by photo.",
        )
    add_offset(network)
    assert has_offset(network)
    teach_offset(network, card.size, labelled, args.photos, args.seed, Lesson(samples=max(0, args.samples)))


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
    """Move a bias so that the blurriness `cut` (1..255) of photos as a whole becomes one half.

    That of the head for a photo's offset, where there is one, which answers from the classes; else of the last layer.
    """
    if has_offset(network):
        with torch.no_grad():
            network.offset.weights.bias.sub_(_log_odds(cut))
        return
    last = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d) and layer.out_channels == 2][-1]
    assert last.bias is not None
    with torch.no_grad():
        last.bias[1] -= _log_odds(cut)


def _log_odds(cut: int) -> float:
    level = (cut - 0.5) / (LEVELS - 1)
    return math.log(level / (1 - level))


def _full_offset(network: nn.Module, size: int, folders: Sequence[Path]) -> float | None:
    """Log odds of the best cut at 100 % of photos with one half blurred, None if one half is as good.

    Raises UserError, and ValueError without a photo.
    """
    model, counts = NetworkModel(network, size), list[Counts]()
    photos = [path for folder in folders for path in find_photos(folder)]
    for path in tqdm(photos, desc="predicted big", disable=None):
        photo = _middle(read_photo(path))
        mask = np.zeros(photo.shape[:2], np.uint8)
        mask[:, : photo.shape[1] // 2] = BLURRED
        for sigma in BIG_SIGMAS:
            made = np.where(mask[..., None] == BLURRED, cv2.GaussianBlur(photo, (0, 0), sigma), photo)
            counts.append(Counts.of(upscale(model.predict(made, View.FULL).blurriness, *photo.shape[:2]), mask))
    cut = best_cut(counts)
    return None if cut == HALF else _log_odds(cut)


def _middle(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    top, left = (max(0, (side - BIG_SIDE) // 2) for side in photo.shape[:2])
    return np.ascontiguousarray(photo[top : top + BIG_SIDE, left : left + BIG_SIDE])


def _predict(
    network: nn.Module, size: int, pairs: Sequence[Pair], view: View, full_offset: float = 0.0
) -> list[_Predicted]:
    model, predicted = NetworkModel(network, size, full_offset=full_offset), []
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
