"""`python -m training fit` as people run it: killed and taken up again, by several processes, by weak labels."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

import training
from blurlab.model import checkpoint
from blurlab.model.architecture import PretrainedError
from blurlab.model.card import ModelCard, read_card
from tests.models import write_model
from tests.training.sources import scene
from training.__main__ import main
from training.runs import on_folders

ROOT = Path(training.__file__).parents[1]
RECIPE = """setup = "{setup}"
architecture = "compact-deeplab"
size = 64
predict_size = 64
batch = 2
validate_every = 2
freeze_norms = true
rate = 2e-3
warmup = 0.0
average = 0.0
trunk_rate = 1e-6
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Photos with masks (the one held out among them), object masks of two, and recipes."""
    half = np.zeros((120, 160), np.uint8)
    half[:, 80:] = 255
    for name in ("photos", "masks", "objects"):
        (tmp_path / name).mkdir()
    for seed in range(4):
        Image.fromarray(scene(seed)).save(tmp_path / "photos" / f"motion{seed}.png")
        Image.fromarray(half).save(tmp_path / "masks" / f"motion{seed}.png")
        if seed < 2:
            Image.fromarray(half).save(tmp_path / "objects" / f"motion{seed}.png")
    (tmp_path / "held.txt").write_text("motion2\nmotion3\n")
    _write_confident(tmp_path / "base.safetensors")
    for setup in ("self", "weak", "semi", "full"):
        (tmp_path / f"{setup}.toml").write_text(RECIPE.format(setup=setup))
    return tmp_path


def _write_confident(path: Path) -> None:
    """A model that is sure that all is sharp: each step makes it better, so that there is something to keep."""
    network = checkpoint.load(write_model(path)).network
    with torch.no_grad():
        network.classifier.weight.zero_()
        network.classifier.bias.copy_(torch.tensor([1.0, -1.0]))
    checkpoint.save(path, network, ModelCard("compact-deeplab", 64))


def arguments(folder: Path, setup: str, out: str, *more: str) -> list[str]:
    paths = {"photos": [str(folder / "photos")], "pairs": [str(folder / "photos"), str(folder / "masks")]}
    data = ["--pairs", *paths["pairs"], "--held-out", str(folder / "held.txt")]
    if setup != "full":
        data += ["--photos", *paths["photos"]]
    if setup == "weak":
        data += ["--object-masks", str(folder / "objects")]
    recipe, model = str(folder / f"{setup}.toml"), str(folder / f"{out}.safetensors")
    start = ["--base", str(folder / "base.safetensors")] if "--from-noise" not in more else []
    return ["fit", recipe, "--out", model, *data, "--threads", "1", "--device", "cpu", *start, *more]


def child(*command: str) -> "subprocess.Popen[str]":
    environment = dict(os.environ, PYTHONPATH=str(ROOT), OMP_NUM_THREADS="1")
    return subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("setup", ["self", "weak", "semi", "full"])
def test_each_set_up_writes_a_model_with_its_configuration_beside_it(folder: Path, setup: str) -> None:
    assert main(arguments(folder, setup, "model", "--steps", "2")) == 0
    card = checkpoint.load(folder / "model.safetensors").card
    assert card == read_card((folder / "model.json").read_text())
    assert card.setup == card.recipe["setup"] == setup and card.recipe["validate_every"] == 2
    assert (card.steps, card.parent, card.labels_held_out) == (2, "base.safetensors", 2)
    assert card.sources == {"self": 4, "weak": 2, "semi": 4, "full": 0}[setup]
    assert card.samples_real == {"self": 0, "weak": 0, "semi": 2, "full": 4}[setup]
    assert card.samples_synthetic == {"self": 4, "weak": 4, "semi": 2, "full": 0}[setup]
    assert (folder / "proposals").exists() == (setup in {"self", "semi"}), "object masks come in place of proposals"


def test_a_folder_of_proposals_that_lacks_some_is_filled(folder: Path) -> None:
    kept = folder / "elsewhere" / "kept"
    asked = arguments(folder, "self", "model", "--steps", "2", "--proposals", str(kept))
    assert main(asked) == 0
    made = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    assert made and not (folder / "proposals").exists()
    kept.joinpath(next(iter(made))).unlink()
    assert main([*asked[:3], str(folder / "again.safetensors"), *asked[4:]]) == 0
    assert checkpoint.load(folder / "again.safetensors").card.sources == 4
    assert {path.name for path in kept.iterdir()} == set(made)


def test_photos_of_which_none_can_be_read_are_told_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (folder / "photos").iterdir():
        path.write_bytes(b"no picture")
    asked = arguments(folder, "self", "model", "--steps", "2")
    pairs = asked.index("--pairs")
    assert main([*asked[:pairs], *asked[pairs + 5 :]]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "The set-up “self” makes samples from --photos, but none of them can be read."
    )


def test_weak_without_label_maps_is_refused_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (folder / "objects").iterdir():
        path.unlink()
    assert main(arguments(folder, "weak", "model", "--steps", "2")) == 1
    assert capsys.readouterr().err.startswith("No photo in --photos has a label map of the same name")


def test_training_never_starts_from_noise_unasked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise PretrainedError("The weights cannot be had.")

    monkeypatch.setattr(on_folders, "pretrain", refuse)
    asked = arguments(folder, "full", "model", "--steps", "1", "--from-noise")
    assert main([word for word in asked if word != "--from-noise"]) == 1
    assert capsys.readouterr().err == "The weights cannot be had.\n"
    assert not (folder / "model.safetensors").exists()
    assert main(asked) == 0


def test_a_base_of_another_network_is_refused_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = arguments(folder, "full", "model", "--steps", "2", "--architecture", "deeplabv3_resnet50")
    assert main(asked) == 1
    assert "holds a network “compact-deeplab”, but the recipe trains “deeplabv3_resnet50”" in capsys.readouterr().err


def test_a_killed_run_leaves_a_good_model_and_goes_on_to_where_it_would_have_come(folder: Path) -> None:
    assert main(arguments(folder, "semi", "whole", "--steps", "8")) == 0
    asked = arguments(folder, "semi", "killed", "--steps", "8")
    running = child("-m", "training", *asked)
    state = folder / "killed.state"
    deadline = time.monotonic() + 120
    while not state.exists() and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate(timeout=30)
    assert running.returncode == -signal.SIGKILL, "it was killed in mid-run"
    left = checkpoint.load(folder / "killed.safetensors").card
    assert left.steps < 8
    assert main(asked) == 0
    whole, resumed = checkpoint.load(folder / "whole.safetensors"), checkpoint.load(folder / "killed.safetensors")
    for name, value in whole.network.state_dict().items():
        assert torch.equal(value, resumed.network.state_dict()[name]), name
    assert whole.card.validations == resumed.card.validations
    assert whole.card.samples_real == resumed.card.samples_real == whole.card.steps
    assert whole.card.samples_synthetic == resumed.card.samples_synthetic


def test_under_torchrun_two_processes_train_one_model(folder: Path) -> None:
    asked = arguments(folder, "semi", "two", "--steps", "2")
    torchrun = ("-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2")
    running = child(*torchrun, "-m", "training", *asked)
    out, err = running.communicate(timeout=240)
    assert running.returncode == 0, err
    assert out.count('"loss"') == 1 and err.count("Validated(step=2") == 1, "one process speaks for both"
    card = checkpoint.load(folder / "two.safetensors").card
    assert (card.samples_real, card.samples_synthetic) == (4, 4) and card.hardware.startswith("2 × ")
    assert (folder / "two.state").exists()
