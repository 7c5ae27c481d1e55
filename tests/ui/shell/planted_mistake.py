"""A window of its own process in which a mistake is made some times in one place; run by test_mistakes.

Arguments: the place, a folder of photos, a file of settings. Prints a line of JSON when the window was closed.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from blurlab.session.notice import Notice
from blurlab.session.tasks import Tasks
from blurlab.ui.canvas.layers.layer import Layer
from blurlab.ui.panels.photo_list import PhotoDelegate
from blurlab.ui.shell import app
from blurlab.ui.shell.main_window import MainWindow

MOST: Final = 3  # times that the mistake is made; then all is well again


class PlantedError(Exception):
    pass


class Planted(QObject):
    """The mistake, and the ways to it."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.made = 0
        self.asked.connect(self.slip)
        self.tasks = Tasks(1, self)

    def slip(self) -> None:
        if self.made < MOST:
            self.made += 1
            raise PlantedError("as a test")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            self.slip()
        return super().eventFilter(watched, event)

    def before(self, owner: Any, name: str) -> None:
        """Make the mistake in front of a method, with a painter left active on a picture that goes."""
        whole = getattr(owner, name)

        def slipping(*arguments: Any) -> Any:
            picture = QImage(8, 8, QImage.Format.Format_ARGB32)
            painter = QPainter(picture)
            self.slip()
            painter.end()
            return whole(*arguments)

        setattr(owner, name, slipping)


def repaint(_window: MainWindow) -> None:
    for widget in QApplication.allWidgets():
        widget.update()


def post(window: MainWindow, planted: Planted) -> None:
    window.installEventFilter(planted)
    QApplication.postEvent(window, QEvent(QEvent.Type.User))


def provocation(place: str, planted: Planted) -> Callable[[MainWindow], object]:
    """What makes the mistake happen there."""
    if place == "photo list":
        planted.before(PhotoDelegate, "_paint")
        return repaint
    if place == "canvas":
        planted.before(Layer, "paint")
        return repaint
    return {
        "slot": lambda _window: planted.asked.emit(),
        "timer": lambda _window: QTimer.singleShot(0, planted.slip),
        "event filter": lambda window: post(window, planted),
        "worker": lambda _window: planted.tasks.run(planted.slip, lambda _none: None, lambda _error: None),
        "thread of Qt's": lambda _window: QThreadPool.globalInstance().start(planted.slip),
    }[place]


def main() -> None:
    place, photos, settings = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    planted = Planted()
    provoke = provocation(place, planted)
    told: list[str] = []

    def watch(window: MainWindow) -> None:
        messages = window.messages
        show = messages.show_notice

        def keep(notice: Notice) -> None:
            if notice.key == "mistake":
                told.append(notice.sentence)
            show(notice)

        messages.show_notice = keep  # type: ignore[method-assign]
        look = QTimer(window, interval=30)

        def act() -> None:
            if window.session is None or window.session.current is None:
                return
            if planted.made < MOST:
                provoke(window)
            elif told and planted.tasks.idle():
                look.stop()
                window.close()

        look.timeout.connect(act)
        look.start()

    def make(*arguments: Any, first_steps: bool) -> MainWindow:
        window = MainWindow(
            *arguments,
            predictor_module="tests.ui.toy_predictor",
            trainer_module="tests.ui.toy_trainer",
            sampler_module="tests.ui.toy_sampler",
        )
        watch(window)
        return window

    app.MainWindow = make  # type: ignore[assignment,misc]
    code = app.run_window([photos], settings_path=settings)
    print(json.dumps({"code": code, "told": told, "made": planted.made}), flush=True)


if __name__ == "__main__":
    main()
