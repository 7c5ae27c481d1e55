"""From the command line to a window: the application, its looks, the first show, and only then what is heavy."""

import signal
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from blurlab.log import begin as begin_log
from blurlab.log import log, versions
from blurlab.session.settings import open_settings
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.mistakes import Mistakes
from blurlab.ui.shell.theme import Appearance, apply_appearance


def make_application(appearance: Appearance = Appearance.SYSTEM) -> QApplication:
    """The process's QApplication, dressed; the one that is there where there is one."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("blurlab")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("blurlab")
    apply_appearance(application, appearance)
    # Each call into Qt gives the interpreter away, and a thread that computes keeps it for so long: of 10,000 photos an
    # order is made, and a frame of twenty calls would take 100 ms at Python's own 5 ms.
    sys.setswitchinterval(0.0005)
    return application


def run_window(paths: Sequence[str | Path] = (), *, samples: bool = False, settings_path: Path | None = None) -> int:
    """Show the window, open `paths` (or the sample photos) in it, and return its exit code when it was closed."""
    settings = open_settings(settings_path)
    try:
        appearance = Appearance(str(settings.value("appearance", Appearance.SYSTEM)))
    except ValueError:
        appearance = Appearance.SYSTEM
    application = make_application(appearance)
    begin_log()
    window = MainWindow(settings)
    hints = application.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: _follow_system(application, window))
    if hasattr(hints, "accessibility"):  # from Qt 6.10 on
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wish: _follow_system(application, window))
    mistakes = Mistakes(window.help.show_log, window)
    mistakes.told.connect(window.messages.show_notice)
    mistakes.install()
    window.show()
    QTimer.singleShot(0, threading.Thread(target=_log_versions, name="versions", daemon=True).start)
    _close_on_signals(window)
    if samples:
        QTimer.singleShot(0, window.open_samples)
    elif paths:
        QTimer.singleShot(0, lambda: window.open([Path(path) for path in paths]))
    return application.exec()


def _log_versions() -> None:  # reading them takes a third of a second
    log.info("It uses %s", ", ".join(f"{name} {version}" for name, version, _ in versions()))


def _follow_system(application: QApplication, window: MainWindow) -> None:
    if str(window.settings.value("appearance", Appearance.SYSTEM)) == Appearance.SYSTEM:
        apply_appearance(application, Appearance.SYSTEM)


def _close_on_signals(window: MainWindow) -> None:
    """Ctrl+C in the terminal and SIGTERM close the window in good order, as its close button does."""
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    # Qt's loop does not come back to Python for a signal; it does for a socket, and then the handler below runs.
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda: reading.recv(1))
    signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)

    def hang_up() -> None:  # it also keeps both sockets: a signal must not be written to whatever file has their number
        signal.set_wakeup_fd(-1)
        writing.close()

    window.destroyed.connect(hang_up)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: window.close())
