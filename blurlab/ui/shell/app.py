"""From the command line to a window: the application, its style, the first show, and only then the heavy parts."""

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from blurlab.log import log, versions
from blurlab.session.settings import Settings
from blurlab.ui.language import use
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.mistakes import Mistakes
from blurlab.ui.shell.theme import Appearance, apply_appearance


def make_application(appearance: Appearance = Appearance.SYSTEM) -> QApplication:
    """The process's QApplication, styled; the existing one if there is one."""
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
    settings = Settings(settings_path)
    try:
        appearance = Appearance(settings.text("appearance", Appearance.SYSTEM))
    except ValueError:
        appearance = Appearance.SYSTEM
    application = make_application(appearance)
    use(settings.text("language"))
    window = MainWindow(settings, first_steps=True)
    hints = application.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: _follow_system(application, window))
    if hasattr(hints, "accessibility"):  # from Qt 6.10 on
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wish: _follow_system(application, window))
    mistakes = Mistakes(window.help.show_log, window)
    mistakes.told.connect(window.messages.show_notice)
    mistakes.install()

    def begin() -> None:
        _begin_log()
        _close_on_signals(window)
        if samples:
            window.open_samples()
        elif paths and str(paths[0]).startswith(("postgresql://", "postgres://")):
            window.open_shared(str(paths[0]))
        elif paths:
            window.open([Path(path) for path in paths])

    _AfterFirstPaint(window, begin)
    window.show()
    return application.exec()


class _AfterFirstPaint(QObject):
    """Calls `then` after a window's first paint, or after a second: it may be shown as an icon."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._timer = QTimer(self, singleShot=True, interval=1000)
        self._timer.timeout.connect(self._go)
        self._timer.start()
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            self._timer.start(0)  # when this paint is on the screen
        return False

    def _go(self) -> None:
        self._window.removeEventFilter(self)
        self._then()


def _begin_log() -> None:
    from blurlab.log_writing import begin  # noqa: PLC0415  (rotating files: not before the first paint)

    begin()
    threading.Thread(target=_log_versions, name="versions", daemon=True).start()


def _log_versions() -> None:  # reading them takes a third of a second
    log.info("It uses %s", ", ".join(f"{name} {version}" for name, version, _ in versions()))


def _follow_system(application: QApplication, window: MainWindow) -> None:
    if window.settings.text("appearance", Appearance.SYSTEM) == Appearance.SYSTEM:
        apply_appearance(application, Appearance.SYSTEM)


def _close_on_signals(window: MainWindow) -> None:
    """Ctrl+C in the terminal and SIGTERM close the window in good order, as its close button does."""
    import signal  # noqa: PLC0415  (not before the first paint)
    import socket  # noqa: PLC0415

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
    # At the loop's next turn: the handler runs between any two instructions, of a step that builds the window too.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, window, window.close))
