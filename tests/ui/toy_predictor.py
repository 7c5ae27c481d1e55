"""A child process that speaks the predictor's language without torch: blurriness from local contrast.

The weights file is any bytes; its length shifts the prediction, so that another version can be told by its pictures.
Photos called “slow…” take their time, and a photo called “deadly…” ends the process as a crash would.
"""

import os
import signal
import time
from dataclasses import astuple
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from blurlab.core.learning.queue_order import describe, doubt_of
from blurlab.core.opencv import cv2
from blurlab.core.prediction import Look, View, scale_of
from blurlab.errors import UserError
from blurlab.imaging.source import open_source
from blurlab.project.project import Project
from blurlab.project.review import save_doubt
from blurlab.sharpness.classical.methods import classical_model
from blurlab.worker.messages import (
    Leave,
    ModelFailed,
    ModelReady,
    OpenProject,
    Predicted,
    PredictedOther,
    PredictionFailed,
    PredictionOtherFailed,
    PredictOther,
    PredictPhoto,
    UseModel,
)


def blurriness(photo: np.ndarray, shift: int) -> np.ndarray:
    height, width = photo.shape[:2]
    scale = min(1.0, 320 / max(height, width))
    small = cv2.resize(
        photo, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    contrast = cv2.GaussianBlur(np.abs(cv2.Laplacian(grey, cv2.CV_32F)), (0, 0), 9)
    return np.clip(255 - contrast * 7 + shift, 0, 255).astype(np.uint8)


def predicted_with(project: Project, photo_id: int, name: str, weights: str) -> PredictedOther | PredictionOtherFailed:
    try:
        shift = len(Path(weights).read_bytes()) % 64
    except OSError:
        return PredictionOtherFailed(
            photo_id, name, UserError("model.unreadable", f"The model “{name}” cannot be read.")
        )
    pixels = open_source(project.photo(photo_id).ref).read()
    made = blurriness(pixels, shift)
    project.save_prediction(photo_id, name, made, Look(View.WHOLE, scale_of(pixels.shape, made.shape)))
    return PredictedOther(photo_id, name)


def at_full(project: Project, photo_id: int, version: str, shift: int) -> Predicted | PredictionFailed:
    """The same map at once: nothing is soft at 100 % alone."""
    try:
        made = blurriness(open_source(project.photo(photo_id).ref).read(), shift)
        project.save_prediction(photo_id, version, made, Look(View.FULL, 1.0))
    except UserError as error:
        return PredictionFailed(photo_id, error, "full")
    return Predicted(photo_id, version, 0.01, view="full")


def main(connection: Connection) -> None:
    project: Project | None = None
    version, shift, classical = "", 0, None
    while not isinstance(message := connection.recv(), Leave):
        match message:
            case OpenProject(folder):
                project = Project.open(Path(folder))
            case UseModel(name, weights):
                version, classical = name, classical_model(weights)
                try:
                    shift = 0 if classical is not None else len(Path(weights).read_bytes()) % 64
                except OSError:
                    connection.send(
                        ModelFailed(name, UserError("model.unreadable", f"The model “{name}” cannot be read."))
                    )
                    continue
                connection.send(ModelReady(name))
            case PredictPhoto(photo_id, "full") if project is not None:
                connection.send(at_full(project, photo_id, version, shift))
            case PredictPhoto(photo_id) if project is not None:
                try:
                    photo = project.photo(photo_id)
                    if photo.name.startswith("deadly"):
                        os.kill(os.getpid(), signal.SIGKILL)
                    if photo.name.startswith("slow"):
                        time.sleep(1.0)
                    pixels = open_source(photo.ref).read()
                    made = blurriness(pixels, shift) if classical is None else classical.predict(pixels).blurriness
                    look = Look(View.WHOLE, scale_of(pixels.shape, made.shape))
                    project.save_prediction(photo_id, version, made, look)
                    doubt = doubt_of(made / 255)
                    save_doubt(project, photo_id, version, doubt, describe(pixels, made))
                except UserError as error:
                    connection.send(PredictionFailed(photo_id, error))
                else:
                    connection.send(Predicted(photo_id, version, 0.01, astuple(doubt)))
            case PredictOther(photo_id, name, weights) if project is not None:
                connection.send(predicted_with(project, photo_id, name, weights))
    if project is not None:
        project.close()
