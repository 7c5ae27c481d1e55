"""What runs first in every child process: the spawn target, and the guarantee that no orphan survives."""

import contextlib
import faulthandler
import importlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection

from blurlab.worker.messages import ChildReady

ORPHAN_GRACE = 5.0  # seconds for a child to save its work once its window is gone


@dataclass(frozen=True)
class LastWords:
    """Sent by a child that ends with an exception; the client makes it part of ChildExited's sentence."""

    text: str
    traceback: str


def run_child(module: str, connection: Connection, said: Connection | None = None) -> None:
    """Import `module` and call its `main(connection)`; the target of multiprocessing's spawn.

    Sends ChildReady once the imports are done. `main` returns when it receives Leave; at the end of the pipe
    (EOFError, or a broken pipe while sending) the child leaves quietly, and ORPHAN_GRACE seconds after its parent's
    death it is ended whatever it does. Ctrl+C in a terminal is the parent's business and ignored here.
    `said` receives stderr, also the output of a crash of the interpreter or of a library.
    """
    _say_errors_to(said)
    _ignore_interrupts()
    threading.Thread(target=_leave_with_parent, name="parent watch", daemon=True).start()
    try:
        entry = importlib.import_module(module).main
        connection.send(ChildReady(os.getpid()))
        entry(connection)
        _end_at_once(connection)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the window is gone: nobody is left to report to
    except Exception as error:
        whole = traceback.format_exc()
        with contextlib.suppress(OSError):
            print(whole, end="", file=sys.stderr, flush=True)
        text = str(error).strip().splitlines()
        _say(connection, LastWords(f"{type(error).__name__}: {text[0]}" if text else type(error).__name__, whole))
        sys.exit(1)
    finally:
        connection.close()


def _say_errors_to(said: Connection | None) -> None:
    if said is None:
        return
    with contextlib.suppress(OSError):
        os.dup2(said.fileno(), 2)
        faulthandler.enable(2)
    said.close()


def _end_at_once(connection: Connection) -> None:
    """Leave without the interpreter's clean-up: taking torch down costs a second in which the window would wait."""
    if multiprocessing.parent_process() is None:
        return  # run_child was called in the main process
    connection.close()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # there is none in a windowed application
            stream.flush()
    os._exit(0)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # the client blocks it while it spawns, so that no import is interrupted
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _leave_with_parent() -> None:
    """End this process when its parent has died, even in the middle of a long computation."""
    parent = multiprocessing.parent_process()
    if parent is None:  # run_child was called in the main process
        return
    while not multiprocessing.connection.wait([parent.sentinel], timeout=60):
        pass
    threading.Event().wait(ORPHAN_GRACE)
    os._exit(1)


def _say(connection: Connection, message: object) -> None:
    with contextlib.suppress(OSError):
        connection.send(message)
