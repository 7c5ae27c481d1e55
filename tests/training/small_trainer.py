"""The real trainer in a process of its own, at 64 px; with a disk, or a memory, that gives no more when it is told so.

`FAULT` in the environment: “disk” lets no file grow beyond a megabyte, “memory=N” leaves N MiB of address space beyond
what torch takes, “slow disk” keeps the writing of a model from ending.
"""

import os
import resource
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from blurlab.model import checkpoint
from tests.training.small_recipe import small_recipe
from training.runs import plan, trainer

FAULT = "BLURLAB_TEST_FAULT"
MIB = 1 << 20


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _never_done(file: int) -> None:
    """A flush of a version's weights that does not come back; what a run keeps meanwhile is not meant."""
    if Path(f"/proc/self/fd/{file}").readlink().parts[-3] == "models":
        threading.Event().wait(600)


def main(connection: Connection) -> None:
    plan.shipped_recipe = small_recipe
    fault = os.environ.get(FAULT, "")
    if fault == "disk":
        resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, MIB))
    elif fault.startswith("memory="):
        most = _address_space() + int(fault.removeprefix("memory=")) * MIB
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    elif fault == "slow disk":
        checkpoint.os.fsync = _never_done
    trainer.main(connection)
