"""The window's side of a child process: start it, talk to it, stop it, report its end in one sentence. No Qt here."""

import atexit
import contextlib
import multiprocessing
import multiprocessing.connection
import os
import queue
import signal
import socket
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, is_dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from blurlab.log import log
from blurlab.worker.child import LastWords, run_child
from blurlab.worker.messages import ChildExited, Leave

CONTEXT = multiprocessing.get_context("spawn")  # an interpreter of its own: a window's Qt and threads cannot be forked
LEAVE_PATIENCE = 5.0  # seconds from Leave to terminate: a step and a checkpoint must fit
TERMINATE_PATIENCE = 2.0  # seconds from terminate to kill
_KILL_PATIENCE = 5.0  # seconds until a killed process must be gone
_LAST_LINES = 20
_LISTENING_PATIENCE = 1.0  # seconds for the last lines of a child that has ended; a grandchild may keep its stderr open
_LONGEST_LINE = 10_000  # bytes
_LOOK_AFTER = 1.0  # seconds between looks at a silent child: a grandchild may hold its pipe open


@dataclass(eq=False)
class _Run:
    """One run of the child process."""

    process: SpawnProcess
    connection: Connection
    outbox: queue.SimpleQueue[object] = field(default_factory=queue.SimpleQueue)
    expected: bool = False  # Leave was sent or stop() called
    forced: bool = False  # it had to be terminated or killed
    last_words: str = ""
    last_lines: deque[str] = field(default_factory=lambda: deque(maxlen=_LAST_LINES))  # on its stderr
    listener: threading.Thread | None = None
    gone: threading.Event = field(default_factory=threading.Event)  # the process has ended
    told: threading.Event = field(default_factory=threading.Event)  # ... and ChildExited was delivered
    writer: threading.Thread | None = None
    stopping: bool = False


_HEARS_STDERR = os.name == "posix"  # elsewhere a child's stderr goes where the window's goes
_NO_MORE = object()  # ends the writer thread
_everyone: "weakref.WeakSet[ChildProcess]" = weakref.WeakSet()


class ChildProcess:
    """A child process that runs `module`.main(connection) and may be started again after its end.

    `name` appears in sentences ("The predictor …"). `on_message(message)` is called in the client's reader thread with
    each message of the child and, last, with a ChildExited. All methods may be called from any thread; none of them
    blocks except `wait`, which takes a timeout.
    """

    def __init__(
        self,
        name: str,
        module: str,
        on_message: Callable[[object], None],
        *,
        leave_patience: float = LEAVE_PATIENCE,
        terminate_patience: float = TERMINATE_PATIENCE,
    ) -> None:
        self.name = name
        self.module = module
        self._on_message = on_message
        self._leave_patience = leave_patience
        self._terminate_patience = terminate_patience
        self._lock = threading.RLock()  # guards _run, its flags, and that nobody signals a process already reaped
        self._run: _Run | None = None
        self._last: _Run | None = None
        _everyone.add(self)

    @property
    def alive(self) -> bool:
        """Whether the child runs (or its end is not known yet)."""
        return self._run is not None

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        with self._lock:
            return self._run.process.pid if self._run else None

    def start(self) -> None:
        """Start the child; nothing happens if it runs already. ChildReady follows when its imports are done.

        ChildExited reports a child that cannot be started (no memory, too many processes).
        """
        with self._lock:
            if self._run is not None:
                return
            ours, theirs = multiprocessing.Pipe()
            hears, says = multiprocessing.Pipe(duplex=False) if _HEARS_STDERR else (None, None)
            process = CONTEXT.Process(target=run_child, args=(self.module, theirs, says), name=f"blurlab {self.name}")
            run = self._last = _Run(process, ours)
            try:
                with _interrupts_blocked():
                    process.start()
            except OSError as error:
                ours.close()
                if hears is not None:
                    hears.close()
                run.gone.set()
                sentence = f"The {self.name} could not be started ({error.strerror or error})."
                self._thread("told", lambda: self._tell(run, ChildExited(self.name, None, False, sentence)))
                return
            finally:
                theirs.close()  # else a crashed child would never give EOF
                if says is not None:
                    says.close()
            self._run = run
            log.info("The %s was started (process %s).", self.name, process.pid)
            if hears is not None:
                run.listener = self._thread("listener", lambda: self._listen(run, hears))
            run.writer = self._thread("writer", lambda: self._write(run))
            self._thread("reader", lambda: self._read(run))

    def send(self, message: object) -> bool:
        """Hand `message` to the child; False if no child runs. Never blocks, even if the child reads nothing."""
        with self._lock:
            run = self._run
            if run is None:
                return False
            if isinstance(message, Leave):
                run.expected = True
            run.outbox.put(message)
            return True

    def stop(self) -> None:
        """Ask the child to leave, and enforce it: Leave, then terminate, then kill. Returns at once; see `wait`."""
        with self._lock:
            run = self._run
            if run is None or run.stopping:
                return
            run.stopping = run.expected = True
            run.outbox.put(Leave())
            self._thread("stop", lambda: self._insist(run))

    def wait(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds until the child has ended and ChildExited was delivered; True if it has."""
        run = self._run or self._last
        return run is None or run.told.wait(timeout)

    # ------------------------------------------------------------ in threads of their own

    def _thread(self, role: str, target: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=target, name=f"{self.name} {role}", daemon=True)
        thread.start()
        return thread

    def _write(self, run: _Run) -> None:
        while (message := run.outbox.get()) is not _NO_MORE:
            try:
                run.connection.send(message)
            except OSError:
                return  # the child is gone; the reader reports it

    def _listen(self, run: _Run, hears: Connection) -> None:
        """Pass on what the child writes to stderr, and keep it in the log."""
        rest = b""
        with hears:
            while heard := _heard(hears):
                with contextlib.suppress(OSError):
                    os.write(2, heard)
                *lines, rest = (rest + heard).split(b"\n")
                if len(rest) > _LONGEST_LINE:
                    lines, rest = [*lines, rest], b""
                for line in (line.decode("utf-8", "replace").rstrip() for line in lines):
                    run.last_lines.append(line)
                    log.info("%s: %s", self.name, line)

    def _read(self, run: _Run) -> None:
        try:
            while self._receive(run):
                pass
            # The pipe is closed. A child that does not end by itself now (or hangs in its exit) is made to.
            if not self._wait_for_exit(run, self._leave_patience):
                self._insist(run, patience=0.0)
        finally:
            self._finish(run)

    def _receive(self, run: _Run) -> bool:
        """Deliver what can be read; False when there will be no more."""
        if not multiprocessing.connection.wait([run.connection, run.process.sentinel], _LOOK_AFTER):
            return self._exitcode(run) is None
        try:
            if not run.connection.poll(0):  # it was the sentinel: the process has ended and the pipe is drained
                return False
            message = _sound(run.connection.recv())
        except (EOFError, OSError):
            return False
        except Exception:  # a damaged child may send anything; it is ended and can be started again
            log.exception("The %s sent something that is not a message.", self.name)
            self._insist(run, patience=0.0)
            return False
        if isinstance(message, LastWords):
            run.last_words = message.text
            if not _HEARS_STDERR:
                log.error("%s: %s", self.name, message.traceback)
        else:
            self._deliver(message)
        return True

    def _insist(self, run: _Run, patience: float | None = None) -> None:
        if run.gone.wait(self._leave_patience if patience is None else patience):
            return
        for end, then in ((run.process.terminate, self._terminate_patience), (run.process.kill, _KILL_PATIENCE)):
            with self._lock:
                if run.gone.is_set():
                    return
                run.forced = True
                with contextlib.suppress(ProcessLookupError):
                    end()
            if run.gone.wait(0) or self._wait_for_exit(run, then):
                return

    def _wait_for_exit(self, run: _Run, timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        while self._exitcode(run) is None:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return False
            if run.gone.wait(min(0.02, remaining)):
                return True
        return True

    def _exitcode(self, run: _Run) -> int | None:
        with self._lock:
            return None if run.gone.is_set() else run.process.exitcode

    def _finish(self, run: _Run) -> None:
        run.outbox.put(_NO_MORE)
        _cut_off(run.connection)
        if run.writer is not None:
            run.writer.join(_KILL_PATIENCE)
        with self._lock:
            exitcode = run.process.exitcode
            run.gone.set()
            # A descriptor closed under a write could be another file's by the time it is written to.
            if run.writer is None or not run.writer.is_alive():
                run.connection.close()
            with contextlib.suppress(ValueError):  # not even kill ended it: the handle stays with the process
                run.process.close()
            if self._run is run:
                self._run = None
        if run.listener is not None:
            run.listener.join(_LISTENING_PATIENCE)
        exited = ChildExited(self.name, exitcode, run.expected, self._sentence(run, exitcode))
        if run.expected and not run.forced:
            log.info("%s", exited.sentence)
        else:
            log.error("%s Its last lines:\n%s", exited.sentence, "\n".join(run.last_lines) or "none")
        self._tell(run, exited)

    def _tell(self, run: _Run, exited: ChildExited) -> None:
        self._deliver(exited)
        run.told.set()

    def _deliver(self, message: object) -> None:
        try:
            self._on_message(message)
        except Exception:  # a mistake in the receiver must not leave the child without a reader
            sys.excepthook(*sys.exc_info())

    def _sentence(self, run: _Run, exitcode: int | None) -> str:
        if exitcode is None:
            return f"The {self.name} hangs and could not be ended; it can be restarted."
        if run.expected:
            return f"The {self.name} did not answer and was ended." if run.forced else f"The {self.name} has stopped."
        if run.last_words:
            reason = run.last_words
        elif exitcode < 0:
            reason = f"killed by signal {-exitcode}"
        else:
            reason = f"exit code {exitcode}"
        return f"The {self.name} stopped unexpectedly ({reason}). It can be restarted."


def _sound(message: object) -> object:
    """A child's message, each of its fields of the type that it declares. Raises what is wrong with it."""
    if not is_dataclass(message) or isinstance(message, type):
        return message
    import msgspec  # noqa: PLC0415 - not before the window is shown

    return msgspec.convert(asdict(message), type(message))


def _heard(hears: Connection) -> bytes:
    try:
        return os.read(hears.fileno(), 1 << 16)
    except OSError:
        return b""


def _cut_off(connection: Connection) -> None:
    """Make a write fail that waits for a reader that never reads (a grandchild may hold the other end open)."""
    if hasattr(socket, "AF_UNIX"):  # elsewhere a Connection is a pipe that breaks with its child
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Keep Ctrl+C from a child that does not ignore it yet: a spawned process inherits the blocked signals."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415  POSIX only

    resource_tracker.ensure_running()  # its own start would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@atexit.register
def _end_everyone() -> None:
    """A forgotten child must not hang the exit: multiprocessing joins its children at exit without a timeout."""
    left = [(child, run) for child in _everyone if (run := child._run) is not None]
    for child, _ in left:
        child.send(Leave())
    patience = LEAVE_PATIENCE
    for child, run in left:  # in this thread: an ending interpreter starts no new ones
        child._insist(run, patience)
        patience = 0.0
        child.wait(_KILL_PATIENCE)
