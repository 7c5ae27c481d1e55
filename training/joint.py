"""The joint training loop (paper 3): half of each batch real pairs, half synthetic samples made on the fly.

To be read in one sitting, top to bottom. Everything random is a function of the seed and the step, so a run that was
stopped and resumed goes where an uninterrupted one goes.
"""

import copy
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

from blurlab.model.preprocess import to_batch
from blurlab.worker.messages import Ending, TrainingProgress, Validated
from training.pairs import PairSampler
from training.recipe import Recipe
from training.synth.composite import IGNORED
from training.synth.sampler import Batch, Sampler
from training.validate import Score

REPORT_SECONDS = 1.0  # between two progress messages


@dataclass(frozen=True)
class Budget:
    """How long a run may last: whichever bound comes first; at least one must be given."""

    steps: int | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        if self.steps is None and self.seconds is None:
            raise ValueError("A training needs a number of steps or of minutes.")

    def spent(self, step: int, seconds: float) -> float:
        """Share of the budget used, 0..1 and beyond."""
        return max(
            step / self.steps if self.steps else 0.0,
            seconds / self.seconds if self.seconds else 0.0,
        )


@dataclass(frozen=True)
class Data:
    """What a run learns from and is judged by. At least one of the samplers is there."""

    synthetic: Sampler | None
    real: PairSampler | None
    validate: Callable[[nn.Module], Score]

    def batch(self, step: int, size: int, real_share: float) -> tuple[Batch, int]:
        """The batch of a step (counted from 0) and how many of its samples are real."""
        if self.real is None:
            assert self.synthetic is not None
            return self.synthetic.batch(step * size, size), 0
        real = size if self.synthetic is None else max(1, round(size * real_share))
        batch = self.real.batch(step * real, real)
        made = size - real
        if made and self.synthetic is not None:
            batch = self.synthetic.batch(step * made, made) + batch
        return batch, real


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    best: score of the network that was kept last, None where none was kept. last, network: the last validation, and
    the averaged network that it judged.
    """

    ending: Ending
    steps: int
    seconds: float
    start: Score
    best: Score | None
    last: Score
    network: nn.Module


def fit(
    network: nn.Module,
    data: Data,
    recipe: Recipe,
    budget: Budget,
    *,
    keep: Callable[[nn.Module, Score, int], None],
    report: Callable[[TrainingProgress | Validated], None],
    should_stop: Callable[[], bool] = lambda: False,
    state: Path | None = None,
    seed: int = 42,
) -> Outcome:
    """Train `network` in place.

    keep: called with the averaged network each time that its validation is the best so far, that of the network as it
    came included: nothing is kept that is no better than the start.
    report: called with progress and validations. should_stop: asked before each step; the run then ends in order.
    state: file that makes the run resumable; read where it exists, written at each validation.
    """
    torch.manual_seed(seed)
    network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).requires_grad_(False)
    optimiser = _optimiser(network, recipe)
    start = best = last = data.validate(average)
    step, before, kept, stale = 0, 0.0, False, 0
    if state is not None and state.exists():
        loaded = _load_state(state, network, average, optimiser)
        step, before, kept, stale = loaded["step"], loaded["seconds"], loaded["kept"], loaded["stale"]
        start, best = Score(*loaded["start"]), Score(*loaded["best"])

    began = reported = time.monotonic()
    losses: list[float] = []
    real_samples = synthetic_samples = 0
    ending = Ending.FINISHED

    while True:
        seconds = before + time.monotonic() - began
        over = budget.spent(step, seconds) >= 1
        stop = should_stop()
        if step and (over or stop or step % recipe.validate_every == 0):
            score = last = data.validate(average)
            better = score.better_than(best, recipe.choose)
            if better:
                best, kept, stale = score, True, 0
                keep(average, score, step)
            else:
                stale += 1
            report(Validated(step, score.loss, score.auc, score.ap, better))
            if state is not None:
                progress = {"step": step, "seconds": before + time.monotonic() - began, "kept": kept, "stale": stale}
                _save_state(state, network, average, optimiser, {**progress, "start": start, "best": best})
            if recipe.patience and stale >= recipe.patience:
                break
        if stop:
            ending = Ending.STOPPED
            break
        if over:
            break

        rate = _rate(budget.spent(step, seconds), recipe)
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * rate
        batch, real = data.batch(step, recipe.batch, recipe.real_share)
        loss = _step(network, optimiser, batch, recipe)
        step += 1
        _blend(average, network, min(recipe.average, (1 + step) / (10 + step)))

        losses.append(loss)
        real_samples, synthetic_samples = real_samples + real, synthetic_samples + len(batch.photos) - real
        if time.monotonic() - reported >= REPORT_SECONDS:
            reported = time.monotonic()
            mean = sum(losses) / len(losses)
            report(TrainingProgress(step, mean, before + reported - began, real_samples, synthetic_samples))
            losses.clear()

    seconds = before + time.monotonic() - began
    return Outcome(ending, step, seconds, start, best if kept else None, last, average)


def _optimiser(network: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with a gentler rate for the pretrained trunk; no decay on biases and norms, which it only harms."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        rate = recipe.trunk_rate if name.startswith(("trunk.", "backbone.")) else recipe.rate
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": params, "lr": rate, "base": rate, "weight_decay": decay}
            for (rate, decay), params in groups.items()
        ]
    )


def _rate(spent: float, recipe: Recipe) -> float:
    """Linear rise over the warm-up, then half a cosine down to the final share."""
    if spent < recipe.warmup:
        return 0.1 + 0.9 * spent / recipe.warmup
    along = min(1.0, (spent - recipe.warmup) / max(1e-9, 1 - recipe.warmup))
    return recipe.final_rate + (1 - recipe.final_rate) * 0.5 * (1 + math.cos(math.pi * along))


def _step(network: nn.Module, optimiser: torch.optim.Optimizer, batch: Batch, recipe: Recipe) -> float:
    """One step of negative log-likelihood; ignored pixels count neither way; where all are, nothing moves."""
    targets = _targets(batch)
    if not (targets != IGNORED).any():
        return 0.0
    network.train()
    if recipe.freeze_norms:
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
    loss = F.nll_loss(network(to_batch(batch.photos)), targets, ignore_index=IGNORED)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
    optimiser.step()
    return float(loss.detach())


def _targets(batch: Batch) -> Tensor:
    return torch.from_numpy(batch.targets).long()


@torch.no_grad()
def _blend(average: nn.Module, network: nn.Module, decay: float) -> None:
    """Move the averaged weights towards the network's; running statistics likewise, counters as they are."""
    for mine, theirs in zip(average.state_dict().values(), network.state_dict().values(), strict=True):
        if mine.dtype.is_floating_point:
            mine.lerp_(theirs, 1 - decay)
        else:
            mine.copy_(theirs)


def _load_state(path: Path, network: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer) -> dict[str, Any]:
    """Put a saved run back; returns the rest of what was saved."""
    loaded: dict[str, Any] = torch.load(path, weights_only=True)
    network.load_state_dict(loaded["network"])
    average.load_state_dict(loaded["average"])
    optimiser.load_state_dict(loaded["optimiser"])
    torch.set_rng_state(loaded["rng"])
    return loaded


def _save_state(
    path: Path,
    network: nn.Module,
    average: nn.Module,
    optimiser: torch.optim.Optimizer,
    progress: dict[str, Any],
) -> None:
    """Everything a resumed run needs, written whole or not at all."""
    partial = path.with_suffix(".partial")
    scores = {name: (s.loss, s.auc, s.ap) for name, s in progress.items() if isinstance(s, Score)}
    torch.save(
        {
            **progress,
            **scores,
            "network": network.state_dict(),
            "average": average.state_dict(),
            "optimiser": optimiser.state_dict(),
            "rng": torch.get_rng_state(),
        },
        partial,
    )
    partial.replace(path)
