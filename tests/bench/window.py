"""A real window with generated photos in it, offscreen, for the rows that measure what a hand and an eye meet."""

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np

from blurlab.core.opencv import cv2
from blurlab.display import missing_qt
from tests.bench.rows import CannotRun

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from blurlab.ui.canvas.canvas import Canvas
    from blurlab.ui.shell.main_window import MainWindow

CANVAS: Final = (1920, 1080)
SIZE_24MP: Final = (6000, 4000)
SIZE_100MP: Final = (12240, 8160)
BRUSH: Final = 400.0  # photo pixels across
_PATIENCE: Final = 180.0  # seconds for a photo to come; only a lost one takes so long


def write_photo(path: Path, size: tuple[int, int], seed: int = 0) -> Path:
    """A JPEG of soft shapes, one half of it with fine grain: width × height as asked."""
    random = np.random.default_rng(seed)
    width, height = size
    photo = cv2.resize(random.integers(0, 256, (20, 30, 3), np.uint8), size, interpolation=cv2.INTER_CUBIC)
    grain = random.integers(0, 60, (512, 512, 3), np.uint8)
    for top in range(0, height, 512):
        for left in range(0, width // 2, 512):
            part = photo[top : top + 512, left : min(left + 512, width // 2)]
            cv2.add(part, grain[: part.shape[0], : part.shape[1]], dst=part)
    if not cv2.imwrite(str(path), photo):
        raise OSError(f"{path} could not be written")
    return path


@contextmanager
def window_with(
    sizes: Sequence[tuple[int, int]], trainer_module: str = "tests.ui.toy_trainer"
) -> Iterator["MainWindow"]:
    """A window whose canvas has CANVAS pixels, showing the first of the generated photos with its prediction.

    The predictor is a stand-in without a network, so that the rows need no model; all else is the real window.
    """
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.session.settings import Settings
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow
    from blurlab.ui.shell.theme import Appearance

    make_application(Appearance.DARK)
    with TemporaryDirectory() as folder:
        photos = Path(folder) / "photos"
        photos.mkdir()
        for number, size in enumerate(sizes):
            write_photo(photos / f"photo{number}.jpg", size, number)
        window = MainWindow(
            Settings(Path(folder) / "settings.ini"),
            predictor_module="tests.ui.toy_predictor",
            trainer_module=trainer_module,
        )
        window.resize(*CANVAS)
        window.show()
        try:
            window.open([photos])
            until(lambda: window.workspace is not None and len(window.session.order) == len(sizes))
            canvas = window.workspace.canvas
            for _ in range(2):  # the column of panels may take its width back once
                window.resize(
                    window.width() + CANVAS[0] - canvas.width(), window.height() + CANVAS[1] - canvas.height()
                )
                rest()
            until(lambda: canvas.correction is not None)
            settle(window)
            canvas.brush_size = BRUSH
            yield window
        finally:
            window.close()
            until(lambda: not window.isVisible())
            window.deleteLater()
            rest()
            gc.collect()


def until(done: Callable[[], bool]) -> None:
    """Let the window live until `done()`. Raises RuntimeError where that does not come."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            raise RuntimeError("the window did not come to what was waited for")
        QApplication.processEvents()
        time.sleep(0.002)


def rest(seconds: float = 0.05) -> None:
    """Let the window live for a moment."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


def settle(window: "MainWindow") -> None:
    """Until the current photo and those that come next are decoded, and predicted where there is a model."""
    session = window.session
    wanted = [session.current_id, *session.order.line_after(session.current_id, 2)]  # what the session prepares

    from blurlab.session.predictions.predictions import PredictorState

    expecting = (PredictorState.STARTING, PredictorState.READY)

    def prepared() -> bool:
        for photo_id in wanted:
            opened = session.loader.get(photo_id)
            if opened is None:
                if photo_id == session.current_id or session.loader.prepares(photo_id):
                    return False
            elif opened.prediction_version is None and session.predictions.state in expecting:
                return False
        return True

    until(prepared)
    rest(0.3)


class PaintCount:
    """Counts the canvas's paint events, so that a figure cannot be that of an event which painted nothing."""

    def __init__(self, canvas: "Canvas") -> None:
        from PySide6.QtCore import QEvent, QObject

        class Filter(QObject):
            count = 0

            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    self.count += 1
                return False

        self._filter = Filter()
        canvas.installEventFilter(self._filter)

    @property
    def count(self) -> int:
        return self._filter.count


def painted_after(act: Callable[[], object]) -> float:
    """Seconds from the start of `act()` until the window's queue is empty: what it changed is painted."""
    from PySide6.QtWidgets import QApplication

    before = time.perf_counter()
    act()
    QApplication.processEvents()
    return time.perf_counter() - before


def mouse(canvas: "Canvas", kind: str, view: "QPointF") -> None:
    """Send “MouseButtonPress”, “MouseMove” or “MouseButtonRelease” of the left button at view_xy."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type[kind],
        view,
        canvas.mapToGlobal(view),
        none if kind == "MouseMove" else left,
        none if kind == "MouseButtonRelease" else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas, event)


def wheel(canvas: "Canvas", view: "QPointF", notches: float) -> None:
    """Turn the wheel at view_xy."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    turned = QPoint(0, round(120 * notches))
    none, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(view, canvas.mapToGlobal(view), QPoint(), turned, none, keys, phase, False)
    QApplication.sendEvent(canvas, event)


def bare_paint(width: int, height: int) -> float:
    """p95 in milliseconds of a bare window that paints so many pixels of a picture anew: what nothing can be below."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.theme import Appearance

    make_application(Appearance.DARK)
    image = QImage(*CANVAS, QImage.Format.Format_RGB32)
    image.fill(0)

    class Bare(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            with QPainter(self) as painter:
                painter.drawImage(event.rect(), image, event.rect())

    bare = Bare()
    bare.resize(*CANVAS)
    bare.show()
    rest(0.1)
    times = [painted_after(lambda: bare.update(QRect(0, 0, width, height))) for _ in range(60)]
    bare.close()
    bare.deleteLater()
    rest()
    return float(np.percentile(times, 95)) * 1000
