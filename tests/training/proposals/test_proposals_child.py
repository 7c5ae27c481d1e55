"""Proposals made in a process of their own, by the real child."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.training.sources import square
from training.proposals.cache import ProposalCache
from training.proposals.child import ProposalsChild
from training.proposals.mcg import propose


@pytest.fixture
def child(tmp_path: Path) -> Iterator[ProposalsChild]:
    child = ProposalsChild(ProposalCache(tmp_path))
    yield child
    assert child.leave(20)


def pid_of(child: ProposalsChild) -> int:
    assert child._child.pid is not None
    return child._child.pid


def test_what_the_child_makes_is_what_the_training_would_have_made(child: ProposalsChild, tmp_path: Path) -> None:
    cache = ProposalCache(tmp_path)
    cache.get(square(2))
    child.fill(square(2))
    assert not child._child.alive, "started for proposals that are there"
    child.fill(square(1))
    assert os.getpriority(os.PRIO_PROCESS, pid_of(child)) > os.getpriority(os.PRIO_PROCESS, 0)
    made, wanted = cache.get(square(1)), propose(square(1), 100)
    assert np.array_equal(made.labels, wanted.labels) and np.array_equal(made.members, wanted.members)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_photo_that_has_none_costs_the_others_nothing(child: ProposalsChild, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        child.fill(np.zeros((0, 5, 3), np.uint8))
    before = pid_of(child)
    child.fill(square(1))
    assert pid_of(child) == before and ProposalCache(tmp_path).path(square(1)).exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_child_that_dies_is_told_once_and_not_started_again(child: ProposalsChild, tmp_path: Path) -> None:
    child.fill(square(1))
    os.kill(pid_of(child), signal.SIGKILL)
    with pytest.raises(RuntimeError, match="maker of proposals"):
        child.fill(square(2))
    child.fill(square(3))
    assert not child._child.alive and len(list(tmp_path.iterdir())) == 1


def test_who_waits_for_a_photo_is_let_go_when_the_training_ends(tmp_path: Path) -> None:
    child = ProposalsChild(ProposalCache(tmp_path))
    large = np.random.default_rng(0).integers(0, 255, (600, 800, 3)).astype(np.uint8)
    waiting = threading.Thread(target=child.fill, args=(large,))
    waiting.start()
    while not child._child.alive:
        pass
    assert child.leave(20)
    waiting.join(20)
    assert not waiting.is_alive() and not list(tmp_path.iterdir())
