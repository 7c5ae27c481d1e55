"""Train a network from folders of photos, validated on labels that are never trained on, as the shipped models were."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from blurlab.core.cut import HALF
from blurlab.errors import UserError
from blurlab.files.atomic import write_bytes
from blurlab.files.paths import make_folder
from blurlab.model import checkpoint
from blurlab.model.architectures import build, pretrain
from blurlab.model.card import ModelCard
from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
from blurlab.model.predict import NetworkModel
from blurlab.worker.messages import Setup, TrainingNotice, TrainingProgress, Validated
from training.data.gather import PhotoSource, folder_pairs, folder_sources
from training.data.judge import SourceJudge
from training.data.pairs import Pair, PairSampler
from training.data.sources import PhotoCache, read_source
from training.loop.distributed import Distributed, assembled
from training.loop.joint import Budget, Data, Outcome, fit
from training.loop.state import RunProgress
from training.loop.validate import PairValidation, Score, SyntheticValidation
from training.proposals.cache import ProposalCache
from training.recipe import Recipe, RecipeError, read_recipe
from training.synth.sampler import Sampler


def fit_base(args: argparse.Namespace) -> ModelCard:
    """Run `python -m training fit`; returns the card of the model.

    The model is written to args.out whenever validation keeps it, its card also beside it as JSON; where no
    validation was better than the start, nothing is written. args: see training.__main__.
    Raises RecipeError, ValueError, CheckpointError and OSError with a sentence each.
    """
    keep_freed_memory(FOR_TRAINING)
    make_folder(args.out.parent)
    if args.threads:
        torch.set_num_threads(args.threads)
    recipe = read_recipe(args.recipe)
    if args.architecture:
        recipe = replace(recipe, architecture=args.architecture)
    with assembled(args.device) as distributed:
        return _fit(args, recipe, distributed)


def _fit(args: argparse.Namespace, recipe: Recipe, distributed: Distributed) -> ModelCard:
    resume = args.out.with_suffix(".state")
    network, origin = _start(recipe, args.base, args.seed, noise=args.from_noise, resumed=resume.exists())
    if args.base is None:  # the norms of a new head know nothing that could be kept
        recipe = replace(recipe, freeze_norms=False)
    sources = _sources(args, recipe)
    learnt, validated = _labelled(args)
    data = _data(recipe, args.seed, sources, learnt, validated, distributed)
    card = ModelCard(
        recipe.architecture,
        recipe.predict_size,
        str(recipe.setup),
        parent=origin,
        seed=args.seed,
        sources=len(sources),
        labels_learnt=len(learnt) if data.real is not None else 0,
        labels_held_out=len(validated),
        recipe=recipe.as_dict(),
        hardware=f"{distributed.size} × {_hardware(distributed)}" if distributed.size > 1 else _hardware(distributed),
    )

    def keep(trained: nn.Module, progress: RunProgress) -> None:
        told = _told(card, progress, progress.best)
        checkpoint.save(args.out, trained, told)
        write_bytes(args.out.with_suffix(".json"), told.text().encode())

    def report(message: TrainingProgress | Validated | TrainingNotice) -> None:
        print(time.strftime("%H:%M:%S"), message, file=sys.stderr, flush=True)

    outcome = fit(
        network,
        data,
        recipe,
        Budget(args.steps, args.minutes * 60 if args.minutes else None),
        keep=keep,
        report=report,
        resume=resume,
        seed=args.seed,
        distributed=distributed,
        blend_weight=recipe.blend_weight(len(learnt)) if data.real is not None and args.base is not None else 1.0,
    )
    return _ended(args, card, outcome, distributed)


def _labelled(args: argparse.Namespace) -> tuple[list[Pair], list[Pair]]:
    """The labelled photos that are learnt from, and those that are held out."""
    held_out = set(args.held_out.read_text("utf-8").split()) if args.held_out else set()
    pairs = folder_pairs(args.pairs[0], args.pairs[1], args.blurred) if args.pairs else []
    chosen = set(args.learn.read_text("utf-8").split()) if args.learn else {pair.name for pair in pairs}
    learnt = [pair for pair in pairs if pair.name in chosen - held_out]
    return learnt, [pair for pair in pairs if pair.name in held_out]


def _data(
    recipe: Recipe,
    seed: int,
    sources: Sequence[PhotoSource],
    learnt: Sequence[Pair],
    validated: Sequence[Pair],
    distributed: Distributed,
) -> Data:
    """What the loop learns from and is validated by. Raises ValueError if nothing can validate."""

    def sampler(stream: int) -> Sampler:
        return Sampler(
            sources,
            recipe.blur,
            recipe.size,
            stream,
            prefer_sharp=recipe.prefer_sharp,
            variety=recipe.variety,
            device=distributed.device,
        )

    synthetic = sampler(seed) if sources else None
    real = None
    if recipe.setup in (Setup.SEMI, Setup.FULL):
        real = PairSampler(learnt, recipe.size, recipe.real_scale, seed)
    if validated:
        return Data(synthetic, real, PairValidation(validated, recipe.predict_size, distributed=distributed))
    if sources:
        return Data(synthetic, real, SyntheticValidation(sampler(seed + 1), distributed=distributed))
    raise ValueError("Name a folder of photos, or labelled photos with some held out.")


def _ended(args: argparse.Namespace, card: ModelCard, outcome: Outcome, distributed: Distributed) -> ModelCard:
    if outcome.best is not None and args.out.exists():
        return checkpoint.card_of(args.out) if distributed.leads else card
    if distributed.leads:
        print(f"Validation did not improve on the start; “{args.out}” was not written.", file=sys.stderr)
    return _told(card, outcome.progress, outcome.last)


def _told(card: ModelCard, progress: RunProgress, score: Score) -> ModelCard:
    return replace(
        card,
        loss=score.loss,
        auc=score.auc,
        ap=score.ap,
        steps=progress.step,
        minutes=round(progress.seconds / 60, 1),
        samples_real=progress.real_samples,
        samples_synthetic=progress.synthetic_samples,
        validations=tuple((each.step, each.loss, each.auc, each.ap) for each in progress.curve),
    )


def _hardware(distributed: Distributed) -> str:
    if distributed.device.type == "cuda":
        return str(torch.cuda.get_device_name(distributed.device))
    return f"{os.cpu_count()} CPU cores, {torch.get_num_threads()} threads"


def _start(recipe: Recipe, base: Path | None, seed: int, *, noise: bool, resumed: bool) -> tuple[nn.Module, str]:
    """The network that training starts from, and where it comes from as text. Never noise unasked.

    A resumed run needs no pretrained weights: its state brings all.
    """
    if base is not None:
        loaded = checkpoint.load(base)
        if loaded.card.architecture != recipe.architecture:
            raise RecipeError(
                f"“{base.name}” holds a network “{loaded.card.architecture}”, but the recipe trains "
                f"“{recipe.architecture}”; choose one with --architecture."
            )
        return loaded.network, base.name
    torch.manual_seed(seed)
    network = build(recipe.architecture)
    if noise:
        return network, "noise"
    if not resumed:
        pretrain(network, recipe.architecture)
    return network, "ImageNet trunk, new head"


def _sources(args: argparse.Namespace, recipe: Recipe) -> list[PhotoSource]:
    if recipe.setup is Setup.FULL:
        return []
    photos = PhotoCache(read_source)
    weak = recipe.setup is Setup.WEAK
    cache = None if weak else ProposalCache(args.proposals or args.out.parent / "proposals")
    found = folder_sources(args.photos, args.object_masks, cache, photos, recipe.details, flooded=recipe.flooded)
    judge = _judge(args.judge, [source.photo for source in found]) if args.judge else None
    kept: list[PhotoSource] = []
    for source in tqdm(found, desc="photos", disable=not sys.stderr.isatty()):
        try:
            photo = source.photo()
            if weak and not source.has_object():
                continue
        except UserError as error:
            print(error, file=sys.stderr)
            continue
        if judge is not None and float((judge.blurriness(photo) >= HALF).mean()) > recipe.most_blurred:
            continue
        source.judge = None if recipe.believe_sources else judge
        kept.append(source)
    if weak and not kept:
        raise RecipeError(
            "No photo in --photos has a label map of the same name with an object in --object-masks; the weak set-up "
            "learns from nothing else."
        )
    if not kept:
        raise RecipeError(f"The set-up “{recipe.setup}” makes samples from --photos, but none of them can be read.")
    return kept


def _judge(path: Path, folder: Sequence[Callable[[], NDArray[np.uint8]]]) -> SourceJudge:
    loaded = checkpoint.load(path)
    return SourceJudge(NetworkModel(loaded.network, loaded.card.size, flip=False), folder)
