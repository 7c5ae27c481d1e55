"""Where a run runs: its device, and the processes that train together under torchrun, on one machine or on several."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import torch
import torch.distributed as dist
from torch import Tensor

from blurlab.errors import UserError

T = TypeVar("T")
CPU = torch.device("cpu")


class DeviceError(UserError):
    """A run cannot have the device or the other processes that it was to have; the text is one sentence."""

    def __init__(self, sentence: str, code: str = "run.no_device") -> None:
        super().__init__(code, sentence)


@dataclass(frozen=True)
class Distributed:
    """The processes of one run. Alone, every method gives back what it was given.

    All members must call a method at the same place: each waits for the others.
    """

    rank: int = 0
    size: int = 1
    device: torch.device = CPU

    @property
    def leads(self) -> bool:
        """True for the one member that reports, publishes and writes."""
        return self.rank == 0

    def share(self, things: Sequence[T]) -> Sequence[T]:
        """This member's part of `things`; the members' parts are disjoint and together all."""
        return things[self.rank :: self.size]

    def sum(self, values: Sequence[float]) -> list[float]:
        """Sums over the members, the same to the bit on each."""
        if self.size == 1:
            return list(values)
        numbers = torch.tensor(values, dtype=torch.float64, device=self.device)
        dist.all_reduce(numbers)
        return [float(number) for number in numbers]

    def most(self, value: int) -> int:
        """The greatest of the members' values."""
        if self.size == 1:
            return value
        number = torch.tensor(value, device=self.device)
        dist.all_reduce(number, dist.ReduceOp.MAX)
        return int(number)

    def as_the_first(self, values: Sequence[float]) -> list[float]:
        """What the leader was given: clocks and Ctrl+C differ between processes, and all must decide alike."""
        if self.size == 1:
            return list(values)
        numbers = torch.tensor(values, dtype=torch.float64, device=self.device)
        dist.broadcast(numbers, 0)
        return [float(number) for number in numbers]

    def average_(self, tensors: Sequence[Tensor]) -> None:
        """Replace each of the float tensors by its mean over the members."""
        if self.size == 1 or not tensors:
            return
        flat = torch.cat([tensor.flatten() for tensor in tensors])
        dist.all_reduce(flat)
        flat /= self.size
        for tensor, mean in zip(tensors, torch.split(flat, [tensor.numel() for tensor in tensors]), strict=True):
            tensor.copy_(mean.view_as(tensor))


ALONE = Distributed()


def choose_device(name: str | None) -> torch.device:
    """The device of that name; None is the first CUDA GPU where there is one, else the CPU. Raises DeviceError."""
    if name is None:
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(name)
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError):
        raise DeviceError(f"There is no device “{name}” here; name “cpu” or “cuda”, or none.") from None
    return device


@contextmanager
def assembled(device: str | None = None) -> Iterator[Distributed]:
    """Where this process trains: the processes that torchrun started (RANK, WORLD_SIZE), else this one alone.

    They meet over NCCL on GPUs, one each, and over gloo on CPUs. Raises DeviceError.
    """
    chosen = choose_device(device)
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield Distributed(device=chosen)
        return
    if chosen.type == "cuda":
        chosen = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(chosen)
    try:
        dist.init_process_group("nccl" if chosen.type == "cuda" else "gloo")
    except (ValueError, RuntimeError) as error:
        why = str(error).partition("\n")[0]
        raise DeviceError(f"The processes of the run cannot find each other ({why}); start them by torchrun.") from None
    yield Distributed(dist.get_rank(), dist.get_world_size(), chosen)
    # Not after an error: the others may be waiting in a call that this one never makes, and torchrun ends them.
    dist.destroy_process_group()
