"""Steps that take too long to wait for: computed in a thread, then written a little at a time.

Until a step is written nothing else may write into its correction, and input meanwhile waits its turn.
"""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.rect import Rect
from blurlab.errors import UserError
from blurlab.session.tasks import Tasks
from blurlab.ui.canvas.tools.port import EditPlan

Done = Callable[[Edit | None], None]
AT_ONCE: Final = 2_000_000  # pixels: a step that reads no more is computed while the hand waits
PATCHES_AT_ONCE: Final = 256  # about ten milliseconds
_TURN: Final = 0.006  # seconds of writing between two looks at the window's events
_PATIENCE: Final = 20.0  # seconds; only a dead thread takes so long


class _Thinking:
    """A step computed by a thread."""

    def __init__(self, plan: EditPlan, correction: Correction) -> None:
        self._plan = plan
        self._correction = correction
        self.over = threading.Event()
        self.step: Edit | None = None

    def __call__(self) -> None:
        try:
            self.step = self._plan(self._correction)
        finally:
            self.over.set()


class LongStep(QObject):
    """At most one step at a time is computed or written."""

    failed = Signal(object)  # UserError

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks: Tasks | None = None  # made for the first step: most canvases never have one
        self._correction: Correction | None = None
        self._thinking: _Thinking | None = None
        self._step: Edit | None = None
        self._writing: Iterator[Rect] | None = None
        self._done: Done | None = None
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._write_some)

    @property
    def busy(self) -> bool:
        return self._done is not None

    def work_out(self, plan: EditPlan, correction: Correction, done: Done) -> None:
        """Compute a step in a thread and write it, then call `done(step)`; `done(None)` if there is nothing to do."""
        if self._tasks is None:
            self._tasks = Tasks(1, self)
        thinking = _Thinking(plan, correction)
        self._correction, self._thinking, self._done = correction, thinking, done
        self._tasks.run(
            thinking,
            lambda _none: self._thought(thinking),
            lambda error: self._not_thought(thinking, error),
        )

    def write(self, step: Edit, correction: Correction, done: Done) -> None:
        """Write a known step, then call `done(step)`."""
        self._correction, self._done = correction, done
        self._begin_writing(step, correction)

    def finish(self) -> None:
        """Finish it now, however long that takes: its correction is about to go."""
        thinking = self._thinking
        if thinking is not None:
            if not thinking.over.wait(_PATIENCE):
                self.cancel()
                return
            self._thought(thinking)
        while self._writing is not None:
            self._write_some(float("inf"))

    def cancel(self) -> bool:
        """Leave everything unchanged; False if the step is being written already."""
        if self._thinking is None:
            return False
        self._thinking = None
        self._end(None)
        return True

    def _thought(self, thinking: _Thinking) -> None:
        if thinking is not self._thinking:
            return  # cancelled, or finished before its message came
        self._thinking = None
        if thinking.step is None or self._correction is None:
            self._end(None)
        else:
            self._begin_writing(thinking.step, self._correction)

    def _not_thought(self, thinking: _Thinking, error: UserError) -> None:
        if thinking is self._thinking:
            self._thinking = None
            self._end(None)
            self.failed.emit(error)

    def _begin_writing(self, step: Edit, correction: Correction) -> None:
        self._step, self._writing = step, step.writing(correction)
        self._turns.start()

    def _write_some(self, seconds: float = _TURN) -> None:
        end = time.perf_counter() + seconds
        while self._writing is not None and time.perf_counter() < end:
            if next(self._writing, None) is None:
                self._writing = None
        if self._writing is None:
            self._end(self._step)

    def _end(self, step: Edit | None) -> None:
        self._turns.stop()
        done, self._done, self._step, self._correction = self._done, None, None, None
        if done is not None:
            done(step)
