"""`python -m training planes`: give a trained model the head for the amount and kind of blur."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from blurlab.core.planes import BlurPlanes
from blurlab.errors import UserError
from blurlab.model import checkpoint
from blurlab.model.architectures import ARCHITECTURES
from blurlab.model.card import ModelCard
from blurlab.model.heads.planes import PLANES, has_planes
from blurlab.model.memory import FOR_PREDICTION, keep_freed_memory
from blurlab.model.predict import NetworkModel
from training.data.gather import PhotoSource, folder_sources
from training.data.judge import SourceJudge
from training.data.sources import PhotoCache, read_source
from training.loop.joint import Budget
from training.planes.error import planes_error
from training.planes.learning import BLUR, VARIETY, Lesson, teach
from training.planes.samples import known_samples
from training.synth.sampler import Sampler

KEPT_APART: Final = 10  # one photo in so many only measures the error
MEASURED: Final = 64  # samples
JUDGED: Final = 224  # px at which the network looks for a source's own blur: at 448 that took two thirds of a step
DETAILS: Final = 24  # of each big photo, at each scale: native pixels, and these shrunk by halves


class NoPlanesError(UserError):
    """A model cannot have the head; its text is one sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__("model.no_planes", sentence)


def teach_planes(args: argparse.Namespace) -> ModelCard:
    """Run `python -m training planes`; returns the card that was written. args: see training.__main__.

    Raises CheckpointError, NoPlanesError, OSError, and ValueError if there are too few photos.
    """
    keep_freed_memory(FOR_PREDICTION)
    if args.threads:
        torch.set_num_threads(args.threads)
    lesson = Lesson()
    budget = Budget(args.steps, args.minutes * 60 if args.minutes else None)
    loaded = checkpoint.load(args.model)
    network, size = loaded.network.requires_grad_(False), loaded.card.size
    learnt, apart = _sources(args.photos, network)
    add_planes = ARCHITECTURES[loaded.card.architecture].heads.get(PLANES)
    if add_planes is None:
        raise NoPlanesError(
            f"A network “{loaded.card.architecture}” has only its two classes, so it cannot have planes."
        )
    if not has_planes(network):
        torch.manual_seed(args.seed)
        add_planes(network)
    assert has_planes(network)
    network.planes.requires_grad_(True)
    with tqdm(desc="steps", total=args.steps, disable=None) as bar:

        def report(step: int, loss: float) -> None:
            bar.update(step - bar.n)
            bar.set_postfix(loss=f"{loss:.3f}")

        steps = teach(network, lambda size: sampler(learnt, size, args.seed), lesson, budget, report)
    error = planes_error(
        planes_of(loaded.network, size), known_samples(sampler(apart, size, args.seed + 1), 0, MEASURED)
    )
    card = replace(loaded.card, planes={**error.as_dict(), "steps": float(steps), "photos": float(len(learnt))})
    checkpoint.save(args.model, loaded.network, card)
    print(error)
    return card


def planes_of(network: nn.Module, size: int) -> Callable[[NDArray[np.uint8]], BlurPlanes]:
    """What a network's head tells of a photo, as it is predicted as a whole at `size` px."""
    model = NetworkModel(network, size, flip=False)

    def tell(photo: NDArray[np.uint8]) -> BlurPlanes:
        planes = model.predict(photo, planes=True).planes
        assert planes is not None
        return planes

    return tell


def sampler(sources: Sequence[PhotoSource], size: int, seed: int) -> Sampler:
    """What the head learns on, and is measured by, at a sample's side of `size` px."""
    return Sampler(sources, BLUR, size, seed, variety=VARIETY)


def _sources(folders: Sequence[Path], network: nn.Module) -> tuple[list[PhotoSource], list[PhotoSource]]:
    """Sources to learn from and those kept apart, whole files. What the network itself calls blurred is left out."""
    found = folder_sources(folders, [], None, PhotoCache(read_source), DETAILS, flooded=True)
    judge = SourceJudge(NetworkModel(network, JUDGED, flip=False), [source.photo for source in found])
    for source in found:
        source.judge = judge
    files = {path: number for number, path in enumerate(dict.fromkeys(source.path for source in found))}
    apart = [source for source in found if files[source.path] % KEPT_APART == 0]
    learnt = [source for source in found if files[source.path] % KEPT_APART]
    if not learnt:
        raise ValueError("Name folders with at least two sharp photos: one of them only measures the error.")
    return learnt, apart
