"""Mistakes of ours, wherever they happen: each is logged and reported once, and none ends the process.

PySide hands an exception that leaves a paint, a slot, a timer or an event filter to `sys.excepthook`, and goes on. What
it leaves behind is a painter: the traceback keeps it, active, and where the picture that it paints on is freed before
it, Qt ends the process with signal 11. So painters are ended here, while all that they need is still there.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Final

import shiboken6
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QPainter

from blurlab.errors import MISTAKE
from blurlab.log import log
from blurlab.session.notice import Level, Notice

_COUNTED: Final = (10, 100, 1000, 10_000, 100_000)  # counts of a mistake at which it is logged again
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Mistakes(QObject):
    """While it is installed. `told` comes once for each place of a mistake, in the UI thread."""

    told = Signal(object)  # Notice
    _made = Signal(str)

    def __init__(self, show_log: Callable[[], None], parent: QObject | None = None) -> None:
        """`show_log`: what the button of a notice does."""
        super().__init__(parent)
        self._show_log = show_log
        self._counts: dict[str, int] = {}
        self._qt_counts: dict[str, int] = {}
        self._guard = threading.Lock()
        self._made.connect(self._tell, Qt.ConnectionType.QueuedConnection)  # in the middle of a paint nothing is shown

    def install(self) -> None:
        sys.excepthook = self._left_over
        threading.excepthook = lambda hooked: self._left_over(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)
        sys.unraisablehook = lambda hooked: self._left_over(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)
        qInstallMessageHandler(self._qt_says)

    def _left_over(self, kind: type[BaseException], error: BaseException | None, made_at: TracebackType | None) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C, sys.exit
            sys.__excepthook__(kind, error or kind(), made_at)
            return
        end_painters(made_at)
        frames = traceback.extract_tb(made_at)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
        if self._first(self._counts, f"{kind.__name__} {place}", f"{kind.__name__} in {place}"):
            whole = "".join(traceback.format_exception(kind, error, made_at)).rstrip()
            log.error("A mistake of blurlab's own:\n%s", whole)
            if sys.stderr is not None:
                print(whole, file=sys.stderr)
            what = f"{kind.__name__}: {error}".rstrip(".: ")
            self._made.emit(f"blurlab made a mistake ({what}). Your work is kept; the log has the details.")
        # Nobody reads them, and they would keep all that the frames hold.
        sys.last_type = sys.last_value = sys.last_traceback = None

    def _first(self, counts: dict[str, int], key: str, words: str) -> bool:
        with self._guard:
            count = counts[key] = counts.get(key, 0) + 1
        if count in _COUNTED:
            log.warning("%s: %s times by now.", words, count)
        return count == 1

    def _tell(self, sentence: str) -> None:
        self.told.emit(Notice("mistake", sentence, Level.ERROR, "Show log", self._show_log, code=MISTAKE))

    def _qt_says(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if self._first(self._qt_counts, text, f"Qt: {text}"):
            log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
            if sys.stderr is not None:
                print(text, file=sys.stderr)


def end_painters(made_at: TracebackType | None) -> None:
    """End the painters that the functions of a traceback began; one that Qt lent them goes on painting."""
    while made_at is not None:
        for value in made_at.tb_frame.f_locals.values():
            ours = isinstance(value, QPainter) and shiboken6.isValid(value) and shiboken6.ownedByPython(value)
            if ours and value.isActive():
                value.end()
        made_at = made_at.tb_next
