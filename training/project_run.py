"""One training on a project: its accepted labels, synthetic samples of its photos, and model versions published.

The window's trainer and `blurlab train` both run this.
"""

import copy
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from blurlab.errors import UserError
from blurlab.model import checkpoint
from blurlab.model.architectures import build, pretrain
from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
from blurlab.model.predict import blurriness
from blurlab.project.learning.new_labels import note_learnt
from blurlab.project.learning.pinned import pinned_photos
from blurlab.project.models import BASE_SETTING, ModelSource, classical_predictor, resolve_model
from blurlab.project.project import Project
from blurlab.project.records import Label
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
from training.data.gather import PairReader, PhotoSource, remembering
from training.data.held_out import Judged, Predict, judge, project_split
from training.data.pairs import Pair, PairSampler
from training.data.project_sources import project_sampler, project_sources, project_synthesis
from training.data.sources import PhotoCache, read_source
from training.loop.distributed import ALONE, Distributed, assembled
from training.loop.filmstrip import Filmstrip, filming, photos_to_film
from training.loop.gate import Verdict, compare, hurt
from training.loop.joint import Budget, Data, Outcome, fit
from training.loop.run_folder import RunFolder, take_up_abandoned
from training.loop.state import RunProgress
from training.loop.validate import BothValidations, PairValidation, Score, SyntheticValidation
from training.proposals.background import ProposalsAhead
from training.proposals.child import ProposalsChild
from training.recipe import Recipe, shipped_recipe
from training.synth.sampler import Sampler

LAST_PROPOSAL_SECONDS = 2.0  # for the photo in the background's hands when a run ends
PROPOSALS_AHEAD = 8  # photos
ENOUGH_HELD_OUT = 5  # labels; below, synthetic samples join the validation
CURVE_POINTS = 200  # of the training loss that a card keeps

Told = TrainingStarted | TrainingProgress | Validated | FilmFrames | TrainingNotice | VersionPublished
Report = Callable[[Told], None]


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
    Raises UserError where the project or the base model cannot be read or a version cannot be written, DeviceError
    and PretrainedError where the order's device or network cannot be had, and RecipeError where memory lacks.
    """
    keep_freed_memory(FOR_TRAINING)
    torch.set_num_threads(max(1, order.threads))
    with assembled(order.device or None) as distributed, Project.open(Path(order.folder)) as project:
        run = _Run(project, order, report if distributed.leads else lambda _: None, distributed)
        return run.go(should_stop, resting or threading.Event())


class _Run:
    def __init__(self, project: Project, order: StartTraining, report: Report, distributed: Distributed) -> None:
        self._project, self._order, self._tell, self._team = project, order, report, distributed
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
        self._judged: list[Label] = []  # held out
        self._learnt: list[Label] = []
        self._sources_found: list[PhotoSource] = []
        self._losses: list[tuple[int, float]] = []
        self._validated: list[Validated] = []
        self._best: tuple[nn.Module, Score, int] | None = None  # better than what was started from

    def go(self, should_stop: Callable[[], bool], resting: threading.Event) -> TrainingEnded:
        order, recipe = self._order, self._recipe
        pinned = pinned_photos(self._project)
        learnt, judged = self._learnt, self._judged = project_split(self._project, recipe.held_out, pinned=pinned)
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
        sources = self._sources_found = [] if recipe.setup is Setup.FULL else self._sources()
        data = self._data(sources, learnt, judged)
        if data is None:
            return TrainingEnded(Ending.FAILED, self._no_photo())
        if not self._team.leads:
            return self._fit(network, data, recipe, should_stop)
        note_learnt(self._project, [*learnt, *judged])
        self._take_up_abandoned()
        folder = RunFolder(self._project)
        try:
            uses_labels = data.real is not None
            seconds = order.minutes * 60 if order.minutes is not None else None
            self._report(
                TrainingStarted(
                    len(learnt) if uses_labels else 0, len(judged), len(sources), origin, order.steps, seconds
                )
            )
            filmed = photos_to_film(self._project.photos(), pinned, judged)
            strip = Filmstrip(folder.path, filmed, recipe.predict_size)
            data = replace(data, validate=filming(data.validate, strip, self._filmed))
            return self._fit(network, data, recipe, should_stop, resting, folder)
        finally:
            folder.close()

    def _fit(
        self,
        network: nn.Module,
        data: Data,
        recipe: Recipe,
        should_stop: Callable[[], bool],
        resting: threading.Event | None = None,
        folder: RunFolder | None = None,
    ) -> TrainingEnded:
        order = self._order

        def keep(network: nn.Module, progress: RunProgress) -> None:
            self._best = copy.deepcopy(network).cpu(), progress.best, progress.step
            if folder is not None:
                folder.keep(network, self._card(progress.best, progress.step) | UNFINISHED)

        with self._proposals_ahead(data.synthetic, resting):
            try:
                outcome = fit(
                    network,
                    data,
                    recipe,
                    Budget(order.steps, order.minutes * 60 if order.minutes is not None else None),
                    keep=keep,
                    report=self._report,
                    should_stop=should_stop,
                    seed=order.seed,
                    distributed=self._team,
                    beat=self._base_network if self._begun else None,
                    blend_weight=self._blend_weight(data),
                )
            except BaseException:  # whatever ended the run, what was learnt is not lost
                if self._best is not None:
                    with suppress(UserError):  # the folder of the run has it as well
                        self._publish(*self._best, Verdict(False, BROKEN_OFF), UNFINISHED)
                raise
        return self._concluded(outcome)

    def _blend_weight(self, data: Data) -> float:
        return self._recipe.blend_weight(len(self._learnt)) if data.real is not None and not self._begun else 1.0

    def _report(self, message: Told) -> None:
        """Pass on what the run says, and remember its curve for the card."""
        match message:
            case TrainingProgress():
                self._losses.append((message.step, message.loss))
            case Validated():
                self._validated.append(message)
        self._tell(message)
        if isinstance(message, Validated):
            self._tell(FilmFrames(message.step, self._frames))

    _frames: tuple[FilmFrame, ...] = ()

    def _filmed(self, score: Score, frames: tuple[FilmFrame, ...]) -> None:
        """A validation was filmed; that of the start, which the loop does not report, is told as step 0."""
        self._frames = frames
        if not self._validated:
            self._report(Validated(0, score.loss, score.auc, score.ap, best=False))

    def _take_up_abandoned(self) -> None:
        for name in take_up_abandoned(self._project):
            self._report(TrainingNotice(f"What a broken-off training had learnt is kept as the candidate {name}."))

    # ------------------------------------------------------------ the version that comes of it

    def _concluded(self, outcome: Outcome) -> TrainingEnded:
        if not self._team.leads:
            return TrainingEnded(outcome.ending, "")
        if not outcome.steps:
            return TrainingEnded(outcome.ending, f"{_HOW[outcome.ending]}; there was no step to learn from.")
        if self._best is None:
            # Nothing is lost and nothing gets worse: what came out can be looked at, and is used only by a person.
            network, score = copy.deepcopy(outcome.network).cpu(), outcome.last
            why = f"Validation did not get better than that of {self._base.name}, which the training started from."
            name = self._publish(network, score, outcome.steps, Verdict(False, why), self._account(network)[0])
            return self._ended(outcome, name, Verdict(False, why))
        network, score, step = self._best
        account, verdict, hurt_by_it = self._gate(network, score)
        name = self._publish(network, score, step, verdict, account, hurt_by_it)
        return self._ended(outcome, name, verdict)

    def _gate(self, network: nn.Module, score: Score) -> tuple[dict[str, Any], Verdict, tuple[str, ...]]:
        """Whether the new network may predict: (for the card, verdict, what it hurts)."""
        account, mine = self._account(network)
        try:
            source = resolve_model(None, self._project)
            used = None if classical_predictor(source.path) else checkpoint.load(source.path)
        except UserError as error:
            return account, Verdict(True, f"The model in use cannot be compared with: {error}"), ()
        predict: Predict
        if used is None:
            method = classical_predictor(source.path)
            assert method is not None
            predict = method.predict
        else:
            predict = _predicting(used.network, used.card["size"])
        theirs = judge(predict, self._held_out_pairs())
        labels = len(self._judged)
        if used is None or labels >= ENOUGH_HELD_OUT:
            if not theirs.photos:
                return account, Verdict(True, f"There is no held-out label to compare it with {source.name}."), ()
            by = _count(theirs.photos, "held-out label")
            verdict = compare(mine.mean(), theirs.mean(), source.name, self._recipe.choose, by)
        else:
            validate = self._validation(self._sources_found, self._learnt, self._judged, ALONE)
            by = f"{_count(labels, 'held-out label')} and synthetic samples" if labels else "synthetic samples"
            verdict = compare(validate(network), validate(used.network), source.name, self._recipe.choose, by)
        pinned = set(pinned_photos(self._project))
        places = [place for place, label in enumerate(self._judged) if label.photo.id in pinned]
        account |= {"in_use": {"name": source.name, **theirs.for_card()}}
        return account, verdict, hurt(mine, theirs, source.name, places)

    def _account(self, network: nn.Module) -> tuple[dict[str, Any], Judged]:
        """How the network does on the held-out labels: for the card, and in detail."""
        judged = judge(_predicting(network, self._recipe.predict_size), self._held_out_pairs())
        return {"held_out": judged.for_card()}, judged

    def _held_out_pairs(self) -> list[Pair]:
        return [self._pair(label) for label in self._judged]

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
        return Data(synthetic, real, self._validation(sources, learnt, judged, self._team))

    def _validation(
        self, sources: list[PhotoSource], learnt: list[Label], judged: list[Label], distributed: Distributed
    ) -> Callable[[nn.Module], Score]:
        recipe = self._recipe
        # Without anything held out in the full set-up, the single label judges itself, for want of another.
        labels = PairValidation(
            [self._pair(label) for label in judged or learnt], recipe.predict_size, distributed=distributed
        )
        if not sources or len(judged) >= ENOUGH_HELD_OUT:
            return labels
        stream = self._sampler(sources, self._stream + 1)
        synthetic = SyntheticValidation(stream, count=12, batch=4, distributed=distributed)
        return BothValidations(labels, synthetic, len(judged) / ENOUGH_HELD_OUT) if judged else synthetic

    def _sampler(self, sources: list[PhotoSource], stream: int) -> Sampler:
        recipe = self._recipe
        return project_sampler(
            sources,
            recipe.blur,
            recipe.size,
            stream,
            prefer_sharp=recipe.prefer_sharp,
            device=self._team.device,
        )

    def _pair(self, label: Label) -> Pair:
        photo = label.photo
        return self._pairs.pair(photo.name, photo.kind, photo.path, lambda: self._project.read_label(label))

    def _sources(self) -> list[PhotoSource]:
        """The project's own photos, or a folder's, less what labels and, without one, the base model call blurred in
        them (the paper's label noise).

        Photos that are called sharp are preferred by the sampler.
        """
        base, size = self._base_network.eval(), self._recipe.predict_size

        def judge(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
            return blurriness(base, photo, size, flip=False)

        return project_sources(
            self._project,
            self._synthesis,
            remembering(judge),
            PhotoCache(read_source),
            self._learnt,
            setup=self._recipe.setup,
        )

    @contextmanager
    def _proposals_ahead(self, synthetic: Sampler | None, resting: threading.Event | None) -> Iterator[None]:
        """Proposals are made in the background while the loop runs, so that later steps do not stop for them, and no
        sooner than that: they take a core."""
        sources = self._sources_found
        proposals = sources[0].proposals if sources else None
        if proposals is None or synthetic is None:
            yield
            return
        child = ProposalsChild(proposals)
        ahead = ProposalsAhead(
            child.fill,
            [sources[number].photo for number in synthetic.in_turn()],
            resting=resting,
            early=lambda place: place >= synthetic.wide + PROPOSALS_AHEAD,
        )
        ahead.start()
        try:
            yield
        finally:
            ahead.stop()
            child.leave(LAST_PROPOSAL_SECONDS)
            ahead.wait(LAST_PROPOSAL_SECONDS)

    def _publish(
        self,
        network: nn.Module,
        score: Score,
        step: int,
        verdict: Verdict,
        more: dict[str, Any],
        hurt_by_it: tuple[str, ...] = (),
    ) -> str:
        card = self._card(score, step) | {"candidate": not verdict.promote, "why": verdict.why} | more
        if hurt_by_it:
            card["hurt"] = list(hurt_by_it)
        promote = verdict.promote
        version = self._project.publish(lambda path: checkpoint.save(path, network, card), card, promote=promote)
        told = VersionPublished(version.name, step, score.auc, score.ap, promote, verdict.why, hurt_by_it)
        self._report(told)
        return version.name

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
            "labels": len(self._learnt) + len(self._judged),
            "labels_learnt": len(self._learnt) if recipe.setup in (Setup.SEMI, Setup.FULL) else 0,
            "labels_held_out": len(self._judged),
            "curve": {
                "losses": thinned(self._losses),
                "validations": [[each.step, each.loss, each.auc, each.ap] for each in self._validated],
            },
            "recipe": recipe.as_dict(),
            "hardware": f"{_count(os.cpu_count() or 1, 'CPU core')}, {_count(torch.get_num_threads(), 'thread')}",
        }

    def _ended(self, outcome: Outcome, name: str, verdict: Verdict) -> TrainingEnded:
        how = f"{_HOW[outcome.ending]} after {_count(outcome.steps, 'step')}"
        if verdict.promote:
            return TrainingEnded(outcome.ending, f"{how}; version {name} was put to use.", name)
        kept = f"{name} is kept as a candidate and the model in use stays"
        return TrainingEnded(outcome.ending, f"{how}; {kept}. {verdict.why}", name)


BROKEN_OFF = "The training broke off; this is the best network that it had."
UNFINISHED = {"unfinished": True, "candidate": True, "why": BROKEN_OFF}
_HOW = {Ending.STOPPED: "Training stopped", Ending.FINISHED: "Training finished"}


def _predicting(network: nn.Module, size: int) -> Predict:
    network.eval()
    return lambda photo: blurriness(network, photo, size, flip=False)


def thinned(points: list[tuple[int, float]], most: int = CURVE_POINTS) -> list[list[float]]:
    """(step, loss) pairs, neighbours averaged until there are at most `most`."""
    group = -(-len(points) // most) or 1
    parts = [points[first : first + group] for first in range(0, len(points), group)]
    return [[part[-1][0], sum(loss for _, loss in part) / len(part)] for part in parts]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
