import copy
import json
import os
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from blurlab.errors import PredictionError
from blurlab.model import checkpoint
from blurlab.model.architectures import build
from blurlab.model.card import ModelCard
from blurlab.model.checkpoint import CheckpointError
from blurlab.model.fold import fold_norms
from blurlab.model.network import CompactDeepLab
from blurlab.model.predict import NetworkModel, QuickNetwork
from blurlab.model.preprocess import MOST_ENLARGED, STRIDE, network_size, normalise, resize, to_batch
from blurlab.model.trunk import LITE0, Lite0Trunk, load_imagenet_weights
from tests.models import write_model

CARD = ModelCard("compact-deeplab", 64)


@pytest.fixture(scope="module")
def network() -> CompactDeepLab:
    torch.manual_seed(0)
    return CompactDeepLab().eval()


@pytest.fixture(scope="module")
def weights(network: CompactDeepLab, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.safetensors"
    checkpoint.save(path, network, CARD)
    return path


def test_the_network_gives_two_log_probabilities_a_pixel(network: CompactDeepLab) -> None:
    with torch.inference_mode():
        out = network(torch.rand(1, 3, 64, 96))
    assert out.shape == (1, 2, 64, 96)
    assert torch.allclose(out.exp().sum(1), torch.ones(1, 64, 96), atol=1e-5)


def test_the_trunk_keeps_stride_16(network: CompactDeepLab) -> None:
    with torch.inference_mode():
        shapes = [tuple(f.shape) for f in network.trunk(torch.rand(1, 3, 64, 128))]
    assert shapes == [(1, 16, 32, 64), (1, 24, 16, 32), (1, 40, 8, 16), (1, 192, 4, 8)]


def test_the_compact_network_is_small_enough_to_ship(network: CompactDeepLab, weights: Path) -> None:
    assert sum(p.numel() for p in network.parameters()) < 2.5e6
    assert weights.stat().st_size < 15e6


def test_saved_and_loaded_it_predicts_the_same(network: CompactDeepLab, weights: Path) -> None:
    loaded = checkpoint.load(weights)
    assert loaded.card == CARD == checkpoint.card_of(weights)
    photo = np.random.default_rng(0).integers(0, 256, (50, 70, 3), np.uint8)
    one, other = (NetworkModel(each, 64).predict(photo).blurriness for each in (network, loaded.network))
    assert np.array_equal(one, other)


def test_prediction_is_the_mean_of_the_photo_and_its_mirror(network: CompactDeepLab) -> None:
    photo = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    model = NetworkModel(network, 64)
    both = model.predict(photo).blurriness.astype(int)
    mirrored = model.predict(np.ascontiguousarray(photo[:, ::-1])).blurriness[:, ::-1].astype(int)
    assert np.abs(both - mirrored).max() <= 1


def test_folded_norms_predict_the_same(weights: Path) -> None:
    network = checkpoint.load(weights).network
    photo = torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        before = network(photo)
        folded = fold_norms(network)
        assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in folded.modules())
        assert torch.allclose(folded(photo), before, atol=1e-4)
    with pytest.raises(ValueError, match="eval"):
        fold_norms(CompactDeepLab().train())


def test_a_photo_of_any_shape_is_predicted(weights: Path) -> None:
    model = QuickNetwork(weights)
    for shape in [(1, 1, 3), (3, 900, 3), (700, 5, 3), (64, 64, 3)]:
        predicted = model.predict(np.full(shape, 100, np.uint8)).blurriness
        assert predicted.dtype == np.uint8 and predicted.ndim == 2


@given(st.integers(1, 70_000), st.integers(1, 70_000), st.sampled_from([64, 320, 384, 448]))
def test_network_sizes_are_bounded_multiples_of_32(height: int, width: int, size: int) -> None:
    h, w = network_size(height, width, size)
    assert h % 32 == 0 and w % 32 == 0 and min(h, w) >= 64
    assert h * w <= 1.7 * size * size + 64 * size


@given(st.integers(64, 5000), st.floats(0.25, 4.0), st.sampled_from([320, 384, 448]))
def test_no_photo_is_enlarged_by_more_than_a_quarter(height: int, aspect: float, size: int) -> None:
    width = max(64, round(height * aspect))
    if not 0.25 <= width / height <= 4:
        width = height
    h, w = network_size(height, width, size)
    assert h <= MOST_ENLARGED * height + STRIDE / 2 and w <= MOST_ENLARGED * width + STRIDE / 2
    if height * width >= size * size:
        assert h * w == pytest.approx(size * size, rel=0.2)  # a photo of enough pixels is predicted as before


def test_the_networks_input_is_centred_and_channels_last() -> None:
    batch = to_batch(np.full((2, 8, 8, 3), 255, np.uint8))
    assert batch.shape == (2, 3, 8, 8) and batch.is_contiguous(memory_format=torch.channels_last)
    assert torch.allclose(batch, torch.ones(1)) and float(normalise(torch.tensor([127.0]))) == 0
    assert resize(np.zeros((100, 60, 3), np.uint8), 32, 64).shape == (32, 64, 3)


def _write(path: Path, metadata: dict[str, str] | None, tensors: dict[str, torch.Tensor] | None = None) -> Path:
    save_file(tensors or {"x": torch.zeros(1)}, str(path), metadata=metadata)
    return path


def test_a_strangers_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    text, none = tmp_path / "text.safetensors", tmp_path / "none.safetensors"
    text.write_text("this is no model")
    cases = {
        none: "There is no model file",
        text: "damaged",
        _write(tmp_path / "other.safetensors", None): "not a model of blurlab",
        _write(tmp_path / "card.safetensors", {"format": checkpoint.FORMAT, "card": "{"}): "damaged",
        _write(tmp_path / "list.safetensors", {"format": checkpoint.FORMAT, "card": "[]"}): "damaged",
        _write(
            tmp_path / "size.safetensors",
            {"format": checkpoint.FORMAT, "card": json.dumps({**CARD.as_dict(), "size": 10**9})},
        ): "damaged",
        _write(
            tmp_path / "net.safetensors",
            {"format": checkpoint.FORMAT, "card": json.dumps({**CARD.as_dict(), "architecture": "os.system"})},
        ): "does not know",
        _write(
            tmp_path / "list-net.safetensors",
            {"format": checkpoint.FORMAT, "card": json.dumps({**CARD.as_dict(), "architecture": ["compact-deeplab"]})},
        ): "does not know",
        _write(tmp_path / "fit.safetensors", {"format": checkpoint.FORMAT, "card": CARD.text()}): "do not fit",
    }
    for path, says in cases.items():
        with pytest.raises(CheckpointError, match=says):
            checkpoint.load(path)


CLASSIFIER = "classifier.bias"


def _changed(path: Path, name: str, tensor: torch.Tensor | None, weights: Path) -> Path:
    """`weights` with another tensor under this name."""
    with safe_open(str(weights), framework="pt") as file:
        tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        metadata = file.metadata()
    if tensor is None:
        del tensors[name]
    else:
        tensors[name] = tensor
    return _write(path, metadata, tensors)


@pytest.mark.parametrize(
    ("name", "tensor", "says"),
    [
        (CLASSIFIER, torch.tensor([0.0, float("nan")]), "are not all numbers, so it cannot predict"),
        (CLASSIFIER, torch.tensor([0.0, float("-inf")]), "are not all numbers, so it cannot predict"),
        (CLASSIFIER, torch.zeros(2, dtype=torch.int32), "do not fit the network"),
        (CLASSIFIER, torch.zeros(2, dtype=torch.float64), "do not fit the network"),
        (CLASSIFIER, torch.zeros(3), "do not fit the network"),
        (CLASSIFIER, torch.zeros(2, 1 << 20, dtype=torch.int8), "do not fit the network"),
        (CLASSIFIER, None, "do not fit the network"),
        ("more", torch.zeros(1), "do not fit the network"),
    ],
)
def test_weights_that_cannot_predict_are_told(
    name: str, tensor: torch.Tensor | None, says: str, weights: Path, tmp_path: Path
) -> None:
    path = _changed(tmp_path / "odd.safetensors", name, tensor, weights)
    with pytest.raises(CheckpointError, match=f"“odd.safetensors” {says}"):
        checkpoint.load(path)


def test_weights_that_become_infinite_where_norms_are_folded_are_told(weights: Path, tmp_path: Path) -> None:
    with safe_open(str(weights), framework="pt") as file:
        name = next(key for key in file.keys() if key.endswith("running_var"))  # noqa: SIM118
        tensor = file.get_tensor(name)
    path = _changed(tmp_path / "odd.safetensors", name, torch.full_like(tensor, -1.0), weights)
    with pytest.raises(CheckpointError, match="are not all numbers"):
        QuickNetwork(path)


def test_an_answer_that_is_no_number_is_no_prediction(network: CompactDeepLab) -> None:
    broken = copy.deepcopy(network)
    with torch.no_grad():
        broken.classifier.bias.fill_(float("nan"))
    with pytest.raises(PredictionError, match="The model's answer for this photo is not a number"):
        NetworkModel(broken, 64).predict(np.full((64, 64, 3), 200, np.uint8))


@pytest.mark.parametrize("number", ["9" * 5000, "[" * 100_000, "1, 2"])
def test_a_card_that_is_no_sound_json_is_told(number: str, tmp_path: Path) -> None:
    card = f'{{"architecture": "compact-deeplab", "size": 64, "odd": {number}}}'
    path = _write(tmp_path / "odd.safetensors", {"format": checkpoint.FORMAT, "card": card})
    for read in (checkpoint.load, checkpoint.card_of):
        with pytest.raises(CheckpointError, match=r"The model file “odd\.safetensors” is damaged"):
            read(path)


def test_a_header_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "odd.safetensors"
    path.write_bytes((1 << 30).to_bytes(8, "little"))
    os.truncate(path, (1 << 30) + 8)
    with pytest.raises(CheckpointError, match="is damaged"):
        checkpoint.load(path)


def test_a_name_as_long_as_the_disk_takes_is_written(network: CompactDeepLab, tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 243}.safetensors"
    checkpoint.save(path, network, CARD)
    assert checkpoint.card_of(path) == CARD and list(tmp_path.iterdir()) == [path]


def test_a_truncated_model_is_told(weights: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.safetensors"
    short.write_bytes(weights.read_bytes()[:100_000])
    with pytest.raises(CheckpointError, match="damaged"):
        checkpoint.load(short)


def test_a_model_that_cannot_be_written_leaves_the_old_one(
    network: CompactDeepLab, weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(weights.read_bytes())

    def full(state: object, filename: str, metadata: object) -> None:
        Path(filename).write_bytes(b"half")
        raise SafetensorError("No space left on device")

    monkeypatch.setattr(checkpoint, "save_file", full)
    with pytest.raises(OSError, match="No space left"):
        checkpoint.save(path, network, CARD)
    assert checkpoint.card_of(path) == CARD and list(tmp_path.iterdir()) == [path]


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "evil.safetensors"
    torch.save({"x": 1}, path)
    with pytest.raises(CheckpointError, match="damaged"):
        checkpoint.load(path)


def test_imagenet_weights_find_their_layers() -> None:
    """Names of the public weights, values of a fresh trunk: what is loaded is what was given, layer by layer."""
    torch.manual_seed(1)
    source = Lite0Trunk()
    theirs: dict[str, torch.Tensor] = {}
    number = 0
    names = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")

    def give(prefix: str, conv: str, norm: str) -> None:
        state = source.state_dict()
        theirs[f"{conv}.weight"] = state[f"{prefix}.0.weight"]
        theirs.update({f"{norm}.{name}": state[f"{prefix}.1.{name}"] for name in names})

    give("stem", "_conv_stem", "_bn0")
    for i, stage in enumerate(LITE0):
        for j in range(stage.repeats):
            if stage.expand != 1:
                give(f"stages.{i}.{j}.expand", f"_blocks.{number}._expand_conv", f"_blocks.{number}._bn0")
            give(f"stages.{i}.{j}.depthwise", f"_blocks.{number}._depthwise_conv", f"_blocks.{number}._bn1")
            give(f"stages.{i}.{j}.project", f"_blocks.{number}._project_conv", f"_blocks.{number}._bn2")
            number += 1
    target = Lite0Trunk()
    load_imagenet_weights(target, theirs)
    for name, value in source.state_dict().items():
        assert torch.equal(value, target.state_dict()[name]), name
    with pytest.raises(KeyError):
        load_imagenet_weights(Lite0Trunk(), {})


def test_an_unknown_architecture_is_refused() -> None:
    with pytest.raises(KeyError):
        build("resnet-of-tomorrow")


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_others_may_read_a_model_as_they_may_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    model = write_model(tmp_path / "model.safetensors")
    assert model.stat().st_mode == (tmp_path / "any").stat().st_mode
