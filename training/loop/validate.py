"""How good a network is on labels it has not seen or, without any, on synthetic samples kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from numpy.typing import NDArray
from torch import nn

from blurlab.core.cut import HALF, Counts
from blurlab.core.editing.correction import BLURRED, IGNORE
from blurlab.core.metrics import average_precision, roc_auc
from blurlab.core.prediction import upscale
from blurlab.errors import UserError
from blurlab.model.predict import NetworkModel
from blurlab.model.preprocess import to_batch
from training.data.pairs import Pair
from training.loop.distributed import ALONE, Distributed
from training.synth.composite import IGNORED
from training.synth.sampler import Sampler

NOTICEABLY: Final = 0.01  # of AUC and of AP: one alone jumps with a single one of a few held-out photos
SEEN: Final = 0.02  # of mean IoU at the cut: what people see of a mask


@dataclass(frozen=True)
class Score:
    """loss: mean negative log-likelihood a pixel. auc, ap: means over photos with both classes, or None.

    losses: what the loss is the mean of, one for each photo, NaN for one that could not be scored; empty if that is
    not told. wrong: mean share (0..1) of a photo's pixels on the wrong side of half blurriness, or None. miou: mean IoU
    (0..1) of sharp and blurred cut there, which is what people see, or None.
    """

    loss: float
    auc: float | None = None
    ap: float | None = None
    losses: tuple[float, ...] = ()
    wrong: float | None = None
    miou: float | None = None

    def better_than(self, other: "Score", choose: str) -> bool:
        """choose: "auc" compares AUC + AP where both scores have them; else, and for "loss", the lower loss wins."""
        if choose == "auc" and None not in (self.auc, self.ap, other.auc, other.ap):
            return self.auc + self.ap > other.auc + other.ap  # type: ignore[operator]
        return self.loss < other.loss

    def fallen_from(self, other: "Score") -> bool:
        """Whether AUC and AP are both NOTICEABLY lower, and no fewer pixels are wrong.

        A loss also falls where a network is merely less sure of what it gets wrong. But of the photos that a queue asks
        for first AUC says little: with 35 and 70 of them as labels it fell by .05 and .04, a little over its standard
        error, while more than half and a third of the wrong pixels came right; on 100 other photos it rose from .951 to
        .962 and .960.
        """
        if self.auc is None or self.ap is None or other.auc is None or other.ap is None:
            return False
        if self.wrong is not None and other.wrong is not None and self.wrong < other.wrong:
            return False
        return min(other.auc - self.auc, other.ap - self.ap) > NOTICEABLY

    def as_good_as(self, other: "Score", choose: str) -> bool:
        """Whether it is better, or worse by so little that other photos might show the opposite.

        By loss: at most the standard error of the photos' differences, and AUC and AP did not both fall noticeably.
        choose: "auc" allows for no chance.
        """
        if self.better_than(other, choose) or choose == "auc" or len(self.losses) != len(other.losses):
            return self.better_than(other, choose)
        if self.fallen_from(other):
            return False
        differences = np.subtract(self.losses, other.losses)
        differences = differences[np.isfinite(differences)]
        if len(differences) < 2:
            return False
        return bool(self.loss - other.loss <= differences.std(ddof=1) / np.sqrt(len(differences)))


@dataclass(frozen=True)
class PhotoScore:
    """One photo scored by its mask.

    wrong: share (0..1) of its pixels on the wrong side of half blurriness. miou: mean IoU (0..1) of the classes
    that the mask has, cut there.
    """

    loss: float
    auc: float | None
    ap: float | None
    wrong: float
    miou: float


def score_photo(predicted: NDArray[np.uint8], mask: NDArray[np.uint8]) -> PhotoScore | None:
    """Score a prediction, uint8 (h, w), by mask codes (H, W), at the mask's size. None if all of it is ignored."""
    counts = mask != IGNORE
    positive = mask[counts] == BLURRED
    if positive.size == 0:
        return None
    scores = upscale(predicted, *mask.shape)[counts]
    probability = (np.arange(256) + 0.5) / 256
    # From the histogram of the 256 levels: exact for what is saved, and quick at any photo size.
    blurred, sharp = np.bincount(scores[positive], minlength=256), np.bincount(scores[~positive], minlength=256)
    nll = -(blurred @ np.log(probability) + sharp @ np.log(1 - probability)) / positive.size
    both = 0 < positive.sum() < positive.size
    return PhotoScore(
        float(nll),
        roc_auc(scores, positive) if both else None,
        average_precision(scores, positive) if both else None,
        float(blurred[:HALF].sum() + sharp[HALF:].sum()) / positive.size,
        float(Counts(sharp, blurred).mean_ious()[HALF]),
    )


class PairValidation:
    """Validation on real labels: each photo at the view at which its mask was predicted, scored at the mask's size.

    Each process of a distributed run scores its share; the score is that of all, the same on each.
    """

    def __init__(
        self, pairs: Sequence[Pair], size: int, *, flip: bool = False, distributed: Distributed = ALONE
    ) -> None:
        self._pairs, self._size, self._flip, self._distributed = pairs, size, flip, distributed

    def __call__(self, network: nn.Module) -> Score:
        model = NetworkModel(network, self._size, flip=self._flip)
        losses, aucs, aps = [0.0] * len(self._pairs), [], []
        scored, wrong, miou = 0, 0.0, 0.0
        for place in self._distributed.share(range(len(self._pairs))):
            pair = self._pairs[place]
            losses[place] = float("nan")
            try:
                photo, mask = pair.read()
            except UserError:  # it disappeared since; the others still count
                continue
            score = score_photo(model.predict(photo, pair.view).blurriness, mask)
            if score is None:
                continue
            losses[place] = score.loss
            scored += 1
            wrong += score.wrong
            miou += score.miou
            if score.auc is not None and score.ap is not None:
                aucs.append(score.auc)
                aps.append(score.ap)
        sums = self._distributed.sum([scored, wrong, miou, sum(aucs), sum(aps), len(aucs), *losses])
        photos, wrong, miou, auc, ap, both_classes, *losses = sums
        return Score(
            float(np.nansum(losses)) / photos if photos else float("inf"),
            auc / both_classes if both_classes else None,
            ap / both_classes if both_classes else None,
            tuple(losses),
            wrong / photos if photos else None,
            miou / photos if photos else None,
        )


class BothValidations:
    """Validation where labels are few: one held-out photo says little, and nothing at all where it is of one class.

    The loss and the mean IoU are those of the labels, with `weight` (0..1), and of the synthetic samples with the rest;
    AUC and AP are the labels'.
    """

    def __init__(self, labels: PairValidation, synthetic: "SyntheticValidation", weight: float) -> None:
        self._labels, self._synthetic, self._weight = labels, synthetic, weight

    def __call__(self, network: nn.Module) -> Score:
        real, made = self._labels(network), self._synthetic(network)
        if not np.isfinite(real.loss):  # every held-out photo disappeared
            return made
        items = len(real.losses) + len(made.losses)
        shares = ((real, self._weight), (made, 1 - self._weight))
        losses = tuple(each * share * items / len(score.losses) for score, share in shares for each in score.losses)
        miou = None
        if real.miou is not None and made.miou is not None:
            miou = self._weight * real.miou + (1 - self._weight) * made.miou
        return Score(sum(share * score.loss for score, share in shares), real.auc, real.ap, losses, real.wrong, miou)


class SyntheticValidation:
    """Validation without any label: synthetic samples of a stream that training never draws from.

    Shared and gathered as that on labels.
    """

    def __init__(self, sampler: Sampler, count: int = 24, batch: int = 8, distributed: Distributed = ALONE) -> None:
        starts = range(0, count, batch)
        self._places, self._distributed = len(starts), distributed
        self._batches = {
            place: sampler.batch(starts[place], min(batch, count - starts[place]))
            for place in distributed.share(range(len(starts)))
        }

    def __call__(self, network: nn.Module) -> Score:
        network.eval()
        losses, pixels = [0.0] * self._places, [0.0] * self._places
        samples, mious = 0.0, 0.0
        with torch.inference_mode():
            for place, batch in self._batches.items():
                targets = torch.from_numpy(batch.targets).long()
                made = network(to_batch(batch.photos))
                losses[place] = float(F.nll_loss(made, targets, ignore_index=IGNORED, reduction="sum"))
                levels = (made[:, 1].exp() * 255).round().to(torch.uint8).numpy()
                for level, target in zip(levels, batch.targets, strict=True):
                    each = Counts(*(np.bincount(level[target == code], minlength=256) for code in (0, 1)))
                    if each.sharp.any() or each.blurred.any():
                        samples, mious = samples + 1, mious + float(each.mean_ious()[HALF])
                pixels[place] = float((targets != IGNORED).sum())
        samples, mious, *sums = self._distributed.sum([samples, mious, *losses, *pixels])
        losses, pixels = sums[: self._places], sums[self._places :]
        of_batches = tuple(loss / max(1.0, count) for loss, count in zip(losses, pixels, strict=True))
        return Score(sum(losses) / max(1.0, sum(pixels)), losses=of_batches, miou=mious / samples if samples else None)
