"""Work off the UI thread: a function runs in a small pool of threads, its result comes back in the UI thread."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QThread, QThreadPool, Signal, Slot

from blurlab.errors import MISTAKE, UserError, user_error

_BEHIND_NICE: Final = 5  # of threads that stay behind: before the inspector, after everything that responds to a hand

_left_alone: list[QThreadPool] = []


class Tasks(QObject):
    """A pool of `threads` threads of its own. After `leave()` nothing comes back any more.

    behind: the threads leave the processor to the window wherever both want it.
    """

    _finished = Signal(object)

    def __init__(self, threads: int = 1, parent: QObject | None = None, *, behind: bool = False) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._behind = behind
        if behind:
            self._pool.setThreadPriority(QThread.Priority.LowPriority)
        self._left = False
        self._finished.connect(self._come_back, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Run `work()` in a thread, then `done(result)` or `failed(error)` in the UI thread.

        Any exception that is no UserError comes as one, so that nobody waits for ever; a mistake of ours also comes up
        in the UI thread.
        """

        def task() -> None:
            if self._left:
                return
            if self._behind:
                _stay_behind()
            try:
                result = work()
            except Exception as error:
                self._send(partial(_fail, failed, error))
            else:
                self._send(lambda: done(result))

        self._pool.start(task)

    def idle(self) -> bool:
        """Whether no work is running or waiting in the pool."""
        return self._pool.activeThreadCount() == 0

    def drop(self) -> None:
        """Drop what waits and deliver nothing more; work that is running goes on until it is `idle`."""
        self._left = True
        self._pool.clear()

    def leave(self, timeout_ms: int = 3000) -> bool:
        """Drop what waits, deliver nothing more, and give running work `timeout_ms` to end; True if it did.

        Work that was waited for since a `drop` and still has not ended, such as reading from a network disk that hangs,
        is left alone: nobody waits for it twice.
        """
        dropped_before = self._left
        self.drop()
        if not dropped_before or self.idle():
            return self._pool.waitForDone(timeout_ms)
        self._pool.setParent(None)
        _left_alone.append(self._pool)  # else Qt would wait for its threads as it frees it
        return False

    def _send(self, call: Callable[[], None]) -> None:
        if self._left:
            return
        try:
            self._finished.emit(call)
        except RuntimeError:
            self._left = True  # the object was deleted while the thread ran: nobody waits for the result

    @Slot(object)
    def _come_back(self, call: Callable[[], None]) -> None:
        if not self._left:
            call()


def _stay_behind() -> None:
    """Make this thread nicer: Linux knows no other priorities for ordinary threads, and Qt sets none there."""
    if sys.platform == "linux":
        with suppress(OSError):
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, max(_BEHIND_NICE, os.getpriority(os.PRIO_PROCESS, thread)))


def _fail(failed: Callable[[UserError], None], error: Exception) -> None:
    told = user_error(error)
    try:
        failed(told)
    finally:
        if told.code == MISTAKE:
            raise error  # if somebody hears it
