"""How good a network is on labels it has not seen, or, where there are none, on synthetic samples kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from numpy.typing import NDArray
from torch import nn

from blurlab.core.correction import BLURRED, IGNORE
from blurlab.core.metrics import average_precision, roc_auc
from blurlab.core.prediction import upscale
from blurlab.model.predict import blurriness
from blurlab.model.preprocess import to_batch
from blurlab.project.errors import ProjectError
from training.pairs import Pair
from training.synth.composite import IGNORED
from training.synth.sampler import Sampler
from training.team import ALONE, Team


@dataclass(frozen=True)
class Score:
    """loss: mean negative log-likelihood a pixel. auc, ap: means over photos with both classes, or None."""

    loss: float
    auc: float | None = None
    ap: float | None = None

    def better_than(self, other: "Score", choose: str) -> bool:
        """choose: "auc" compares AUC + AP where both scores have them; else, and for "loss", the lower loss wins."""
        if choose == "auc" and None not in (self.auc, self.ap, other.auc, other.ap):
            return self.auc + self.ap > other.auc + other.ap  # type: ignore[operator]
        return self.loss < other.loss


@dataclass(frozen=True)
class PhotoScore:
    """One photo judged by its mask. wrong: share (0..1) of the judged pixels on the wrong side of half blurriness."""

    loss: float
    auc: float | None
    ap: float | None
    wrong: float


def score_photo(predicted: NDArray[np.uint8], mask: NDArray[np.uint8]) -> PhotoScore | None:
    """Judge a prediction, uint8 (h, w), by mask codes (H, W), at the mask's size. None where all of it is ignored."""
    judged = mask != IGNORE
    positive = mask[judged] == BLURRED
    if positive.size == 0:
        return None
    scores = upscale(predicted, *mask.shape)[judged]
    probability = (np.arange(256) + 0.5) / 256
    # From the histogram of the 256 levels: exact for what is saved, and quick at any photo size.
    blurred, sharp = np.bincount(scores[positive], minlength=256), np.bincount(scores[~positive], minlength=256)
    nll = -(blurred @ np.log(probability) + sharp @ np.log(1 - probability)) / positive.size
    both = 0 < positive.sum() < positive.size
    return PhotoScore(
        float(nll),
        roc_auc(scores, positive) if both else None,
        average_precision(scores, positive) if both else None,
        float(blurred[:128].sum() + sharp[128:].sum()) / positive.size,
    )


class PairValidation:
    """Validation on real labels: each photo whole, at the prediction size, scored at the mask's size.

    Each process of a team judges its share; the score is that of all, the same on each.
    """

    def __init__(self, pairs: Sequence[Pair], size: int, *, flip: bool = False, team: Team = ALONE) -> None:
        self._pairs, self._size, self._flip, self._team = team.share(pairs), size, flip, team

    def __call__(self, network: nn.Module) -> Score:
        network.eval()
        losses, aucs, aps = [], [], []
        for pair in self._pairs:
            try:
                photo, mask = pair.read()
            except ProjectError:  # it went away since; the others still judge
                continue
            score = score_photo(blurriness(network, photo, self._size, flip=self._flip), mask)
            if score is None:
                continue
            losses.append(score.loss)
            if score.auc is not None and score.ap is not None:
                aucs.append(score.auc)
                aps.append(score.ap)
        sums = self._team.sum([sum(losses), len(losses), sum(aucs), sum(aps), len(aucs)])
        loss, photos, auc, ap, both_classes = sums
        return Score(
            loss / photos if photos else float("inf"),
            auc / both_classes if both_classes else None,
            ap / both_classes if both_classes else None,
        )


class BothValidations:
    """Validation where labels are few: one held-out photo says little, and nothing at all where it is of one class.

    The loss is that of the labels, with `weight` (0..1), and of the synthetic samples with the rest; AUC and AP are the
    labels'.
    """

    def __init__(self, labels: PairValidation, synthetic: "SyntheticValidation", weight: float) -> None:
        self._labels, self._synthetic, self._weight = labels, synthetic, weight

    def __call__(self, network: nn.Module) -> Score:
        real, made = self._labels(network), self._synthetic(network)
        if not np.isfinite(real.loss):  # every held-out photo went away
            return made
        return Score(self._weight * real.loss + (1 - self._weight) * made.loss, real.auc, real.ap)


class SyntheticValidation:
    """Validation without any label: synthetic samples of a stream that training never draws from.

    Shared and gathered as that on labels.
    """

    def __init__(self, sampler: Sampler, count: int = 24, batch: int = 8, team: Team = ALONE) -> None:
        starts = team.share(range(0, count, batch))
        self._batches, self._team = [sampler.batch(start, min(batch, count - start)) for start in starts], team

    def __call__(self, network: nn.Module) -> Score:
        network.eval()
        total, pixels = 0.0, 0
        with torch.inference_mode():
            for batch in self._batches:
                targets = torch.from_numpy(batch.targets).long()
                loss = F.nll_loss(network(to_batch(batch.photos)), targets, ignore_index=IGNORED, reduction="sum")
                total += float(loss)
                pixels += int((targets != IGNORED).sum())
        total, judged = self._team.sum([total, pixels])
        return Score(total / max(1.0, judged))
