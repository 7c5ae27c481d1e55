"""The port: what comes of a name or a file predicts alike, and says at which scale it looked."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from blurlab.core.prediction import View
from blurlab.model.checkpoint import CheckpointError
from blurlab.model.loading import load_model
from blurlab.model.port import Model
from tests.models import write_model

PHOTO = np.random.default_rng(3).integers(0, 256, (900, 1200, 3), np.uint8)


@pytest.fixture(params=["network", "classical:svd"])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> Model:
    return load_model(
        write_model(tmp_path / "m.safetensors", size=256) if request.param == "network" else request.param
    )


def test_every_model_tells_how_many_photo_pixels_one_predicted_pixel_is(model: Model) -> None:
    made = model.predict(PHOTO)
    height, width = made.blurriness.shape
    assert made.blurriness.dtype == np.uint8 and made.view is View.WHOLE
    assert made.scale == pytest.approx(1200 / width, rel=0.1) == pytest.approx(900 / height, rel=0.1)
    assert made.scale > 1.5


def test_the_plane_is_the_mean_of_the_answers(model: Model) -> None:
    made = model.predict(PHOTO)
    assert np.abs(made.blurriness - 255 * np.mean(made.answers, axis=0)).max() <= 0.51
    assert made.seen.dtype == np.uint8 and made.seen.shape[2] == 3


def test_a_photo_that_was_enlarged_has_a_scale_below_one(tmp_path: Path) -> None:
    assert load_model(write_model(tmp_path / "m.safetensors")).predict(PHOTO[:60, :60]).scale < 1


def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no model file"):
        load_model(tmp_path / "none.safetensors")


def test_a_classical_method_is_loaded_without_torch() -> None:
    code = "import sys; from blurlab.model.loading import load_model; load_model('classical:lbp'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert "torch" not in done.stdout.split()
