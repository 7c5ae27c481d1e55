"""The trainer: a child process that trains on a project when told to, and says how it goes."""

import contextlib
import os
import threading
from multiprocessing.connection import Connection

from blurlab.core.opencv import cv2
from blurlab.errors import MEMORY_FULL, UserError, user_error
from blurlab.worker.messages import (
    Leave,
    PauseTraining,
    ResumeTraining,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingPaused,
    TrainingResumed,
)
from training.loop.learner import is_out_of_memory
from training.runs.on_project import train_project

NICENESS = 10  # a brush stroke and a prediction come before a step


class _Leaving(Exception):  # noqa: N818 - an order, not an error
    """Leave came while training."""


class _Orders:
    """The window's messages during a run.

    resting: set while the run is paused, for those who work in the background.
    """

    def __init__(self, connection: Connection) -> None:
        self.resting = threading.Event()
        self._connection = connection
        self._stopping = False

    def should_stop(self) -> bool:
        """Read what has been said. While the run is paused this waits in the pipe, which takes no processor time."""
        while self.resting.is_set() or self._connection.poll():
            self._take(self._connection.recv())
        return self._stopping

    def _take(self, message: object) -> None:
        match message:
            case Leave():  # the window closes and waits seconds: no last validation
                raise _Leaving
            case StopTraining():
                self._stopping = True
                self.resting.clear()
            case PauseTraining() if not self.resting.is_set():
                self.resting.set()
                self._connection.send(TrainingPaused())
            case ResumeTraining() if self.resting.is_set():
                self.resting.clear()
                self._connection.send(TrainingResumed())


def main(connection: Connection) -> None:
    """Serve StartTraining orders, one at a time, until Leave or the end of the pipe."""
    if threading.current_thread() is threading.main_thread():  # as a process of its own; nobody else's is changed
        with contextlib.suppress(AttributeError, OSError):
            os.nice(NICENESS)
    while True:
        message = connection.recv()
        if isinstance(message, Leave):
            return
        if isinstance(message, StartTraining) and _train(connection, message):
            return


def _train(connection: Connection, order: StartTraining) -> bool:
    """Carry out one order. Returns True if Leave came in the meantime."""
    orders = _Orders(connection)
    try:
        ended = train_project(order, connection.send, orders.should_stop, orders.resting)
    except _Leaving:
        return True
    except UserError as error:
        ended = _failed(error.code, error.sentence)
    except OSError as error:
        ended = _failed(user_error(error).code, str(error))
    except ValueError as error:
        ended = _failed("run.unusable", str(error))
    except (MemoryError, RuntimeError, cv2.error) as error:
        if not is_out_of_memory(error):
            raise
        ended = _failed(MEMORY_FULL, "there is not enough memory.")
    connection.send(ended)
    return False


def _failed(code: str, why: str) -> TrainingEnded:
    return TrainingEnded.failed(UserError(code, f"Training failed: {why}"))
