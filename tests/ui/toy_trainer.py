"""A child process that speaks the trainer's language without torch: it counts steps and publishes a version.

The seed chooses what happens: 13 fails, 14 hangs when it is asked to stop, any other learns as it should.
"""

import math
import time
from multiprocessing.connection import Connection
from pathlib import Path

from blurlab.project.project import Project
from blurlab.worker.messages import (
    Ending,
    Leave,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingProgress,
    TrainingStarted,
    Validated,
    VersionPublished,
)

FAILING, HANGING = 13, 14
STEP_SECONDS = 0.02


def main(connection: Connection) -> None:
    while not isinstance(message := connection.recv(), Leave):
        if isinstance(message, StartTraining) and train(connection, message):
            return


def train(connection: Connection, asked: StartTraining) -> bool:
    """True when the window asked to leave in the middle."""
    with Project.open(Path(asked.folder)) as project:
        labels = len(project.labels())
        total = None if asked.minutes is None else asked.minutes * 60
        base = project.promoted()
        name = "default" if base is None else base.name
        held_out = labels // 5
        connection.send(TrainingStarted(labels - held_out, held_out, len(project.photos()), name, asked.steps, total))
        began = time.monotonic()
        version = None
        for step in range(1, 10_000):
            time.sleep(STEP_SECONDS)
            seconds = time.monotonic() - began
            if asked.seed == FAILING and step == 5:
                connection.send(TrainingEnded(Ending.FAILED, "The training failed: the disk is full."))
                return False
            loss = 0.2 + math.exp(-step / 20)
            connection.send(TrainingProgress(step, loss, seconds, 6 * step, 6 * step))
            if step % 10 == 0:
                score = 0.95 - 0.2 * math.exp(-step / 30)
                connection.send(Validated(step, loss + 0.1, score, score - 0.04, True))
                version = publish(connection, project, step, score)
            stopped = False
            while connection.poll(0):
                message = connection.recv()
                if isinstance(message, Leave):
                    return True
                stopped = stopped or isinstance(message, StopTraining)
            if stopped and asked.seed == HANGING:
                time.sleep(3600)
            if stopped:
                connection.send(TrainingEnded(Ending.STOPPED, f"Training was stopped after {step} steps.", version))
                return False
            if (asked.steps and step >= asked.steps) or (total and seconds >= total):
                break
        connection.send(TrainingEnded(Ending.FINISHED, f"Training finished after {step} steps.", version))
    return False


def publish(connection: Connection, project: Project, step: int, score: float) -> str:
    card = {"parent": None, "setup": "semi", "auc": score, "ap": score - 0.04, "steps": step}
    made = project.publish(lambda path: path.write_bytes(b"x" * (step % 64)), card)
    connection.send(VersionPublished(made.name, step, score, score - 0.04))
    return made.name
