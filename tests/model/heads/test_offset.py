"""The head of a photo's offset: it moves the whole answer of a photo as a whole, and nothing else."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file

from blurlab.core.prediction import View
from blurlab.model import checkpoint
from blurlab.model.checkpoint import CheckpointError
from blurlab.model.heads.offset import MOST, OFFSET, OffsetHead
from blurlab.model.network import CompactDeepLab
from blurlab.model.predict import NetworkModel, QuickNetwork
from tests.models import write_model

PHOTO = np.random.default_rng(3).integers(0, 256, (96, 130, 3), np.uint8)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model") / "without.safetensors")


def head_of(network: torch.nn.Module) -> OffsetHead:
    assert isinstance(network, CompactDeepLab) and network.offset is not None
    return network.offset


def with_bias(without: Path, bias: float) -> Path:
    loaded = checkpoint.load(without)
    assert isinstance(loaded.network, CompactDeepLab)
    loaded.network.add_offset()
    torch.nn.init.constant_(head_of(loaded.network).weights.bias, bias)
    path = without.with_name(f"{bias}.safetensors")
    checkpoint.save(path, loaded.network, loaded.card)
    return path


@pytest.mark.parametrize("at", View)
def test_a_head_that_learnt_nothing_moves_nothing(without: Path, at: View) -> None:
    plain, headed = (QuickNetwork(path, threads=1).predict(PHOTO, at) for path in (without, with_bias(without, 0.0)))
    assert np.array_equal(plain.blurriness, headed.blurriness)


def test_it_moves_each_place_of_a_photo_as_a_whole_alike(without: Path) -> None:
    models = [NetworkModel(checkpoint.load(path).network, 64) for path in (without, with_bias(without, 1.5))]
    plain, moved = (model.predict(PHOTO).answers[0] for model in models)
    assert np.allclose(moved, plain / (plain + (1 - plain) * np.exp(-1.5)), atol=1e-5)
    at_full = [model.predict(PHOTO, View.FULL).blurriness for model in models]
    assert np.array_equal(*at_full), "tiles that are moved each by itself would not meet"


def test_the_quick_network_moves_a_photo_as_the_exact_one_does(without: Path) -> None:
    path = with_bias(without, -1.5)
    exact = NetworkModel(checkpoint.load(path).network, 64).predict(PHOTO).blurriness.mean()
    quick = QuickNetwork(path, threads=1).predict(PHOTO).blurriness.mean()
    before = QuickNetwork(without, threads=1).predict(PHOTO).blurriness.mean()
    assert abs(exact - quick) < 0.2 * abs(exact - before)


def test_it_answers_by_the_photo_and_within_bounds() -> None:
    torch.manual_seed(4)
    network = CompactDeepLab().eval()
    network.add_offset()
    head = head_of(network)
    with torch.inference_mode():
        means = network.means(torch.rand(3, 3, 64, 96) * torch.tensor([0.1, 0.5, 2.0]).view(3, 1, 1, 1))
    assert means.shape == (3, head.inputs) and torch.isfinite(means).all()
    torch.nn.init.normal_(head.weights.weight, std=0.2)
    answers = head(means)
    assert len(set(answers[:, 0].tolist())) == 3
    assert (head(means * 1e6).abs() <= MOST).all()


def test_training_leaves_it_as_it_is() -> None:
    torch.manual_seed(5)
    network = CompactDeepLab()
    network.add_offset()
    network(torch.rand(2, 3, 64, 64))[:, 1].mean().backward()
    assert all(parameter.grad is None for parameter in head_of(network).parameters())
    assert network.classifier.weight.grad is not None


def test_a_file_with_half_a_head_is_refused(without: Path, tmp_path: Path) -> None:
    with safe_open(str(with_bias(without, 1.0)), framework="pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no dict)
        metadata = file.metadata()
    half = tmp_path / "half.safetensors"
    save_file({name: each for name, each in tensors.items() if name != f"{OFFSET}spread"}, str(half), metadata)
    with pytest.raises(CheckpointError, match="do not fit"):
        checkpoint.load(half)
