"""One process a folder, ensured by a lock of the operating system: a killed process frees it."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

from blurlab.errors import UserError, refusal, shown_name

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_FILE = "window.lock"


class FolderLock:
    """See blurlab.project.ports.Lock. The window that a project is open in holds the project's; its children do not.

    The lock's file stays behind when it is released: removing it would let two windows lock two files with one name.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._name = shown_name(folder).removesuffix(".blurlab")
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the lock; taking it again does nothing. Raises UserError if another window has it."""
        if self.held:
            return
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            raise refusal(f"The project “{self._name}” cannot be opened in a window", error) from error
        try:
            _try_lock(descriptor)
        except (BlockingIOError, PermissionError) as error:
            os.close(descriptor)
            raise UserError(
                "project.in_use", f"The project “{self._name}” is open in another window; please close that one first."
            ) from error
        except OSError:
            pass  # a network disk without locks: continuing is better than not opening at all
        self._descriptor = descriptor

    def release(self) -> None:
        """Let other windows open the project."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
