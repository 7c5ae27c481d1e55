"""blurlab evaluate: figures that equal scikit-learn's, from whatever lies in two folders."""

import csv
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


@pytest.fixture
def scored(folders: tuple[Path, Path]) -> tuple[Path, Path]:
    """Four photos, the third predicted worst by far; their photos beside them."""
    (folders[0].parent / "photos").mkdir()
    for number, stem in enumerate(("out_of_focus0001", "motion0003", "out_of_focus0005", "odd")):
        mask = cv2.resize(mask_of(6, 8), (80, 60), interpolation=cv2.INTER_NEAREST)
        put(folders[0] / f"{stem}.png", 255 - prediction_for(mask) if number == 2 else prediction_for(mask))
        put(folders[1] / f"{stem}.png", mask)
        put(folders[0].parent / "photos" / f"{stem}.jpg", RNG.integers(0, 256, (60, 80, 3), np.uint8))
    return folders


def call(folders: tuple[Path, Path], *more: str) -> int:
    return main(["evaluate", "--predictions", str(folders[0]), "--masks", str(folders[1]), *more])


def test_the_table_has_a_row_for_each_photo(scored: tuple[Path, Path]) -> None:
    file = scored[0].parent / "deep" / "scores.csv"
    assert call(scored, "--csv", str(file)) == 0
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert [row["photo"] for row in rows] == ["motion0003", "odd", "out_of_focus0001", "out_of_focus0005"]
    assert [row["kind"] for row in rows] == ["motion", "", "defocus", "defocus"]
    for row in rows:
        mask = np.asarray(Image.open(scored[1] / f"{row['photo']}.png")).ravel() == 255
        values = np.asarray(Image.open(scored[0] / f"{row['photo']}.png")).ravel()
        assert float(row["auc"]) == pytest.approx(roc_auc_score(mask, values), abs=1e-6)
        assert float(row["ap"]) == pytest.approx(average_precision_score(mask, values), abs=1e-6)
        assert float(row["blurred"]) == pytest.approx(mask.mean(), abs=1e-4)
        assert int(row["counted"]) == mask.size


def test_the_sheet_shows_the_worst_first(scored: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from blurlab.drawing import score_sheet

    shown = []
    draw = score_sheet.draw_score_sheet
    monkeypatch.setattr(score_sheet, "draw_score_sheet", lambda cells, title: shown.append(cells) or draw(cells, title))
    file = scored[0].parent / "sheet.png"
    photos = str(scored[0].parent / "photos")
    assert call(scored, "--sheet", str(file), "--photos", photos, "--worst", "3") == 0
    assert [cell.name.split(". ")[0] for cell in shown[0]] == ["1", "2", "3"]
    assert shown[0][0].name == "1. out_of_focus0005"
    assert np.array_equal(shown[0][0].mask, np.asarray(Image.open(scored[1] / "out_of_focus0005.png")))
    with Image.open(file) as sheet:
        assert sheet.width > 1200 and sheet.height > 400
        assert len(sheet.getcolors(1 << 24)) > 200  # photos, not an empty ground


def test_a_photo_that_the_sheet_lacks_is_told_and_the_sheet_is_drawn(
    scored: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    photos = scored[0].parent / "photos"
    (photos / "odd.jpg").unlink()
    (photos / "motion0003.jpg").write_bytes(b"no picture")
    file = scored[0].parent / "sheet.png"
    assert call(scored, "--sheet", str(file), "--photos", str(photos)) == 1
    told = capsys.readouterr().err
    assert "The photo of the mask “odd.png” was not found, so the sheet lacks it." in told
    assert "The photo “motion0003.jpg” is not a picture" in told
    assert file.exists()


def test_a_name_of_two_lines_is_drawn_on_one(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("two\nlines\r.png", "\udcff\t.png"):
        put(folders[1] / name, mask_of())
        put(folders[0] / name, prediction_for(mask_of()))
    file = folders[0].parent / "sheet.png"
    assert call(folders, "--sheet", str(file), "--photos", str(folders[0])) == 0
    assert file.exists()


def test_what_cannot_be_drawn_is_told_before_anything_is_scored(
    scored: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(scored, "--sheet", "sheet.png") == 1
    assert capsys.readouterr() == ("", "The sheet shows the photos: name their folder with --photos.\n")
    assert call(scored, "--curves", "curves.pdf") == 1
    assert capsys.readouterr() == ("", "“curves.pdf” must be a picture: name it curves.png.\n")


def test_the_curves_are_drawn_by_kind(scored: tuple[Path, Path]) -> None:
    file = scored[0].parent / "curves.png"
    assert call(scored, "--curves", str(file)) == 0
    with Image.open(file) as picture:
        assert picture.width > 1000
        present = {colour for count, colour in picture.convert("RGB").getcolors(1 << 24) if count > 300}
    for colour in ((32, 32, 34), (34, 104, 168), (222, 110, 10)):  # all, defocus, motion
        assert colour in present


def test_square_maps_are_scored_at_their_masks_size_and_told_in_one_line(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """As the paper's authors write them: 224 × 224 for photos of any shape."""
    rng = np.random.default_rng(5)
    for name, height, width in (("wide", 60, 240), ("tall", 240, 60), ("same", 64, 64)):
        mask = np.zeros((height, width), np.uint8)
        mask[:, : width // 3] = 255
        square = rng.integers(0, 60, (224, 224)).astype(np.uint8)
        square[:, : 224 // 3] += 120
        put(folders[1] / f"{name}.png", mask)
        put(folders[0] / f"{name}.png", square)
    code, figures = evaluate(folders)
    assert (code, figures["all"]["photos"], figures["problems"]) == (0, 3, [])
    assert all(photo["auc"] > 0.97 for photo in figures["per_photo"])
    said = capsys.readouterr()
    assert said.out.count("2 of the predictions were stretched to their masks, which have other proportions.") == 1
    assert "stretched" not in said.err


def test_curves_and_sheet_of_nothing_are_told(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(folders[0] / "a.png", mask_of())
    put(folders[1] / "a.png", np.zeros((30, 44), np.uint8))
    file = folders[0].parent / "curves.png"
    assert call(folders, "--curves", str(file)) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "No photo was scored, so nothing was drawn."
    assert not file.exists()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no such file")
def test_a_pair_that_cannot_be_read_at_all_is_told_and_the_others_are_scored(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mask = mask_of()
    for folder, values in zip(folders, (prediction_for(mask), mask), strict=True):
        put(folder / "a.png", values)
        (folder / "b.png").symlink_to("/proc/self/mem")  # opens, and fails when it is read
    code, figures = evaluate(folders)
    assert code == 1 and len(figures["per_photo"]) == 1
    assert "b.png" in capsys.readouterr().err
