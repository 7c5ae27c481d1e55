"""`blurlab train`, on a project with small photos and a small recipe."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from blurlab.cli import main
from blurlab.model.architectures import ARCHITECTURES
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.worker.messages import Setup
from tests.models import write_model
from tests.training.small_recipe import small_recipe
from tests.training.sources import scene
from training.runs import plan


@pytest.fixture(autouse=True)
def small_samples(monkeypatch: pytest.MonkeyPatch, quick_children: None) -> None:
    monkeypatch.setattr(plan, "shipped_recipe", small_recipe)
    monkeypatch.setattr(torch, "set_num_threads", lambda _: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of two photos, both labelled, beside a folder of object masks."""
    photos, masks = tmp_path / "photos", tmp_path / "objects"
    half = np.zeros((120, 160), np.uint8)
    half[:, 80:] = 255
    for each in (photos, masks):
        each.mkdir()
    for seed in range(2):
        Image.fromarray(scene(seed)).save(photos / f"photo{seed}.png")
        Image.fromarray(half).save(masks / f"photo{seed}.png")
    with Project.create(tmp_path / "toy.blurlab") as project:
        project.add_photos(sorted(photos.iterdir()))
        project.set_setting(BASE_SETTING, str(write_model(tmp_path / "base.safetensors")))
        for photo in project.photos():
            project.masks.save(photo.id, half, None, author="test", model_version=None)
            project.set_status(photo.id, Status.ACCEPTED)
        return project.folder


@pytest.mark.parametrize("setup", Setup)
def test_each_set_up_trains_and_publishes(folder: Path, setup: Setup, capsys: pytest.CaptureFixture[str]) -> None:
    masks = ["--masks", str(folder.parent / "objects")] if setup is Setup.WEAK else []
    assert main(["train", str(folder), "--setup", setup, "--steps", "1", "--device", "cpu", *masks]) == 0
    said = capsys.readouterr()
    assert "after 1 step;" in said.out and "--model" in said.out
    assert "Published v0001" in said.err
    with Project.open(folder) as project:
        assert [version.setup for version in project.versions.all()] == [setup]


def test_a_set_up_that_cannot_be_trained_is_told_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(folder), "--setup", "weak", "--steps", "1"]) == 1
    assert "The weak set-up learns from object masks" in capsys.readouterr().out
    assert main(["train", str(folder), "--steps", "1", "--device", "abacus"]) == 1
    assert capsys.readouterr().err.strip().endswith("There is no device “abacus” here; name “cpu” or “cuda”, or none.")


def test_help_tells_each_set_up_and_network_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    lines = capsys.readouterr().out.splitlines()
    for name in (*Setup, *ARCHITECTURES):
        assert sum(line.strip().startswith(f"{name} ") for line in lines) == 1, name
