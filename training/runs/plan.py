"""The plan of a run on a project: its recipe, the settings of its synthesis, the model from which it starts."""

import copy
from dataclasses import dataclass, replace

import torch
from torch import nn

from blurlab.core.synthesis import Synthesis
from blurlab.model import checkpoint
from blurlab.model.architectures import build, pretrain
from blurlab.project.models import base_model
from blurlab.project.project import Project
from blurlab.worker.messages import Setup, StartTraining
from training.data.project_sources import project_synthesis
from training.recipe import Recipe, shipped_recipe


@dataclass(frozen=True)
class Plan:
    """base_name, base_network: the project's base model, in eval mode; base_full_offset: see ModelCard.full_offset.
    fresh: the run starts from another network than that. stream: seed of the synthetic samples."""

    order: StartTraining
    recipe: Recipe
    synthesis: Synthesis
    base_name: str
    base_network: nn.Module
    base_full_offset: float | None
    fresh: bool
    stream: int

    @property
    def uses_labels(self) -> bool:
        return self.recipe.setup in (Setup.SEMI, Setup.FULL)

    @property
    def seconds(self) -> float | None:
        """The order's bound on time."""
        return None if self.order.minutes is None else self.order.minutes * 60

    def start(self) -> tuple[nn.Module, str]:
        """What training starts from, and its name: the base model, or another network with a pretrained trunk."""
        if not self.fresh:
            return copy.deepcopy(self.base_network), self.base_name
        torch.manual_seed(self.order.seed)
        network = build(self.recipe.architecture)
        if self.order.from_noise:
            return network, f"{self.recipe.architecture}, noise"
        pretrain(network, self.recipe.architecture)
        return network, f"{self.recipe.architecture}, ImageNet trunk"

    def blend_weight(self, labels: int) -> float:
        """See Recipe.blend_weight; a fresh head has nothing worth going back to."""
        return 1.0 if self.fresh else self.recipe.blend_weight(labels)


def plan_run(project: Project, order: StartTraining) -> Plan:
    """Raises UserError and CheckpointError if the base model cannot be had."""
    recipe = shipped_recipe(order.setup)
    kept = project_synthesis(project, recipe.blur)
    synthesis = replace(kept, masks=order.masks or kept.masks, sources=order.sources or kept.sources)
    base = base_model(project)
    loaded = checkpoint.load(base.path)
    architecture = order.architecture or loaded.card.architecture
    fresh = architecture != loaded.card.architecture
    # The ranges, so that the card tells what was drawn from.
    recipe = replace(recipe, architecture=architecture, blur=synthesis.ranges)
    if fresh:  # a new head learns faster than a trained network adapts, and its norms know nothing yet
        recipe = replace(recipe, rate=max(recipe.rate, Recipe.rate), freeze_norms=False)
    stream = order.seed if synthesis.seed is None else synthesis.seed
    return Plan(order, recipe, synthesis, base.name, loaded.network, loaded.card.full_offset, fresh, stream)
