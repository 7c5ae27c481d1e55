"""Every registered network: built by name, saved, loaded and used for prediction alike."""

import subprocess
import sys
from pathlib import Path
from urllib.error import URLError

import numpy as np
import pytest
import torch
from torch import nn
from torchvision import models

from blurlab.model import checkpoint
from blurlab.model.architecture import PretrainedError
from blurlab.model.architectures import ARCHITECTURES, build, pretrain
from blurlab.model.card import ModelCard
from blurlab.model.predict import NetworkModel, QuickNetwork
from blurlab.model.preprocess import to_batch

MOBILE = "deeplabv3_mobilenet_v3_large"


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def built(name: str, seed: int = 0) -> nn.Module:
    torch.manual_seed(seed)
    network = build(name)
    for layer in network.modules():  # statistics of real activations, or every prediction would be flat grey
        if isinstance(layer, nn.BatchNorm2d):
            layer.momentum = 1.0
    with torch.no_grad():
        network.train()(torch.randn(2, 3, 64, 64))
    return network.eval()


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_network_is_saved_loaded_and_predicts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name_of in ("narrow", "halve"):  # exact, to be compared
        monkeypatch.setattr(f"blurlab.model.predict.{name_of}", lambda network: network)
    network = built(name)
    with torch.inference_mode():
        out = network(torch.rand(1, 3, 64, 96))
    assert out.shape == (1, 2, 64, 96)
    assert torch.allclose(out.exp().sum(1), torch.ones(1, 64, 96), atol=1e-5)
    path = tmp_path / "model.safetensors"
    checkpoint.save(path, network, ModelCard(name, 64))
    photo = np.random.default_rng(0).integers(0, 256, (50, 70, 3), np.uint8)
    predicted = QuickNetwork(path).predict(photo).blurriness  # norms folded
    assert np.ptp(predicted) > 2
    assert np.abs(predicted.astype(int) - NetworkModel(network, 64).predict(photo).blurriness).max() <= 1


def test_what_the_papers_network_is_made_of() -> None:
    network = build("deeplabv3_resnet101")
    last = network.classifier[-1]
    assert isinstance(last, nn.Conv2d) and last.weight.shape == (2, 256, 1, 1)
    assert sum(1 for name in network.state_dict() if name.startswith("backbone.layer3.") and "conv1" in name) == 23


def test_the_backbone_is_given_what_imagenet_weights_expect() -> None:
    network = build(MOBILE)
    given: list[torch.Tensor] = []
    network.backbone.register_forward_pre_hook(lambda _, arguments: given.append(arguments[0]))
    photo = np.random.default_rng(0).integers(0, 256, (1, 64, 64, 3), np.uint8)
    with torch.inference_mode():
        network.eval()(to_batch(photo))
    transform = models.MobileNet_V3_Large_Weights.IMAGENET1K_V1.transforms()
    mean, std = torch.tensor(transform.mean), torch.tensor(transform.std)
    expected = ((torch.from_numpy(photo).float() / 255 - mean) / std).permute(0, 3, 1, 2)
    assert torch.allclose(given[0], expected, atol=1e-5)


def test_imagenet_weights_fill_the_backbone_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(7)
    whole = models.mobilenet_v3_large(weights=None).state_dict()
    asked: dict[str, object] = {}

    def give(url: str, **how: object) -> dict[str, torch.Tensor]:
        asked.update(how, url=url)
        return whole

    monkeypatch.setattr("torchvision.models._api.load_state_dict_from_url", give)
    network = build(MOBILE)
    head = network.classifier[-1].weight.clone()
    pretrain(network, MOBILE)
    state = network.state_dict()
    assert all(
        torch.equal(state[f"backbone.{k.removeprefix('features.')}"], v)
        for k, v in whole.items()
        if k.startswith("features")
    )
    assert torch.equal(network.classifier[-1].weight, head)
    assert asked["weights_only"] is True and asked["check_hash"] is True, "a downloaded pickle could run code"


def test_weights_that_cannot_be_downloaded_are_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(url: str, **_: object) -> None:
        raise URLError("no route to host")

    monkeypatch.setattr("torchvision.models._api.load_state_dict_from_url", refuse)
    with pytest.raises(
        PretrainedError, match=r"cannot be downloaded \(no route to host\); put the file https.*--from-noise\.$"
    ):
        pretrain(build(MOBILE), MOBILE)


def test_the_names_are_known_without_torch_and_the_default_without_torchvision() -> None:
    code = (
        "import sys, blurlab.model.architectures as a\nassert 'torch' not in sys.modules\n"
        "a.build('compact-deeplab')\nassert 'torchvision' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
