"""One training on a project: its accepted labels, synthetic samples of its photos, and model versions published.

The window's trainer and `blurlab train` both run this.
"""

import copy
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from blurlab.model import checkpoint
from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
from blurlab.model.predict import blurriness
from blurlab.project.models import ModelSource, resolve_model
from blurlab.project.photos import read_mask, read_photo
from blurlab.project.project import Project
from blurlab.project.records import Label
from blurlab.worker.messages import (
    Ending,
    Setup,
    StartTraining,
    TrainingEnded,
    TrainingProgress,
    TrainingStarted,
    Validated,
    VersionPublished,
)
from training.gather import PairReader, PhotoSource, remembering
from training.joint import Budget, Data, fit
from training.pairs import Pair, PairSampler
from training.project_sources import looks_readable, project_sources, project_synthesis
from training.proposals.background import ProposalsAhead
from training.recipe import shipped_recipe
from training.sources import PhotoCache
from training.synth.sampler import Sampler
from training.validate import BothValidations, PairValidation, Score, SyntheticValidation

PUBLISH_SECONDS = 60.0  # between two versions of one run; the best at its end is published whatever the time
LAST_PROPOSAL_SECONDS = 2.0  # for the photo in the background's hands when a run ends
ENOUGH_HELD_OUT = 5  # labels; below, synthetic samples join the validation
BASE_SETTING = "base_model"  # project setting: the model that every training starts from

Report = Callable[[TrainingStarted | TrainingProgress | Validated | VersionPublished], None]


def train_project(order: StartTraining, report: Report, should_stop: Callable[[], bool]) -> TrainingEnded:
    """Carry out `order`; the sentence of the result is for the user.

    Always starts from the base model, on all accepted labels: a fine-tune of a fine-tune would drift.
    Raises ProjectError where the project or the base model cannot be read or a version cannot be written.
    """
    keep_freed_memory(FOR_TRAINING)
    torch.set_num_threads(max(1, order.threads))
    with Project.open(Path(order.folder)) as project:
        return _Run(project, order, report).go(should_stop)


def split_labels(labels: list[Label], held_out: float) -> tuple[list[Label], list[Label]]:
    """Labels to learn from, and labels that are only validated on: the same photos each time, chosen by content.

    With one label there is nothing to hold out.
    """
    if len(labels) < 2:
        return labels, []
    ordered = sorted(labels, key=lambda label: hashlib.sha256(label.photo.digest.encode()).hexdigest())
    count = max(1, round(len(labels) * held_out))
    return ordered[count:], ordered[:count]


class _Run:
    def __init__(self, project: Project, order: StartTraining, report: Report) -> None:
        self._project, self._order, self._report = project, order, report
        recipe = shipped_recipe(order.setup)
        self._synthesis = project_synthesis(project, recipe.blur)
        self._pairs = PairReader()
        self._recipe = replace(recipe, blur=self._synthesis.ranges)  # so that the card tells what was drawn from
        self._stream = order.seed if self._synthesis.seed is None else self._synthesis.seed
        self._base = self._base_model()
        self._published: str | None = None
        self._published_at = 0.0
        self._waiting: tuple[nn.Module, Score, int] | None = None

    def go(self, should_stop: Callable[[], bool]) -> TrainingEnded:
        order, recipe = self._order, self._recipe
        learnt, judged = split_labels(_readable(self._project.labels()), recipe.held_out)
        # A held-out photo costs about a tenth of a step to judge: as many steps as photos keeps judging to a tenth.
        recipe = replace(recipe, validate_every=max(recipe.validate_every, len(judged)))
        if order.setup is Setup.FULL and not learnt:
            return TrainingEnded(Ending.FAILED, "There is no accepted mask yet to train on.")
        network = checkpoint.load(self._base.path).network
        sources = [] if recipe.setup is Setup.FULL else self._sources(network)
        data = self._data(sources, learnt, judged)
        if data is None:
            return TrainingEnded(Ending.FAILED, "There is no readable photo in the project to train on.")
        seconds = order.minutes * 60 if order.minutes is not None else None
        budget = Budget(order.steps, seconds)
        uses_labels = data.real is not None
        self._report(
            TrainingStarted(
                len(learnt) if uses_labels else 0, len(judged), len(sources), self._base.name, order.steps, seconds
            )
        )
        with self._proposals_ahead(sources):
            try:
                outcome = fit(
                    network,
                    data,
                    recipe,
                    budget,
                    keep=self._keep,
                    report=self._report,
                    should_stop=should_stop,
                    seed=order.seed,
                )
            finally:  # whatever ended the run, what was learnt is not lost
                self._publish_waiting()
        if self._published is None and outcome.steps:
            # Nothing is lost and nothing gets worse: what came out can be looked at, and is used only by a person.
            self._publish(outcome.network, outcome.last, outcome.steps, promote=False)
            return self._candidate(outcome.ending, outcome.steps)
        return self._ended(outcome.ending, outcome.steps)

    def _base_model(self) -> ModelSource:
        return resolve_model(self._project.setting(BASE_SETTING, "default"))

    def _data(self, sources: list[PhotoSource], learnt: list[Label], judged: list[Label]) -> Data | None:
        recipe, seed = self._recipe, self._order.seed
        if not sources and not learnt:
            return None
        synthetic = Sampler(sources, recipe.blur, recipe.size, self._stream, prefer_sharp=True) if sources else None
        real = None
        if recipe.setup in (Setup.SEMI, Setup.FULL) and learnt:
            real = PairSampler([self._pair(label) for label in learnt], recipe.size, recipe.real_scale, seed)
        if synthetic is None and real is None:
            return None
        return Data(synthetic, real, self._validation(sources, learnt, judged))

    def _validation(
        self, sources: list[PhotoSource], learnt: list[Label], judged: list[Label]
    ) -> Callable[[nn.Module], Score]:
        recipe = self._recipe
        # Without anything held out in the full set-up, the single label judges itself, for want of another.
        labels = PairValidation([self._pair(label) for label in judged or learnt], recipe.predict_size)
        if not sources or len(judged) >= ENOUGH_HELD_OUT:
            return labels
        stream = Sampler(sources, recipe.blur, recipe.size, self._stream + 1)
        synthetic = SyntheticValidation(stream, count=12, batch=4)
        return BothValidations(labels, synthetic, len(judged) / ENOUGH_HELD_OUT) if judged else synthetic

    def _sources(self, network: nn.Module) -> list[PhotoSource]:
        """The project's own photos, less what the base model calls blurred in them (the paper's label noise).

        Photos that it calls sharp are preferred by the sampler.
        """
        base = copy.deepcopy(network).eval()
        size = self._recipe.predict_size

        def judge(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
            return blurriness(base, photo, size, flip=False)

        return project_sources(self._project, self._synthesis, remembering(judge), PhotoCache(read_photo))

    def _pair(self, label: Label) -> Pair:
        photo = label.photo
        return self._pairs.pair(photo.name, photo.kind, photo.path, lambda: read_mask(label.mask_path, 255))

    @contextmanager
    def _proposals_ahead(self, sources: list[PhotoSource]) -> Iterator[None]:
        """Proposals are made in the background while the loop runs, so that later steps do not stop for them."""
        if not sources:
            yield
            return
        ahead = ProposalsAhead(sources[0].proposals, [source.photo for source in sources])
        ahead.start()
        try:
            yield
        finally:
            ahead.stop()
            ahead.wait(LAST_PROPOSAL_SECONDS)

    def _keep(self, network: nn.Module, score: Score, step: int) -> None:
        self._waiting = (copy.deepcopy(network), score, step)
        if self._published is None or time.monotonic() - self._published_at >= PUBLISH_SECONDS:
            self._publish_waiting()

    def _publish_waiting(self) -> None:
        if self._waiting is None:
            return
        network, score, step = self._waiting
        self._waiting = None
        self._publish(network, score, step, promote=True)

    def _publish(self, network: nn.Module, score: Score, step: int, *, promote: bool) -> None:
        card = self._card(score, step) | {"candidate": not promote}
        version = self._project.publish(lambda path: checkpoint.save(path, network, card), card, promote=promote)
        self._published, self._published_at = version.name, time.monotonic()
        self._report(VersionPublished(version.name, step, score.auc, score.ap, promote))

    def _card(self, score: Score, step: int) -> dict[str, Any]:
        recipe = self._recipe
        return {
            "architecture": recipe.architecture,
            "size": recipe.predict_size,
            "setup": str(self._order.setup),
            "parent": self._base.name,
            "auc": score.auc,
            "ap": score.ap,
            "loss": score.loss,
            "steps": step,
            "seed": self._order.seed,
            "synthetic_seed": self._stream,
            "labels": len(self._project.labels()),
            "recipe": recipe.as_dict(),
            "hardware": f"{os.cpu_count()} CPU cores, {torch.get_num_threads()} threads",
        }

    def _ended(self, ending: Ending, steps: int) -> TrainingEnded:
        kept = f"version {self._published} predicts now" if self._published else "there was no step to learn from"
        return TrainingEnded(ending, f"{_HOW[ending]} after {steps} steps; {kept}.", self._published)

    def _candidate(self, ending: Ending, steps: int) -> TrainingEnded:
        return TrainingEnded(
            ending,
            f"{_HOW[ending]} after {steps} steps; validation did not get better, so {self._published} is kept as a "
            "candidate and the model in use stays.",
            self._published,
        )


_HOW = {Ending.STOPPED: "Training stopped", Ending.FINISHED: "Training finished"}


def _readable(labels: list[Label]) -> list[Label]:
    """Labels whose photo and mask are there, by the photo's header: what is gone must not end the training."""
    return [label for label in labels if looks_readable(label.photo.path) and label.mask_path.is_file()]
