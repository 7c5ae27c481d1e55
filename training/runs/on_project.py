"""One training on a project: its accepted labels, synthetic samples of its photos, and the version that comes of it.

The window's trainer and `blurlab train` both use this.
"""

import copy
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import torch
from torch import nn

from blurlab.errors import UserError
from blurlab.model import checkpoint
from blurlab.model.card import ModelCard
from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
from blurlab.project.adding import replaced
from blurlab.project.learning.new_labels import note_learnt
from blurlab.project.learning.pinned import pinned_photos
from blurlab.project.project import Project
from blurlab.worker.messages import (
    Ending,
    FilmFrame,
    FilmFrames,
    Setup,
    StartTraining,
    TrainingEnded,
    TrainingNotice,
    TrainingProgress,
    TrainingStarted,
    Validated,
    VersionPublished,
)
from training.loop.distributed import Distributed, assembled
from training.loop.filmstrip import Filmstrip, filming, photos_to_film
from training.loop.joint import Budget, Data, Outcome, fit
from training.loop.state import RunProgress
from training.loop.validate import Score
from training.recipe import Recipe
from training.runs.plan import Plan, plan_run
from training.runs.project_data import ProjectData
from training.runs.rescue import publish_patiently
from training.runs.run_folder import RunFolder, take_up_abandoned
from training.runs.version import Curve, counted, decide, publish, run_card, scores_of, unfinished

Message = TrainingStarted | TrainingProgress | Validated | FilmFrames | TrainingNotice | VersionPublished
Report = Callable[[Message], None]

_HOW: Final = {Ending.STOPPED: "Training stopped", Ending.FINISHED: "Training finished"}


def train_project(
    order: StartTraining,
    report: Report,
    should_stop: Callable[[], bool],
    resting: threading.Event | None = None,
) -> TrainingEnded:
    """Carry out `order`; the sentence of the result is for the user.

    Always starts from the base model, on all accepted labels: a fine-tune of a fine-tune would drift. One version
    comes of a run, at its end; it predicts where it is no worse than what is in use (training.loop.gate).
    should_stop: see training.loop.joint.fit. resting: set while the run is paused, so that its background rests too.
    Under torchrun every process calls this alike; the first alone reports and publishes.
    Raises UserError if the project or the base model cannot be read or a version cannot be written, DeviceError
    and PretrainedError where the order's device or network cannot be had, and RecipeError where memory lacks.
    """
    keep_freed_memory(FOR_TRAINING)
    torch.set_num_threads(max(1, order.threads))
    with assembled(order.device or None) as distributed, Project.open(Path(order.folder)) as project:
        plan, pinned = plan_run(project, order), pinned_photos(project)
        data = ProjectData(project, plan, pinned, distributed)
        run = _Run(project, plan, data, report, distributed)
        return run.go(pinned, should_stop, resting or threading.Event())


class _Run:
    def __init__(
        self, project: Project, plan: Plan, data: ProjectData, report: Report, distributed: Distributed
    ) -> None:
        self._project, self._plan, self._data, self._distributed = project, plan, data, distributed
        self._tell: Report = report if distributed.leads else lambda _: None
        self._curve = Curve()
        self._frames: tuple[FilmFrame, ...] = ()
        self._best: tuple[nn.Module, Score, int] | None = None  # better than what was started from

    def go(self, pinned: list[int], should_stop: Callable[[], bool], resting: threading.Event) -> TrainingEnded:
        plan, data = self._plan, self._data
        # A held-out photo costs about a tenth of a step: as many steps as photos keep validation to a tenth of the run.
        recipe = replace(plan.recipe, validate_every=max(plan.recipe.validate_every, len(data.held_out)))
        for label in data.replaced:
            self._report(TrainingNotice(replaced(label.photo, "nothing is learnt from it").sentence))
        if (lacking := _lacking(plan, data)) is not None:
            return TrainingEnded(Ending.FAILED, lacking)
        network, origin = plan.start()
        data.find_sources()
        learnt_from = data.for_loop()
        if learnt_from is None:
            return TrainingEnded(Ending.FAILED, _no_photo(plan))
        if not self._distributed.leads:
            return self._fit(network, learnt_from, recipe, should_stop)
        note_learnt(self._project, [*data.learnt, *data.held_out])
        for name in take_up_abandoned(self._project):
            self._report(TrainingNotice(f"The result of an interrupted training is kept as the candidate {name}."))
        folder = RunFolder(self._project)
        try:
            labels = len(data.learnt) if learnt_from.real is not None else 0
            self._report(
                TrainingStarted(labels, len(data.held_out), len(data.sources), origin, plan.order.steps, plan.seconds)
            )
            filmed = photos_to_film(self._project.photos(), pinned, data.held_out)
            strip = Filmstrip(folder.path, filmed, recipe.predict_size)
            learnt_from = replace(learnt_from, validate=filming(learnt_from.validate, strip, self._filmed))
            return self._fit(network, learnt_from, recipe, should_stop, resting, folder)
        finally:
            folder.close()

    def _fit(
        self,
        network: nn.Module,
        learnt_from: Data,
        recipe: Recipe,
        should_stop: Callable[[], bool],
        resting: threading.Event | None = None,
        folder: RunFolder | None = None,
    ) -> TrainingEnded:
        plan, data = self._plan, self._data

        def keep(network: nn.Module, progress: RunProgress) -> None:
            self._best = copy.deepcopy(network).cpu(), progress.best, progress.step
            if folder is not None:
                folder.keep(network, unfinished(self._card(progress.best, progress.step)))

        with data.proposals_ahead(learnt_from.synthetic, resting):
            try:
                outcome = fit(
                    network,
                    learnt_from,
                    recipe,
                    Budget(plan.order.steps, plan.seconds),
                    keep=keep,
                    report=self._report,
                    should_stop=should_stop,
                    seed=plan.order.seed,
                    distributed=self._distributed,
                    beat=plan.base_network if plan.fresh else None,
                    blend_weight=plan.blend_weight(len(data.learnt)) if learnt_from.real is not None else 1.0,
                )
            except BaseException:  # whatever ended the run, its result is not lost
                if self._best is not None:
                    with suppress(UserError):  # the folder of the run has it as well
                        network, score, step = self._best
                        self._publish(network, unfinished(self._card(score, step)), lambda: True)
                raise
        return self._concluded(outcome, should_stop)

    def _concluded(self, outcome: Outcome, should_stop: Callable[[], bool]) -> TrainingEnded:
        if not self._distributed.leads:
            return TrainingEnded(outcome.ending, "")
        if not outcome.steps:
            return TrainingEnded(outcome.ending, f"{_HOW[outcome.ending]}; there was no step to learn from.")
        if self._best is not None:
            network, score, step = self._best
            card = decide(self._project, self._plan, self._data, network, self._card(score, step))
        else:
            # Nothing is lost and nothing gets worse: what came out can be looked at, and is used only by a person.
            network = copy.deepcopy(outcome.network).cpu()
            why = f"Validation did not improve on {self._plan.base_name}, from which the training started."
            held_out = scores_of(self._plan, self._data, network).for_card()
            card = replace(self._card(outcome.last, outcome.steps), candidate=True, why=why, held_out=held_out)
        name = self._publish(network, card, should_stop)
        how = f"{_HOW[outcome.ending]} after {counted(outcome.steps, 'step')}"
        if not card.candidate:
            return TrainingEnded(outcome.ending, f"{how}; version {name} predicts from now on.", name)
        kept = f"{name} is kept as a candidate, and the model in use stays"
        return TrainingEnded(outcome.ending, f"{how}; {kept}. {card.why}", name)

    def _card(self, score: Score, step: int) -> ModelCard:
        return run_card(self._plan, self._data, self._curve, score, step)

    def _publish(self, network: nn.Module, card: ModelCard, given_up: Callable[[], bool]) -> str:
        try:
            published = publish(self._project, network, card)
        except UserError as failure:
            published = publish_patiently(
                failure,
                lambda: publish(self._project, network, card),
                lambda path: checkpoint.save(path, network, card),
                self._report,
                given_up,
            )
        self._report(published)
        return published.version

    def _report(self, message: Message) -> None:
        """Pass on what the run says, and remember its curve for the card."""
        self._curve.note(message)
        self._tell(message)
        if isinstance(message, Validated):
            self._tell(FilmFrames(message.step, self._frames))

    def _filmed(self, score: Score, frames: tuple[FilmFrame, ...]) -> None:
        """A validation was filmed; that of the start, which the loop does not report, is told as step 0."""
        self._frames = frames
        if not self._curve.validations:
            self._report(Validated(0, score.loss, score.auc, score.ap, best=False))


def _lacking(plan: Plan, data: ProjectData) -> str | None:
    """Why the set-up cannot learn from this project, in a sentence; None if it may."""
    if plan.order.setup is Setup.FULL and not data.learnt:
        return "There is no accepted mask to train on yet."
    if plan.order.setup is Setup.WEAK and not plan.synthesis.masks:
        return (
            "The weak set-up learns from object masks; choose their folder in the Synthetic panel or name it with "
            "--masks."
        )
    return None


def _no_photo(plan: Plan) -> str:
    if plan.order.setup is Setup.WEAK:
        return (
            f"No photo of the project has a label map of the same name with an object in “{plan.synthesis.masks}”; "
            "the weak set-up learns from nothing else."
        )
    return "There is no readable photo in the project to train on."
