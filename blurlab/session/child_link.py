"""A child process whose messages arrive as a Qt signal, in the thread that made it."""

from PySide6.QtCore import QObject, Qt, Signal

from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import ChildExited, ChildReady


class ChildLink(ChildProcess):
    """A `ChildProcess` for the window. message: the signal with the child's messages, in the maker's thread."""

    def __init__(self, name: str, module: str, parent: QObject | None = None) -> None:
        self._inbox = _Inbox(self, parent)
        self.message = self._inbox.message
        super().__init__(name, module, self._inbox.receive)

    @property
    def last_pid(self) -> int | None:
        """Of the newest child that was ready, also when it has ended."""
        return self._inbox.last_pid

    def mute(self) -> None:
        """Deliver nothing more: the window is being taken down."""
        self._inbox.muted = True


class _Inbox(QObject):
    message = Signal(object)
    _arrived = Signal(object)

    def __init__(self, child: ChildProcess, parent: QObject | None) -> None:
        super().__init__(parent)
        self._child = child
        self.muted = False
        self.last_pid: int | None = None
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def receive(self, message: object) -> None:  # in the client's reader thread
        if not self.muted:
            self._arrived.emit(message)

    def _pass_on(self, message: object) -> None:
        stale = isinstance(message, ChildExited) and self._child.alive  # the end of an earlier run
        if isinstance(message, ChildReady):
            self.last_pid = message.pid
        if not self.muted and not stale:
            self.message.emit(message)
