"""Rows of training: what the samples cost beside the network's own step."""

import statistics
import time

import numpy as np

from tests.bench.rows import Measured, row

BATCH, ROUNDS = 8, 5


def _step_seconds() -> tuple[float, float]:
    """(joint step, bare network's step on ready tensors), medians of turns taken one after the other.

    The joint step is the default network's with half real and half synthetic samples, as the semi recipe has it; photos
    are generated, 500×352, and their regions are disks: proposals are computed once a photo and not part of a step.
    """
    import torch
    from torch import nn

    from blurlab.model.architectures import DEFAULT_ARCHITECTURE, build
    from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
    from tests.training.sources import ToySource, scene
    from training import joint
    from training.joint import Data
    from training.pairs import Pair, PairSampler
    from training.recipe import shipped_recipe
    from training.synth.sampler import Sampler
    from training.validate import Score

    keep_freed_memory(FOR_TRAINING)
    recipe = shipped_recipe("semi")
    torch.manual_seed(0)
    network: nn.Module = build(DEFAULT_ARCHITECTURE).to(memory_format=torch.channels_last)
    optimiser = joint._optimiser(network, recipe)
    photos = [scene(seed, 352, 500) for seed in range(8)]
    mask = np.zeros((352, 500), np.uint8)
    mask[:, 250:] = 255
    pairs = [Pair(str(i), "", lambda p=p: (p, mask)) for i, p in enumerate(photos)]  # type: ignore[misc]
    sources = [ToySource(i, None, photo) for i, photo in enumerate(photos)]
    data = Data(
        Sampler(sources, recipe.blur, recipe.size, 1),
        PairSampler(pairs, recipe.size, recipe.real_scale, 1),
        lambda _: Score(0.0),
    )
    joints, bares = [], []
    for turn in range(ROUNDS + 1):
        began = time.perf_counter()
        batch, _ = data.batch(turn, BATCH, recipe.real_share)
        joint._step(network, optimiser, batch, recipe)
        joints.append(time.perf_counter() - began)
        began = time.perf_counter()
        joint._step(network, optimiser, batch, recipe)
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


@row("synth.leak", "levels", at_most=0.5, floor="")
def synthesis_leak() -> Measured:
    """Most of the removed side's colour found anywhere in the blurred side: red square on grey, all kernels."""
    import torch

    from training.synth import kernels
    from training.synth.composite import composite

    size = 128
    side = torch.ones(size, size, dtype=torch.bool)
    side[40:88, 40:88] = False
    grey, red = torch.full((3,), 128.0), torch.tensor([250.0, 10.0, 10.0])
    photo = torch.where(side, grey[:, None, None], red[:, None, None])[None]
    worst = 0.0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        kernel = [
            kernels.gaussian(rng.uniform(0.8, 8)),
            kernels.disk(rng.uniform(1, 12)),
            kernels.motion(rng.uniform(3, 40), rng.uniform(0, 3.14), rng.uniform(0, 0.3), rng),
        ][seed % 3]
        made = composite(photo, side[None], torch.from_numpy(kernel)[None], torch.tensor([False]))
        worst = max(worst, float((made.photos[0][:, side] - 128).abs().max()))
    return Measured(worst)
