"""The orderly end of a session: unsaved work is saved, and threads end without a frozen window."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from blurlab.session.strokes.autosave import Autosave
from blurlab.session.tasks import Tasks

CLOSE_PATIENCE_MS = 8000  # for the last savings; strokes are in the journal anyhow
_POLL_MS: Final = 20


class Closing(QObject):
    """Waits, while the window stays alive, for the last saving and for work in threads, at most CLOSE_PATIENCE_MS."""

    def __init__(self, autosave: Autosave, at_work: Callable[[], list[Tasks]], parent: QObject) -> None:
        """`at_work()` gives all Tasks that end with the session."""
        super().__init__(parent)
        self._autosave, self._at_work = autosave, at_work
        self._done: Callable[[bool], None] | None = None
        self._leaving: list[Tasks] = []
        self._since = QElapsedTimer()
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._look)

    def start(self, done: Callable[[bool], None]) -> None:
        """Save; then `done(True)` once nothing works any more, or `done(False)` where a saving failed."""
        if self._done is not None:
            return
        self._done = done
        self._since.start()
        self._autosave.save_all()
        self._poll.start()

    def stop(self) -> None:
        """Stop waiting; nobody is notified."""
        self._poll.stop()
        self._done = None

    def _look(self) -> None:
        in_time = self._since.elapsed() < CLOSE_PATIENCE_MS
        if self._autosave.saving and in_time:
            return
        if not self._autosave.unsaved and not self._leaving:
            self._leaving = [tasks for tasks in self._at_work() if tasks.parent() is not self._autosave]
            for tasks in self._leaving:
                tasks.drop()
        if self._leaving and in_time and not all(tasks.idle() for tasks in self._leaving):
            return  # a photo that is just being decoded is waited for here, and not with the window's hands tied
        self._poll.stop()
        done, self._done = self._done, None
        if done is not None:
            # What was painted after the others had left is safe in the journal.
            done(not self._autosave.unsaved or bool(self._leaving))
