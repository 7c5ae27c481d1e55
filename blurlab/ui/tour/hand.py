"""The hand of a tour: strokes on the canvas by mouse events, waiting while the window lives, a look at a process."""

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.tour.recording import RecordedStroke

_POLL_MS: Final = 15


def draw(canvas: Canvas, stroke: RecordedStroke) -> None:
    """A stroke by mouse events, with what lies between two points interpolated as a hand would."""
    width, height = canvas.viewport.photo_width, canvas.viewport.photo_height
    canvas.brush_size = stroke.size * max(width, height)
    places = [QPointF(*canvas.viewport.to_view(x * width, y * height)) for x, y in stroke.points]
    _mouse(canvas, QEvent.Type.MouseButtonPress, places[0], Qt.MouseButton.LeftButton)
    for start, end in pairwise(places):
        moves = max(1, round((end - start).manhattanLength() / 12))
        for move in range(1, moves + 1):
            _mouse(canvas, QEvent.Type.MouseMove, start + (end - start) * (move / moves))
    _mouse(canvas, QEvent.Type.MouseButtonRelease, places[-1], Qt.MouseButton.LeftButton)


def _mouse(canvas: Canvas, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, place, QPointF(canvas.mapToGlobal(place)), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)
    QApplication.processEvents()  # so that each move is painted before the next


def live_until(over: Callable[[], bool]) -> None:
    """Let the window live until `over()`, which is asked again and again; what it raises comes up here."""
    loop = QEventLoop()
    look = QTimer(interval=_POLL_MS)
    outcome: list[BaseException] = []

    def check() -> None:  # an exception must not leave through Qt
        try:
            done = over()
        except BaseException as error:
            outcome.append(error)
            done = True
        if done:
            loop.quit()

    look.timeout.connect(check)
    look.start()
    loop.exec()
    look.stop()
    if outcome:
        raise outcome[0]


def runs(pid: int) -> bool:
    """Whether the process runs; one that has ended and was not waited for counts as ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        pass
    if Path("/proc/self/stat").exists():
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return os.name == "posix"
