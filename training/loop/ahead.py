"""Batches made ahead, in threads, while a GPU works on the previous one: else it would wait for the samples."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

import torch

T = TypeVar("T")

THREADS = 4  # batches in the making at once; reading, geometry, JPEG and tensors all let go of Python's lock


class Ahead(Generic[T]):
    """`make(number)` for numbers asked for one after another; the next ones are begun before they are asked for.

    make: a pure function of the number, called in several threads. What it raises is raised where its number is asked
    for. On a CPU nothing is made ahead: the samples would only take the network's own cores.
    """

    def __init__(self, make: Callable[[int], T], device: torch.device, threads: int | None = None) -> None:
        self._make = make
        self._threads = threads or max(1, min(THREADS, (os.cpu_count() or 2) - 1))
        self._pool = None if device.type == "cpu" else ThreadPoolExecutor(self._threads, "batches ahead")
        self._begun: dict[int, Future[T]] = {}

    def __call__(self, number: int) -> T:
        if self._pool is None:
            return self._make(number)
        for skipped in [each for each in self._begun if not number <= each <= number + self._threads]:
            self._begun.pop(skipped).cancel()
        for each in range(number, number + self._threads + 1):
            if each not in self._begun:
                self._begun[each] = self._pool.submit(self._make, each)
        return self._begun.pop(number).result()
