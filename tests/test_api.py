"""The public door: quick to import, and careful with what it is given."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import blurlab

ROOT = Path(blurlab.__file__).parents[1]
METHOD = "classical:lbp"  # no weights, no torch


@pytest.fixture
def photo() -> np.ndarray:
    noise = np.random.default_rng(3).integers(0, 255, (48, 64, 3), np.uint8)
    noise[:, 32:] = 127
    return noise


def test_importing_blurlab_loads_nothing_heavy() -> None:
    code = "import sys, blurlab; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    assert not {"numpy", "cv2", "PIL", "torch", "PySide6"} & set(done.stdout.split())


def test_all_that_is_named_is_there_and_nothing_else() -> None:
    for name in blurlab.__all__:
        assert getattr(blurlab, name) is not None
    assert dir(blurlab) == sorted(blurlab.__all__)
    with pytest.raises(AttributeError, match="no attribute 'predikt'"):
        _ = blurlab.predikt


def test_a_prediction_has_the_photos_size_and_flat_ground_is_blurred(photo: np.ndarray) -> None:
    blurriness = blurlab.predict(photo, METHOD)
    assert (blurriness.dtype, blurriness.shape) == (np.uint8, (48, 64))
    assert blurriness[:, 40:].mean() > blurriness[:, :24].mean()


def test_a_path_is_predicted_as_its_pixels_are(photo: np.ndarray, tmp_path: Path) -> None:
    Image.fromarray(photo).save(tmp_path / "photo.png")
    model = blurlab.load_model(METHOD)
    assert np.array_equal(blurlab.predict(tmp_path / "photo.png", model), blurlab.predict(photo, model))


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((4, 4, 3), np.float32),
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
    ],
    ids=["floats", "grey", "alpha", "empty"],
)
def test_an_array_that_is_no_photo_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a photo must be uint8 RGB"):
        blurlab.predict(wrong, METHOD)


def test_what_cannot_be_read_or_found_is_told(tmp_path: Path, photo: np.ndarray) -> None:
    with pytest.raises(blurlab.UserError, match=r"none\.jpg"):
        blurlab.predict(tmp_path / "none.jpg", METHOD)
    with pytest.raises(blurlab.UserError, match="no such model"):
        blurlab.load_model("no such model")
    with pytest.raises(ValueError, match="sideways"):
        blurlab.predict(photo, METHOD, at="sideways")


def test_arrays_are_evaluated_and_ignored_pixels_do_not_count() -> None:
    mask = np.zeros((10, 10), np.uint8)
    mask[:, 5:] = 255
    right = np.where(mask == 255, 250, 5).astype(np.uint8)
    assert blurlab.evaluate(right, mask) == blurlab.Evaluation(1.0, 1.0, 1)
    wrong_there = right.copy()
    wrong_there[0, 0], mask[0, 0] = 255, 128
    assert blurlab.evaluate(wrong_there, mask).auc == 1.0
    with pytest.raises(ValueError, match="one class"):
        blurlab.evaluate(right, np.zeros((10, 10), np.uint8))
    with pytest.raises(ValueError, match="a mask must be"):
        blurlab.evaluate(right, np.full((10, 10), 7, np.uint8))
    with pytest.raises(ValueError, match="both"):
        blurlab.evaluate(right, "masks")


def test_folders_are_evaluated_as_the_command_does(tmp_path: Path) -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[:, 15:] = 255
    for folder in ("maps", "masks"):
        (tmp_path / folder).mkdir()
    Image.fromarray(mask).save(tmp_path / "masks" / "motion1.png")
    Image.fromarray(np.full((20, 30), 255, np.uint8)).save(tmp_path / "masks" / "all.png")
    for name in ("motion1", "all"):
        Image.fromarray(mask).save(tmp_path / "maps" / f"{name}.png")
    result = blurlab.evaluate(tmp_path / "maps", tmp_path / "masks")
    assert (result.auc, result.ap, result.photos) == (1.0, 1.0, 1)
    assert result.kinds["motion"] == (1.0, 1.0, 1)
    assert result.one_class == ("all",)
    (tmp_path / "empty").mkdir()
    with pytest.raises(blurlab.UserError, match="has the name of a mask"):
        blurlab.evaluate(tmp_path / "empty", tmp_path / "masks")


def test_a_photo_is_inspected_with_its_reason(photo: np.ndarray, tmp_path: Path) -> None:
    Image.fromarray(np.tile(photo, (6, 6, 1))).save(tmp_path / "photo.png")
    measured = blurlab.inspect(tmp_path / "photo.png")
    assert measured.verdict.code
    assert blurlab.inspect(tmp_path / "photo.png", METHOD).verdict.model_blurred is not None
