"""Two processes over gloo, small enough for any machine: what they learn from, and that they stay one network."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch

import training
from tests.training.loop.test_joint import RECIPE, Record, data, run, tiny
from training.loop.distributed import ALONE, DeviceError, Distributed, assembled, choose_device
from training.loop.joint import Data
from training.loop.validate import PairValidation, SyntheticValidation

ROOT = Path(training.__file__).parents[1]
ALIKE = replace(RECIPE, freeze_norms=True, batch=4, validate_every=2)

_MEMBER = """
import sys
import torch
from dataclasses import replace
from tests.training.loop.test_joint import Record, data, run, tiny, pair, synthetic
from tests.training.loop.test_distributed import ALIKE, Watched
from training.loop.joint import Data
from training.loop.distributed import assembled
from training.loop.validate import BothValidations, PairValidation, SyntheticValidation

torch.set_num_threads(1)
with assembled("cpu") as distributed:
    results = {}
    for name, recipe in (("alike", replace(ALIKE, batch=2)), ("norms", replace(ALIKE, batch=2, freeze_norms=False))):
        seen, record, network = [], Record(), tiny()
        network.aside = torch.nn.Linear(2, 2)  # which the loss does not reach, as the heads of the planes
        labels = PairValidation([pair(1), pair(2), pair(3)], 64, distributed=distributed)
        made = SyntheticValidation(synthetic(9), count=5, batch=2, distributed=distributed)
        learnt = Data(Watched(data().synthetic, seen), Watched(data().real, seen), BothValidations(labels, made, 0.5))
        outcome = run(network, 4, record, data=learnt, recipe=recipe, distributed=distributed)
        results[name] = {
            "network": network.state_dict(),
            "average": outcome.network.state_dict(),
            "seen": seen,
            "kept": len(record.kept),
            "validated": [(each.loss, each.auc, each.ap) for each in record.validated],
            "last": (outcome.last.loss, outcome.last.auc, outcome.last.ap),
        }
    torch.save(results, f"{sys.argv[1]}/{distributed.rank}.pt")
"""


class Watched:
    """A sampler that notes which samples were asked for."""

    def __init__(self, sampler: object, seen: list[tuple[str, int]]) -> None:
        self._sampler, self._seen = sampler, seen

    def batch(self, start: int, count: int) -> object:
        self._seen += [(type(self._sampler).__name__, number) for number in range(start, start + count)]
        return self._sampler.batch(start, count)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, dict[str, object]]]:
    """What each of two processes saw and learnt."""
    folder = tmp_path_factory.mktemp("members")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    place = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "OMP_NUM_THREADS": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _MEMBER, str(folder)],
            env=dict(os.environ, PYTHONPATH=str(ROOT), RANK=str(rank), **place),
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(2)
    ]
    said = [each.communicate(timeout=240)[1] for each in running]
    assert [each.returncode for each in running] == [0, 0], said
    return [torch.load(folder / f"{rank}.pt", weights_only=True) for rank in range(2)]


@pytest.mark.parametrize("name", ["alike", "norms"])
def test_both_end_with_the_same_network_to_the_bit(members: list[dict[str, dict[str, object]]], name: str) -> None:
    first, second = (member[name] for member in members)
    for kind in ("network", "average"):
        mine, theirs = first[kind], second[kind]
        assert isinstance(mine, dict) and isinstance(theirs, dict)
        assert all(torch.equal(value, theirs[key]) for key, value in mine.items()), kind
    assert first["last"] == second["last"], "both validate alike, or one would stop alone"


def test_their_streams_are_disjoint_and_together_those_of_one(members: list[dict[str, dict[str, object]]]) -> None:
    first, second = (member["alike"]["seen"] for member in members)
    assert isinstance(first, list) and isinstance(second, list)
    assert len(set(first)) == len(first) == 8 and set(first).isdisjoint(second)
    expected = {(name, number) for name in ("Sampler", "PairSampler") for number in range(8)}
    assert set(first) | set(second) == expected


def test_one_alone_keeps_and_reports(members: list[dict[str, dict[str, object]]]) -> None:
    first, second = (member["alike"] for member in members)
    assert first["validated"] and not second["validated"]
    assert first["kept"] and not second["kept"]


def test_together_they_learn_what_one_learns_from_the_whole_batch(
    members: list[dict[str, dict[str, object]]],
) -> None:
    from tests.training.loop.test_joint import pair, synthetic
    from training.loop.validate import BothValidations

    labels = PairValidation([pair(1), pair(2), pair(3)], 64)
    validation = BothValidations(labels, SyntheticValidation(synthetic(9), count=5, batch=2), 0.5)
    whole, record = tiny(), Record()
    run(whole, 4, record, data=Data(data().synthetic, data().real, validation), recipe=ALIKE)
    learnt = members[0]["alike"]["network"]
    assert isinstance(learnt, dict)
    for key, value in whole.state_dict().items():
        assert torch.allclose(value, learnt[key], atol=1e-4), key
    validated = members[0]["alike"]["validated"]
    assert isinstance(validated, list)
    for mine, theirs in zip(record.validated, validated, strict=True):
        assert theirs == pytest.approx((mine.loss, mine.auc, mine.ap), abs=1e-3)


def test_alone_all_is_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    with assembled("cpu") as distributed:
        assert distributed == ALONE
    assert ALONE.sum([1.5, 2]) == [1.5, 2] and ALONE.share([1, 2, 3]) == [1, 2, 3]
    assert Distributed(1, 3).share(range(8)) == range(1, 8, 3)


def test_a_device_that_there_is_not_is_told_in_a_sentence() -> None:
    with pytest.raises(DeviceError, match="no device “abacus” here"):
        choose_device("abacus")
    if not torch.cuda.is_available():
        assert choose_device(None) == torch.device("cpu")
        with pytest.raises(DeviceError, match="no device “cuda” here"):
            choose_device("cuda")
