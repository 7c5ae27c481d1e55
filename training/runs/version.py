"""The version from a run on a project: its card, whether it may predict, its publishing."""

import os
from dataclasses import dataclass, field, replace
from typing import Final

import torch
from torch import nn

from blurlab.errors import UserError
from blurlab.model import checkpoint
from blurlab.model.card import LossPoint, ModelCard
from blurlab.model.port import Model
from blurlab.model.predict import NetworkModel
from blurlab.project.learning.pinned import pinned_photos
from blurlab.project.models import resolve_model
from blurlab.project.project import Project
from blurlab.sharpness.classical.methods import classical_model
from blurlab.worker.messages import TrainingProgress, Validated, VersionPublished
from training.data.held_out import HeldOutScores, score_held_out
from training.loop.gate import Verdict, compare, hurt
from training.loop.validate import Score
from training.runs.plan import Plan
from training.runs.project_data import ENOUGH_HELD_OUT, ProjectData

CURVE_POINTS: Final = 200  # of the training loss that a card keeps
BROKEN_OFF: Final = "The training was interrupted; this is its best network."


@dataclass
class Curve:
    """The losses and validations that a run has reported."""

    losses: list[LossPoint] = field(default_factory=list)
    validations: list[Validated] = field(default_factory=list)

    def note(self, message: object) -> None:
        match message:
            case TrainingProgress():
                self.losses.append((message.step, message.loss))
            case Validated():
                self.validations.append(message)


def run_card(plan: Plan, data: ProjectData, curve: Curve, score: Score, step: int) -> ModelCard:
    """The card of a network that was validated with `score` after `step` steps."""
    return ModelCard(
        plan.recipe.architecture,
        plan.recipe.predict_size,
        str(plan.order.setup),
        parent="" if plan.fresh else plan.base_name,
        full_offset=None if plan.fresh else plan.base_full_offset,
        auc=score.auc,
        ap=score.ap,
        loss=score.loss,
        steps=step,
        seed=plan.order.seed,
        synthetic_seed=plan.stream,
        labels_learnt=len(data.learnt) if plan.uses_labels else 0,
        labels_held_out=len(data.held_out),
        losses=thinned(curve.losses),
        validations=tuple((each.step, each.loss, each.auc, each.ap) for each in curve.validations),
        recipe=plan.recipe.as_dict(),
        hardware=f"{counted(os.cpu_count() or 1, 'CPU core')}, {counted(torch.get_num_threads(), 'thread')}",
    )


def unfinished(card: ModelCard) -> ModelCard:
    """The card of a network whose run broke off."""
    return replace(card, unfinished=True, candidate=True, why=BROKEN_OFF)


def with_verdict(card: ModelCard, verdict: Verdict) -> ModelCard:
    """The card with what was found of whether its network may predict."""
    return replace(card, candidate=not verdict.promote, why=verdict.why)


def decide(project: Project, plan: Plan, data: ProjectData, network: nn.Module, card: ModelCard) -> ModelCard:
    """The card with the network's scores on the held-out labels, and with the gate's verdict on whether it may predict
    in place of the model that is in use."""
    pairs = data.held_out_pairs()
    mine = scores_of(plan, data, network)
    card = replace(card, held_out=mine.for_card())
    try:
        source = resolve_model(None, project)
        method = classical_model(source.path)
        used = None if method is not None else checkpoint.load(source.path)
    except UserError as error:
        return with_verdict(card, Verdict(True, f"The model in use cannot be compared with: {error}"))
    model: Model
    if used is not None:
        model = NetworkModel(used.network, used.card.size, flip=False)
    else:
        assert method is not None
        model = method
    theirs = score_held_out(model, pairs)
    if used is None or len(pairs) >= ENOUGH_HELD_OUT:
        if not theirs.photos:
            return with_verdict(card, Verdict(True, f"There is no held-out label to compare it with {source.name}."))
        by = counted(theirs.photos, "held-out label")
        verdict = compare(mine.mean(), theirs.mean(), source.name, plan.recipe.choose, by)
    else:
        validate = data.validation()
        by = f"{counted(len(pairs), 'held-out label')} and synthetic samples" if pairs else "synthetic samples"
        verdict = compare(validate(network), validate(used.network), source.name, plan.recipe.choose, by)
    pinned = set(pinned_photos(project))
    places = [place for place, label in enumerate(data.held_out) if label.photo.id in pinned]
    card = replace(card, in_use=theirs.for_card(), in_use_name=source.name)
    return with_verdict(replace(card, hurt=hurt(mine, theirs, source.name, places)), verdict)


def scores_of(plan: Plan, data: ProjectData, network: nn.Module) -> HeldOutScores:
    """How the run's network does on the labels that are held out."""
    return score_held_out(NetworkModel(network, plan.recipe.predict_size, flip=False), data.held_out_pairs())


def publish(project: Project, network: nn.Module, card: ModelCard) -> VersionPublished:
    """Make a version of the project's, which predicts unless its card calls it a candidate. Raises UserError."""
    promote = not card.candidate
    version = project.versions.publish(lambda path: checkpoint.save(path, network, card), card, promote=promote)
    return VersionPublished(version.name, card.steps or 0, card.auc, card.ap, promote, card.why, card.hurt)


def thinned(points: list[LossPoint], most: int = CURVE_POINTS) -> tuple[LossPoint, ...]:
    """(step, loss) pairs, neighbours averaged until there are at most `most`."""
    group = -(-len(points) // most) or 1
    parts = [points[first : first + group] for first in range(0, len(points), group)]
    return tuple((part[-1][0], sum(loss for _, loss in part) / len(part)) for part in parts)


def counted(number: int, thing: str) -> str:
    """“1 step”, “2 steps”."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
