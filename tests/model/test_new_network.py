"""One new file makes a network known, trained and predicted with: nothing else is touched."""

import importlib
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

import blurlab.model
from blurlab.model import checkpoint, networks
from blurlab.model.card import ModelCard
from blurlab.model.loading import load_model

NEW = """
from blurlab.model.architecture import Architecture


def _build():
    from torch import nn

    return nn.Sequential(nn.Conv2d(3, 2, 1), nn.LogSoftmax(1))


NETWORKS = {"planted": Architecture("one layer", _build, lambda network: None)}
"""


def test_one_new_file_is_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "planted.py").write_text(NEW)
    monkeypatch.setattr(networks, "__path__", [*networks.__path__, str(tmp_path)])
    monkeypatch.setattr(blurlab.model, "architectures", None)  # both are put back as they were
    monkeypatch.delitem(sys.modules, "blurlab.model.architectures")
    found = importlib.import_module("blurlab.model.architectures")
    assert list(found.ARCHITECTURES)[-1] == "planted" and next(iter(found.ARCHITECTURES)) == found.DEFAULT_ARCHITECTURE

    monkeypatch.setattr(checkpoint, "ARCHITECTURES", found.ARCHITECTURES)
    monkeypatch.setattr(checkpoint, "build", found.build)
    torch.manual_seed(1)
    checkpoint.save(tmp_path / "m.safetensors", found.build("planted"), ModelCard("planted", 64))
    made = load_model(tmp_path / "m.safetensors").predict(np.full((100, 100, 3), 90, np.uint8))
    assert made.blurriness.shape == (64, 64)
    sys.modules.pop("blurlab.model.networks.planted")
