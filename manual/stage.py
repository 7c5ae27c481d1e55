"""The real window on the sample photos, with its real child processes, for pictures to be taken of it."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from blurlab.assets import resource
from blurlab.project.records import Status
from blurlab.project.samples import copy_samples
from blurlab.session.session import Session
from blurlab.session.settings import Settings
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.theme import Appearance, apply_appearance
from blurlab.ui.shell.workspace import Workspace
from blurlab.ui.tour.hand import draw, live_until
from blurlab.ui.tour.recording import RecordedStroke, Recording

PATIENCE = 300.0  # seconds, for whatever is waited for


class StageError(RuntimeError):
    """What was to be pictured did not come about."""


class Stage:
    """Entered, the window shows the samples, predicted. Left, it is closed with its children."""

    def __init__(self, width: int, height: int) -> None:
        os.environ["LOGNAME"] = "annotator"  # whose masks they are, by the window
        self.application = make_application(Appearance.DARK)
        self.application.setQuitOnLastWindowClosed(False)
        self._scratch = TemporaryDirectory(prefix="blurlab-manual-")
        self._size = (width, height)
        self.strokes = Recording.read(resource("samples/tour.json")).strokes

    def __enter__(self) -> Self:
        scratch = Path(self._scratch.name)
        self.folder = copy_samples(scratch / "Sample photos")
        self.settings = Settings(scratch / "settings.ini")
        self.window = MainWindow(self.settings)
        self.window.resize(*self._size)
        self.window.show()
        self.window.open([self.folder])
        self.wait(lambda: self.window.session is not None and self.session.current is not None, "no photo was shown")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        children = [self.session.predictions.link, self.session.training.link]
        if kind is None:
            self.window.close()
            self.wait(lambda: not self.window.isVisible(), "the window did not close")
        else:
            self.session.discard()
        for child in children:
            child.wait(30)
        self._scratch.cleanup()

    @property
    def session(self) -> Session:
        if self.window.session is None:
            raise StageError("there is no project")
        return self.window.session

    @property
    def workspace(self) -> Workspace:
        if self.window.workspace is None:
            raise StageError("there is no project")
        return self.window.workspace

    def wait(self, over: Callable[[], bool], problem: str, seconds: float = PATIENCE) -> None:
        until = time.monotonic() + seconds

        def ended() -> bool:
            if time.monotonic() > until:
                raise StageError(problem)
            return over()

        live_until(ended)

    def dress(self, look: Appearance) -> None:
        apply_appearance(self.application, look)
        self.rest()

    def rest(self, seconds: float = 0.25) -> None:
        """Let what was put off for a moment be drawn."""
        until = time.monotonic() + seconds
        live_until(lambda: time.monotonic() > until)

    def go_to(self, name: str) -> None:
        """Show a photo with the prediction of the model in use, or an accepted one as it was accepted."""
        session = self.session
        order, predictions = session.order, session.predictions
        session.go_to(next(photo.id for photo in order.photos() if photo.name == name))

        def shown() -> bool:
            opened = session.current
            if opened is None or opened.name != name:
                return False
            accepted = order[opened.photo_id].status is Status.ACCEPTED
            return accepted or opened.prediction_version == predictions.version != ""

        self.wait(shown, f"{name} was not predicted")
        self.rest()

    def paint(self, stroke: RecordedStroke) -> None:
        self.workspace.paint(stroke.value)
        draw(self.workspace.canvas, stroke)

    def do(self, action: str) -> None:
        self.window.actions_by_id[action].trigger()
        self.rest()

    def scroll_to(self, widget: QWidget) -> None:
        area: QWidget | None = widget
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget)
        self.rest()

    def grab(self, widget: QWidget | None = None) -> QImage:
        self.window.messages.clear()  # those of a busy machine are none of the guide's
        QApplication.processEvents()
        return (widget or self.window).grab().toImage()
