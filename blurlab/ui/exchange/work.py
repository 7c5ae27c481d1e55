"""What import and export share behind their dialogs: a thread for looking and for the one long work."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.session.tasks import Tasks

T = TypeVar("T")
_LAST_WORK_MS = 8000  # for the mask in hand when the dialog goes


class ExchangeWork(QObject):
    """A newer `ask` silences older ones. `busy`: the long work is under way."""

    progressed = Signal(int, int)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = Tasks(1, self)
        self._stop = threading.Event()
        self._number = 0
        self.busy = False

    def ask(self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[UserError], None]) -> None:
        """Run `work()` in the thread, unless it is out of date by then; `done` and `failed` as of Tasks.run."""
        self._number += 1
        number = self._number
        self._tasks.run(
            lambda: work() if number == self._number else None,
            lambda result: done(result) if number == self._number else None,  # type: ignore[arg-type]
            lambda error: failed(error) if number == self._number else None,
        )

    def carry_out(
        self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[UserError], object]
    ) -> None:
        """Run the long work, which looks at `should_stop`; what was asked before is silent."""
        self.busy = True
        self._number += 1
        self._stop.clear()
        self._tasks.run(work, lambda result: self._end(done, result), lambda error: self._end(failed, error))

    @property
    def should_stop(self) -> Callable[[], bool]:
        return self._stop.is_set

    def stop(self) -> None:
        """End the long work after the current mask; finished masks stay."""
        self._stop.set()

    def leave(self) -> None:
        self._stop.set()
        self._number += 1
        self._tasks.leave(_LAST_WORK_MS)

    def _end(self, tell: Callable[[T], object], result: T) -> None:  # in the UI thread
        self.busy = False
        tell(result)
