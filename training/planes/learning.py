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
from blurlab.model.planes import PlanesNetwork
from blurlab.model.preprocess import to_batch
from training.loop.joint import Budget, rate_at
from training.planes.samples import KnownSample, known_samples
from training.synth.sampler import Sampler
from training.synth.variety import Variety

NEAR: Final = 0.2  # of log σ: errors below it count squared, a fifth of σ being hardly seen
REPORT_STEPS: Final = 20
BLUR: Final = (
    BlurRanges(  # 0.7 to 14 px of σ at 320: as far as is to be told, and a little further, or the ends lean in
        sigma=(0.0022, 0.045), radius=(0.0042, 0.09), length=(0.011, 0.2), all_sharp=0.0, all_blurred=0.15
    )
)
VARIETY: Final = Variety(drawn=0.1, pasted=0.1, enlarged=0.1, camera=0.5, grey=0.12, narrow=0.12, tinted=0.12)


@dataclass(frozen=True)
class Lesson:
    """size: px, side of a sample. batch: samples a step. rate, weight_decay: of AdamW. warmup, final_rate: see
    training.loop.joint.rate_at. clip: norm of the gradient."""

    size: int = 320
    batch: int = 8
    rate: float = 3e-3
    weight_decay: float = 1e-3
    warmup: float = 0.02
    final_rate: float = 0.02
    clip: float = 5.0


Report = Callable[[int, float], None]  # step, mean loss since the last one


def teach(network: PlanesNetwork, sampler: Sampler, lesson: Lesson, budget: Budget, report: Report) -> int:
    """Train the network's head, in place, on blurred pixels of synthetic samples; returns the number of steps.

    network: in eval mode, on the CPU.
    """
    optimiser = torch.optim.AdamW(network.planes.parameters(), lesson.rate, weight_decay=lesson.weight_decay)
    began, step, losses = time.monotonic(), 0, list[float]()
    while (spent := budget.spent(step, time.monotonic() - began)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = lesson.rate * rate_at(spent, lesson.warmup, lesson.final_rate)
        losses.append(learn(network, optimiser, known_samples(sampler, step * lesson.batch, lesson.batch), lesson))
        step += 1
        if step % REPORT_STEPS == 0:
            report(step, float(np.mean(losses)))
            losses.clear()
    return step


def learn(
    network: PlanesNetwork,
    optimiser: torch.optim.Optimizer,
    samples: Sequence[KnownSample],
    lesson: Lesson,
) -> float:
    """One step; returns its loss, 0 if nothing in the samples is blurred, and nothing is learnt."""
    with torch.no_grad():
        features = network.features(to_batch(np.stack([sample.photo for sample in samples])))
    loss = planes_loss(network.planes(features), samples)
    if loss is None:
        return 0.0
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.planes.parameters(), lesson.clip)
    optimiser.step()
    return float(loss.detach())


def planes_loss(told: Tensor, samples: Sequence[KnownSample]) -> Tensor | None:
    """What the head tells, float (N, 4, h, w), by what is known of the samples; None if none of them is blurred.

    The distance of log σ, the likelihood of the kind, and of motions 1 − cos of twice the angle between the directions,
    each motion counting as much as its path is straight. Every blurred sample counts alike.
    """
    parts = []
    for made, sample in zip(told, samples, strict=True):
        sigma, blurred = sample.cells(made.shape[1], made.shape[2])
        if not blurred.any():
            continue
        each = made[:, torch.from_numpy(blurred)]  # (4, cells)
        moving = torch.full_like(each[1], float(sample.truth.moving))
        part = F.smooth_l1_loss(each[0], torch.from_numpy(np.log(sigma[blurred])), beta=NEAR)
        part = part + F.binary_cross_entropy_with_logits(each[1], moving)
        if sample.truth.moving:
            doubled = torch.tensor(sample.truth.doubled).unsqueeze(1)
            straight = doubled.norm()
            part = (
                part
                + straight * (1 - F.cosine_similarity(each[2:], doubled.expand_as(each[2:]), dim=0, eps=1e-4)).mean()
            )
        parts.append(part)
    return torch.stack(parts).mean() if parts else None
