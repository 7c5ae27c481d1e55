"""Work done in a process of its own, so that its memory can be told from the tests'."""

import multiprocessing
import os
import resource
import sys
from collections.abc import Callable


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
