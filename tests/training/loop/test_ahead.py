"""Batches made ahead are the batches that would have been made."""

import threading

import pytest
import torch

from training.loop.ahead import Ahead

GPU = torch.device("cuda")  # never asked for anything here: only its name counts


def test_batches_made_ahead_come_in_their_order_and_are_made_once() -> None:
    made: list[int] = []
    batches = Ahead(lambda number: (made.append(number), number * 10)[1], GPU, threads=3)
    assert [batches(number) for number in range(7, 20)] == [number * 10 for number in range(7, 20)]
    assert sorted(made)[:13] == list(range(7, 20)) and len(made) == len(set(made)) <= 16


def test_the_next_batch_is_begun_before_it_is_asked_for() -> None:
    begun = threading.Event()
    batches = Ahead(lambda number: begun.set() if number == 1 else None, GPU, threads=1)
    batches(0)
    assert begun.wait(20)


def test_a_jump_forgets_what_was_begun() -> None:
    batches = Ahead(lambda number: number, GPU, threads=2)
    assert [batches(number) for number in (0, 1, 50, 3)] == [0, 1, 50, 3]


def test_what_a_batch_raises_is_raised_where_it_is_asked_for() -> None:
    def make(number: int) -> int:
        if number == 2:
            raise ValueError("the photo is gone")
        return number

    batches = Ahead(make, GPU, threads=2)
    assert batches(0) == 0 and batches(1) == 1
    with pytest.raises(ValueError, match="gone"):
        batches(2)
    assert batches(3) == 3


def test_on_a_cpu_nothing_is_made_ahead() -> None:
    made: list[int] = []
    batches = Ahead(made.append, torch.device("cpu"))
    batches(4)
    assert made == [4]
