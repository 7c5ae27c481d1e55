"""What stores a project, as the project uses it: rows in a `ProjectStore`, bytes in a `BlobStore`.

`Project` and everything above it are written only against these. SQLite (`project/sqlite`) and a folder
(`project/files`) implement them today. Failures of a store are UserErrors, those of a blob store OSErrors, as
its caller knows best what could not be saved.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from blurlab.core.learning.queue_order import Doubt
from blurlab.core.prediction import Look, View
from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.tones import Tones
from blurlab.project.records import (
    Culling,
    Decision,
    Label,
    MaskRevision,
    NewPhoto,
    Photo,
    SecondLook,
    Status,
    VersionRow,
)
from blurlab.project.settings import Setting

T = TypeVar("T")

# ---------------------------------------------------------------- rows


class PhotoRows(Protocol):
    """The photos, each with its place, its size and where it stands in review."""

    def all(self, status: Status | None = None) -> list[Photo]:
        """Every photo, or those of one status, in the order in which they were added."""

    def get(self, photo_id: int) -> Photo | None:
        """One photo; None if there is no such id."""

    def at(self, ref: PhotoRef) -> Photo | None:
        """The photo that is this part of this file; its path is absolute, its tones are not looked at."""

    def with_digest(self, digest: str) -> list[Photo]:
        """The photos of this content, the first added first."""

    def counts(self) -> dict[Status, int]:
        """How many photos stand at each status that occurs."""

    def add(self, photo: NewPhoto) -> int:
        """A new photo; its id, which was never given before."""

    def set_status(self, photo_id: int, status: Status) -> bool:
        """False if there is no such photo."""

    def set_kind(self, photo_id: int, kind: str) -> bool:
        """False if there is no such photo."""

    def set_tones(self, photo_id: int, tones: Tones) -> bool:
        """False if there is no such photo."""

    def set_digest(self, photo_id: int, digest: str) -> None:
        """The file was edited in place."""

    def move(self, photo_id: int, path: Path) -> None:
        """The file lies at `path` now; nothing where another photo of the project is that part of it."""


class MaskRows(Protocol):
    """The revisions of masks; their pixels are blobs."""

    def of_photo(self, photo_id: int, *, newest_only: bool = False) -> list[MaskRevision]:
        """Revisions of one photo's mask, newest first."""

    def labels(self) -> list[Label]:
        """The accepted photos that have a mask, in the order in which they were added."""

    def authors(self) -> dict[int, tuple[str, ...]]:
        """By photo id who painted its masks, the newest author first."""

    def add(
        self,
        photo_id: int,
        *,
        painted: bool,
        author: str,
        model_version: str | None,
        created_at: str,
        look: Look,
        cut: int | None = None,
    ) -> MaskRevision:
        """The photo's next revision."""

    def remove(self, ids: Iterable[int]) -> None:
        """Forget the revisions of these ids."""


class VersionRows(Protocol):
    """The published model versions; their weights and cards are blobs."""

    def all(self) -> list[VersionRow]:
        """Oldest first."""

    def add(self, version: VersionRow) -> None:
        """A version of a name that was never given before."""

    def remove(self, name: str) -> None:
        """Forget the version."""


class SettingRows(Protocol):
    """JSON values, each of the kind that its setting says."""

    def get(self, setting: Setting[T]) -> T:
        """The value; the setting's default if there is none or another thing."""

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value."""


class ReviewRows(Protocol):
    """The results of predicting and reviewing."""

    def doubts(self, version: str = "", view: View = View.WHOLE) -> dict[int, Doubt]:
        """By photo id, of the prediction of `version` at `view` where there is one, else of the newest."""

    def descriptors(self, version: str = "", view: View = View.WHOLE) -> dict[int, NDArray[np.float32]]:
        """By photo id, float32 (d,), of the prediction that `doubts` takes."""

    def photos_with_doubt(self, version: str, view: View = View.WHOLE) -> frozenset[int]:
        """Ids of the photos that `version` has predicted at `view`."""

    def save_doubt(
        self,
        photo_id: int,
        version: str,
        view: View,
        doubt: Doubt,
        descriptor: NDArray[np.float32],
        made_at: str,
    ) -> None:
        """Keep how unsure `version` is of a photo at `view`, in place of what it said before."""

    def notes(self) -> dict[int, str]:
        """By photo id."""

    def set_note(self, photo_id: int, text: str, author: str, changed_at: str) -> None:
        """Keep a note with a photo; an empty one removes it."""

    def log(self, decision: Decision) -> None:
        """Add a decision."""

    def measured(self) -> list[Decision]:
        """Decisions with an agreement: those of masks not painted blind before the blind ones, oldest first."""

    def times(self, author: str, most: int) -> list[str]:
        """When this person accepted, rejected or skipped, of the newest `most` decisions; ISO 8601, newest first."""

    def predictions_seen(self) -> dict[int, bool]:
        """By photo id: True if a person saw its prediction, False if it is painted without."""

    def set_prediction_seen(self, photo_ids: Iterable[int], seen: bool, changed_at: str) -> None:
        """Keep that for these photos."""

    def people(self) -> dict[str, tuple[int, float | None]]:
        """By person how many photos were decided on, and the mean agreement of those decisions that have one."""

    def second_looks(self, photo_id: int | None = None) -> list[SecondLook]:
        """What second people said of the masks, of one photo's or of all, oldest first."""

    def add_second_look(self, look: SecondLook) -> None:
        """Add what a second person says."""


class CullingRows(Protocol):
    """What people, other programs and cameras say of the photos. Times are seconds since 1970."""

    def all(self) -> dict[int, Culling]:
        """By photo id, of the rated ones; unreadable rows are left out."""

    def binned(self) -> list[int]:
        """Ids of the photos whose files were moved to the bin."""

    def changed_at(self) -> dict[int, float]:
        """By photo id, when a person last said something."""

    def save(self, culling: Mapping[int, tuple[Culling, float]]) -> None:
        """By photo id what is said, and since when."""

    def external_marks(self) -> dict[int, tuple[Marks, str]]:
        """By photo id the marks that its files carried when they were read last, and what they are known by."""

    def save_external_marks(self, marks: Mapping[int, tuple[Marks, str]]) -> None:
        """Keep them; in these marks rating, label and pick are given."""

    def capture_times(self) -> dict[int, float | None]:
        """By photo id, of those whose tags were read; None if the camera says nothing."""

    def save_capture_times(self, times: Mapping[int, float | None]) -> None:
        """Keep them."""


class Rows(Protocol):
    """The rows of a project as one reading or one transaction sees them; not to be used after it."""

    @property
    def photos(self) -> PhotoRows: ...
    @property
    def masks(self) -> MaskRows: ...
    @property
    def versions(self) -> VersionRows: ...
    @property
    def settings(self) -> SettingRows: ...
    @property
    def review(self) -> ReviewRows: ...
    @property
    def culling(self) -> CullingRows: ...


class ProjectStore(Protocol):
    """The rows of one project, for any thread and any number of processes."""

    @property
    def name(self) -> str:
        """The project's name in sentences."""

    def reading(self) -> AbstractContextManager[Rows]:
        """Rows to be read. Raises UserError."""

    def writing(self) -> AbstractContextManager[Rows]:
        """Rows to be read and written, by nobody else meanwhile: kept on leaving, undone on any exception.

        Raises UserError if the store refuses, as it does what belongs to a photo that there is not.
        """

    def left_out(self) -> int:
        """How many rows that were read so far are damaged, and were left out."""

    def is_there(self) -> bool:
        """Whether the store can be reached now; may take as long as its disk or network."""

    def close(self) -> None:
        """Every later use raises UserError."""


# ---------------------------------------------------------------- blobs


@dataclass(frozen=True)
class BlobState:
    """Of a blob: size in bytes, and changed_ns, when it was last written, in ns since 1970."""

    size: int
    changed_ns: int


class Lock(Protocol):
    """Held by one process at a time; a killed one lets it go."""

    @property
    def held(self) -> bool: ...

    def acquire(self) -> None:
        """Take the lock; taking it again is nothing. Raises UserError if another has it."""

    def release(self) -> None:
        """Let others take it."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class BlobStore(Protocol):
    """Bytes by key, for any thread and any number of processes.

    Keys are made by `blurlab.project.keys`: names joined by “/”, none of which begins with a dot. A blob is there
    whole or not at all. Every method raises OSError where the store refuses, FileNotFoundError where it was removed:
    then nothing is made again.
    """

    @property
    def place(self) -> str:
        """Where the blobs lie; two stores of one place hold the same blobs."""

    def is_there(self) -> bool:
        """Whether the store can be reached now."""

    def open(self, key: str) -> BinaryIO:
        """The blob as a stream. Raises FileNotFoundError if there is none."""

    def read(self, key: str, most: int) -> bytes:
        """The blob. Raises FileNotFoundError if there is none, OSError where it is longer than `most` bytes."""

    def write(self, key: str, data: bytes, *, durable: bool = True) -> None:
        """Put `data` in place of the blob in one step. What is `durable` outlives a power cut."""

    def append(self, key: str, end: int, data: bytes) -> None:
        """Put `data` behind the first `end` bytes of the blob, in place of what lay there.

        It is with the operating system when this returns, so a killed process does not lose it.
        """

    def state(self, key: str) -> BlobState | None:
        """None if there is no blob."""

    def names(self, prefix: str) -> list[str]:
        """The names that follow “prefix/” in any key, sorted, up to the next “/”."""

    def remove(self, keys: Collection[str]) -> None:
        """Take blobs away; those that are not there are none."""

    def remove_all(self, prefix: str) -> None:
        """Remove every blob under “prefix/”; what cannot be removed stays out of sight."""

    def file(self, key: str) -> Path:
        """A file on this machine with the blob's bytes, to be read only; no file lies there where there is no blob."""

    def staging(self, prefix: str) -> AbstractContextManager[Path]:
        """An empty folder on this machine to write files in that `publish` then makes blobs under `prefix` of.

        It is gone on leaving.
        """

    def publish(self, staged: Path, prefix: str) -> None:
        """Make every file in the folder `staged` a blob “prefix/NAME”, all of them in one step, and durable."""

    def work_folder(self, name: str, *, make: bool = True) -> Path:
        """A folder on this machine for what one process writes bit by bit and another one here reads.

        It is kept from one run to the next, and never more than a cache. `make`: where it is missing, else it is not
        looked at.
        """

    def lock(self, name: str = "") -> Lock:
        """The lock of the project, or of the work folder `name`."""

    def sweep(self, ended: int | None = None) -> list[Path]:
        """Remove what the process of the id `ended` was killed in the middle of writing, and what is older than a day.

        It looks through everything, so it belongs into a thread. Returns what it removed.
        """
