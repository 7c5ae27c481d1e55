"""The head for a photo's offset learns which cut is the best for it; its network stays as it is to the bit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeGuard

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from numpy.typing import NDArray
from torch import Tensor, nn
from tqdm import tqdm

from blurlab.core.cut import LEVELS, Counts
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.core.prediction import upscale
from blurlab.core.synthesis import BlurRanges
from blurlab.errors import UserError
from blurlab.model.heads.offset import MOST, OffsetHead
from blurlab.model.predict import NetworkModel
from blurlab.model.preprocess import network_size, resize, to_batch
from training.data.gather import PhotoSource, folder_sources
from training.data.judge import SourceJudge
from training.data.pairs import Pair
from training.data.sources import PhotoCache, read_source
from training.synth.sampler import Sampler
from training.synth.variety import Variety

JUDGED: Final = 224  # px at which the network looks for a source's own blur
# More samples are sharp throughout than in a training: such photos have no boundary that would tell the cut.
BLUR: Final = BlurRanges(
    sigma=(0.0025, 0.02), radius=(0.004, 0.03), length=(0.015, 0.12), motion=0.25, background=0.5, all_sharp=0.3
)
VARIETY: Final = Variety(drawn=0.2, enlarged=0.2, camera=0.5, grey=0.3, narrow=0.3, tinted=0.3)


@dataclass(frozen=True)
class Lesson:
    """samples: synthetic ones, of `sizes` px in turn; together they count as much as all labelled photos together.
    rounds: over all photos, at_once in a step. rate, weight_decay: of AdamW. left_out: share of the means that a step
    does without, or the head would learn few photos by heart.
    """

    samples: int = 2000
    sizes: tuple[int, ...] = (320, 448)
    rounds: int = 80
    at_once: int = 128
    rate: float = 3e-3
    weight_decay: float = 0.03
    left_out: float = 0.3


class OffsetNetwork(Protocol):
    """A network that has such a head."""

    offset: OffsetHead

    def means(self, x: Tensor) -> Tensor:
        """What its head answers from, float (N, inputs), of the network's input."""
        ...


def has_offset(network: nn.Module) -> "TypeGuard[OffsetNetwork]":
    """Whether the network has such a head."""
    return isinstance(getattr(network, "offset", None), OffsetHead)


@dataclass(frozen=True)
class Known:
    """A photo of which the head learns. means: float32 (inputs,). ious: mean IoU at each of CUTS, float32."""

    means: NDArray[np.float32]
    ious: NDArray[np.float32]


_FINE: Final = 8  # cuts for one of log odds
_FURTHEST: Final = MOST + 2  # log odds: beyond what the head may answer, so that the slope at its bound is known
CUTS: Final[NDArray[np.float64]] = np.linspace(-_FURTHEST, _FURTHEST, 2 * _FINE * int(_FURTHEST) + 1)  # log odds
_SMOOTH: Final = 4  # cuts, sigma: a photo's own curve has steps that no other photo's has


def teach_offset(
    network: OffsetNetwork, size: int, pairs: Sequence[Pair], folders: Sequence[Path], seed: int, lesson: Lesson
) -> int:
    """Teach the network's head, in place; returns the number of photos and samples that it learnt from.

    network: in eval mode, whose head has learnt nothing yet. pairs: labelled photos. folders: of sharp photos that
    samples are made from. Raises UserError, and ValueError where there is nothing to learn from.
    """
    labelled = list(_of_pairs(network, size, pairs))
    made = list(_of_samples(network, size, folders, seed, lesson))
    if not labelled and not made:
        raise ValueError("There is no photo to learn from.")
    torch.manual_seed(seed)
    weights = [1 / max(1, len(labelled))] * len(labelled) + [1 / max(1, len(made))] * len(made)
    learn(network.offset, labelled + made, weights, lesson)
    return len(labelled) + len(made)


def learn(head: OffsetHead, photos: Sequence[Known], weights: Sequence[float], lesson: Lesson) -> None:
    """Gradient ascent on the mean IoU that the head's answers give, each photo counting by its weight."""
    means = torch.from_numpy(np.stack([photo.means for photo in photos]))
    curves = _smoothed(torch.from_numpy(np.stack([photo.ious for photo in photos])))
    counts = torch.tensor(weights) * (len(weights) / sum(weights))
    head.mean.copy_(means.mean(dim=0))
    head.spread.copy_(means.std(dim=0, correction=0).clamp_min(1e-3))
    standard = (means - head.mean) / head.spread
    optimiser = torch.optim.AdamW(head.parameters(), lesson.rate, weight_decay=lesson.weight_decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, lesson.rounds)
    for _ in range(lesson.rounds):
        order = torch.randperm(len(photos))
        for start in range(0, len(photos), lesson.at_once):
            chosen = order[start : start + lesson.at_once]
            offsets = head.told(F.dropout(standard[chosen], lesson.left_out))[:, 0]
            loss = -(counts[chosen] * _at(curves[chosen], -offsets)).mean()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        schedule.step()


def known(means: NDArray[np.float32], counts: Counts) -> Known:
    """A photo by what its map, not moved, and its mask have in common."""
    blurriness = (LEVELS - 1) / (1 + np.exp(-CUTS)) + 0.5
    return Known(means, np.interp(blurriness, np.arange(LEVELS + 1), counts.mean_ious()).astype(np.float32))


def _at(curves: Tensor, cuts: Tensor) -> Tensor:
    """Each of curves (n, len(CUTS)) at one of cuts (n,), log odds, between its neighbours."""
    place = ((cuts + _FURTHEST) * _FINE).clamp(0, curves.shape[1] - 1.001)
    before = place.detach().floor().long()
    share = place - before
    left, right = (curves.gather(1, (before + step)[:, None])[:, 0] for step in (0, 1))
    return left * (1 - share) + right * share


def _smoothed(curves: Tensor) -> Tensor:
    reach = 3 * _SMOOTH
    kernel = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / _SMOOTH) ** 2)
    padded = F.pad(curves[:, None], (reach, reach), mode="replicate")
    return F.conv1d(padded, (kernel / kernel.sum())[None, None])[:, 0]


def _of_pairs(network: OffsetNetwork, size: int, pairs: Sequence[Pair]) -> Iterator[Known]:
    for pair in tqdm(pairs, desc="labelled photos", disable=None):
        try:
            photo, mask = pair.read()
        except UserError:  # it disappeared; the others still count
            continue
        yield from _seen(network, size, photo, mask)


def _of_samples(
    network: OffsetNetwork, size: int, folders: Sequence[Path], seed: int, lesson: Lesson
) -> Iterator[Known]:
    sources = _sources(network, folders)
    samplers = [Sampler(sources, BLUR, side, seed, prefer_sharp=True, variety=VARIETY) for side in lesson.sizes]
    for number in tqdm(range(lesson.samples), desc="samples", disable=None):
        batch = samplers[number % len(samplers)].batch(number, 1)
        mask = np.choose(np.minimum(batch.targets[0], 2), (SHARP, BLURRED, IGNORE)).astype(np.uint8)
        yield from _seen(network, size, batch.photos[0], mask)


def _seen(network: OffsetNetwork, size: int, photo: NDArray[np.uint8], mask: NDArray[np.uint8]) -> Iterator[Known]:
    """The photo and what is known of it, if its mask tells anything."""
    assert isinstance(network, nn.Module)
    blurriness = NetworkModel(network, size).predict(photo).blurriness
    counts = Counts.of(upscale(blurriness, *mask.shape), mask)
    if counts.sharp.any() or counts.blurred.any():
        with torch.inference_mode():
            small = resize(photo, *network_size(photo.shape[0], photo.shape[1], size))
            means = network.means(to_batch(small[None]))[0].numpy()
        yield known(means, counts)


def _sources(network: OffsetNetwork, folders: Sequence[Path]) -> list[PhotoSource]:
    assert isinstance(network, nn.Module)
    found = folder_sources(folders, [], None, PhotoCache(read_source), 0, flooded=True)
    if not found:
        raise ValueError("Name folders with sharp photos.")
    judge = SourceJudge(NetworkModel(network, JUDGED, flip=False), [source.photo for source in found])
    for source in found:
        source.judge = judge
    return found
