"""Rows of training: what the samples cost beside the network's own step."""

import functools
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.bench.rows import CannotRun, Measured, row

if TYPE_CHECKING:
    import torch

    from training.loop.joint import Data
    from training.recipe import Recipe

BATCH, ROUNDS = 8, 11
GPU_BATCH, GPU_STEPS = 18, 60  # the paper's batch


def _data(folder: Path, recipe: "Recipe", device: "torch.device") -> "Data":
    """Half real and half synthetic samples, as the semi recipe has it, of eight photos that are generated, 500×352.

    Proposals are found once a photo and are there already, stored in `folder`: reading them is part of a step.
    """
    from tests.training.sources import scene
    from training.data.gather import PhotoSource
    from training.data.pairs import Pair, PairSampler
    from training.data.sources import PhotoCache
    from training.loop.joint import Data
    from training.loop.validate import Score
    from training.proposals.cache import ProposalCache
    from training.synth.sampler import Sampler

    photos = [scene(seed, 352, 500) for seed in range(8)]
    mask = np.zeros((352, 500), np.uint8)
    mask[:, 250:] = 255
    pairs = [Pair(str(i), "", lambda p=p: (p, mask)) for i, p in enumerate(photos)]  # type: ignore[misc]
    cache, proposals = PhotoCache(lambda path: photos[int(path.name)]), ProposalCache(folder)
    sources = [PhotoSource(Path(str(i)), cache, proposals) for i in range(len(photos))]
    for source in sources:
        proposals.fill(source.photo())
    return Data(
        Sampler(sources, recipe.blur, recipe.size, 1, device=device),
        PairSampler(pairs, recipe.size, recipe.real_scale, 1),
        lambda _: Score(0.0),
    )


@functools.cache
def _step_seconds() -> tuple[float, float]:
    """(joint step, the network's step on ready tensors), medians of turns taken one after the other, on the CPU."""
    import torch

    from blurlab.model.architectures import build
    from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
    from training.loop.learner import Learner
    from training.recipe import shipped_recipe

    keep_freed_memory(FOR_TRAINING)
    recipe = shipped_recipe("semi")
    torch.manual_seed(0)
    learner = Learner(build(recipe.architecture), recipe, 0)
    joints, bares = [], []
    with tempfile.TemporaryDirectory() as folder:
        data = _data(Path(folder), recipe, torch.device("cpu"))
        for turn in range(ROUNDS + 1):
            began = time.perf_counter()
            batch, _ = data.batch(turn, BATCH, recipe.real_share)
            learner.step(batch, turn, 1.0)
            joints.append(time.perf_counter() - began)
            began = time.perf_counter()
            learner.step(batch, turn, 1.0)
            bares.append(time.perf_counter() - began)
    return statistics.median(joints[1:]), statistics.median(bares[1:])


@row("train.step", "s", floor="the bare network's step on ready tensors, same batch of 8 at 320 px")
def train_step() -> Measured:
    joint, bare = _step_seconds()
    return Measured(joint, bare)


@row("synth.share", "%", at_most=10, floor="")
def synthesis_share() -> Measured:
    """Share of synthesis and augmentation in a joint step, no GPU."""
    joint, bare = _step_seconds()
    return Measured(max(0.0, 100 * (joint - bare) / joint))


@row("synth.share_gpu", "%", at_most=10, floor="")
def synthesis_share_on_a_gpu() -> Measured:
    """By how much a step with samples made ahead is longer than the same step on a ready batch, on a GPU."""
    import torch

    from blurlab.model.architectures import build
    from training.loop.ahead import Ahead
    from training.loop.distributed import Distributed
    from training.loop.learner import Learner
    from training.recipe import shipped_recipe

    if not torch.cuda.is_available():
        raise CannotRun("there is no GPU")
    device = torch.device("cuda")
    recipe = shipped_recipe("semi")
    torch.manual_seed(0)
    learner = Learner(build(recipe.architecture), recipe, 0, Distributed(device=device))
    with tempfile.TemporaryDirectory() as folder:
        data = _data(Path(folder), recipe, device)
        batches = Ahead(lambda step: data.batch(step, GPU_BATCH, recipe.real_share), device)

        def steps(first: int, batch_of: Callable[[int], object]) -> float:
            torch.cuda.synchronize()
            began = time.perf_counter()
            for step in range(first, first + GPU_STEPS):
                learner.step(batch_of(step), step, 1.0)  # type: ignore[arg-type]
            torch.cuda.synchronize()
            return (time.perf_counter() - began) / GPU_STEPS

        ready = batches(0)[0]
        steps(0, lambda _: ready)  # the first steps choose their algorithms
        bare = steps(0, lambda _: ready)
        made = steps(1, lambda step: batches(step)[0])
    return Measured(max(0.0, 100 * (made - bare) / bare))


@row("synth.leak", "levels", at_most=0.5, floor="")
def synthesis_leak() -> Measured:
    """Most of the removed side's colour found anywhere in the blurred side: red square on grey, all kernels and seeds,
    both ways of removing."""
    import torch

    from training.synth import kernels
    from training.synth.composite import Filled, composite, inpaint

    size = 128
    side = torch.ones(size, size, dtype=torch.bool)
    side[40:88, 40:88] = False
    grey, red = torch.full((3,), 128.0), torch.tensor([250.0, 10.0, 10.0])
    photo = torch.where(side, grey[:, None, None], red[:, None, None])[None]
    pixels = photo[0].permute(1, 2, 0).numpy().astype(np.uint8)
    without = torch.from_numpy(inpaint(pixels, ~side.numpy())).permute(2, 0, 1)[None]
    worst = 0.0
    for seed in range(120):
        rng = np.random.default_rng(seed)
        kernel = [
            kernels.gaussian(rng.uniform(0.8, 8)),
            kernels.disk(rng.uniform(1, 12)),
            kernels.motion(rng.uniform(3, 40), rng.uniform(0, 3.14), rng.uniform(0, 0.3), rng),
        ][seed % 3]
        for filled in (None, Filled(without, without)):
            behind = torch.tensor([False])
            made = composite(photo, side[None], torch.from_numpy(kernel)[None], behind, filled=filled)
            worst = max(worst, float((made.photos[0][:, side] - 128).abs().max()))
    return Measured(worst)
