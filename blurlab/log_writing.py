"""Writes the log: a file of bounded size in the user's state, into which all windows write."""

import faulthandler
import logging
import os
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any, Final

from blurlab.log import log, log_file, system
from blurlab.version import __version__

MOST_BYTES: Final = 1_000_000  # of one file
KEPT: Final = 3  # files beside the newest


class _File(RotatingFileHandler):
    """A file that several windows write: each record in one piece, and all follow a window that starts a new file."""

    def _open(self) -> Any:
        return Path(self.baseFilename).open("a", buffering=MOST_BYTES, encoding="utf-8", errors="backslashreplace")

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            there = Path(self.baseFilename)
            if self.stream is not None and not os.path.samestat(there.stat(), os.fstat(self.stream.fileno())):
                self.stream.close()
                self.stream = self._open()
        super().emit(record)

    def doRollover(self) -> None:  # noqa: N802
        try:
            super().doRollover()
        except OSError:  # Windows does not rename a file that another window has open
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A full disk must not end what is logged about it."""


def begin() -> logging.Handler | None:
    """Start the log, crashes of this process included. None if the folder cannot be written."""
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = _File(file, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    _take_up_crash(file.with_name("crash.txt"))
    log.info("blurlab %s began: %s", __version__, "; ".join(system()))
    return handler


def _take_up_crash(file: Path) -> None:
    """Move the crash report of an earlier process into the log, then listen for the next crash."""
    global _crash  # noqa: PLW0603  the file must stay open as long as the process lives
    with suppress(OSError):
        if told := file.read_text(encoding="utf-8", errors="replace").strip():
            log.error("An earlier window crashed:\n%s", told)
    with suppress(OSError, RuntimeError):
        _crash = file.open("w", encoding="utf-8")
        faulthandler.enable(_crash)


_crash: IO[str] | None = None
