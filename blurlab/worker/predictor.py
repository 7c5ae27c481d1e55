"""The predictor: a child process that predicts photos of the open project, one at a time, in the requested order."""

import contextlib
import os
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from blurlab.core.learning.queue_order import describe, doubt_of
from blurlab.errors import MISTAKE, UserError
from blurlab.imaging.source import open_source
from blurlab.model.checkpoint import CheckpointError
from blurlab.model.loading import load_model
from blurlab.model.port import Model
from blurlab.project.project import Project
from blurlab.project.review import save_doubt
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


def main(connection: Connection) -> None:
    """Answer OpenProject, UseModel and PredictPhoto until Leave; raises EOFError when the window is gone."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)  # a brush stroke comes before a prediction
    service = _Service(connection.send)
    waiting: deque[object] = deque()
    try:
        while True:
            if not waiting:
                waiting.append(connection.recv())
            while connection.poll(0):
                waiting.append(connection.recv())
            if any(isinstance(message, Leave) for message in waiting):
                return  # earlier requests are not worth waiting for: they come again once the project is open
            service.answer(waiting.popleft())
    finally:
        service.close()


class _Service:
    def __init__(self, send: Callable[[object], None]) -> None:
        self._send = send
        self._project: Project | None = None
        self._no_project = UserError("project.none_open", "No project is open.")
        self._model: Model | None = None
        self._version = ""
        self._other: tuple[str, Model] | None = None  # the weights compared with last

    def close(self) -> None:
        if self._project is not None:
            self._project.close()
            self._project = None

    def answer(self, message: object) -> None:
        match message:
            case OpenProject(folder):
                self._open(Path(folder))
            case UseModel(name, weights):
                self._use(name, weights)
            case PredictPhoto(photo_id):
                self._tell(partial(self._predict, photo_id), partial(PredictionFailed, photo_id))
            case PredictOther(photo_id, name, weights):
                work = partial(self._predict_other, photo_id, name, weights)
                self._tell(work, partial(PredictionOtherFailed, photo_id, name))
            case _:
                raise TypeError(f"the predictor does not know the message {message!r}")

    def _open(self, folder: Path) -> None:
        self.close()
        try:
            self._project = Project.open(folder)
        except UserError as error:
            self._no_project = error  # reported for each requested photo

    def _use(self, name: str, weights: str) -> None:
        try:
            self._model = load_model(weights)
        except CheckpointError as error:  # the model in use stays
            self._send(ModelFailed(name, error))
            return
        self._version = name
        self._send(ModelReady(name))

    def _tell(self, work: Callable[[], object], failed: Callable[[UserError], object]) -> None:
        """Send the message from `work`, or the one that `failed` makes from an error."""
        try:
            message = work()
        except UserError as error:
            message = failed(error)
        except Exception as error:  # a mistake of ours in one photo must not cost the others' predictions
            traceback.print_exc()
            sentence = f"The photo could not be predicted ({type(error).__name__}: {error})."
            message = failed(UserError(MISTAKE, sentence))
        self._send(message)

    def _predict(self, photo_id: int) -> Predicted:
        project = self._opened()
        if self._model is None:
            raise UserError("model.none_in_use", "No model is in use yet.")
        began = time.perf_counter()
        made = self._model.predict(open_source(project.photo(photo_id).ref).read())
        project.save_prediction(photo_id, self._version, made.blurriness, made.planes)
        doubt = doubt_of(*made.answers)
        save_doubt(project, photo_id, self._version, doubt, describe(made.seen, made.blurriness))
        return Predicted(photo_id, self._version, time.perf_counter() - began, astuple(doubt))

    def _predict_other(self, photo_id: int, name: str, weights: str) -> PredictedOther:
        project = self._opened()
        if self._other is None or self._other[0] != weights:
            self._other = weights, load_model(weights)
        made = self._other[1].predict(open_source(project.photo(photo_id).ref).read())
        project.save_prediction(photo_id, name, made.blurriness, made.planes)
        return PredictedOther(photo_id, name)

    def _opened(self) -> Project:
        if self._project is None:
            raise self._no_project
        return self._project
