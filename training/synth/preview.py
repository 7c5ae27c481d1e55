"""Synthetic samples to look at, made as training makes them: for `blurlab preview` and for the window's sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from blurlab.core.synthesis import Synthesis
from blurlab.errors import UserError
from blurlab.imaging.ports import Place
from blurlab.model import checkpoint
from blurlab.model.predict import NetworkModel
from blurlab.project.models import base_model
from blurlab.project.project import Project
from blurlab.worker.messages import Setup
from training.data.gather import PhotoSource
from training.data.held_out import project_split
from training.data.judge import SourceJudge
from training.data.project_sources import project_sampler, project_sources
from training.data.sources import PhotoCache, looks_like_a_source
from training.proposals.identity import region_id
from training.recipe import Recipe, shipped_recipe
from training.synth.sampler import Batch
from training.synth.sheet import Cell, outlined

SEED = 42  # that training starts with if nothing else is said
NO_OBJECTS = (
    "Training on object masks makes samples only of photos with a label map of their name, and there is none; choose "
    "the folder of these maps."
)


@dataclass(frozen=True)
class Shown:
    """One sample beside what is known of it. source: the photo that it is made from. region: its id, empty if no
    region had a say."""

    source: PhotoSource
    region: str
    what: str
    finish: str


def recipe() -> Recipe:
    """The recipe whose samples are shown; those of all set-ups make them alike."""
    return shipped_recipe(Setup.SEMI)


def setup_sources(
    project: Project,
    synthesis: Synthesis,
    setup: Setup,
    judge: SourceJudge | None,
    photos: PhotoCache,
    readable: Callable[[Place], bool] = looks_like_a_source,
) -> list[PhotoSource]:
    """What a training of this set-up makes its samples from.

    Raises UserError if it makes none at all, and what training.data.project_sources raises.
    """
    if setup is Setup.FULL:
        raise UserError("samples.none", "Training on labels only makes no synthetic samples.")
    learnt, _ = project_split(project, recipe().held_out, readable)
    sources = project_sources(project, synthesis, judge, photos, learnt, setup=setup, readable=readable)
    if setup is Setup.WEAK and not sources:
        raise UserError("samples.no_objects", NO_OBJECTS)
    return sources


class Samples:
    """The samples that training would draw from `sources` with these settings."""

    def __init__(self, sources: Sequence[PhotoSource], synthesis: Synthesis) -> None:
        self.sources = list(sources)
        self.side = recipe().size
        self._synthesis = synthesis

    def make(self, start: int, count: int) -> tuple[Batch, list[Shown]]:
        """Samples `start` … `start + count − 1`. Raises UserError if there is no photo that can be read."""
        if not self.sources:
            raise UserError("samples.no_photos", "There is no photo that synthetic samples could be made from.")
        seed = SEED if self._synthesis.seed is None else self._synthesis.seed
        sampler = project_sampler(self.sources, self._synthesis.ranges, self.side, seed)
        drawn = [sampler.draw(index) for index in range(start, start + count)]
        shown = [Shown(self.sources[d.source], "" if d.whole else region_id(d.region), d.what, d.finish) for d in drawn]
        return sampler.make(drawn), shown


def cells(batch: Batch, shown: Sequence[Shown]) -> list[Cell]:
    """Samples as cells of a sheet."""
    return [
        Cell(outlined(photo, target), (each.source.path.name, each.what, each.finish))
        for photo, target, each in zip(batch.photos, batch.targets, shown, strict=True)
    ]


def project_judge(project: Project) -> SourceJudge | None:
    """The base model of the project's trainings as the judge of its photos, each judged once.

    None if that model cannot be read: the training itself will say so.
    """
    try:
        weights = base_model(project).path
        network = checkpoint.load(weights).network
    except UserError:
        return None
    return SourceJudge(NetworkModel(network, recipe().predict_size, flip=False))


def proposal_folder() -> Path:
    """Where proposals of photos without a project are kept between runs."""
    import platformdirs  # noqa: PLC0415 (only the command needs it)

    return platformdirs.user_cache_path("blurlab", appauthor=False) / "proposals"
