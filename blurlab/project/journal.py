"""Strokes kept as they end, so that a crash loses at most the stroke in progress; and the undo steps of saved masks.

One blob a photo, `journal/000012.journal`: records of length (u32), CRC-32 of the payload (u32), payload. A partial
write at the end is not read, and is cut off before the next record is appended.
`history/000012.steps` holds the revision of the mask to which its steps led, then such records; it is bounded in bytes
a photo and in photos, which is small beside the masks.
"""

import struct
import threading
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final
from weakref import WeakValueDictionary

from blurlab.errors import UserError, refusal
from blurlab.project import keys
from blurlab.project.ports import BlobStore

_HEAD = struct.Struct("<II")
MOST_BYTES: Final = 256 << 20  # of one photo's strokes; a mask of 300 MP painted pixel by pixel takes less
MOST_STEP_BYTES: Final = 2 << 20  # of one photo's undo steps
MOST_STEP_PHOTOS: Final = 64  # those that were saved last
_REVISION = struct.Struct("<I")
# Of one photo there may be several journals at a time (recovery, reading ahead): they take turns at the blob.
_guards: WeakValueDictionary[tuple[str, str], threading.RLock] = WeakValueDictionary()
_guards_guard = threading.Lock()


class Journal:
    """The strokes of one photo that are not yet in a saved mask. Every method may be called from any thread."""

    def __init__(self, blobs: BlobStore, photo_id: int, project_name: str) -> None:
        """Made by Project.journal."""
        self.key = keys.journal(photo_id)
        self._blobs, self._project_name = blobs, project_name
        self._end: int | None = None  # where the intact records end; None: not looked yet
        with _guards_guard:
            self._guard = _guards.setdefault((blobs.place, self.key), threading.RLock())

    def append(self, record: bytes) -> None:
        """Add one record; it is with the operating system when this returns, so a killed process does not lose it.

        Raises UserError if the disk refuses (what was there stays readable), ValueError for an empty record.
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
                f"The stroke could not be recorded in the project “{self._project_name}”: this photo's journal is "
                "full, and saving its mask empties it.",
            )
        try:
            self._blobs.append(self.key, end, framed)
        except OSError as error:
            raise refusal(f"The stroke could not be recorded in the project “{self._project_name}”", error) from error
        self._end = end + len(framed)

    def read(self) -> list[bytes]:
        """The intact records in the order in which they were appended; empty if there is no journal.

        Raises UserError if the file is there and cannot be read.
        """
        records: list[bytes] = []
        with self._guard:
            self._end = self._scan(records.append)
        return records

    def position(self) -> int:
        """Where the journal ends now. Taken together with a copy of the mask, it shows `clear` what the copy holds."""
        with self._guard:
            if self._end is None or self._end != self._size():  # another journal of this photo wrote or cleared
                self._end = self._scan(lambda record: None)
            return self._end or 0

    def clear(self, up_to: int | None = None) -> None:
        """Forget the records before `up_to` (a previous `position()`), or all: they are in a saved mask now.

        Records appended since stay. Positions taken earlier are void afterwards. Raises UserError.
        """
        with self._guard:
            self._clear(up_to)

    def _clear(self, up_to: int | None) -> None:
        end = self.position()
        try:
            if up_to is None or up_to >= end:
                self._blobs.remove([self.key])
                self._end = 0
            elif up_to > 0:
                self._blobs.write(self.key, self._bytes(up_to, end))
                self._end = end - up_to
        except OSError as error:
            raise refusal(f"The journal of the project “{self._project_name}” could not be cleared", error) from error

    def _size(self) -> int | None:
        """Bytes that are kept; None if it cannot be asked."""
        try:
            state = self._blobs.state(self.key)
        except OSError:
            return None
        return 0 if state is None else state.size

    def _scan(self, hear: Callable[[bytes], object]) -> int:
        """Pass each intact record to `hear`; returns where the last one ends. One record at a time is in memory."""
        end = 0
        try:
            with self._blobs.open(self.key) as blob:
                while len(head := blob.read(_HEAD.size)) == _HEAD.size:
                    length, crc = _HEAD.unpack(head)
                    if not 0 < length <= MOST_BYTES - end:
                        break
                    record = blob.read(length)
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
        with self._blobs.open(self.key) as blob:
            blob.seek(start)
            return blob.read(end - start)


def photos_with_journal(blobs: BlobStore, project_name: str) -> list[int]:
    """See Project.photos_with_journal."""
    stems = [name.removesuffix(keys.JOURNAL_SUFFIX) for name in blobs.names(keys.JOURNALS)]
    ids = [int(stem) for stem in stems if stem.isdecimal()]
    return [photo_id for photo_id in ids if Journal(blobs, photo_id, project_name).position() > 0]


def save_steps(blobs: BlobStore, photo_id: int, revision: int, steps: Sequence[bytes]) -> None:
    """Keep the newest of these steps, oldest first, as those that led to this mask revision.

    What the disk refuses is left out: steps are a comfort, and the mask itself is safe.
    """
    kept: list[bytes] = []
    size = _REVISION.size
    for step in reversed(steps):
        size += _HEAD.size + len(step)
        if size > MOST_STEP_BYTES:
            break
        kept.insert(0, _HEAD.pack(len(step), zlib.crc32(step)) + step)
    with suppress(OSError):
        if kept:
            blobs.write(keys.steps(photo_id), _REVISION.pack(revision) + b"".join(kept), durable=False)
        else:
            blobs.remove([keys.steps(photo_id)])
        _forget_oldest(blobs)


def read_steps(blobs: BlobStore, photo_id: int, revision: int) -> list[bytes]:
    """The steps that led to this mask revision, oldest first; none where they belong to another, or are damaged."""
    try:
        data = blobs.read(keys.steps(photo_id), MOST_STEP_BYTES)
    except OSError:
        return []
    if len(data) < _REVISION.size or _REVISION.unpack_from(data) != (revision,):
        return []
    steps, at = [], _REVISION.size
    while at < len(data):
        if at + _HEAD.size > len(data):
            return []
        length, crc = _HEAD.unpack_from(data, at)
        step = data[at + _HEAD.size : at + _HEAD.size + length]
        if not step or len(step) < length or zlib.crc32(step) != crc:
            return []
        steps.append(step)
        at += _HEAD.size + length
    return steps


def _forget_oldest(blobs: BlobStore) -> None:
    names = blobs.names(keys.STEPS)
    if len(names) > MOST_STEP_PHOTOS:
        found = [f"{keys.STEPS}/{name}" for name in names]
        states = {key: blobs.state(key) for key in found}
        found.sort(key=lambda key: 0 if (state := states[key]) is None else state.changed_ns)
        blobs.remove(found[: len(found) - MOST_STEP_PHOTOS])
