"""The joint training loop (paper 3): half of each batch real pairs, half synthetic samples made on the fly.

To be read in one sitting, top to bottom. Everything random is a function of the seed and the step, so a run that was
stopped and resumed goes where an uninterrupted one goes: to the bit on a CPU, where its length is given in steps.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from torch import nn

from blurlab.worker.messages import Ending, TrainingNotice, TrainingProgress, Validated
from training.data.pairs import PairSampler
from training.loop import state
from training.loop.ahead import Ahead
from training.loop.distributed import ALONE, Distributed
from training.loop.learner import Learner
from training.loop.state import RunProgress
from training.loop.validate import Score
from training.recipe import Recipe
from training.synth.sampler import Batch, Sampler

REPORT_SECONDS = 1.0  # between two progress messages

Report = Callable[[TrainingProgress | Validated | TrainingNotice], None]


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
    """What a run learns from and is validated by. At least one of the samplers is there."""

    synthetic: Sampler | None
    real: PairSampler | None
    validate: Callable[[nn.Module], Score]

    def batch(self, place: int, size: int, real_share: float) -> tuple[Batch, int]:
        """Batch number `place` (from 0) of `size` samples, and how many of them are real.

        No two places share a sample of the streams: each process of a run takes places of its own.
        """
        if self.real is None:
            assert self.synthetic is not None
            return self.synthetic.batch(place * size, size), 0
        real = size if self.synthetic is None else max(1, round(size * real_share))
        batch = self.real.batch(place * real, real)
        made = size - real
        if made and self.synthetic is not None:
            batch = self.synthetic.batch(place * made, made) + batch
        return batch, real


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    progress: where it stood at its end; `best` is the start's score if nothing better was kept. network: what
    was validated last, on the run's device.
    """

    ending: Ending
    progress: RunProgress
    network: nn.Module

    @property
    def steps(self) -> int:
        return self.progress.step

    @property
    def start(self) -> Score:
        return self.progress.start

    @property
    def best(self) -> Score | None:
        """Score of the network that was kept last, None if none was kept."""
        return self.progress.best if self.progress.kept else None

    @property
    def last(self) -> Score:
        return self.progress.last


def fit(
    network: nn.Module,
    data: Data,
    recipe: Recipe,
    budget: Budget,
    *,
    keep: Callable[[nn.Module, RunProgress], None],
    report: Report,
    should_stop: Callable[[], bool] = lambda: False,
    resume: Path | None = None,
    seed: int = 42,
    distributed: Distributed = ALONE,
    beat: nn.Module | None = None,
    blend_weight: float = 1.0,
) -> Outcome:
    """Train `network` in place, on its device.

    keep: called with what came of it each time that its validation is better than that of `beat` (default: the
    network as it came) and, as far as chance allows to tell (Score.as_good_as), no worse than any so far.
    report: called with progress and validations; of a resumed run, first with those of before. should_stop: asked
    before each step; the run then ends in order. It returns only when the run may go on: while it waits the run is
    paused, and its clock stands.
    resume: file that makes the run resumable; read where it exists, written at each validation.
    distributed: under torchrun all processes call this alike; `recipe.batch` is that of each of them, the first one
    alone keeps, reports, is asked to stop and writes, `data.validate` gathers.
    blend_weight: share (0..1] of the way from the network as it came to the averaged one; what lies there is validated
    and kept.
    Raises StateError if the run cannot be resumed and RecipeError where no part of a batch fits in memory.
    """
    if not distributed.leads:
        report, keep = (lambda _: None), (lambda *_: None)
    learner = Learner(
        network, recipe, seed, distributed, lambda sentence: report(TrainingNotice(sentence)), blend_weight
    )
    progress = state.load(resume, learner, recipe, distributed) if resume is not None else None
    if progress is None:
        start = data.validate(learner.on_cpu(learner.result()) if beat is None else beat)
        progress = RunProgress(start, start, start, start)
    for message in progress.curve:
        report(message)
    clock, losses = _Clock(progress.seconds), _Losses(report)
    batches = Ahead(
        lambda step: data.batch(step * distributed.size + distributed.rank, recipe.batch, recipe.real_share),
        distributed.device,
    )

    while True:
        asked_here = distributed.leads and clock.stands_during(should_stop)
        progress.seconds, asked = distributed.as_the_first([clock.seconds, asked_here])
        spent, stop = budget.spent(progress.step, progress.seconds), bool(asked)
        on_time = progress.step % recipe.validate_every == 0
        if progress.step > progress.validated and (on_time or stop or spent >= 1):
            _validate(learner, progress, data, recipe, keep, on_time=on_time)
            report(progress.curve[-1])
            progress.seconds = clock.seconds
            if resume is not None and distributed.leads:
                state.save(resume, learner, progress, recipe)
        if stop or spent >= 1 or (recipe.patience and progress.stale >= recipe.patience):
            return Outcome(Ending.STOPPED if stop else Ending.FINISHED, progress, learner.result())

        batch, real = batches(progress.step)
        loss = learner.step(batch, progress.step, rate_at(spent, recipe.warmup, recipe.final_rate))
        progress.step += 1
        progress.real_samples += real * distributed.size
        progress.synthetic_samples += (len(batch.photos) - real) * distributed.size
        losses.note(loss, progress, clock)


class _Clock:
    """The seconds that a run has lasted, those before it was resumed too; a pause does not count."""

    def __init__(self, before: float) -> None:
        self._began = time.monotonic() - before

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def stands_during(self, ask: Callable[[], bool]) -> bool:
        """The answer of `ask`, which returns only once the run may go on."""
        asking = time.monotonic()
        answer = ask()
        self._began += time.monotonic() - asking
        return answer


class _Losses:
    """Reports where the run stands every REPORT_SECONDS, with the mean loss since the last report."""

    def __init__(self, report: Report) -> None:
        self._report, self._losses, self._reported = report, list[float](), time.monotonic()

    def note(self, loss: float, progress: RunProgress, clock: _Clock) -> None:
        self._losses.append(loss)
        if time.monotonic() - self._reported < REPORT_SECONDS:
            return
        self._reported = time.monotonic()
        mean, made = sum(self._losses) / len(self._losses), progress.synthetic_samples
        self._report(TrainingProgress(progress.step, mean, clock.seconds, progress.real_samples, made))
        self._losses.clear()


def _validate(
    learner: Learner,
    progress: RunProgress,
    data: Data,
    recipe: Recipe,
    keep: Callable[[nn.Module, RunProgress], None],
    *,
    on_time: bool,
) -> None:
    """Validate the network, and keep it if it beats the start and is as good as any so far: of networks
    that the held-out photos cannot distinguish, the one that learnt longest."""
    result = learner.result()
    score = data.validate(learner.on_cpu(result))
    good = score.better_than(progress.start, recipe.choose) and score.as_good_as(progress.lowest, recipe.choose)
    progress.last, progress.validated = score, progress.step
    if score.better_than(progress.lowest, recipe.choose):
        progress.lowest, progress.stale = score, 0
    elif on_time:  # a validation because the run was stopped would end a resumed one too soon
        progress.stale += 1
    if good:
        progress.best, progress.kept = score, True
    progress.curve.append(Validated(progress.step, score.loss, score.auc, score.ap, good))
    if good:
        keep(result, replace(progress))


def rate_at(spent: float, warmup: float, final_rate: float) -> float:
    """Share of the learning rate when `spent` (0..1) of a run's budget is: a linear rise over the share `warmup`, then
    half a cosine down to `final_rate`."""
    if spent < warmup:
        return 0.1 + 0.9 * spent / warmup
    along = min(1.0, (spent - warmup) / max(1e-9, 1 - warmup))
    return final_rate + (1 - final_rate) * 0.5 * (1 + math.cos(math.pi * along))
