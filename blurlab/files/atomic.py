"""Files that are either all old or all new, never half of each."""

import errno
import itertools
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from blurlab.files.links import refuse_links
from blurlab.files.paths import make_folder

_numbers = itertools.count()


_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def replacing(path: Path, within: Path | None = None, *, durable: bool = True) -> Iterator[Path]:
    """Give a temporary path to write to. On leaving, it becomes `path` in one step, which survives a power cut.

    If anything is raised inside, or the disk refuses, `path` stays as it was and the temporary file is removed.
    Missing parent folders are made. durable: else nobody waits for the disk, and a power cut may take it.
    within: a folder of ours that holds `path`; no link in it is followed.
    A device, such as /dev/stdout, is written to and never replaced, but not within a folder of ours.
    Raises OSError, also for a pipe or a socket.
    """
    if within is not None:
        refuse_links(within, path)
    if _is_device(path, allowed=within is None):
        with TemporaryDirectory() as folder:
            temporary = Path(folder) / "whole"
            temporary.touch()
            yield temporary
            with temporary.open("rb") as whole, path.open("wb", buffering=0) as device:
                shutil.copyfileobj(whole, device)
        return
    make_folder(path.parent)
    temporary = _new_beside(path)
    try:
        yield temporary
        if durable:
            _flush(temporary)
        os.replace(temporary, path)  # noqa: PTH105 - tests stand in for a full disk here
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        flush_folder(path.parent)


def write_bytes(path: Path, data: bytes, within: Path | None = None, *, durable: bool = True) -> None:
    """Put `data` at `path` in one step, as `replacing` does. Raises OSError and keeps the old file."""
    with replacing(path, within, durable=durable) as temporary:
        temporary.write_bytes(data)


def flush_folder(folder: Path) -> None:
    """Flush the folder entry of a new file to the disk, if the system can; the file itself is in place already."""
    if os.name != "posix":  # elsewhere folders cannot be opened
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _is_device(path: Path, *, allowed: bool) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # nothing is there, or writing will say why not
        return False
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return False
    if allowed and stat.S_ISCHR(mode):
        return True
    raise OSError(errno.EINVAL, "it is no file")


def _new_beside(path: Path) -> Path:
    """A new, empty file in the folder of `path`, with a short unique name however long that of `path` is."""
    while True:
        temporary = path.with_name(f".{os.getpid()}-{next(_numbers)}.tmp")
        with suppress(FileExistsError):  # left by an earlier process with this id, or put there by a stranger
            os.close(os.open(temporary, _NEW, 0o666))
            return temporary


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
