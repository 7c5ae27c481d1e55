"""Proposals made in a process of their own.

The library that cuts photos into regions holds Python's lock while it works. In a thread of a training, and a nice one
at that, it made each step two thirds longer (2.7 s against 1.7 s on two cores).
"""

import contextlib
import os
import queue
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.files.leftovers import sweep
from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import ChildExited, Leave
from training.proposals.cache import ProposalCache

_GENTLER = 5  # nicer than the training that it works for
_LOOK = 0.1  # seconds between looks whether anybody still waits
_PATIENCE = 0.3  # seconds for a photo in hand when the training ends: what is lost is made again by the next one


@dataclass(frozen=True)
class _Fill:
    folder: str
    photo: NDArray[np.uint8]


@dataclass(frozen=True)
class _Filled:
    failure: str = ""


def main(connection: Connection) -> None:
    """What the child does: a photo in, its proposals on the disk, until it is told to leave."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(_GENTLER)
    while not isinstance(order := connection.recv(), Leave):
        try:
            ProposalCache(Path(order.folder)).fill(order.photo)
        except Exception as error:  # one bad photo must not cost the others their turn
            connection.send(_Filled(f"{type(error).__name__}: {error}"))
        else:
            connection.send(_Filled())


class ProposalsChild:
    """The other side: `fill` has the child store a photo's proposals. The child is started with the first that lacks
    them."""

    def __init__(self, cache: ProposalCache) -> None:
        self._cache = cache
        self._answers: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._child = ChildProcess("maker of proposals", __name__, self._answers.put, leave_patience=_PATIENCE)
        self._left = False

    def fill(self, photo: NDArray[np.uint8]) -> None:
        """Return when the proposals of this uint8 RGB (H, W, 3) photo are stored; at once after `leave`.

        Raises RuntimeError if they cannot be made, or the child has died: no other is started then.
        """
        path = self._cache.path(photo)
        if path.exists() or self._left:
            return
        if not self._child.alive:
            self._child.start()
        self._child.send(_Fill(str(self._cache.folder), photo))
        while not self._left:
            with contextlib.suppress(queue.Empty):
                match self._answers.get(timeout=_LOOK):
                    case _Filled(failure=""):
                        return
                    case _Filled(failure=sentence):
                        raise RuntimeError(sentence)
                    case ChildExited(sentence=sentence):
                        self._left = True
                        raise RuntimeError(sentence)

    def leave(self, patience: float) -> bool:
        """Send the child away, and wait at most `patience` seconds for its end; whether it has come."""
        self._left = True
        pid = self._child.pid
        self._child.stop()
        ended = self._child.wait(patience)
        if pid is not None and ended:
            sweep(self._cache.folder, pid)
        return ended
