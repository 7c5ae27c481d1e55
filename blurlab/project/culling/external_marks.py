"""Marks of other programs: stars, picks and colours, read from sidecars and from the photos' own XMP.

The last known marks are kept, so that only later changes count, there or here; if both changed, the later change wins.
Nothing is written here except to the project.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, refusal, shown_name
from blurlab.files.reading import read_whole
from blurlab.imaging.metadata.inside import marks_inside
from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.packet import SidecarError
from blurlab.imaging.metadata.sidecars import sidecar_names
from blurlab.imaging.metadata.xmp import LARGEST, told
from blurlab.project.project import Project
from blurlab.project.records import Culling, Photo

_NOTHING: Final = Marks(0, "", 0)
_File = tuple[int, Path, int, int]  # 0 for the photo and 1 or 2 for a sidecar, path, bytes, time in ns


@dataclass(frozen=True)
class Found:
    """Of one photo whose files changed since they were read last. before, now: what they said then and say now, with
    stars for the rating, None if nothing is told. at: when, and said_at: when something was said of it here, both
    in seconds since 1970. files: to know them by."""

    photo_id: int
    before: Marks
    now: Marks
    at: float
    said_at: float
    files: str

    @property
    def told(self) -> Marks:
        """The files' present marks, with the earlier ones for marks that they no longer mention."""
        return Marks(
            self.before.rating if self.now.rating is None else self.now.rating,
            self.before.label if self.now.label is None else self.now.label,
            self.before.pick if self.now.pick is None else self.now.pick,
        )

    def take_up(self, said: Culling, said_at: float | None = None) -> Culling:
        """What holds of the photo; `said`: what a person said here, and when, if later than `said_at`."""
        later = self.at > (said_at if said_at is not None else self.said_at)

        def held(mine: Any, before: Any, theirs: Any) -> Any:
            changed = theirs is not None and theirs not in {before, mine}
            return theirs if changed and (later or mine == before) else mine

        return replace(
            said,
            stars=held(said.stars, self.before.rating, self.now.rating),
            label=held(said.label, self.before.label, self.now.label),
            pick=held(said.pick, self.before.pick, self.now.pick),
        )


def find_external_marks(project: Project, photos: Iterable[Photo]) -> tuple[list[Found], list[UserError]]:
    """What the files of these photos say, where they changed since; and a sentence for each that cannot be read.

    For a thread: some milliseconds a photo the first time, a look at its files' times from then on.
    """
    with project.store.reading() as rows:
        known, said_at = rows.culling.external_marks(), rows.culling.changed_at()
    found: list[Found] = []
    refused: list[UserError] = []
    for photo in photos:
        before, files = known.get(photo.id, (_NOTHING, ""))
        present = _present(photo.path)
        now = " ".join(f"{place}:{size}:{mtime}" for place, _path, size, mtime in present)
        if now == files or not present:
            continue
        marks, at = _say(present, before, refused)
        found.append(Found(photo.id, before, marks, at, said_at.get(photo.id, 0.0), now))
    return found, refused


def keep_external_marks(project: Project, found: Iterable[Found]) -> None:
    """Remember what was read. Raises UserError."""
    with project.store.writing() as rows:
        rows.culling.save_external_marks({one.photo_id: (one.told, one.files) for one in found})


def read_seen(project: Project) -> Mapping[int, Marks]:
    """By photo id, what the files said when they were read last: what a person knew who said otherwise since."""
    with project.store.reading() as rows:
        return {photo_id: marks for photo_id, (marks, _files) in rows.culling.external_marks().items()}


def _present(photo: Path) -> list[_File]:
    """The existing files of a photo."""
    found = []
    for place, path in enumerate((photo, *sidecar_names(photo))):
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((place, path, state.st_size, state.st_mtime_ns))
    return found


def _say(present: list[_File], before: Marks, refused: list[UserError]) -> tuple[Marks, float]:
    """What the files say together, the one changed last before the others and the photo itself after the sidecars."""
    said, at, beside = [], 0.0, False
    for place, path, _size, mtime in sorted(present, key=lambda file: (file[0] == 0, -file[3])):
        try:
            marks = told(read_whole(path, LARGEST)) if place else marks_inside(path)
            if marks is None:
                continue
            said.append(marks)
            at = max(at, mtime / 1e9)
            beside |= place > 0
        except SidecarError as error:
            sentence = f"The sidecar “{shown_name(path)}” {error}; it was not read."
            refused.append(UserError("sidecar.unreadable", sentence))
        except OSError as error:
            refused.append(refusal(f"The sidecar “{shown_name(path)}” cannot be read", error))
    rating = next((one.rating for one in said if one.rating is not None), None)
    label = next((one.label for one in said if one.label is not None), None)
    pick = next((one.pick for one in said if one.pick is not None), None)
    if beside:  # what a program took away from its sidecar is taken away; of picks most of them know nothing
        rating = 0 if rating is None and before.rating else rating
        label = "" if label is None and before.label else label
    return Marks(None if rating == -1 else rating, label, pick), at
