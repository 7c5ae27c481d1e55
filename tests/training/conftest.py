from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from blurlab.model import checkpoint
from blurlab.model.card import ModelCard
from blurlab.model.network import CompactDeepLab
from blurlab.project import models
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.training.small_recipe import small_recipe
from tests.training.sources import scene
from training.data import judge
from training.runs import plan


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Small pictures gain nothing from more threads, and beside other work two threads wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def small_samples(monkeypatch: pytest.MonkeyPatch, quick_children: None) -> None:
    """Trainings by `small_recipe`."""
    monkeypatch.setattr(plan, "shipped_recipe", small_recipe)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project of four photos, three of them labelled; its base model, and the one in use, is an untrained network."""
    photos = tmp_path / "photos"
    photos.mkdir()
    for seed in range(4):
        Image.fromarray(scene(seed)).save(photos / f"out_of_focus{seed}.png")
    torch.manual_seed(3)
    base = tmp_path / "base.safetensors"
    checkpoint.save(base, CompactDeepLab(), ModelCard("compact-deeplab", 64))
    monkeypatch.setattr(models, "shipped_models", lambda: {"default": base})
    monkeypatch.setattr(judge, "BLURRED_ALREADY", 256)  # it doubts everything, and nothing would be left to learn from
    path = tmp_path / "toy.blurlab"
    with Project.create(path) as project:
        project.add_photos(sorted(photos.iterdir()))
        project.set_setting(BASE_SETTING, str(base))
        mask = np.zeros((120, 160), np.uint8)
        mask[:, 80:] = 255
        for photo in project.photos()[:3]:
            project.masks.save(photo.id, mask, None, author="test", model_version=None)
            project.set_status(photo.id, Status.ACCEPTED)
    yield path
