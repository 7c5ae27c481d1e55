"""blurlab evaluate: figures that equal scikit-learn's, from whatever lies in two folders."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sklearn.metrics import average_precision_score, roc_auc_score

from blurlab.cli import main
from blurlab.core.opencv import cv2

RNG = np.random.default_rng(0)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("predictions", "masks"):
        (tmp_path / name).mkdir()
    return tmp_path / "predictions", tmp_path / "masks"


def put(path: Path, values: np.ndarray, mode: str | None = None) -> None:
    picture = Image.fromarray(values)
    (picture.convert(mode) if mode else picture).save(path)


def mask_of(height: int = 30, width: int = 44) -> np.ndarray:
    return np.where(RNG.random((height, width)) < 0.4, 255, 0).astype(np.uint8)


def prediction_for(mask: np.ndarray) -> np.ndarray:
    return np.clip(RNG.normal(100, 50, mask.shape) + mask / 4, 0, 255).astype(np.uint8)


def evaluate(folders: tuple[Path, Path], file: Path | None = None) -> tuple[int, dict]:
    file = file or folders[0].parent / "scores.json"
    arguments = ["evaluate", "--predictions", str(folders[0]), "--masks", str(folders[1]), "--json", str(file)]
    code = main(arguments)
    return code, json.loads(file.read_text()) if file.exists() else {}


def test_the_figures_equal_scikit_learns(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    expected = {}
    for stem in ("out_of_focus0001", "out_of_focus0003", "motion0001", "other"):
        mask = mask_of()
        prediction = prediction_for(mask)
        put(folders[0] / f"{stem}.png", prediction)
        put(folders[1] / f"{stem}.PNG", mask, "RGBA" if stem == "motion0001" else None)
        truth = mask.ravel() == 255
        expected[stem] = (
            roc_auc_score(truth, prediction.ravel()),
            average_precision_score(truth, prediction.ravel()),
        )
    code, figures = evaluate(folders)
    assert code == 0
    assert [entry["photo"] for entry in figures["per_photo"]] == sorted(expected)
    for entry in figures["per_photo"]:
        assert (entry["auc"], entry["ap"]) == pytest.approx(expected[entry["photo"]], abs=1e-9)
    kinds = {"defocus": ["out_of_focus0001", "out_of_focus0003"], "motion": ["motion0001"], "all": list(expected)}
    for kind, stems in kinds.items():
        auc, ap = np.mean([expected[stem] for stem in stems], axis=0)
        assert figures[kind] == {"auc": pytest.approx(auc), "ap": pytest.approx(ap), "photos": len(stems)}
    printed = capsys.readouterr().out
    assert f"{figures['all']['auc']:.4f}" in printed


def test_a_prediction_of_another_size_is_resized_to_the_mask(folders: tuple[Path, Path]) -> None:
    mask = cv2.resize(mask_of(6, 8), (80, 60), interpolation=cv2.INTER_NEAREST)
    prediction = prediction_for(cv2.resize(mask, (20, 15), interpolation=cv2.INTER_AREA))
    put(folders[0] / "a.png", prediction)
    put(folders[1] / "a.png", mask)
    code, figures = evaluate(folders)
    resized = cv2.resize(prediction, (80, 60), interpolation=cv2.INTER_LINEAR).ravel()
    assert code == 0
    assert figures["all"]["auc"] == pytest.approx(roc_auc_score(mask.ravel() == 255, resized), abs=1e-9)
    assert figures["all"]["ap"] == pytest.approx(average_precision_score(mask.ravel() == 255, resized), abs=1e-9)


def test_ignored_pixels_do_not_count(folders: tuple[Path, Path]) -> None:
    mask = mask_of()
    prediction = prediction_for(mask)
    mask[:10] = 128
    put(folders[0] / "a.png", prediction)
    put(folders[1] / "a.png", mask)
    _, figures = evaluate(folders)
    truth, scores = mask[10:].ravel() == 255, prediction[10:].ravel()
    assert figures["all"]["auc"] == pytest.approx(roc_auc_score(truth, scores), abs=1e-9)


def test_masks_of_one_class_are_counted_and_left_out(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for stem, mask in (("a", mask_of()), ("b", np.zeros((9, 9), np.uint8)), ("c", np.full((9, 9), 255, np.uint8))):
        put(folders[0] / f"{stem}.png", prediction_for(mask))
        put(folders[1] / f"{stem}.png", mask)
    code, figures = evaluate(folders)
    assert code == 0
    assert figures["all"]["photos"] == 1
    assert figures["one_class"] == ["b", "c"]
    assert figures["motion"] == {"auc": None, "ap": None, "photos": 0}
    assert "all one class: 2" in capsys.readouterr().out


def test_missing_pairs_are_named(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(folders[0] / "a.png", prediction_for(mask_of()))
    put(folders[1] / "a.png", mask_of())
    put(folders[0] / "only_predicted.png", mask_of())
    put(folders[1] / "only_masked.png", mask_of())
    code, figures = evaluate(folders)
    assert code == 0
    assert figures["without_prediction"] == ["only_masked.png"]
    assert figures["without_mask"] == ["only_predicted.png"]
    printed = capsys.readouterr().out
    assert "only_masked.png" in printed
    assert "only_predicted.png" in printed


def test_unreadable_files_are_named_and_the_rest_is_scored(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for stem in "abc":
        put(folders[0] / f"{stem}.png", prediction_for(mask_of()))
        put(folders[1] / f"{stem}.png", mask_of())
    (folders[0] / "a.png").write_bytes(b"no picture")
    (folders[1] / "b.png").write_bytes(b"")
    code, figures = evaluate(folders)
    assert code == 1
    assert figures["all"]["photos"] == 1
    told = capsys.readouterr().err
    assert "The prediction “a.png” is not a picture" in told
    assert "The mask “b.png” is empty" in told


def test_folders_with_nothing_in_common_are_told(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    put(folders[0] / "a.png", mask_of())
    put(folders[1] / "b.png", mask_of())
    code, figures = evaluate(folders)
    assert (code, figures) == (1, {})
    assert "nothing to compare" in capsys.readouterr().err
    assert main(["evaluate", "--predictions", str(folders[0]), "--masks", str(folders[0] / "none")]) == 1
    assert "“none” cannot be listed" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(folders[0] / "a.png", mask_of())
    put(folders[1] / "a.png", mask_of())
    (folders[0].parent / "file").touch()
    code, _ = evaluate(folders, folders[0].parent / "file" / "scores.json")
    assert code == 1
    assert "cannot be written" in capsys.readouterr().err
    assert not os.path.exists(folders[0].parent / "scores.json")  # noqa: PTH110
