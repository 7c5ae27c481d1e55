"""Rows of starting: from a process's start to an answer, and to a window that is painted."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import blurlab
from blurlab.display import missing_display, missing_qt
from tests.bench.rows import CannotRun, Measured, medians_in_turn, row

ROOT = Path(blurlab.__file__).parents[1]
REPEATS = 9

# Run in a process of its own: prints the time (of the clock that processes share) when the window has been painted.
WATCH = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            QTimer.singleShot(0, self.painted)  # the paint in hand reaches the screen before timers are asked
        return False

    def painted(self):
        print(time.monotonic(), flush=True)
        QTimer.singleShot(0, QApplication.closeAllWindows)

def watched(show):
    def show_watched(window):
        window.watch = Watch()
        window.installEventFilter(window.watch)
        show(window)
    return show_watched
"""
BARE_WINDOW = (
    WATCH
    + """
application = QApplication([])
window = QMainWindow()
window.resize(1200, 800)
watched(QMainWindow.show)(window)
application.exec()
"""
)
BLURLAB_WINDOW = (
    WATCH
    + """
from blurlab.cli import main
from blurlab.ui.shell.main_window import MainWindow

MainWindow.show = watched(MainWindow.show)
sys.exit(main([]))
"""
)


@row("startup.help", "s", at_most=0.3, floor="python -c pass")
def startup_help() -> Measured:
    def run(*arguments: str) -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True, timeout=60)

    return Measured(
        *medians_in_turn(lambda: run("-m", "blurlab", "--help"), lambda: run("-c", "pass"), repeats=REPEATS)
    )


@row("startup.window", "s", at_most=0.8, floor="a bare Qt window")
def startup_window() -> Measured:
    if reason := missing_qt():
        raise CannotRun(reason)
    environment = dict(os.environ)
    if missing_display() is not None:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    with TemporaryDirectory() as home:  # a newcomer's first start, and nobody's settings are touched
        environment |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
        pairs = [
            (_painted_after(BLURLAB_WINDOW, environment), _painted_after(BARE_WINDOW, environment))
            for _ in range(REPEATS + 1)
        ]
    values, floors = zip(*pairs[1:], strict=True)  # the first pair warms the disk's cache
    return Measured(statistics.median(values), statistics.median(floors))


def _painted_after(script: str, environment: dict[str, str]) -> float:
    """Seconds from the start of a process that runs `script` to its window's first paint."""
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    if not done.stdout:
        raise RuntimeError(f"the window was not painted (exit code {done.returncode})")
    return float(done.stdout.split()[0]) - before
