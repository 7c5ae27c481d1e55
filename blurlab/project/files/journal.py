"""Strokes on disk as they end, so that a crash loses at most the stroke in progress.

One file a photo, `journal/000012.journal`: records of length (u32), CRC-32 of the payload (u32), payload. What a torn
write left at the end is not read, and is cut off before the next record is appended.
"""

import errno
import os
import stat
import struct
import threading
import zlib
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Final
from weakref import WeakValueDictionary

from blurlab.errors import UserError, refusal, shown_name
from blurlab.files.atomic import write_bytes
from blurlab.files.links import refuse_links
from blurlab.files.reading import open_ordinary

_HEAD = struct.Struct("<II")
_FOLDER = "journal"
MOST_BYTES: Final = 256 << 20  # of one photo's strokes; a mask of 300 MP painted pixel by pixel takes less
_FLAGS: Final = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_SUFFIX = ".journal"
# Of one photo there may be several journals at a time (recovery, reading ahead): they take turns at the file.
_guards: WeakValueDictionary[Path, threading.RLock] = WeakValueDictionary()
_guards_guard = threading.Lock()


class Journal:
    """The strokes of one photo that are not yet in a saved mask. Every method may be called from any thread."""

    def __init__(self, project_folder: Path, photo_id: int) -> None:
        self.path = project_folder / _FOLDER / f"{photo_id:06d}{_SUFFIX}"
        self._folder = project_folder
        self._project_name = shown_name(project_folder)
        self._end: int | None = None  # where the sound records end; None: not looked yet
        with _guards_guard:
            self._guard = _guards.setdefault(self.path, threading.RLock())

    def append(self, record: bytes) -> None:
        """Add one record; it is with the operating system when this returns, so a killed process does not lose it.

        Raises UserError where the disk refuses (what was there stays readable), ValueError for an empty record.
        """
        if not record:
            raise ValueError("a record of the journal cannot be empty")
        framed = _HEAD.pack(len(record), zlib.crc32(record)) + record
        with self._guard:
            self._append(framed)

    def _append(self, framed: bytes) -> None:
        end = self.position()
        if end + len(framed) > MOST_BYTES:
            raise UserError(
                "journal.full",
                f"The stroke could not be noted in the project “{self._project_name}”: this photo's journal is full; "
                "saving its mask empties it.",
            )
        try:
            with self._open() as file:
                file.seek(end)
                file.truncate()
                written = 0
                while written < len(framed):
                    written += file.write(framed[written:]) or 0
        except OSError as error:
            raise refusal(f"The stroke could not be noted in the project “{self._project_name}”", error) from error
        self._end = end + len(framed)

    def _open(self) -> FileIO:
        """The file for writing, made where there is none. Its other names, in a copy of the project that shares its
        files, are left as they are."""
        refuse_links(self._folder, self.path)
        self.path.parent.mkdir(exist_ok=True)
        file = FileIO(os.open(self.path, _FLAGS, 0o666), "r+b", closefd=True)
        found = os.fstat(file.fileno())
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            return file
        file.close()
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "its journal is not a file", str(self.path))
        write_bytes(self.path, self._bytes(0, self._end or 0), self._folder)
        return FileIO(os.open(self.path, _FLAGS, 0o666), "r+b", closefd=True)

    def read(self) -> list[bytes]:
        """The sound records in the order in which they were appended; empty where there is no journal.

        Raises UserError where the file is there and cannot be read.
        """
        records: list[bytes] = []
        with self._guard:
            self._end = self._scan(records.append)
        return records

    def position(self) -> int:
        """Where the journal ends now. Taken together with a copy of the mask, it tells `clear` what the copy holds."""
        with self._guard:
            if self._end is None or self._end != self._size():  # another journal of this photo wrote or cleared
                self._end = self._scan(lambda record: None)
            return self._end or 0

    def clear(self, up_to: int | None = None) -> None:
        """Forget the records before `up_to` (a former `position()`), or all: they are in a saved mask now.

        Records appended since stay. Positions taken earlier are void afterwards. Raises UserError.
        """
        with self._guard:
            self._clear(up_to)

    def _clear(self, up_to: int | None) -> None:
        end = self.position()
        try:
            if up_to is None or up_to >= end:
                refuse_links(self._folder, self.path)
                self.path.unlink(missing_ok=True)
                self._end = 0
            elif up_to > 0:
                write_bytes(self.path, self._bytes(up_to, end), self._folder)
                self._end = end - up_to
        except OSError as error:
            raise refusal(f"The journal of the project “{self._project_name}” could not be cleared", error) from error

    def _size(self) -> int | None:
        """Bytes in the file; None where it cannot be asked."""
        try:
            return self.path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError:
            return None

    def _scan(self, hear: Callable[[bytes], object]) -> int:
        """Tell `hear` each sound record; returns where the last one ends. One record at a time is in the memory."""
        end = 0
        try:
            with open_ordinary(self.path) as file:
                while len(head := file.read(_HEAD.size)) == _HEAD.size:
                    length, crc = _HEAD.unpack(head)
                    if not 0 < length <= MOST_BYTES - end:
                        break
                    record = file.read(length)
                    if len(record) < length or zlib.crc32(record) != crc:
                        break
                    end += _HEAD.size + length
                    hear(record)
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError as error:
            raise refusal(f"The journal of the project “{self._project_name}” cannot be read", error) from error
        return end

    def _bytes(self, start: int, end: int) -> bytes:
        with open_ordinary(self.path) as file:
            file.seek(start)
            return file.read(end - start)


def photos_with_journal(project_folder: Path) -> list[int]:
    """Ids of the photos whose journal holds strokes that no saved mask has: what reopening offers to bring back."""
    numbers = [path.stem for path in sorted((project_folder / _FOLDER).glob(f"*{_SUFFIX}"))]
    ids = [int(number) for number in numbers if number.isdecimal()]
    return [photo_id for photo_id in ids if Journal(project_folder, photo_id).position() > 0]
