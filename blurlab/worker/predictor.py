"""The predictor: a child process that predicts photos of the open project, one at a time, in the requested order.

At 100 % a photo is predicted tile by tile while nothing else is asked, so that no photo waits for the whole of another.
"""

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

import numpy as np
from numpy.typing import NDArray

from blurlab.core.cut import suggested_cut
from blurlab.core.learning.queue_order import describe, doubt_of
from blurlab.core.prediction import Prediction, View
from blurlab.core.rect import Rect
from blurlab.errors import MISTAKE, PredictionError, UserError
from blurlab.imaging.source import open_source
from blurlab.model.checkpoint import CheckpointError
from blurlab.model.loading import load_model
from blurlab.model.port import Model, TiledModel
from blurlab.project.project import Project
from blurlab.project.review import save_doubt
from blurlab.worker.full_view import FullView
from blurlab.worker.messages import (
    FULL,
    Leave,
    LookHere,
    ModelFailed,
    ModelReady,
    OpenProject,
    Predicted,
    PredictedOther,
    PredictionFailed,
    PredictionOtherFailed,
    PredictOther,
    PredictPhoto,
    StopFull,
    UseModel,
)


def main(connection: Connection) -> None:
    """Answer OpenProject, UseModel and PredictPhoto until Leave; raises EOFError when the window is gone."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)  # a brush stroke comes before a prediction, and so does decoding what is next
    service = _Service(connection.send)
    waiting: deque[object] = deque()
    try:
        while True:
            if not waiting and not service.predicts_at_full:
                waiting.append(connection.recv())
            while connection.poll(0):
                waiting.append(connection.recv())
            if any(isinstance(message, Leave) for message in waiting):
                return  # earlier requests are not worth waiting for: they come again once the project is open
            if waiting:
                service.answer(waiting.popleft())
            else:
                service.go_on()
    finally:
        service.close()


class _Service:
    def __init__(self, send: Callable[[object], None]) -> None:
        self._send = send
        self._project: Project | None = None
        self._no_project = UserError("project.none_open", "No project is open.")
        self._model: Model | None = None
        self._version = self._weights = ""
        self._other: tuple[str, Model] | None = None  # the weights compared with last
        self._full: deque[FullView] = deque()  # the first one is under way

    @property
    def predicts_at_full(self) -> bool:
        return bool(self._full)

    def go_on(self) -> None:
        """Predict a few tiles more of the photo that is looked at at 100 %."""
        view = self._full[0]
        try:
            ended = view.go_on(self._send)
        except Exception as error:
            ended = True
            view.drop()
            self._send(view.failed(error))
        if ended:
            self._full.popleft()

    def close(self) -> None:
        self._stop_full()
        if self._project is not None:
            self._project.close()
            self._project = None

    def answer(self, message: object) -> None:
        match message:
            case OpenProject(folder):
                self._open(Path(folder))
            case UseModel(name, weights):
                self._use(name, weights)
            case PredictPhoto(photo_id, view, seen):
                failed = partial(PredictionFailed, photo_id, view=view)
                if view == FULL:
                    self._tell(partial(self._begin_full, photo_id, seen), failed)
                else:
                    self._tell(partial(self._predict, photo_id), failed)
            case LookHere(photo_id, seen):
                for full in self._full:
                    if full.photo_id == photo_id:
                        full.seen = Rect(*seen)
            case StopFull(photo_id):
                self._stop_full(photo_id)
            case PredictOther(photo_id, name, weights, view):
                other = partial(self._predict_other, photo_id, name, weights, view)
                self._tell(other, partial(PredictionOtherFailed, photo_id, name))
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
        self._version, self._weights = name, weights
        self._stop_full()  # whoever asked the model before asks this one anew
        self._send(ModelReady(name))

    def _tell(self, work: Callable[[], object | None], failed: Callable[[UserError], object]) -> None:
        """Send the message from `work`, if any, or the one that `failed` makes from an error."""
        try:
            message = work()
        except Exception as error:  # a mistake of ours in one photo must not cost the others' predictions
            message = failed(_told(error))
        if message is not None:
            self._send(message)

    def _predict(self, photo_id: int) -> Predicted:
        model = self._used()
        began = time.perf_counter()
        made = model.predict(self._read(photo_id))
        return self._keep(photo_id, self._version, model, made, time.perf_counter() - began)

    def _begin_full(self, photo_id: int, seen: tuple[int, int, int, int] | None) -> None:
        project, model, version = self._opened(), self._used(), self._version
        self._add_full(
            FullView(
                project,
                photo_id,
                version,
                _tiled(model),
                partial(self._read, photo_id),
                lambda made, seconds: self._keep(photo_id, version, model, made, seconds),
                lambda error: PredictionFailed(photo_id, _told(error), FULL),
                None if seen is None else Rect(*seen),
            )
        )

    def _predict_other(self, photo_id: int, name: str, weights: str, view: str) -> PredictedOther | None:
        project = self._opened()
        model = self._model if weights == self._weights else None
        if model is None:
            if self._other is None or self._other[0] != weights:
                self._other = weights, load_model(weights)
            model = self._other[1]

        def keep(made: Prediction, _seconds: float = 0.0) -> PredictedOther:
            learnt = model.cut if made.view is View.WHOLE else ()
            cut = suggested_cut(made.blurriness, learnt or None)
            project.save_prediction(photo_id, name, made.blurriness, made.look, cut, made.planes)
            return PredictedOther(photo_id, name)

        if view != FULL:
            return keep(model.predict(self._read(photo_id), planes=True))
        failed = partial(PredictionOtherFailed, photo_id, name)
        read = partial(self._read, photo_id)
        self._add_full(FullView(project, photo_id, name, _tiled(model), read, keep, lambda error: failed(_told(error))))
        return None

    def _keep(self, photo_id: int, version: str, model: Model, made: Prediction, seconds: float) -> Predicted:
        project = self._opened()
        learnt = model.cut if made.view is View.WHOLE else ()  # what was learnt of maps as a whole
        cut = suggested_cut(made.blurriness, learnt or None)
        project.save_prediction(photo_id, version, made.blurriness, made.look, cut, made.planes)
        doubt = doubt_of(*made.answers)
        save_doubt(project, photo_id, version, doubt, describe(made.seen, made.blurriness), made.view)
        return Predicted(photo_id, version, seconds, astuple(doubt), str(made.view))

    def _add_full(self, view: FullView) -> None:
        self._stop_full(view.photo_id, view.version)
        self._full.append(view)

    def _stop_full(self, photo_id: int | None = None, version: str | None = None) -> None:
        """Drop what is predicted at 100 %, or that of one photo, or of it by one model."""
        for view in list(self._full):
            if photo_id in (None, view.photo_id) and version in (None, view.version):
                view.drop()
                self._full.remove(view)

    def _read(self, photo_id: int) -> NDArray[np.uint8]:
        return open_source(self._opened().photo(photo_id).ref).read()

    def _used(self) -> Model:
        if self._model is None:
            raise UserError("model.none_in_use", "No model is in use yet.")
        return self._model

    def _opened(self) -> Project:
        if self._project is None:
            raise self._no_project
        return self._project


def _tiled(model: Model) -> TiledModel:
    if not isinstance(model, TiledModel):
        raise PredictionError("This model predicts a photo as a whole only.", "prediction.whole_only")
    return model


def _told(error: Exception) -> UserError:
    """The error for a person; a mistake of ours leaves its traceback in the log."""
    if isinstance(error, UserError):
        return error
    traceback.print_exception(error)
    return UserError(MISTAKE, f"The photo could not be predicted ({type(error).__name__}: {error}).")
