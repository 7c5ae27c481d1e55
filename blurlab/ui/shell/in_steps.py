"""Long work of the window's own thread, a step at each turn of its event loop: no hand and no paint waits for all."""

import time
from collections.abc import Callable, Generator, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from blurlab.errors import UserError, user_error

_TURN: Final = 0.008  # seconds of a turn that many small steps fill


class InSteps(QObject):
    """Goes through `steps`, then calls `done()`, or `failed(error)` where a step raised a UserError.

    Any other exception of a step ends it too, and comes up after `failed`. After `stop()` neither is called.
    """

    def __init__(
        self,
        steps: Generator[None, None, None],
        done: Callable[[], None],
        failed: Callable[[UserError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._steps, self._done, self._failed = steps, done, failed
        self._timer = QTimer(self, interval=0)  # Qt comes to such a timer when no other event waits
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def stop(self) -> None:
        """Give up what is left; the generator is closed."""
        self._timer.stop()
        self._steps.close()
        self.deleteLater()

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self.stop()
            self._done()
        except Exception as error:
            self.stop()
            self._failed(user_error(error))
            if not isinstance(error, UserError):
                raise


def polished(inside: QWidget) -> Iterator[None]:
    """Give each widget its style before it is shown: at once, those of a whole project keep the window for long."""
    began = time.perf_counter()
    for widget in inside.findChildren(QWidget):
        widget.ensurePolished()
        if time.perf_counter() - began > _TURN:
            yield
            began = time.perf_counter()
