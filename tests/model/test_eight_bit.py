"""A trunk that computes in eight-bit integers predicts nearly as it did before, or is left alone."""

import platform

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from blurlab.assets import resource
from blurlab.imaging.finding import find_photos
from blurlab.imaging.photos import read_photo
from blurlab.model import checkpoint, eight_bit
from blurlab.model.eight_bit import NarrowConv, NarrowResidual, narrow
from blurlab.model.network import CompactDeepLab
from blurlab.model.predict import NetworkModel, QuickNetwork
from blurlab.model.quick import Fused, quicken

able = pytest.mark.skipif(not eight_bit._is_able(), reason="this machine's torch has no integer convolutions of oneDNN")


@able
@pytest.mark.parametrize("name", ["self-supervised", "default"])
def test_the_shipped_models_predict_nearly_the_same_in_integers(name: str) -> None:
    weights = resource("models") / name / "model.safetensors"
    exact, quick = checkpoint.load(weights), QuickNetwork(weights)
    kinds = [type(module) for module in quick._network.modules()]
    assert kinds.count(NarrowResidual) == 11, "the residual blocks of stages 2 to 5"
    for path in find_photos(resource("samples"))[:2]:
        photo = read_photo(path)
        expected = NetworkModel(exact.network, exact.card.size).predict(photo).blurriness
        difference = np.abs(quick.predict(photo).blurriness - expected.astype(float))
        # The offset, a sum over means of all maps, gathers what the integers change: .15 of log odds, 9 levels at most.
        assert difference.mean() < 8 and np.quantile(difference, 0.99) < 30, (path.name, difference.mean())


@able
@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**31),
    st.sampled_from([(1, 1), (3, 1), (5, 1), (5, 2)]),
    st.booleans(),
    st.sampled_from([6.0, None]),
    st.sampled_from([0, 128]),
)
def test_a_narrow_convolution_is_that_of_the_rounded_numbers(
    seed: int, shape: tuple[int, int], depthwise: bool, most: float | None, zero: int
) -> None:
    """Also of the largest values and weights of one sign, whose sums 16 bits could cut off."""
    kernel, dilation = shape
    rng = np.random.default_rng(seed)
    layer = nn.Conv2d(
        16, 16, kernel, padding=dilation * (kernel // 2), dilation=dilation, groups=16 if depthwise else 1
    )
    weight = torch.from_numpy(rng.choice([-1.0, -0.3, 0.1, 1.0], tuple(layer.weight.shape), p=[0.1, 0.1, 0.1, 0.7]))
    layer.weight.data.copy_(weight)
    maps = torch.from_numpy(rng.choice([0, 17, 128, 255], (1, 16, 6, 7), p=[0.1, 0.1, 0.2, 0.6])).to(torch.uint8)
    scale = 0.002
    with torch.inference_mode():
        wanted = layer((maps.float() - zero) * scale)
        made = NarrowConv(Fused(layer, most), zero)(maps, scale)
    if most is not None:
        wanted, made = wanted.clamp(0, most), made.float() * most / 255
    # Each weight is off by at most half of a 63rd, each stored value by half of a 255th of its range.
    step = 0.0 if most is None else most / 255
    bound = scale * 255 * kernel**2 * (1 if depthwise else 16) / 126 + step
    assert (made - wanted).abs().max() <= bound


@able
def test_what_comes_in_may_be_of_any_size() -> None:
    torch.manual_seed(0)
    network = quicken(CompactDeepLab().eval())
    block = network.trunk.stages[3][1]
    maps = torch.randn(1, 80, 6, 8)
    with torch.inference_mode():
        for scale in (0.3, 1.0, 30.0):
            wanted = block(maps * scale)
            made = NarrowResidual(block)(maps * scale)
            assert (made - wanted).abs().max() <= 0.1 * wanted.abs().max()
        assert torch.isfinite(NarrowResidual(block)(torch.zeros(1, 80, 6, 8))).all()


def test_other_machines_and_builds_keep_their_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise AttributeError("no such operator")

    for name, what in (("machine", lambda: "arm64"), ("_packing", missing)):
        with monkeypatch.context() as patched:
            patched.setattr(platform if name == "machine" else eight_bit, name, what)
            eight_bit._is_able.cache_clear()
            network = narrow(quicken(CompactDeepLab().eval()))
            assert not any(isinstance(module, NarrowResidual) for module in network.modules())
    eight_bit._is_able.cache_clear()


def test_other_networks_are_left_alone() -> None:
    network = nn.Sequential(nn.Conv2d(3, 2, 1), nn.ReLU6()).eval()
    assert narrow(quicken(network)) is network
