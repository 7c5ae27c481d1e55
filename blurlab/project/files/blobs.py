"""The `BlobStore` that is a folder: a key is a path in it."""

import errno
import os
import shutil
import stat
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final

from blurlab.files.atomic import flush_folder, write_bytes
from blurlab.files.leftovers import DELETED, sweep
from blurlab.files.links import refuse_links
from blurlab.files.reading import open_ordinary, read_whole
from blurlab.files.there import is_folder
from blurlab.project.files.lock import FolderLock
from blurlab.project.ports import BlobState

_APPENDING: Final = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class FolderBlobs:
    """See blurlab.project.ports.BlobStore."""

    def __init__(self, folder: Path) -> None:
        """`folder` (absolute) is the project's own."""
        self._folder = folder

    @property
    def place(self) -> str:
        return str(self._folder)

    def is_there(self) -> bool:
        return is_folder(self._folder)

    def open(self, key: str) -> BinaryIO:
        return open_ordinary(self.file(key))

    def read(self, key: str, most: int) -> bytes:
        return read_whole(self.file(key), most)

    def write(self, key: str, data: bytes, *, durable: bool = True) -> None:
        path = self._path_to_write(key)
        write_bytes(path, data, durable=durable)

    def append(self, key: str, end: int, data: bytes) -> None:
        with self._opened_to_append(key, end) as file:
            file.seek(end)
            file.truncate()
            written = 0
            while written < len(data):
                written += file.write(data[written:]) or 0

    def state(self, key: str) -> BlobState | None:
        try:
            found = self.file(key).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return BlobState(found.st_size, found.st_mtime_ns)

    def names(self, prefix: str) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self._folder / prefix) if not name.startswith("."))  # noqa: PTH208
        except (FileNotFoundError, NotADirectoryError):
            return []

    def remove(self, keys: Collection[str]) -> None:
        for key in keys:
            path = self.file(key)
            refuse_links(self._folder, path)
            path.unlink(missing_ok=True)

    def remove_all(self, prefix: str) -> None:
        folder = self._folder / prefix
        gone = folder.with_name(f".{folder.name}{DELETED}")
        with suppress(OSError):
            refuse_links(self._folder, folder)
            shutil.rmtree(gone, ignore_errors=True)  # what a process was killed in the middle of deleting
            os.replace(folder, gone)  # noqa: PTH105 - out of sight in one step
            shutil.rmtree(gone, ignore_errors=True)

    def file(self, key: str) -> Path:
        return self._folder / key

    @contextmanager
    def staging(self, prefix: str) -> Iterator[Path]:
        beside = self._path_to_write(prefix).parent
        staged = beside / f".{os.getpid()}-{threading.get_ident():x}.tmp"
        staged.mkdir(parents=True, exist_ok=True)
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def publish(self, staged: Path, prefix: str) -> None:
        for path in staged.iterdir():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
        folder = self._path_to_write(prefix)
        os.replace(staged, folder)  # noqa: PTH105 - the whole folder in one step
        flush_folder(folder.parent)

    def work_folder(self, name: str, *, make: bool = True) -> Path:
        folder = self._folder / name
        if make:
            self._path_to_write(name).mkdir(parents=True, exist_ok=True)
        return folder

    def lock(self, name: str = "") -> FolderLock:
        return FolderLock(self._folder / name)

    def sweep(self, ended: int | None = None) -> list[Path]:
        return sweep(self._folder, ended)

    def _path_to_write(self, key: str) -> Path:
        self._folder.stat()  # else a project that was removed would be made again, empty
        path = self.file(key)
        refuse_links(self._folder, path)
        return path

    def _opened_to_append(self, key: str, end: int) -> FileIO:
        """The file, made if there is none. Its other names, in a copy of the project that shares its files, are
        left as they are."""
        path = self.file(key)
        refuse_links(self._folder, path)
        path.parent.mkdir(exist_ok=True)
        file = FileIO(os.open(path, _APPENDING, 0o666), "r+b", closefd=True)
        found = os.fstat(file.fileno())
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            return file
        file.close()
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not a file", str(path))
        with self.open(key) as whole:
            kept = whole.read(end)
        write_bytes(path, kept)
        return FileIO(os.open(path, _APPENDING, 0o666), "r+b", closefd=True)
