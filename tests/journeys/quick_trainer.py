"""A trainer that takes a second: speaks as the real one does and publishes a usable model; a test of the tour's own."""

from multiprocessing.connection import Connection
from pathlib import Path

from blurlab.errors import UserError
from blurlab.model.card import ModelCard
from blurlab.project.project import Project
from blurlab.worker.messages import (
    Ending,
    Leave,
    StartTraining,
    TrainingEnded,
    TrainingProgress,
    TrainingStarted,
    Validated,
    VersionPublished,
)
from tests.models import write_model


def main(connection: Connection) -> None:
    while not isinstance(message := connection.recv(), Leave):
        if isinstance(message, StartTraining):
            train(connection, message)


def train(connection: Connection, order: StartTraining) -> None:
    with Project.open(Path(order.folder)) as project:
        labels = len(project.masks.labels())
        if labels < 2:
            connection.send(TrainingEnded.failed(UserError("run.unusable", "Training failed: two labels are needed.")))
            return
        connection.send(TrainingStarted(labels - 1, 1, len(project.photos()), "default", None, 60.0))
        connection.send(TrainingProgress(5, 0.5, 0.1, 20, 20))
        connection.send(Validated(5, 0.4, 0.8, 0.7, True))
        version = project.versions.publish(
            lambda weights: write_model(weights, seed=9), ModelCard(setup=str(order.setup))
        )
        connection.send(VersionPublished(version.name, 5, 0.8, 0.7))
        connection.send(TrainingEnded(Ending.FINISHED, "Training finished after 5 steps.", version.name))
