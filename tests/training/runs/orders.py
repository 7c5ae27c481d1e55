"""A training on a project, carried out here."""

from pathlib import Path

from blurlab.worker.messages import (
    Setup,
    StartTraining,
    TrainingEnded,
)
from training.runs.on_project import train_project


def train(folder: Path, setup: Setup = Setup.SEMI, steps: int = 2) -> tuple[TrainingEnded, list[object]]:
    said: list[object] = []
    return train_project(StartTraining(str(folder), setup, steps=steps), said.append, lambda: False), said
