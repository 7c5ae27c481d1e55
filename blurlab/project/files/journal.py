"""Strokes on disk as they end, so that a crash loses at most the stroke in progress.

One file a photo, `journal/000012.journal`: records of length (u32), CRC-32 of the payload (u32), payload. What a torn
write left at the end is not read, and is cut off before the next record is appended.
"""

import struct
import threading
import zlib
from contextlib import suppress
from io import FileIO
from pathlib import Path
from weakref import WeakValueDictionary

from blurlab.errors import ProjectError, reason, shown_name
from blurlab.files.atomic import write_bytes

_HEAD = struct.Struct("<II")
_FOLDER = "journal"
_SUFFIX = ".journal"
# Of one photo there may be several journals at a time (recovery, reading ahead): they take turns at the file.
_guards: WeakValueDictionary[Path, threading.RLock] = WeakValueDictionary()
_guards_guard = threading.Lock()


class Journal:
    """The strokes of one photo that are not yet in a saved mask. Every method may be called from any thread."""

    def __init__(self, project_folder: Path, photo_id: int) -> None:
        self.path = project_folder / _FOLDER / f"{photo_id:06d}{_SUFFIX}"
        self._project_name = shown_name(project_folder)
        self._end: int | None = None  # where the sound records end; None: not looked yet
        with _guards_guard:
            self._guard = _guards.setdefault(self.path, threading.RLock())

    def append(self, record: bytes) -> None:
        """Add one record; it is with the operating system when this returns, so a killed process does not lose it.

        Raises ProjectError where the disk refuses (what was there stays readable), ValueError for an empty record.
        """
        if not record:
            raise ValueError("a record of the journal cannot be empty")
        framed = _HEAD.pack(len(record), zlib.crc32(record)) + record
        with self._guard:
            self._append(framed)

    def _append(self, framed: bytes) -> None:
        end = self.position()
        try:
            with self._open(end > 0) as file:
                file.seek(end)
                file.truncate()
                written = 0
                while written < len(framed):
                    written += file.write(framed[written:]) or 0
        except OSError as error:
            raise ProjectError(
                f"The stroke could not be noted in the project “{self._project_name}”: {reason(error)}."
            ) from error
        self._end = end + len(framed)

    def _open(self, there: bool) -> FileIO:
        """The file for writing; `there`: it holds records, so neither it nor its folder need be made."""
        if there:
            with suppress(FileNotFoundError):
                return self.path.open("r+b", buffering=0)
        self.path.parent.mkdir(exist_ok=True)
        return self.path.open("r+b" if self.path.exists() else "xb", buffering=0)

    def read(self) -> list[bytes]:
        """The sound records in the order in which they were appended; empty where there is no journal.

        Raises ProjectError where the file is there and cannot be read.
        """
        with self._guard:
            records, self._end = _sound_records(self._bytes())
        return records

    def position(self) -> int:
        """Where the journal ends now. Taken together with a copy of the mask, it tells `clear` what the copy holds."""
        with self._guard:
            if self._end is None or self._end != self._size():  # another journal of this photo wrote or cleared
                self.read()
            return self._end or 0

    def clear(self, up_to: int | None = None) -> None:
        """Forget the records before `up_to` (a former `position()`), or all: they are in a saved mask now.

        Records appended since stay. Positions taken earlier are void afterwards. Raises ProjectError.
        """
        with self._guard:
            self._clear(up_to)

    def _clear(self, up_to: int | None) -> None:
        end = self.position()
        try:
            if up_to is None or up_to >= end:
                self.path.unlink(missing_ok=True)
                self._end = 0
            elif up_to > 0:
                write_bytes(self.path, self._bytes()[up_to:end])
                self._end = end - up_to
        except OSError as error:
            raise ProjectError(
                f"The journal of the project “{self._project_name}” could not be cleared: {reason(error)}."
            ) from error

    def _size(self) -> int | None:
        """Bytes in the file; None where it cannot be asked."""
        try:
            return self.path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError:
            return None

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return b""
        except OSError as error:
            raise ProjectError(
                f"The journal of the project “{self._project_name}” cannot be read: {reason(error)}."
            ) from error


def photos_with_journal(project_folder: Path) -> list[int]:
    """Ids of the photos whose journal holds strokes that no saved mask has: what reopening offers to bring back."""
    numbers = [path.stem for path in sorted((project_folder / _FOLDER).glob(f"*{_SUFFIX}"))]
    ids = [int(number) for number in numbers if number.isdecimal()]
    return [photo_id for photo_id in ids if Journal(project_folder, photo_id).position() > 0]


def _sound_records(data: bytes) -> tuple[list[bytes], int]:
    """(records, where the last sound one ends)."""
    records = []
    end = 0
    while len(data) - end >= _HEAD.size:
        length, crc = _HEAD.unpack_from(data, end)
        record = data[end + _HEAD.size : end + _HEAD.size + length]
        if len(record) < length or zlib.crc32(record) != crc or length == 0:
            break
        records.append(record)
        end += _HEAD.size + length
    return records, end
