"""The head learns; the network that it answers from stays as it is to the bit."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

from blurlab.core.synthesis import BlurRanges
from blurlab.model.heads.planes import SUREST, TOLD, PlanesNetwork, describe
from blurlab.model.preprocess import to_batch
from training.loop.joint import Budget, rate_at
from training.planes.samples import KnownSample, known_samples
from training.synth.sampler import Sampler
from training.synth.variety import Variety

NEAR: Final = 0.2  # of log σ: errors below it count squared, a fifth of σ being hardly seen
REPORT_STEPS: Final = 20
# 0.7 to 14 px of σ at 320: as far as is to be told, and a little further, or the ends lean in
BLUR: Final = BlurRanges(
    sigma=(0.0022, 0.045), radius=(0.0042, 0.09), length=(0.011, 0.2), all_sharp=0.0, all_blurred=0.15
)
VARIETY: Final = Variety(drawn=0.1, pasted=0.1, enlarged=0.1, camera=0.5, grey=0.12, narrow=0.12, tinted=0.12)

Report = Callable[[int, float], None]  # step, mean loss since the last one


@dataclass(frozen=True)
class Lesson:
    """sizes: px, sides of samples, in turn: the smallest fits most sources, the largest is that of prediction, at which
    they are enlarged. batch: new samples a step. cells: of a sample that are kept. kept: samples whose
    cells are, the newest ones. times: what the head learns for each step. at_once: cells that it then sees.
    rate, weight_decay: of AdamW. warmup, final_rate: see training.loop.joint.rate_at. clip: norm of the gradient.
    """

    sizes: tuple[int, ...] = (320, 448)
    batch: int = 6
    cells: int = 160
    kept: int = 2000
    times: int = 12
    at_once: int = 2048
    rate: float = 3e-3
    weight_decay: float = 1e-3
    warmup: float = 0.02
    final_rate: float = 0.02
    clip: float = 5.0


@dataclass(frozen=True)
class Cells:
    """Wholly blurred cells of samples. described: float16 (n, C), what the head answers from. known: float32 (n, 4),
    log σ in px of the sample, 1 where it is a motion's, and what Spread calls `doubled`."""

    described: Tensor
    known: Tensor


def teach(
    network: PlanesNetwork, sampler: Callable[[int], Sampler], lesson: Lesson, budget: Budget, report: Report
) -> int:
    """Train the network's head, in place, on blurred pixels of synthetic samples; returns the number of steps.

    A sample costs a hundred times what the head learns from it, so its cells are kept and learnt from again.
    network: in eval mode, on the CPU. sampler: gives the samples of a side in px.
    """
    samplers = [sampler(size) for size in lesson.sizes]
    optimiser = torch.optim.AdamW(network.planes.parameters(), lesson.rate, weight_decay=lesson.weight_decay)
    began, step, losses = time.monotonic(), 0, list[float]()
    kept: _Kept | None = None
    chance = np.random.default_rng(0)
    while (spent := budget.spent(step, time.monotonic() - began)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = lesson.rate * rate_at(spent, lesson.warmup, lesson.final_rate)
        samples = known_samples(samplers[step % len(samplers)], step * lesson.batch, lesson.batch)
        for cells in cells_of(network, samples, lesson.cells, chance):
            kept = kept or _Kept(lesson.kept * lesson.cells, cells.described.shape[1])
            kept.add(cells)
        step += 1
        if kept is not None:
            losses += [learn(network, optimiser, kept.drawn(lesson, chance), lesson) for _ in range(lesson.times)]
        if step % REPORT_STEPS == 0 and losses:
            report(step, float(np.mean(losses)))
            losses.clear()
    return step


def cells_of(
    network: PlanesNetwork, samples: Sequence[KnownSample], most: int, chance: np.random.Generator
) -> list[Cells]:
    """Cells of each of these samples that has some, `most` at most, drawn by chance."""
    with torch.no_grad():
        described = describe(network.with_evidence(to_batch(np.stack([sample.photo for sample in samples])))[1])
    found = []
    for plane, sample in zip(described, samples, strict=True):
        sigma, blurred = sample.cells(plane.shape[1], plane.shape[2])
        rows, columns = np.nonzero(blurred)
        if not rows.size:
            continue
        chosen = chance.permutation(rows.size)[:most]
        place = rows[chosen], columns[chosen]
        known = torch.empty(len(chosen), TOLD)
        known[:, 0] = torch.from_numpy(np.log(sigma[place]))
        known[:, 1:] = torch.tensor([float(sample.truth.moving), *sample.truth.doubled])
        found.append(Cells(plane[:, place[0], place[1]].t().to(torch.float16), known))
    return found


def learn(network: PlanesNetwork, optimiser: torch.optim.Optimizer, cells: Cells, lesson: Lesson) -> float:
    """One step of gradient descent; returns its loss."""
    network.planes.train()
    told = network.planes(cells.described.float()[:, :, None, None])[:, :, 0, 0]
    loss = planes_loss(told, cells.known)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.planes.parameters(), lesson.clip)
    optimiser.step()
    network.planes.eval()
    return float(loss.detach())


def planes_loss(told: Tensor, known: Tensor) -> Tensor:
    """What the head tells of cells, float (n, 5), by what is known of them, see Cells.

    The distance of log σ, counted the more the surer the head is, which costs it something; the likelihood of the kind;
    and of motions 1 − cos of twice the angle between the directions, each motion counting as much as its path is
    straight.
    """
    moving, doubled = known[:, 1], known[:, 2:]
    straight = moving * doubled.norm(dim=1)
    turned = straight * (1 - F.cosine_similarity(told[:, 2:TOLD], doubled, dim=1, eps=1e-4))
    sure = told[:, TOLD].clamp(-SUREST, SUREST)
    away = F.smooth_l1_loss(told[:, 0], known[:, 0], beta=NEAR, reduction="none")
    amount = (away * sure.exp() - sure).mean()
    kind = F.binary_cross_entropy_with_logits(told[:, 1], moving)
    loss: Tensor = amount + kind + turned.sum() / straight.sum().clamp_min(1.0)
    return loss


class _Kept:
    """The newest cells, in one block of memory: kept one by one among a network's passing maps they would leave holes
    that no later map fits in, and the process would grow by gigabytes."""

    def __init__(self, most: int, features: int) -> None:
        self._described = torch.empty(most, features, dtype=torch.float16)
        self._known = torch.empty(most, TOLD)
        self._next = self._count = 0

    def add(self, cells: Cells) -> None:
        """Take these in, the oldest ones' places first."""
        most, many = len(self._known), len(cells.known)
        places = (self._next + torch.arange(many)) % most
        self._described[places], self._known[places] = cells.described, cells.known
        self._next, self._count = (self._next + many) % most, min(most, self._count + many)

    def drawn(self, lesson: Lesson, chance: np.random.Generator) -> Cells:
        """As many as the head learns from at once, by chance."""
        places = torch.from_numpy(chance.integers(0, self._count, lesson.at_once))
        return Cells(self._described[places], self._known[places])
