"""What a tour has at hand in the window: its photos, its buttons, its steps; and how it waits for what it began."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from blurlab.core.editing.correction import BLURRED
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.notice import Level, Notice
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.session import Session
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.workspace import Workspace
from blurlab.ui.tour.hand import draw, live_until
from blurlab.ui.tour.recording import RecordedStroke, Step, TourError

PATIENCE = 180.0  # seconds that anything but training may take; the longest is a trainer's start on a busy machine


class Visit:
    """Hands and eyes in `window`. What they do not find raises TourError; `steps` holds what happened.

    `said`, `screenshots`, `interrupted` and `mistakes` are those of Tour.
    """

    def __init__(
        self,
        window: MainWindow,
        *,
        screenshots: Path | None,
        said: Callable[[Step], None],
        interrupted: Callable[[], bool],
        mistakes: Sequence[str],
    ) -> None:
        self.steps: list[Step] = []
        self._window = window
        self._screenshots = screenshots
        self._said = said
        self._interrupted = interrupted
        self._mistakes = mistakes
        self._trouble: str | None = None

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

    def _picture(self, name: str, of: QWidget | None = None) -> None:
        """Keep what the window, or a dialog of it, looks like."""
        if self._screenshots is None:
            return
        for _ in range(3):
            QApplication.processEvents()
        file = self._screenshots / f"{name}.png"
        if not (of or self._window).grab().save(str(file)):
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
