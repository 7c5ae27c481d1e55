"""A child process as a Qt object: its messages arrive as signals in the thread that made it."""

from PySide6.QtCore import QObject, Qt, Signal

from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import ChildExited, ChildReady


class ChildLink(QObject):
    """`ChildProcess` with a `message` signal in place of the callback in a foreign thread."""

    message = Signal(object)
    _arrived = Signal(object)

    def __init__(self, name: str, module: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._muted = False
        self.last_pid: int | None = None  # of the newest child that was ready, also when it has ended
        self.child = ChildProcess(name, module, self._receive)

    def start(self) -> None:
        self.child.start()

    def send(self, message: object) -> bool:
        return self.child.send(message)

    def stop(self) -> None:
        self.child.stop()

    def mute(self) -> None:
        """Deliver nothing more: the window is being taken down."""
        self._muted = True

    @property
    def alive(self) -> bool:
        return self.child.alive

    @property
    def pid(self) -> int | None:
        return self.child.pid

    def _receive(self, message: object) -> None:  # in the client's reader thread
        if not self._muted:
            self._arrived.emit(message)

    def _pass_on(self, message: object) -> None:
        stale = isinstance(message, ChildExited) and self.child.alive  # the end of a life before this one
        if isinstance(message, ChildReady):
            self.last_pid = message.pid
        if not self._muted and not stale:
            self.message.emit(message)
