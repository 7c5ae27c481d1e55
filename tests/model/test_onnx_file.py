"""A model as ONNX computes what the network computes, for any number and size of photos."""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch

from blurlab.assets import resource
from blurlab.cli import main
from blurlab.errors import UserError
from blurlab.model import checkpoint, onnx_file
from blurlab.model.card import read_card
from blurlab.model.preprocess import to_batch
from tests.models import write_model

HERE = all(find_spec(name) for name in ("onnx", "onnxscript", "onnxruntime"))
needs_onnx = pytest.mark.skipif(not HERE, reason="the extra “onnx” is not installed")


@needs_onnx
@pytest.mark.filterwarnings("ignore")  # of the exporter's own packages
def test_onnxruntime_gives_what_torch_gives(tmp_path: Path) -> None:
    import onnxruntime

    weights, out = resource("models/default/model.safetensors"), tmp_path / "default.onnx"
    assert main(["export-model", "--out", str(out)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["default.onnx"]
    loaded = checkpoint.load(weights)
    session = onnxruntime.InferenceSession(str(out))
    rng = np.random.default_rng(7)
    for shape in ((1, 256, 320), (3, 64, 96), (2, 320, 256)):
        photos = rng.integers(0, 256, (*shape, 3), np.uint8)
        (given,) = session.run([onnx_file.OUTPUT], {onnx_file.INPUT: photos})
        with torch.inference_mode():
            wanted = loaded.network(to_batch(photos))[:, 1].exp().numpy()
        assert given.dtype == np.float32 and given.shape == wanted.shape
        assert np.abs(given - wanted).max() <= 1e-4
    told = session.get_modelmeta().custom_metadata_map
    assert int(told["side"]) == loaded.card.size
    assert read_card(told["card"]) == loaded.card


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_file, "NEEDED", ("no_such_package",))
    model = write_model(tmp_path / "model.safetensors")
    with pytest.raises(UserError, match="by no_such_package; install it by `python -m pip install onnx"):
        onnx_file.write_onnx(model, tmp_path / "model.onnx")
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # as in the program of blurlab.spec, which knows no pip
    with pytest.raises(UserError, match=r"only by a blurlab that runs in Python\.$"):
        onnx_file.write_onnx(model, tmp_path / "model.onnx")
    assert not (tmp_path / "model.onnx").exists()


def test_a_method_without_weights_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export-model", "--model", "classical:svd", "--out", str(tmp_path / "m.onnx")]) == 1
    assert "has no weights" in capsys.readouterr().err
