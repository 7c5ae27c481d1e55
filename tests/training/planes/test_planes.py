"""`python -m training planes`: the head learns how much blur there is and of what kind, and nothing else changes."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from blurlab.core.planes import MOTION, BlurPlanes, code_planes
from blurlab.core.synthesis import BlurRanges
from blurlab.model import checkpoint
from blurlab.model.card import ModelCard, read_card
from blurlab.model.heads.planes import has_planes
from blurlab.model.network import CompactDeepLab
from blurlab.model.predict import NetworkModel
from tests.models import write_model
from tests.training.sources import ToySource, scene
from training.__main__ import main
from training.loop.joint import Budget
from training.planes.command import planes_of
from training.planes.error import planes_error
from training.planes.learning import Lesson, cells_of, planes_loss, teach
from training.planes.samples import KnownSample, known_samples
from training.synth.sampler import Sampler
from training.synth.truth import Truth

SIZE = 64


def toy_sampler(seed: int, _size: int = SIZE) -> Sampler:
    """σ of 1.3 to 5 px."""
    ranges = BlurRanges((0.02, 0.08), (0.04, 0.16), (0.1, 0.4), all_sharp=0.0, all_blurred=0.5, varying=0.0)
    return Sampler([ToySource(number) for number in range(3)], ranges, SIZE, seed)


def sample(sigma: float, *, moving: bool = False, degrees: float = 0.0) -> KnownSample:
    doubled = (float(np.cos(np.deg2rad(2 * degrees))), float(np.sin(np.deg2rad(2 * degrees))))
    truth = Truth(np.full((SIZE, SIZE), sigma, np.float32), moving, doubled)
    return KnownSample(scene(0, SIZE, SIZE), np.ones((SIZE, SIZE), np.uint8), truth)


def test_the_samples_are_those_that_training_sees() -> None:
    sampler = toy_sampler(1)
    known, batch = known_samples(sampler, 3, 4), sampler.batch(3, 4)
    assert np.array_equal(np.stack([each.photo for each in known]), batch.photos)
    assert np.array_equal(np.stack([each.target for each in known]), batch.targets)


def test_a_head_learns_and_its_network_does_not(tmp_path: Path) -> None:
    network = checkpoint.load(write_model(tmp_path / "model.safetensors")).network.requires_grad_(False)
    assert isinstance(network, CompactDeepLab)
    torch.manual_seed(0)
    network.add_planes()
    assert has_planes(network)
    before = {name: each.clone() for name, each in network.state_dict().items()}
    held_out = known_samples(toy_sampler(2), 0, 10)
    first = planes_error(planes_of(network, SIZE), held_out)
    reported: list[int] = []
    lesson = Lesson(sizes=(SIZE,), batch=3, times=16, at_once=512)
    steps = teach(
        network, lambda _size: toy_sampler(1), lesson, Budget(steps=20), lambda step, _loss: reported.append(step)
    )
    last = planes_error(planes_of(network, SIZE), held_out)
    assert steps == 20 and reported == [20]
    assert last.sigma < 0.8 * first.sigma
    after = network.state_dict()
    changed = {name for name, each in before.items() if not torch.equal(each, after[name])}
    assert changed and all(name.startswith("planes.") for name in changed)


def test_the_error_is_none_of_what_is_told_right_and_grows_with_what_is_not() -> None:
    def teller(sigma: float, motion: float, degrees: float) -> BlurPlanes:
        doubled = np.deg2rad(2 * degrees)
        values = np.array([np.log(sigma), motion, np.cos(doubled), np.sin(doubled)], np.float32)
        return code_planes(np.tile(values.reshape(4, 1, 1), (1, 16, 16)), 1.0)

    samples = [sample(2.0), sample(4.0, moving=True, degrees=170)]
    answers = iter([teller(2.0, -1, 0), teller(4.0, 1, 170)])
    right = planes_error(lambda _photo: next(answers), samples)
    assert right.sigma < 2 and right.kind == 100 and right.direction < 1 and right.samples == 2
    answers = iter([teller(3.0, 1, 0), teller(4.0, 1, 10)])
    wrong = planes_error(lambda _photo: next(answers), samples)
    assert wrong.by_range[1] == pytest.approx(50, abs=4) and wrong.by_range[2] < 2
    assert wrong.kind == 50 and wrong.direction == pytest.approx(20, abs=1)
    with pytest.raises(ValueError, match="blurred"):
        planes_error(lambda _photo: teller(1, 1, 1), [])


def test_the_loss_is_least_where_all_is_told_right_and_asks_nothing_of_the_sharp(tmp_path: Path) -> None:
    doubled = np.deg2rad(60)
    known = torch.tensor([[np.log(3.0), 1.0, np.cos(doubled), np.sin(doubled)]], dtype=torch.float32)
    right = torch.cat([known * torch.tensor([1.0, 9.0, 0.5, 0.5]), torch.zeros(1, 1)], dim=1)
    least = float(planes_loss(right, known))
    assert least < 0.01
    for place, value in ((0, 0.0), (1, -2.0), (2, -0.5)):
        wrong = right.clone()
        wrong[:, place] = value
        assert float(planes_loss(wrong, known)) > least + 0.1
        if place == 0:
            wrong[:, 4] = 2.0
            assert float(planes_loss(wrong, known)) > least + 3, "who errs had better be unsure"
    network = checkpoint.load(write_model(tmp_path / "model.safetensors")).network
    assert isinstance(network, CompactDeepLab)
    network.add_planes()
    assert has_planes(network)
    blurred = sample(3.0, moving=True, degrees=30)
    sharp = KnownSample(blurred.photo, np.zeros_like(blurred.target), blurred.truth)
    (cells,) = cells_of(network, [sharp, blurred], 10, np.random.default_rng(0))
    assert torch.allclose(cells.known, known.expand(10, 4), atol=1e-5) and len(cells.described) == 10


def test_the_command_writes_the_head_and_its_error_and_changes_no_mask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photos").mkdir()
    for seed in range(3):
        Image.fromarray(scene(seed, 200, 220)).save(tmp_path / "photos" / f"{seed}.png")
    model = write_model(tmp_path / "model.safetensors")
    photo = scene(9)
    before = NetworkModel(checkpoint.load(model).network, 64).predict(photo)
    order = ["planes", str(model), "--photos", str(tmp_path / "photos"), "--steps", "1", "--threads", "1"]
    assert main(order) == 0
    loaded = checkpoint.load(model)
    after = NetworkModel(loaded.network, 64).predict(photo, planes=True)
    assert np.array_equal(before.blurriness, after.blurriness)
    assert before.planes is None and after.planes is not None and int(after.planes.kind.max()) < MOTION + 180
    assert loaded.card.planes["steps"] == 1 and loaded.card.planes["sigma_error_percent"] > 0
    assert read_card(loaded.card.text()) == loaded.card
    assert "kind right" in capsys.readouterr().out
    head = loaded.network.state_dict()["planes.1.weight"]
    assert main(order) == 0
    again = checkpoint.load(model).network.state_dict()["planes.1.weight"]
    assert 0 < float((head - again).abs().max()) < 0.1, "the head that was there learnt on"


def test_a_model_that_can_have_no_head_and_too_few_photos_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photos").mkdir()
    model = write_model(tmp_path / "model.safetensors")
    whole = model.read_bytes()
    order = ["planes", str(model), "--photos", str(tmp_path / "photos"), "--steps", "1"]
    Image.fromarray(scene(0, 200, 220)).save(tmp_path / "photos" / "0.png")
    assert main(order) == 1 and "two sharp photos" in capsys.readouterr().err
    Image.fromarray(scene(1, 200, 220)).save(tmp_path / "photos" / "1.png")
    assert main(order[:-2]) == 1 and "a number of steps" in capsys.readouterr().err

    class Other(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.zeros(len(x), 2, *x.shape[-2:]).log_softmax(1)

    other = checkpoint.Checkpoint(Other(), ModelCard("deeplabv3_resnet50", 64))
    monkeypatch.setattr(checkpoint, "load", lambda _path: other)
    assert main(order) == 1 and "only its two classes" in capsys.readouterr().err
    assert model.read_bytes() == whole
