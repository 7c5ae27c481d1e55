"""A network made quick for prediction predicts as it did before."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from blurlab.model import checkpoint, quick
from blurlab.model.card import ModelCard
from blurlab.model.network import CompactDeepLab
from blurlab.model.predict import NetworkModel, QuickNetwork
from blurlab.model.quick import quicken
from blurlab.model.trunk import StridedConv


def _network() -> CompactDeepLab:
    """With norms that do something, so that an error in folding or joining them shows."""
    torch.manual_seed(0)
    network = CompactDeepLab().train()
    with torch.no_grad():
        for _ in range(3):
            network(torch.randn(2, 3, 64, 64))
    return network.eval()


@pytest.mark.parametrize("fused", [True, False], ids=["oneDNN joins", "a build without it"])
@pytest.mark.parametrize("shape", [(1, 64, 96), (2, 32, 256)])
def test_a_quick_network_predicts_the_same(
    monkeypatch: pytest.MonkeyPatch, fused: bool, shape: tuple[int, int, int]
) -> None:
    if not fused:
        monkeypatch.setattr(quick, "_FUSED", None)
    network = _network()
    photos = torch.randn(shape[0], 3, *shape[1:])
    with torch.inference_mode():
        before = network(photos)
        after = quicken(network)(photos.contiguous(memory_format=torch.channels_last))
    assert torch.allclose(before, after, atol=1e-4)
    kinds = {type(module) for module in network.modules()}
    assert {quick.Fused, quick.Taps} <= kinds and not kinds & {StridedConv, nn.ReLU6, nn.ReLU, nn.BatchNorm2d}


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 20), st.integers(1, 20), st.sampled_from([4, 8, 12]), st.booleans())
def test_a_sum_of_shifted_maps_is_the_dilated_convolution(height: int, width: int, dilation: int, bias: bool) -> None:
    torch.manual_seed(height * 100 + width)
    layer = nn.Conv2d(5, 5, 3, padding=dilation, dilation=dilation, groups=5, bias=bias).eval()
    maps = torch.randn(2, 5, height, width)
    with torch.inference_mode():
        assert torch.allclose(quick.Taps(layer)(maps), layer(maps), atol=1e-5)


def test_two_views_side_by_side_are_the_mean_of_photo_and_mirror_image(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blurlab.model.predict.narrow", lambda network: network)  # exact, to be compared
    checkpoint.save(tmp_path / "model.safetensors", _network(), ModelCard("compact-deeplab", 64))
    photo = np.random.default_rng(0).integers(0, 256, (70, 90, 3), np.uint8)
    before = torch.get_num_threads()
    try:
        side_by_side = QuickNetwork(tmp_path / "model.safetensors", threads=2).predict(photo).blurriness
        one_by_one = QuickNetwork(tmp_path / "model.safetensors", threads=1).predict(photo).blurriness
    finally:
        torch.set_num_threads(before)
    plain = NetworkModel(checkpoint.load(tmp_path / "model.safetensors").network, 64).predict(photo).blurriness
    assert np.abs(side_by_side.astype(int) - plain).max() <= 1
    assert np.abs(one_by_one.astype(int) - plain).max() <= 1
