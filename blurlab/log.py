"""The log: what the window and its children did and what went wrong, in a file of bounded size in the user's state.

Commands keep to stderr and write none. Nothing but the standard library is imported before `begin` is called.
"""

import faulthandler
import logging
import os
import platform
from contextlib import suppress
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any, Final

from blurlab.version import __version__

MOST_BYTES: Final = 1_000_000  # of one file
KEPT: Final = 3  # files beside the newest
NAME: Final = "blurlab.log"
VARIABLE: Final = "BLURLAB_LOG_FOLDER"  # a folder to use instead of the user's own
USED: Final = (
    *("PySide6-Essentials", "superqt", "numpy", "opencv-python", "pillow", "torch", "torchvision", "safetensors"),
    *("higra", "pycocotools", "platformdirs", "tqdm", "pillow-heif", "rawpy"),
)

_LICENCES: Final = ("License-Expression", "Classifier", "License")  # the fields that name one, best first

log = logging.getLogger("blurlab")
log.addHandler(logging.NullHandler())  # without a log nothing is written, not even to stderr


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


def log_file() -> Path:
    """Where the log is, or would be."""
    folder = os.environ.get(VARIABLE)
    if folder:
        return Path(folder) / NAME
    import platformdirs  # noqa: PLC0415  (not for commands)

    return platformdirs.user_log_path("blurlab", appauthor=False) / NAME


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


def system() -> list[str]:
    """The versions of Python and the system that blurlab runs on."""
    return [f"Python {platform.python_version()}", platform.platform(), f"{os.cpu_count()} cores"]


@cache
def versions() -> tuple[tuple[str, str, str], ...]:
    """(name, version, licence) of each installed package that blurlab uses; nothing is imported for it."""
    from importlib import metadata  # noqa: PLC0415  (a tenth of a second: so not at the start)

    found = []
    for name in USED:
        with suppress(metadata.PackageNotFoundError):
            about = metadata.metadata(name)
            expression, classifiers, free = (about.get_all(key) or [] for key in _LICENCES)
            told = ", ".join([*expression, *_approved(classifiers)] or [line.partition("\n")[0][:60] for line in free])
            found.append((name, about["Version"], told or "see its package"))
    return tuple(found)


def _approved(classifiers: list[str]) -> list[str]:
    return [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: OSI Approved :: ")]


def last_lines(count: int = 60) -> list[str]:
    """The newest lines of the log, oldest first; none where there is no log."""
    lines: list[str] = []
    for file in (log_file(), log_file().with_name(f"{NAME}.1")):
        with suppress(OSError):
            lines = [*file.read_text(encoding="utf-8", errors="replace").splitlines(), *lines]
        if len(lines) >= count:
            break
    return lines[-count:]
