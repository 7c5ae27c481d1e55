"""Files read whole: only ordinary ones, and none larger than its reader can hold."""

import errno
import io
import os
import stat
from pathlib import Path
from typing import Final

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


def open_ordinary(path: Path) -> io.BufferedReader:
    """The file, open for reading. Raises OSError, also for a folder, device or pipe: reading those might never end."""
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_whole(path: Path, most: int) -> bytes:
    """The file's bytes. Raises OSError, also if there are more than `most`; nothing is read then."""
    with open_ordinary(path) as file:
        check_size(path, os.fstat(file.fileno()).st_size, most)
        data = file.read(most + 1)  # the file may be growing
    check_size(path, len(data), most)
    return data


def check_size(path: Path, size: int, most: int) -> None:
    """Raises OSError if a file of `size` bytes is longer than `most`."""
    if size > most:
        shown = f"{most >> 20} MiB" if most >= 1 << 20 else f"{most >> 10} KiB"
        raise OSError(errno.EFBIG, f"it is longer than the {shown} that blurlab reads", str(path))
