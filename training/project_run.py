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
from blurlab.model.architectures import build, pretrain
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
    TrainingNotice,
    TrainingProgress,
    TrainingStarted,
    Validated,
    VersionPublished,
)
from training.gather import PairReader, PhotoSource, remembering
from training.joint import Budget, Data, Outcome, fit
from training.pairs import Pair, PairSampler
from training.project_sources import looks_readable, project_sources, project_synthesis
from training.proposals.background import ProposalsAhead
from training.recipe import Recipe, shipped_recipe
from training.sources import PhotoCache
from training.state import Standing
from training.synth.sampler import Sampler
from training.team import Team, assembled
from training.validate import BothValidations, PairValidation, Score, SyntheticValidation

PUBLISH_SECONDS = 60.0  # between two versions of one run; the best at its end is published whatever the time
LAST_PROPOSAL_SECONDS = 2.0  # for the photo in the background's hands when a run ends
ENOUGH_HELD_OUT = 5  # labels; below, synthetic samples join the validation
BASE_SETTING = "base_model"  # project setting: the model that every training starts from

Report = Callable[[TrainingStarted | TrainingProgress | Validated | TrainingNotice | VersionPublished], None]


def train_project(order: StartTraining, report: Report, should_stop: Callable[[], bool]) -> TrainingEnded:
    """Carry out `order`; the sentence of the result is for the user.

    Always starts from the base model, on all accepted labels: a fine-tune of a fine-tune would drift.
    Under torchrun every process calls this alike; the first alone reports and publishes.
    Raises ProjectError where the project or the base model cannot be read or a version cannot be written, DeviceError
    and PretrainedError where the order's device or network cannot be had, and RecipeError where memory lacks.
    """
    keep_freed_memory(FOR_TRAINING)
    torch.set_num_threads(max(1, order.threads))
    with assembled(order.device or None) as team, Project.open(Path(order.folder)) as project:
        return _Run(project, order, report if team.leads else lambda _: None, team).go(should_stop)


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
    def __init__(self, project: Project, order: StartTraining, report: Report, team: Team) -> None:
        self._project, self._order, self._report, self._team = project, order, report, team
        recipe = shipped_recipe(order.setup)
        synthesis = project_synthesis(project, recipe.blur)
        self._synthesis = replace(
            synthesis, masks=order.masks or synthesis.masks, sources=order.sources or synthesis.sources
        )
        self._pairs = PairReader()
        self._base = self._base_model()
        base = checkpoint.load(self._base.path)
        self._base_network = base.network
        architecture = order.architecture or base.card["architecture"]
        self._begun = architecture != base.card["architecture"]  # not from the base model: another network
        # The ranges, so that the card tells what was drawn from.
        recipe = replace(recipe, architecture=architecture, blur=self._synthesis.ranges)
        if self._begun:  # a new head learns faster than a trained network adapts, and its norms know nothing yet
            recipe = replace(recipe, rate=max(recipe.rate, Recipe.rate), freeze_norms=False)
        self._recipe = recipe
        self._stream = order.seed if self._synthesis.seed is None else self._synthesis.seed
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
        if order.setup is Setup.WEAK and not self._synthesis.masks:
            return TrainingEnded(
                Ending.FAILED,
                "The weak set-up learns from object masks; name their folder among the synthesis' settings or with "
                "--masks.",
            )
        network, origin = self._start()
        sources = [] if recipe.setup is Setup.FULL else self._sources()
        data = self._data(sources, learnt, judged)
        if data is None:
            return TrainingEnded(Ending.FAILED, self._no_photo())
        seconds = order.minutes * 60 if order.minutes is not None else None
        uses_labels = data.real is not None
        self._report(
            TrainingStarted(len(learnt) if uses_labels else 0, len(judged), len(sources), origin, order.steps, seconds)
        )
        with self._proposals_ahead(sources):
            try:
                outcome = fit(
                    network,
                    data,
                    recipe,
                    Budget(order.steps, seconds),
                    keep=self._keep,
                    report=self._report,
                    should_stop=should_stop,
                    seed=order.seed,
                    team=self._team,
                    beat=self._base_network if self._begun else None,
                )
            finally:  # whatever ended the run, what was learnt is not lost
                self._publish_waiting()
        return self._concluded(outcome)

    def _concluded(self, outcome: Outcome) -> TrainingEnded:
        if not self._team.leads:
            return TrainingEnded(outcome.ending, "")
        if self._published is None and outcome.steps:
            # Nothing is lost and nothing gets worse: what came out can be looked at, and is used only by a person.
            self._publish(outcome.network, outcome.last, outcome.steps, promote=False)
            return self._candidate(outcome.ending, outcome.steps)
        return self._ended(outcome.ending, outcome.steps)

    def _start(self) -> tuple[nn.Module, str]:
        """What training starts from, and its name: the base model, or another network with a pretrained trunk."""
        if not self._begun:
            return copy.deepcopy(self._base_network), self._base.name
        torch.manual_seed(self._order.seed)
        network = build(self._recipe.architecture)
        if self._order.from_noise:
            return network, f"{self._recipe.architecture}, noise"
        pretrain(network, self._recipe.architecture)
        return network, f"{self._recipe.architecture}, ImageNet trunk"

    def _no_photo(self) -> str:
        if self._order.setup is Setup.WEAK:
            return (
                f"No photo of the project has a label map of its name, with an object, in “{self._synthesis.masks}”; "
                "the weak set-up learns from nothing else."
            )
        return "There is no readable photo in the project to train on."

    def _base_model(self) -> ModelSource:
        return resolve_model(self._project.setting(BASE_SETTING, "default"))

    def _data(self, sources: list[PhotoSource], learnt: list[Label], judged: list[Label]) -> Data | None:
        recipe, seed = self._recipe, self._order.seed
        synthetic = self._sampler(sources, self._stream) if sources else None
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
        labels = PairValidation([self._pair(label) for label in judged or learnt], recipe.predict_size, team=self._team)
        if not sources or len(judged) >= ENOUGH_HELD_OUT:
            return labels
        stream = self._sampler(sources, self._stream + 1)
        synthetic = SyntheticValidation(stream, count=12, batch=4, team=self._team)
        return BothValidations(labels, synthetic, len(judged) / ENOUGH_HELD_OUT) if judged else synthetic

    def _sampler(self, sources: list[PhotoSource], stream: int) -> Sampler:
        recipe = self._recipe
        return Sampler(
            sources,
            recipe.blur,
            recipe.size,
            stream,
            prefer_sharp=recipe.prefer_sharp,
            device=self._team.device,
        )

    def _pair(self, label: Label) -> Pair:
        photo = label.photo
        return self._pairs.pair(photo.name, photo.kind, photo.path, lambda: read_mask(label.mask_path, 255))

    def _sources(self) -> list[PhotoSource]:
        """The project's own photos, or a folder's, less what the base model calls blurred in them (the
        paper's label noise).

        Photos that it calls sharp are preferred by the sampler.
        """
        base, size = self._base_network.eval(), self._recipe.predict_size

        def judge(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
            return blurriness(base, photo, size, flip=False)

        return project_sources(
            self._project,
            self._synthesis,
            remembering(judge),
            PhotoCache(read_photo),
            objects_only=self._recipe.setup is Setup.WEAK,
        )

    @contextmanager
    def _proposals_ahead(self, sources: list[PhotoSource]) -> Iterator[None]:
        """Proposals are made in the background while the loop runs, so that later steps do not stop for them."""
        proposals = sources[0].proposals if sources else None
        if proposals is None:
            yield
            return
        ahead = ProposalsAhead(proposals, [source.photo for source in sources])
        ahead.start()
        try:
            yield
        finally:
            ahead.stop()
            ahead.wait(LAST_PROPOSAL_SECONDS)

    def _keep(self, network: nn.Module, standing: Standing) -> None:
        self._waiting = (copy.deepcopy(network), standing.best, standing.step)
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
            "parent": None if self._begun else self._base.name,
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
