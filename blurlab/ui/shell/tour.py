"""The tour of the main job: the real window and its real child processes, driven by recorded strokes of the mouse.

Every fact in a step's report is observed: read back from the correction, the project's folder or the processes.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from blurlab.core.editing.correction import BLURRED
from blurlab.files.there import is_file
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status
from blurlab.session.models.training_run import RunState, TrainingRun
from blurlab.session.notice import Level, Notice
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.session import Session
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.tour_hand import draw, live_until, runs
from blurlab.ui.shell.tour_recording import RecordedStroke, Recording, Step, TourError
from blurlab.ui.shell.workspace import Workspace

WIDTH, HEIGHT = 1400, 900  # of the window, and so of the screenshots
PATIENCE = 180.0  # seconds that anything but training may take; the longest is a trainer's start on a busy machine
TRAINING_EXTRA = 150.0  # seconds that a training run may take beyond its minutes: imports, reading, last validation


class Tour:
    """Drives `window` through the main job on the photos in `folder`.

    `run()` goes on until a step fails or all are done; `steps` then holds what happened. `said` is called with each
    step when it is over. Screenshots go to the folder `screenshots` where one is given. `mistakes` is where exceptions
    in callbacks are gathered meanwhile: one ends the tour.
    """

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        recording: Recording,
        *,
        minutes: float = 1.0,
        screenshots: Path | None = None,
        said: Callable[[Step], None] = lambda _step: None,
        interrupted: Callable[[], bool] = lambda: False,
        mistakes: Sequence[str] = (),
    ) -> None:
        self.steps: list[Step] = []
        self._window = window
        self._folder = folder
        self._strokes = recording.strokes
        self._afterwards = recording.afterwards
        self._minutes = minutes
        self._screenshots = screenshots
        self._said = said
        self._interrupted = interrupted
        self._mistakes = mistakes
        self._trouble: str | None = None
        self._children: set[int] = set()
        self._first_version = ""

    def run(self) -> bool:
        """Whether every step happened. Raises KeyboardInterrupt if `interrupted()` became true."""
        try:
            self._open()
            self._predict()
            for name, strokes in self._strokes.items():
                self._correct(name, strokes)
            self._accept_is_kept()
            self._train()
            self._adopt()
            self._predict_again()
            self._quit()
        except TourError:
            return False
        return all(step.ok for step in self.steps)

    # ------------------------------------------------------------ the steps

    def _open(self) -> None:
        with self._step("open the sample photos") as facts:
            self._window.resize(WIDTH, HEIGHT)
            self._window.show()
            self._window.open([self._folder])
            self._wait(lambda: self._window.workspace is not None, "the project was not opened")
            self._session.notices.told.connect(self._heard)
            wanted = {path.name for path in self._folder.iterdir() if is_file(path)}
            self._wait(lambda: len(self._photos()) >= len(wanted), "the photos were not added")
            self._wait(lambda: self._session.current is not None, "no photo was shown")
            facts["project"] = self._project.folder.name
            facts["photos"] = len(self._photos())
            facts["window process"] = os.getpid()

    def _predict(self) -> None:
        with self._step("predict") as facts:
            self._go_to(self._afterwards)  # to be compared with what the new model makes of it
            self._wait_for_prediction()
            self._go_to(next(iter(self._strokes)))
            opened = self._wait_for_prediction()
            self._first_version = self._predictions.version
            facts["model version"] = self._first_version
            facts["predictor process"] = self._child(self._predictions.link.pid)
            facts["photo"] = opened.name
            facts["blurred pixels"] = self._blurred(opened)
            facts["pixels"] = opened.correction.plane.size
            self._picture("1-predicted")

    def _correct(self, name: str, strokes: list[RecordedStroke]) -> None:
        with self._step(f"correct and accept {name}") as facts:
            self._go_to(name)
            opened = self._wait_for_prediction()
            before = opened.correction.mask(self._threshold)
            journal = 0
            for stroke in strokes:
                self._paint(stroke)
                records = len(opened.journal.read())
                if records <= journal:
                    raise TourError("A stroke was painted and is not in the journal.")
                journal = records
            facts["strokes"] = len(strokes)
            facts["strokes in the journal"] = journal
            facts["pixels painted"] = int(np.count_nonzero(opened.correction.painted()))
            after = opened.correction.mask(self._threshold)
            facts["pixels of the mask changed"] = int(np.count_nonzero(before != after))
            if strokes:
                self._undo_and_redo(opened)
                self._picture("2-corrected")
            self._press("accept")
            self._wait(lambda: self._photo(name).status is Status.ACCEPTED, f"“{name}” was not accepted")
            revision = self._project.masks.latest(self._photo(name).id)
            if revision is None:
                raise TourError(f"“{name}” was accepted and no mask was saved.")
            kept, _ = self._project.masks.read(revision)
            if not np.array_equal(kept, after):
                raise TourError(f"The mask of “{name}” on disk is not the one on the screen.")
            facts["mask"] = revision.key

    def _undo_and_redo(self, opened: OpenPhoto) -> None:
        painted = opened.correction.plane.copy()
        self._press("undo")
        if np.array_equal(opened.correction.plane, painted):
            raise TourError("Undo changed nothing.")
        self._press("redo")
        if not np.array_equal(opened.correction.plane, painted):
            raise TourError("Redo did not bring the stroke back.")

    def _accept_is_kept(self) -> None:
        with self._step("look into the project's folder") as facts:
            with Project.open(self._project.folder) as project:  # as another program would
                facts["labels"] = [label.photo.name for label in project.masks.labels()]
            if set(facts["labels"]) != set(self._strokes):
                raise TourError("The labels in the project are not the accepted photos.")

    def _train(self) -> None:
        with self._step("train") as facts:
            panel, run = self._workspace.training, self._run
            panel.minutes.setValue(max(1, round(self._minutes)))
            self._click(panel.start_button)
            facts["trainer process"] = self._child(run.link.pid)
            self._wait(lambda: run.state is not RunState.STARTING, "the trainer did not begin")
            limit = self._minutes * 60 + TRAINING_EXTRA
            pictured = False

            def over() -> bool:
                nonlocal pictured
                if not pictured and run.state is RunState.RUNNING and (run.record.fraction or 0.0) > 0.6:
                    pictured = True
                    self._scroll_to(panel.loss_plot)
                    self._picture("3-training")
                return not run.busy

            self._wait(over, "the training did not end", limit)
            record = run.record
            if run.state is RunState.FAILED:
                raise TourError(run.sentence)
            if not record.losses:
                raise TourError("The trainer made no step.")
            if not pictured:
                self._picture("3-training")
            facts["ending"] = run.sentence
            facts["labels trained on"] = record.started.labels_training if record.started else 0
            facts["labels held out"] = record.started.labels_validation if record.started else 0
            facts["steps"] = record.step
            facts["real samples"] = record.real_samples
            facts["synthetic samples"] = record.synthetic_samples
            facts["loss, first and last"] = [round(record.losses[0][1], 4), round(record.losses[-1][1], 4)]
            facts["validations"] = [
                {"step": one.step, "loss": round(one.loss, 4), "auc": one.auc, "ap": one.ap}
                for one in record.validations
            ]
            facts["versions published"] = [one.version for one in record.versions]

    def _adopt(self) -> None:
        with self._step("adopt the new model") as facts:
            predictions = self._predictions
            published = self._run.record.versions
            facts["validation improved"] = any(one.promoted for one in published)
            if published and not facts["validation improved"]:
                # A minute on a few photos may teach nothing that validation sees; a person may still use the candidate.
                self._session.models.promote(published[-1].version)
            self._wait(lambda: predictions.version != self._first_version, "no new model version was adopted")
            facts["model version before"] = self._first_version
            facts["model version now"] = predictions.version
            promoted = self._project.versions.promoted()
            if promoted is None or promoted.name != predictions.version or not is_file(promoted.weights):
                raise TourError("The version in use is not the one that the project promotes.")
            facts["weights, bytes"] = promoted.weights.stat().st_size

    def _predict_again(self) -> None:
        with self._step("predict again") as facts:
            unseen = self._afterwards
            self._go_to(unseen)
            opened = self._wait_for_prediction()
            version = self._predictions.version
            now = self._project.read_prediction(opened.photo_id, version)
            if now is None or version == self._first_version:
                raise TourError(f"The new model did not predict “{unseen}”.")
            facts["photo"] = unseen
            facts["model version"] = opened.prediction_version
            facts["blurred pixels"] = self._blurred(opened)
            before = self._project.read_prediction(opened.photo_id, self._first_version)
            if before is None or before.shape != now.shape:
                raise TourError(f"The predictions of “{unseen}” by the two models cannot be compared.")
            change = np.abs(now.astype(np.int16) - before)
            facts["values of the prediction changed"] = int(np.count_nonzero(change))
            facts["of"] = int(change.size)
            facts["mean change"] = round(float(change.mean()), 2)
            if not change.any():
                raise TourError("The new model predicts exactly what the old one did.")
            self._picture("4-new-model")

    def _quit(self) -> None:
        with self._step("quit") as facts:
            children = [self._predictions.link, self._run.link]
            self._press("quit")
            self._wait(lambda: not self._window.isVisible(), "the window did not close")
            self._wait(lambda: not any(child.alive for child in children), "a child process did not leave")
            facts["child processes left behind"] = sum(runs(pid) for pid in self._children)
            if facts["child processes left behind"]:
                raise TourError("A child process lives on.")

    # ------------------------------------------------------------ hands

    def _paint(self, stroke: RecordedStroke) -> None:
        self._workspace.paint(stroke.value)
        before = self._opened().edits
        draw(self._workspace.canvas, stroke)
        if self._opened().edits == before:
            raise TourError("A stroke of the mouse painted nothing.")

    def _click(self, button: QPushButton) -> None:
        if not button.isEnabled():
            raise TourError(f"The button “{button.text()}” cannot be pressed.")
        button.click()

    def _press(self, action: str) -> None:
        wanted = self._window.actions_by_id[action]
        if not wanted.isEnabled():
            raise TourError(f"“{wanted.text()}” cannot be chosen.")
        wanted.trigger()

    def _go_to(self, name: str) -> None:
        self._session.go_to(self._photo(name).id)
        self._wait(
            lambda: (opened := self._session.current) is not None and opened.name == name, f"“{name}” was not shown"
        )

    # ------------------------------------------------------------ eyes

    @property
    def _session(self) -> Session:
        if self._window.session is None:
            raise TourError("The project was closed.")
        return self._window.session

    @property
    def _project(self) -> Project:
        return self._session.project

    @property
    def _predictions(self) -> Predictions:
        return self._session.predictions

    @property
    def _run(self) -> TrainingRun:
        return self._session.training

    @property
    def _threshold(self) -> int:
        cut = self._session.cut
        return cut.value

    @property
    def _workspace(self) -> Workspace:
        if self._window.workspace is None:
            raise TourError("The project was closed.")
        return self._window.workspace

    def _opened(self) -> OpenPhoto:
        opened = self._session.current
        if opened is None:
            raise TourError("No photo is shown.")
        return opened

    def _photos(self) -> list[Photo]:
        order = self._session.order
        return order.photos()

    def _photo(self, name: str) -> Photo:
        for photo in self._photos():
            if photo.name == name:
                return photo
        raise TourError(f"There is no photo “{name}”.")

    def _child(self, pid: int | None) -> int:
        if pid is None or pid == os.getpid():
            raise TourError("What should be a child process is none.")
        self._children.add(pid)
        return pid

    def _wait_for_prediction(self) -> OpenPhoto:
        """Until the photo on the canvas shows the prediction of the version in use."""
        session = self._session

        def shown() -> bool:
            opened = session.current
            return opened is not None and opened.prediction_version == self._predictions.version != ""

        self._wait(shown, "no prediction came")
        return self._opened()

    def _blurred(self, opened: OpenPhoto) -> int:
        """Pixels of the mask, as it is seen, that are blurred."""
        return int(np.count_nonzero(opened.correction.mask(self._threshold) == BLURRED))

    def _heard(self, notice: Notice) -> None:
        if notice.level is Level.ERROR:
            self._trouble = notice.sentence

    def _wait(self, holds: Callable[[], bool], otherwise: str, seconds: float = PATIENCE) -> None:
        """Let the window live until `holds()`; TourError after `seconds`, or at once where the window told an error."""
        deadline = time.monotonic() + seconds

        def over() -> bool:
            if self._interrupted():
                raise KeyboardInterrupt
            done = holds()
            if self._mistakes:
                raise TourError(f"blurlab made a mistake ({self._mistakes[0]}).")
            if not done and self._trouble is not None:
                raise TourError(self._trouble)
            if not done and time.monotonic() > deadline:
                raise TourError(f"Within {seconds:.0f} s {otherwise}.")
            return done

        live_until(over)

    def _scroll_to(self, widget: QWidget) -> None:
        """Scroll a panel to it, as a person would."""
        area: QWidget | None = widget
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget)

    def _picture(self, name: str) -> None:
        if self._screenshots is None:
            return
        for _ in range(3):
            QApplication.processEvents()
        file = self._screenshots / f"{name}.png"
        if not self._window.grab().save(str(file)):
            raise TourError(f"The screenshot “{file}” could not be written.")

    @contextmanager
    def _step(self, name: str) -> Iterator[dict[str, Any]]:
        step = Step(name)
        self.steps.append(step)
        self._trouble = None
        began = time.monotonic()
        try:
            yield step.facts
            step.ok = True
        except TourError as error:
            step.problem = str(error)
            raise
        finally:
            step.seconds = round(time.monotonic() - began, 2)
            self._said(step)
