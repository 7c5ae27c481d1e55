"""The trainer: a child process that trains on a project when told to, and says how it goes."""

from multiprocessing.connection import Connection

from blurlab.project.errors import ProjectError
from blurlab.worker.messages import Ending, Leave, StartTraining, StopTraining, TrainingEnded
from training.project_run import train_project


class _Leaving(Exception):  # noqa: N818 - an order, not an error
    """Leave came while training; the best network so far is published on the way out."""


def main(connection: Connection) -> None:
    """Serve StartTraining orders, one at a time, until Leave or the end of the pipe."""
    while True:
        message = connection.recv()
        if isinstance(message, Leave):
            return
        if isinstance(message, StartTraining) and _train(connection, message):
            return


def _train(connection: Connection, order: StartTraining) -> bool:
    """Carry out one order. Returns True where Leave came in the meantime."""
    stopping = False

    def should_stop() -> bool:
        nonlocal stopping
        while connection.poll():
            message = connection.recv()
            if isinstance(message, Leave):  # the window closes and waits seconds: no last validation
                raise _Leaving
            stopping = stopping or isinstance(message, StopTraining)
        return stopping

    try:
        ended = train_project(order, connection.send, should_stop)
    except _Leaving:
        return True
    except (ProjectError, ValueError, OSError) as error:
        ended = TrainingEnded(Ending.FAILED, f"Training failed: {error}")
    except MemoryError:
        ended = TrainingEnded(Ending.FAILED, "Training failed: there is not enough memory.")
    connection.send(ended)
    return False
