"""The head of blur amount and kind: beside the classes, which it leaves as they are, in files with and without it."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file

from blurlab.core.prediction import View
from blurlab.model import checkpoint
from blurlab.model.architectures import ARCHITECTURES
from blurlab.model.checkpoint import CheckpointError
from blurlab.model.heads.planes import PLANES, TOLD, has_planes, heard, told_from
from blurlab.model.network import CompactDeepLab
from blurlab.model.predict import NetworkModel, QuickNetwork
from tests.models import write_model

PHOTO = np.random.default_rng(2).integers(0, 256, (96, 130, 3), np.uint8)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model") / "without.safetensors")


@pytest.fixture(scope="module")
def with_head(without: Path) -> Path:
    loaded = checkpoint.load(without)
    assert isinstance(loaded.network, CompactDeepLab)
    torch.manual_seed(5)
    loaded.network.add_planes()
    path = without.with_name("with.safetensors")
    checkpoint.save(path, loaded.network, loaded.card)
    return path


def test_a_file_has_the_head_or_has_none(without: Path, with_head: Path) -> None:
    assert not has_planes(checkpoint.load(without).network)
    network = checkpoint.load(with_head).network
    assert has_planes(network)
    made, evidence = network.with_evidence(torch.rand(2, 3, 64, 96))
    assert made.shape == (2, 64, 96) and told_from(network, evidence).shape == (2, TOLD, 4, 6)


@pytest.mark.parametrize("at", View)
def test_the_head_changes_no_mask(without: Path, with_head: Path, at: View) -> None:
    plain, headed = (QuickNetwork(path, threads=1).predict(PHOTO, at, planes=True) for path in (without, with_head))
    assert np.array_equal(plain.blurriness, headed.blurriness)
    assert plain.planes is None


def test_the_quick_network_tells_what_the_exact_one_does(with_head: Path) -> None:
    exact = NetworkModel(checkpoint.load(with_head).network, 64).predict(PHOTO, planes=True).planes
    quick = QuickNetwork(with_head, threads=1).predict(PHOTO, planes=True).planes
    assert exact is not None and quick is not None and exact.amount.shape == (4, 4)
    assert np.abs(exact.amount.astype(int) - quick.amount).max() <= 24, "eight bits move it by less than a doubling"
    assert np.abs(exact.amount.astype(int) - quick.amount).mean() <= 4


def test_the_amount_is_in_photo_pixels(with_head: Path) -> None:
    model = QuickNetwork(with_head, threads=1)
    small, large = (model.predict(np.repeat(np.repeat(PHOTO, n, 0), n, 1), planes=True).planes for n in (4, 8))
    assert small is not None and large is not None
    assert np.median(large.amount.astype(int) - small.amount) == pytest.approx(24, abs=1), "twice the σ"


def test_a_place_hears_its_surer_blurred_neighbours() -> None:
    answers = torch.zeros(1, TOLD + 1, 9, 20)
    answers[0, 0, :, 10:], answers[0, TOLD, :, 10:] = 2.0, 5.0
    blurred = torch.ones(1, 1, 9, 20)
    told = heard(answers, blurred)
    assert told.shape == (1, TOLD, 9, 20)
    assert float(told[0, 0, 4, 9]) > 1.9, "the surer side is believed"
    blurred[..., 10:] = 0.0
    assert float(heard(answers, blurred)[0, 0, 4, 9]) < 0.5, "what is sharp has no say"


def test_a_model_with_a_head_of_before_predicts_and_tells_no_planes(with_head: Path, tmp_path: Path) -> None:
    with safe_open(str(with_head), framework="pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no dict)
        metadata = file.metadata()
    grain = tensors.pop(f"{PLANES}grain")
    for older in ({}, {f"{PLANES}grain": grain[:8].clone()}):
        save_file(tensors | older, str(tmp_path / "older.safetensors"), metadata)
        made = QuickNetwork(tmp_path / "older.safetensors", threads=1).predict(PHOTO, planes=True)
        assert made.planes is None and made.blurriness.any()


def test_a_file_with_half_a_head_or_another_network_s_is_refused(with_head: Path, tmp_path: Path) -> None:
    with safe_open(str(with_head), framework="pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no dict)
        metadata = file.metadata()
    half = tmp_path / "half.safetensors"
    save_file({name: each for name, each in tensors.items() if name != f"{PLANES}0.bias"}, str(half), metadata)
    with pytest.raises(CheckpointError, match="do not fit"):
        checkpoint.load(half)
    assert {name for name, row in ARCHITECTURES.items() if row.heads} == {"compact-deeplab"}
