"""`python -m training calibrate`: half blurriness becomes the best cut, and the card tells how sure the model is."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from blurlab.core.cut import DESCRIBED, HALF, Counts
from blurlab.core.prediction import View
from blurlab.model import checkpoint
from blurlab.model.card import ModelCard, Reliability, read_card
from blurlab.model.network import CompactDeepLab
from blurlab.model.predict import NetworkModel, QuickNetwork
from tests.training.sources import scene
from training.__main__ import main
from training.calibration import best_cut, shift
from training.offset import has_offset
from training.reliability_chart import SIDE, save_chart


def counts(sharp: int, blurred: int) -> Counts:
    """Sharp pixels at one level and blurred ones at another, and a few of each at the ends."""
    levels = np.array([[0, sharp, sharp, 255, blurred, blurred]], np.uint8)
    return Counts.of(levels, np.array([[0, 0, 0, 255, 255, 255]], np.uint8))


@pytest.mark.parametrize(("sharp", "blurred", "least", "most"), [(10, 60, 11, 60), (180, 220, 181, 220)])
def test_the_best_cut_parts_what_half_does_not(sharp: int, blurred: int, least: int, most: int) -> None:
    cut = best_cut([counts(sharp, blurred)] * 3)
    assert least <= cut <= most
    assert abs(cut - HALF) == min(abs(least - HALF), abs(most - HALF)), "no further than it must"


def test_a_cut_that_is_no_better_is_left() -> None:
    assert best_cut([counts(100, 200)]) == HALF
    with pytest.raises(ValueError, match="held out"):
        best_cut([])


def test_a_shift_gives_the_cut_half_blurriness() -> None:
    torch.manual_seed(0)
    network = CompactDeepLab().eval()
    photo = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        before = network(photo)[0, 1].exp()
        level = round(float(before.median()) * 255)
        shift(network, level)
        after = network(photo)[0, 1].exp()
    assert torch.equal(before >= (level - 0.5) / 255, after >= 0.5)


def test_a_model_is_calibrated_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("photos", "masks"):
        (tmp_path / folder).mkdir()
    mask = np.zeros((120, 160), np.uint8)
    mask[:, 80:] = 255
    for seed in range(4):
        Image.fromarray(scene(seed)).save(tmp_path / "photos" / f"{seed}.png")
        Image.fromarray(mask).save(tmp_path / "masks" / f"{seed}.png")
    (tmp_path / "held_out.txt").write_text("0\n1\n")
    model = tmp_path / "model.safetensors"
    torch.manual_seed(1)
    checkpoint.save(model, CompactDeepLab(), ModelCard("compact-deeplab", 64, "self", more={"mine": 1}))
    big = tmp_path / "big"
    big.mkdir()
    Image.fromarray(scene(7)).save(big / "7.png")
    order = [
        "--big",
        str(big),
        "--pairs",
        str(tmp_path / "photos"),
        str(tmp_path / "masks"),
        "--held-out",
        str(tmp_path / "held_out.txt"),
    ]
    assert main(["calibrate", str(model), *order, "--threads", "1"]) == 0
    card = checkpoint.card_of(model)
    assert set(card.reliability) == {"whole", "full"} and all(curve.predicted for curve in card.reliability.values())
    assert set(card.worst) == {"0", "1"} and len(card.cut) == DESCRIBED and card.more == {"mine": 1}
    assert read_card(card.text()) == card
    with Image.open(model.with_suffix(".reliability.png")) as picture:
        assert min(picture.size) > SIDE
    assert "whole" in capsys.readouterr().out
    assert not has_offset(checkpoint.load(model).network)
    assert main(["calibrate", str(model), *order, "--photos", str(big), "--samples", "4", "--threads", "1"]) == 0
    taught = checkpoint.load(model)
    assert has_offset(taught.network) and taught.network.offset.weights.weight.any()
    assert len(taught.card.cut) == DESCRIBED and taught.card.more == {"mine": 1}


def test_an_offset_at_full_moves_that_view_alone(tmp_path: Path) -> None:
    torch.manual_seed(2)
    network = CompactDeepLab().eval()
    photo = scene(3)
    plain, moved = NetworkModel(network, 96), NetworkModel(network, 96, full_offset=1.5)
    assert np.array_equal(plain.predict(photo).blurriness, moved.predict(photo).blurriness)
    before, after = (model.predict(photo, View.FULL).blurriness / 255 for model in (plain, moved))
    assert np.allclose(after, before / (before + (1 - before) * math.exp(1.5)), atol=0.006)
    model = tmp_path / "model.safetensors"
    checkpoint.save(model, network, ModelCard("compact-deeplab", 96, full_offset=1.5))
    quick = QuickNetwork(model, threads=1).predict(photo, View.FULL).blurriness / 255
    assert np.abs(quick - after).mean() < 0.05 < np.abs(before - after).mean()


def test_curves_of_another_kind_are_not_known() -> None:
    odd = {"whole": {"predicted": [0.1], "observed": [0.1, 0.2], "pixels": [1]}, "full": 3, "x": {"predicted": []}}
    assert read_card(f'{{"reliability": {str(odd).replace(chr(39), chr(34))}}}').reliability == {}


def test_the_chart_shows_each_curve(tmp_path: Path) -> None:
    curve = Reliability((0.1, 0.9), (0.3, 0.8), (0.5, 0.5))
    save_chart({}, tmp_path / "empty.png")
    save_chart({"whole": curve}, tmp_path / "one.png")
    with Image.open(tmp_path / "empty.png") as empty, Image.open(tmp_path / "one.png") as one:
        assert np.any(np.asarray(empty) != np.asarray(one))
