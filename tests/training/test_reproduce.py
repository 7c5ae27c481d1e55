"""Reproducing the paper's tables on a set of tiny photos: what comes out, and what is not done twice."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.opencv import cv2
from blurlab.core.synthesis import BlurRanges
from blurlab.worker.messages import Setup
from tests.training.sources import scene
from training.__main__ import main
from training.loop.validate import Score
from training.recipe import Recipe, read_recipe, shipped_recipe
from training.reproduce import parts, split
from training.reproduce.paper import TABLE_1
from training.reproduce.parts import Part, part_recipe, recipe_text
from training.reproduce.split import read_split
from training.runs import on_folders


def write_labelled(folder: Path, stem: str, seed: int) -> None:
    """A photo whose right half is blurred, and its mask."""
    photo = scene(seed, 64, 96)
    photo[:, 48:] = cv2.GaussianBlur(photo, (0, 0), 3)[:, 48:]
    mask = np.zeros((64, 96), np.uint8)
    mask[:, 48:] = 255
    for name, pixels in (("image", photo), ("gt", mask)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(folder / name / f"{stem}.png")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Ten odd photos, no even ones."""
    for number in range(5):
        write_labelled(tmp_path / "data", f"out_of_focus{2 * number + 1:04d}", number)
        write_labelled(tmp_path / "data", f"motion{2 * number + 1:04d}", 10 + number)
    return tmp_path / "data"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    (tmp_path / "sharp").mkdir()
    (tmp_path / "objects").mkdir()
    for number in range(2):
        Image.fromarray(scene(20 + number, 80, 96)).save(tmp_path / "sharp" / f"{number}.png")
        labels = np.zeros((80, 96), np.uint8)
        labels[20:60, 30:70] = 1
        Image.fromarray(labels).save(tmp_path / "objects" / f"{number}.png")
    return tmp_path / "sharp"


@pytest.fixture(autouse=True)
def quick_training(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiny samples, and every validation counts as a better one: one step teaches nothing that could be relied on."""

    def small(name: str) -> Recipe:
        return replace(shipped_recipe(name), size=64, predict_size=64, batch=4, validate_every=1)

    monkeypatch.setattr(parts, "shipped_recipe", small)
    monkeypatch.setattr(Score, "better_than", lambda *_: True)


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the models that were really trained."""
    done: list[str] = []
    fit_base = on_folders.fit_base
    monkeypatch.setattr(on_folders, "fit_base", lambda args: done.append(args.out.stem) or fit_base(args))
    return done


@pytest.fixture
def reproduce(data: Path, photos: Path, tmp_path: Path) -> Callable[..., int]:
    def run(experiment: str, *more: str, steps: int = 1) -> int:
        command = [
            "reproduce",
            experiment,
            "--data",
            str(data),
            "--out",
            str(tmp_path / "out"),
            "--photos",
            str(photos),
        ]
        return main([*command, "--steps", str(steps), "--from-noise", "--threads", "1", "--device", "cpu", *more])

    return run


def rows(text: str) -> dict[str, list[str]]:
    cells = [[cell.strip() for cell in line.strip("| \n").split(" | ")] for line in text.splitlines() if "|" in line]
    return {row[0]: row[1:] for row in cells}


def test_table_1_has_ours_and_the_papers_and_says_what_differs(
    reproduce: Callable[..., int], trainings: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reproduce("table1", "--object-masks", str(tmp_path / "objects")) == 0
    assert trainings == ["table1-self", "table1-weak", "table1-semi", "table1-full"]
    text = capsys.readouterr().out
    assert text == (tmp_path / "out" / "table1.md").read_text("utf-8")
    table = rows(text)
    assert table["self-supervised, the paper"] == [".945", ".905", ".933", ".960", ".838", ".924"]
    figures = json.loads((tmp_path / "out" / "table1.json").read_text())
    names = {"self-supervised": "self", "weakly supervised": "weak", "semi-supervised, 8 labels": "semi"}
    names |= {"fully supervised, 8 labels": "full", "HiFST": "hifst", "LBP": "lbp", "singular values": "svd"}
    for title, name in names.items():
        ours = figures[name]["figures"]
        assert table[f"{title}, ours"][2] == f"{ours['all']['auc']:.3f}".removeprefix("0")
        assert table[f"{title}, ours"][5] == f"{ours['all']['ap']:.3f}".removeprefix("0")
        assert ours["all"]["photos"] == 2
    assert figures["hifst"]["figures"]["all"]["auc"] > 0.8  # a blurred half is found without any training
    assert figures["semi"]["facts"]["samples"] == {"real": 2, "synthetic": 2}
    assert figures["full"]["facts"]["samples"] == {"real": 4, "synthetic": 0}
    assert "There is no even-numbered photo" in text
    assert "What differs from the paper:" in text and "1 steps for each set-up" in text
    assert "compact-deeplab" in text and "ours from “noise”" in text


def test_what_is_finished_is_not_run_again_and_other_conditions_are(
    reproduce: Callable[..., int], trainings: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reproduce("table2") == 0
    first = capsys.readouterr().out
    assert trainings == ["table2-defocus", "table2-motion", "table2-both"]
    assert reproduce("table2") == 0
    assert capsys.readouterr().out == first
    assert len(trainings) == 3
    (tmp_path / "out" / "table2-motion" / "result.json").unlink()  # as if it had been killed while it predicted
    assert reproduce("table2") == 0
    assert trainings[3:] == ["table2-motion"]
    assert rows(capsys.readouterr().out).keys() == rows(first).keys()
    assert reproduce("table2", steps=2) == 0
    assert trainings[4:] == ["table2-defocus", "table2-motion", "table2-both"]
    assert json.loads((tmp_path / "out" / "table2.json").read_text())["both"]["facts"]["steps"] <= 2


def test_table_2_trains_on_one_kind_each(reproduce: Callable[..., int], tmp_path: Path) -> None:
    assert reproduce("table2") == 0
    shares = {
        name: read_recipe(tmp_path / "out" / f"table2-{name}" / "recipe.toml").blur.motion
        for name in ("defocus", "motion", "both")
    }
    assert shares == {"defocus": 0.0, "motion": 1.0, "both": shipped_recipe("shipped-self").blur.motion}


def test_figure_6_is_a_table_and_a_picture(
    reproduce: Callable[..., int], trainings: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reproduce("figure6", "--counts", "2", "4", "400") == 0
    assert trainings == ["figure6-semi-2", "figure6-full-2", "figure6-semi-4", "figure6-full-4"]
    text = capsys.readouterr().out
    table = rows(text)
    assert list(table) == ["labels", "---", "2", "4", "400, the paper"]
    assert table["400, the paper"] == [".941", ".923", ".934", ".922"]
    assert "Left out because there are 8 labels to train on: 400." in text
    few = set((tmp_path / "out" / "figure6-semi-2" / "labels.txt").read_text().split())
    more = set((tmp_path / "out" / "figure6-full-4" / "labels.txt").read_text().split())
    assert len(few) == 2 and len(more) == 4 and few < more
    assert not more & set((tmp_path / "out" / "figure6-full-4" / "held-out.txt").read_text().split())
    figures = json.loads((tmp_path / "out" / "figure6.json").read_text())
    assert figures["full-2"]["facts"]["labels"] == 2
    with Image.open(tmp_path / "out" / "figure6.png") as picture:
        assert picture.width > 1000
        present = {colour for count, colour in picture.convert("RGB").getcolors(1 << 24) if count > 100}
    assert {(34, 104, 168), (222, 110, 10)} <= present


def test_several_seeds_are_run_apart_and_give_means(
    reproduce: Callable[..., int], trainings: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert reproduce("figure6", "--counts", "2", "--seed", "1") == 0
    (out / "seed-1").mkdir()
    for made in list(out.glob("figure6-*")):  # as a run of that folder alone leaves it: it is taken up
        made.rename(out / "seed-1" / made.name)
    assert reproduce("figure6", "--counts", "2", "--seed", "1", "2") == 0
    assert trainings == ["figure6-semi-2", "figure6-full-2"] * 2
    text = capsys.readouterr().out
    figures = json.loads((out / "figure6.json").read_text())
    auc = sorted(figures[seed]["full-2"]["figures"]["all"]["auc"] for seed in ("1", "2"))
    told = [f"{score:.3f}".removeprefix("0") for score in (sum(auc) / 2, *auc)]
    assert rows(text.rpartition("Figure 6: joint")[2])["2"][1] == "{} ({}–{})".format(*told)
    assert "- Seeds: 1, 2." in text


def test_a_training_that_gave_nothing_better_has_no_figures(
    reproduce: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Score, "better_than", lambda *_: False)
    assert reproduce("table2") == 0
    assert rows(capsys.readouterr().out)["self-supervised on motion, ours"] == ["–"] * 6


def test_even_photos_are_what_is_reported_and_never_learnt_from(data: Path) -> None:
    write_labelled(data, "motion0002", 5)
    write_labelled(data, "out_of_focus0104", 6)
    write_labelled(data, "holiday", 7)
    (data / "gt" / "motion0003.png").unlink()
    found = read_split(data)
    assert found.test == found.reported == ("motion0002", "out_of_focus0104")
    assert len(found.validation) == 2 and len(found.train) == 7
    assert not set(found.train) & set(found.validation)
    assert all(int(stem[-1]) % 2 for stem in found.train + found.validation)
    assert read_split(data) == found
    assert "2 even-numbered photos" in found.told


def test_the_shipped_models_validation_photos_are_taken_where_all_are_there(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(split, "_card_stems", lambda: {"motion0001", "motion0005", "out_of_focus0009"})
    assert read_split(data).validation == ("motion0001", "motion0005", "out_of_focus0009")
    monkeypatch.setattr(split, "_card_stems", lambda: {"motion0001", "motion0011"})
    assert len(read_split(data).validation) == 2 and "motion0011" not in read_split(data).train


def test_what_cannot_be_run_is_told_in_a_sentence(
    data: Path, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "out")]
    assert main(["reproduce", "table2", "--data", str(data), *out]) == 1
    assert "name folders of them with --photos" in capsys.readouterr().err
    assert main(["reproduce", "table2", "--data", str(tmp_path), *out, "--photos", str(photos)]) == 1
    assert "cannot be listed" in capsys.readouterr().err
    for name in ("image", "gt"):
        (tmp_path / "other" / name).mkdir(parents=True)
    assert main(["reproduce", "table2", "--data", str(tmp_path / "other"), *out, "--photos", str(photos)]) == 1
    assert "is not laid out as Shi et al.'s set" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_nothing_but_an_earlier_run_is_thrown_away(data: Path, tmp_path: Path) -> None:
    strangers = tmp_path / "out" / "hifst"
    strangers.mkdir(parents=True)
    (strangers / "notes.txt").write_text("mine")
    conditions = parts.Conditions(read_split(data), tmp_path / "out", steps=1)
    result = parts.run_part(Part("hifst", classical="hifst"), conditions)
    assert result.figures is not None and result.figures["all"]["photos"] == 2
    assert (strangers / "notes.txt").read_text() == "mine"


def test_a_recipe_survives_its_own_text(tmp_path: Path) -> None:
    recipe = replace(part_recipe(Part("x", Setup.SEMI)), blur=BlurRanges(motion=0.123, sigma=(0.004, 0.02)))
    (tmp_path / "r.toml").write_text(recipe_text(recipe))
    assert read_recipe(tmp_path / "r.toml") == recipe
    assert recipe.weight_decay == 1e-4
    assert set(TABLE_1) == {"self", "weak", "semi", "full", "hifst", "ma"}
