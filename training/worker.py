"""The trainer: a child process that trains on a project when told to, and says how it goes."""

from multiprocessing.connection import Connection

from blurlab.project.errors import ProjectError
from blurlab.worker.messages import Ending, Leave, StartTraining, StopTraining, TrainingEnded
from training.project_run import train_project


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
    leaving = stopping = False

    def should_stop() -> bool:
        nonlocal leaving, stopping
        while connection.poll():
            message = connection.recv()
            leaving = leaving or isinstance(message, Leave)
            stopping = stopping or isinstance(message, StopTraining | Leave)
        return stopping

    try:
        ended = train_project(order, connection.send, should_stop)
    except (ProjectError, ValueError) as error:
        ended = TrainingEnded(Ending.FAILED, f"Training failed: {error}")
    except MemoryError:
        ended = TrainingEnded(Ending.FAILED, "Training failed: there is not enough memory.")
    connection.send(ended)
    return leaving
