"""One step: what counts in it, what a lack of memory changes, and what it does not."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from blurlab.model.network import CompactDeepLab
from tests.training.loop.test_joint import RECIPE, data, tiny
from training.data.pairs import targets
from training.loop.learner import Learner
from training.recipe import Recipe, RecipeError
from training.synth.sampler import Batch

FROZEN = replace(RECIPE, freeze_norms=True, precision="float32")


def batch(size: int = 8) -> Batch:
    return data().batch(0, size, 0.5)[0]


class Greedy(nn.Module):
    """Refuses more than `most` samples at once, as a full memory does."""

    def __init__(self, network: nn.Module, most: int, words: str) -> None:
        super().__init__()
        self.network, self._most, self._words = network, most, words
        self.taken: list[int] = []

    def forward(self, x: Tensor) -> Tensor:
        if len(x) > self._most:
            raise RuntimeError(self._words)
        self.taken.append(len(x))
        out: Tensor = self.network(x)
        return out


def stepped(network: nn.Module, recipe: Recipe = FROZEN, size: int = 8) -> tuple[Learner, float, list[str]]:
    said: list[str] = []
    learner = Learner(network, recipe, 42, say=said.append)
    return learner, learner.step(batch(size), 0, 1.0), said


@pytest.mark.parametrize(
    "words", ["CUDA out of memory. Tried to allocate 2 GiB.", "[enforce fail] DefaultCPUAllocator: not enough memory"]
)
def test_a_lack_of_memory_halves_the_batch_and_the_step_stays_the_same(words: str) -> None:
    whole, whole_loss, _ = stepped(tiny())
    greedy = Greedy(tiny(), 3, words)
    parted, loss, said = stepped(greedy)
    assert greedy.taken == [2, 2, 2, 2] and parted.parts == 4
    assert loss == pytest.approx(whole_loss, rel=1e-5)
    for name, value in whole.network.state_dict().items():
        assert torch.allclose(parted.network.state_dict()[f"network.{name}"], value, atol=2e-5), name
    assert len(said) == 2 and "split into 4 parts from now on" in said[1]
    parted.step(batch(), 1, 1.0)
    assert greedy.taken == [2] * 8, "it is not tried anew"


def test_where_nothing_fits_it_is_said_in_a_sentence() -> None:
    with pytest.raises(RecipeError, match="not enough memory to train on 1 samples of 64 px"):
        stepped(Greedy(tiny(), 0, "out of memory"))
    with pytest.raises(RecipeError, match="not enough memory to train on 2 samples"):
        stepped(Greedy(tiny(), 1, "out of memory"), replace(FROZEN, freeze_norms=False))


def test_any_other_mistake_is_raised() -> None:
    with pytest.raises(RuntimeError, match="shapes do not fit"):
        stepped(Greedy(tiny(), 0, "shapes do not fit"))


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is bounded by Linux's means")
def test_a_real_allocation_that_fails_halves_the_batch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SHORT_OF_MEMORY], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "is split into" in done.stdout and done.stdout.strip().endswith("stepped")


_SHORT_OF_MEMORY = """
import resource
from dataclasses import replace
import torch
from torch import nn
from tests.training.loop.test_learner import FROZEN, batch, tiny
from training.loop.learner import Learner

torch.set_num_threads(1)
wide = nn.Sequential(nn.Conv2d(3, 256, 3, padding=1), nn.ReLU(), nn.Conv2d(256, 2, 1), nn.LogSoftmax(1))
learner = Learner(wide, replace(FROZEN, batch=32), 42)
small = batch(2)
learner.step(small, 0, 1.0)  # threads and pools are there before the bound
big = batch(32)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (220 << 20), resource.RLIM_INFINITY))
learner.step(big, 1, 1.0)  # 32 samples of 64 px and 256 channels: 128 MiB for one layer's output
assert learner.parts > 1
print("stepped")
"""


def test_ignored_pixels_do_not_count() -> None:
    codes = np.array([[0, 255, 128]], np.uint8)
    assert targets(codes).tolist() == [[0, 1, 255]]
    few = batch(2)
    few.targets[:] = 255
    few.targets[:, :2, :2] = 1
    network = tiny()
    with torch.no_grad():
        before = float(-network.eval()(_input(few))[:, 1, :2, :2].mean())
    assert Learner(network, FROZEN, 42).step(few, 0, 1.0) == pytest.approx(before, rel=1e-5)


def _input(few: Batch) -> Tensor:
    return (torch.from_numpy(few.photos).permute(0, 3, 1, 2).float() - 127) / 128


def test_a_batch_with_nothing_to_learn_moves_nothing() -> None:
    empty = batch(2)
    empty.targets[:] = 255
    network = tiny()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    assert Learner(network, RECIPE, 42).step(empty, 0, 1.0) == 0.0
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())


def test_balanced_classes_weigh_alike_however_rare_one_is() -> None:
    rare = batch(2)
    rare.targets[:] = 0
    rare.targets[:, :4, :4] = 1
    network = tiny()
    with torch.no_grad():
        nll = -network.eval()(_input(rare))
    blurred, sharp = torch.from_numpy(rare.targets == 1), torch.from_numpy(rare.targets == 0)
    of_each = float(nll[:, 1][blurred].mean()), float(nll[:, 0][sharp].mean())
    loss = Learner(tiny(), replace(FROZEN, balance=1.0), 42).step(rare, 0, 1.0)
    assert loss == pytest.approx(sum(of_each) / 2, rel=1e-4)
    plain = Learner(tiny(), FROZEN, 42).step(rare, 0, 1.0)
    assert plain == pytest.approx(float(torch.cat([nll[:, 1][blurred], nll[:, 0][sharp]]).mean()), rel=1e-4)


def test_bfloat16_is_used_where_the_recipe_asks_and_not_by_itself_on_a_cpu() -> None:
    seen: list[torch.dtype] = []
    for precision in ("auto", "float32", "bfloat16"):
        network = tiny()
        network.layers[0].register_forward_hook(lambda *given: seen.append(given[2].dtype))
        _, loss, _ = stepped(network, replace(FROZEN, precision=precision), size=2)
        assert np.isfinite(loss)
    assert seen == [torch.float32, torch.float32, torch.bfloat16]


def test_the_trunk_learns_by_its_own_rate() -> None:
    for prefix in ("trunk", "backbone"):
        network = nn.Module()
        setattr(network, prefix, nn.Conv2d(3, 8, 1))
        network.head = nn.Conv2d(8, 2, 1)
        groups = Learner(network, RECIPE, 42).optimiser.param_groups
        assert {group["base"] for group in groups} == {RECIPE.rate, RECIPE.trunk_rate}
        assert {group["weight_decay"] for group in groups if group["params"][0].ndim == 1} == {0.0}


def test_the_learner_comes_back_as_it_was(tmp_path: Path) -> None:
    first, _, _ = stepped(tiny())
    torch.save(first.state(), tmp_path / "state")
    other = Learner(tiny(5), FROZEN, 42)
    other.restore(torch.load(tmp_path / "state", weights_only=True))
    first.step(batch(), 1, 0.5)
    other.step(batch(), 1, 0.5)
    for name, value in first.network.state_dict().items():
        assert torch.equal(value, other.network.state_dict()[name]), name


def test_frozen_stages_stay_as_they_are_and_the_rest_learns() -> None:
    network = CompactDeepLab()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    Learner(network, replace(RECIPE, frozen=2), 42).step(batch(4), 0, 1.0)
    moved = {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}
    assert not any(name.startswith(("trunk.stem.", "trunk.stages.0.", "trunk.stages.1.")) for name in moved)
    assert any(name.startswith("trunk.stages.2.") for name in moved) and "classifier.weight" in moved
