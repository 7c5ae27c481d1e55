"""Files that are either the old ones or the new ones, never half of either."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_numbers = itertools.count()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Write to the temporary path given; on leaving it becomes `path` in one step, and outlives a power cut.

    When anything is raised inside, or the disk refuses, `path` stays as it was and the temporary file is removed.
    Missing parent folders are made. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{next(_numbers)}.tmp")
    try:
        yield temporary
        _flush(temporary)
        os.replace(temporary, path)  # noqa: PTH105 - tests stand in for a full disk here
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(path.parent)


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step. Raises OSError and leaves the old file."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def flush_folder(folder: Path) -> None:
    """Bring what was just named in `folder` to the disk, where the system can: it is in place already."""
    if os.name != "posix":  # elsewhere folders cannot be opened
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
