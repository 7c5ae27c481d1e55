"""A model file for tests: the real network, untrained, at a size that makes it quick."""

from pathlib import Path

import torch

from blurlab.model import checkpoint
from blurlab.model.architectures import build
from blurlab.model.card import ModelCard

ARCHITECTURE = "compact-deeplab"


def write_model(path: Path, seed: int = 0, size: int = 64) -> Path:
    """Write an untrained model to `path`; another seed is another model."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = build(ARCHITECTURE)
        for layer in network.modules():  # statistics of real activations, or every prediction would be flat grey
            if isinstance(layer, torch.nn.BatchNorm2d):
                layer.momentum = 1.0
        with torch.no_grad():
            network.train()(torch.randn(4, 3, 64, 64))
        network.eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    checkpoint.save(path, network, ModelCard(ARCHITECTURE, size, name=f"test {seed}"))
    return path
