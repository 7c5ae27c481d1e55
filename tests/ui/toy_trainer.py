"""A child process that speaks the trainer's language without torch: it counts steps and publishes a version at its end.

The seed chooses what happens, at the fifth step unless told otherwise: see below; any other learns as it should.
"""

import errno
import math
import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from blurlab.core.opencv import cv2
from blurlab.errors import UserError
from blurlab.model.card import HeldOut, ModelCard, Scores
from blurlab.project.project import Project
from blurlab.worker.messages import (
    Ending,
    FilmFrame,
    FilmFrames,
    Leave,
    PauseTraining,
    ResumeTraining,
    Setup,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingPaused,
    TrainingProgress,
    TrainingResumed,
    TrainingStarted,
    Validated,
    VersionPublished,
)

FAILING = 13  # says so and ends the run
HANGING = 14  # when it is asked to stop
CRASHING = 15
OUT_OF_MEMORY = 16  # as Python tells of it
FULL_DISK = 17  # when the version is written
CANDIDATE = 18  # its version is no better than the one in use
HURTING = 19  # its version is worse on a pinned photo
DEAF = 20  # hangs in a step, whatever it is told
STEP_SECONDS = 0.02
WHY = "On 3 held-out labels it is worse than default: the loss is 0.300 against 0.200."
HURT = "On the pinned photo “a.png” 20% of the pixels are wrong now, and were 10% with default."


def main(connection: Connection) -> None:
    while not isinstance(message := connection.recv(), Leave):
        if isinstance(message, StartTraining) and train(connection, message):
            return


def train(connection: Connection, asked: StartTraining) -> bool:
    """True when the window asked to leave in the middle."""
    with Project.open(Path(asked.folder)) as project:
        labels = len(project.masks.labels())
        total = None if asked.minutes is None else asked.minutes * 60
        base = project.versions.promoted()
        name = "default" if base is None else base.name
        held_out = labels // 5
        connection.send(TrainingStarted(labels - held_out, held_out, len(project.photos()), name, asked.steps, total))
        began = time.monotonic()
        score, stopped = None, False
        for step in range(1, 10_000):
            time.sleep(STEP_SECONDS)
            seconds = time.monotonic() - began
            if step == 5 and misfortune(connection, asked.seed):
                return False
            loss = 0.2 + math.exp(-step / 20)
            connection.send(TrainingProgress(step, loss, seconds, 6 * step, 6 * step))
            if step % 10 == 0:
                score = 0.95 - 0.2 * math.exp(-step / 30)
                connection.send(Validated(step, loss + 0.1, score, score - 0.04, True))
                film(connection, project, step)
            resting = False
            while resting or connection.poll(0):
                message = connection.recv()
                if isinstance(message, Leave):
                    return True
                stopped = stopped or isinstance(message, StopTraining)
                if isinstance(message, PauseTraining):
                    connection.send(TrainingPaused())
                if isinstance(message, ResumeTraining):
                    connection.send(TrainingResumed())
                resting = not stopped and isinstance(message, PauseTraining)
            if stopped and asked.seed == HANGING:
                time.sleep(3600)
            if stopped or (asked.steps and step >= asked.steps) or (total and seconds >= total):
                break
        try:
            version = None if score is None else publish(connection, project, step, score, asked)
        except UserError as error:
            connection.send(TrainingEnded.failed(UserError("run.unusable", f"Training failed: {error}")))
            return False
        sentence = f"Training was stopped after {step} steps." if stopped else f"Training finished after {step} steps."
        connection.send(TrainingEnded(Ending.STOPPED if stopped else Ending.FINISHED, sentence, version))
    return False


def misfortune(connection: Connection, seed: int) -> bool:
    """True where the run has ended."""
    match seed:
        case 13:
            connection.send(TrainingEnded.failed(UserError("run.unusable", "The training failed: the disk is full.")))
            return True
        case 15:
            os._exit(3)
        case 16:
            raise MemoryError
        case 20:
            time.sleep(3600)
    return False


def film(connection: Connection, project: Project, step: int) -> None:
    """Two frames, their left part blurrier with each step."""
    folder = project.folder / "training" / "toy"
    folder.mkdir(parents=True, exist_ok=True)
    frames = []
    for photo in project.photos()[:2]:
        paths = folder / f"{photo.id}.png", folder / f"{photo.id}-{step}.png"
        prediction = np.zeros((32, 48), np.uint8)
        prediction[:, : min(48, step)] = 255
        for path, pixels in zip(paths, (np.full((32, 48, 3), 90, np.uint8), prediction), strict=True):
            assert cv2.imwrite(str(path), pixels)
        frames.append(FilmFrame(photo.id, photo.name, str(paths[0]), str(paths[1])))
    connection.send(FilmFrames(step, tuple(frames)))


def publish(connection: Connection, project: Project, step: int, score: float, asked: StartTraining) -> str:
    seed = asked.seed
    promoted = seed != CANDIDATE
    why = "" if promoted else WHY
    hurt = (HURT,) if seed == HURTING else ()
    card = ModelCard(
        setup=str(asked.setup),
        auc=score,
        ap=score - 0.04,
        steps=step,
        losses=((1, 0.9), (step, 0.3)),
        validations=((step, 0.4, score, score - 0.04),),
        candidate=not promoted,
        why=why,
        hurt=hurt,
        held_out=HeldOut(Scores(3, 0.3, score, score - 0.04), {"motion": Scores(1)}),
        labels_learnt=0 if asked.setup is Setup.SELF else 4,
    )

    def write(path: Path) -> None:
        path.write_bytes(b"x" * (step % 64))
        if seed == FULL_DISK:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    made = project.versions.publish(write, card, promote=promoted)
    connection.send(VersionPublished(made.name, step, score, score - 0.04, promoted, why, hurt))
    return made.name
