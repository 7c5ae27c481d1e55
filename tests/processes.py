"""Processes of tests: work whose memory can be told from the tests', and children that start within milliseconds."""

import multiprocessing
import os
import resource
import sys
from collections.abc import Callable
from functools import cache
from multiprocessing.context import ForkServerContext, SpawnContext

PRELOADED = [
    "tests.ui.toy_predictor",
    "tests.ui.toy_sampler",
    "tests.ui.toy_trainer",
    "tests.training.small_trainer",
    "blurlab.worker.inspector",
    "blurlab.worker.predictor",
    "training.synth.sheets_child",
    "training.proposals.child",
    "torch._dynamo",  # which torch imports for its first optimiser, for two seconds in each trainer
]


@cache
def started_fork_server(*more: str) -> ForkServerContext | SpawnContext:
    """Starts processes as forks of one that has imported, and done nothing else: what takes a child most of its time
    is done once, and not by each of hundreds. It has the environment of its own start, not of each child's.

    more: modules to import beside PRELOADED. There is one such process, so only the first call decides.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, *more])
    first = context.Process(target=int)  # no test's patience is for the imports
    first.start()
    first.join(240)
    assert first.exitcode == 0
    return context


def peak_memory(work: Callable[[], object]) -> int:
    """The most bytes that a fork of this process had in memory while it worked, beyond what it began with.

    Raises AssertionError where `work` raised.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(work, sender))
    process.start()
    sender.close()
    process.join(240)
    assert process.exitcode == 0, f"the work ended with {process.exitcode}"
    return int(receiver.recv())


def _measured(work: Callable[[], object], sender: "multiprocessing.connection.Connection") -> None:
    began = _resident()
    work()
    scale = 1 if sys.platform == "darwin" else 1024
    sender.send(max(0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale - began))
    sender.close()


def _resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
