"""Photos copied, moved and renamed with all files of their shots.

Nothing is ever overwritten, a shot goes as a whole or not at all, and what was moved can be moved back.
"""

import errno
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from blurlab.errors import UserError, refusal, shown_name
from blurlab.imaging.decoders import RAW_SUFFIXES
from blurlab.imaging.metadata.sidecars import is_there, sidecar_names
from blurlab.project.project import Project
from blurlab.project.records import Photo

PLACES: Final = ("{name}", "{number}", "{date}", "{time}")  # in a pattern of names
_CHUNK: Final = 1 << 22  # bytes copied between two looks at whether to stop
_NO_LINKS: Final = frozenset({errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST: Final = 120  # characters of a name without its suffix


@dataclass(frozen=True)
class Shot:
    """The files of one shot, the leading one first. seconds: of its capture, None if that is not told."""

    photos: tuple[Photo, ...]
    seconds: float | None = None

    @property
    def files(self) -> list[Path]:
        """The photos' files and their sidecars, each once."""
        paths = dict.fromkeys(photo.path for photo in self.photos)
        sidecars = dict.fromkeys(name for path in paths for name in sidecar_names(path) if is_there(name))
        return [*paths, *sidecars]


@dataclass(frozen=True)
class Going:
    """A shot's files with where each goes. shared: sidecars that another file there has as well; they are copied."""

    shot: Shot
    files: tuple[tuple[Path, Path], ...]
    shared: frozenset[Path] = frozenset()

    def back(self) -> "Going":
        return Going(self.shot, tuple((target, source) for source, target in self.files if source not in self.shared))


@dataclass
class Taken:
    """What came of it. stopped: before all were done."""

    done: list[Going] = field(default_factory=list)
    refused: list[UserError] = field(default_factory=list)
    stopped: bool = False


def plan(shots: Sequence[Shot], folder: Path | None, pattern: str = "{name}") -> list[Going]:
    """Where the files of these shots go: into `folder`, or with other names where they are. A name that is taken gets
    a number after it, the same for all files of a shot.

    Raises UserError for a pattern that gives no name.
    """
    claimed: set[str] = set()
    going: set[Path] = set()
    beside: dict[Path, dict[str, int]] = {}
    digits = max(3, len(str(len(shots))))
    planned = []
    for number, shot in enumerate(shots, start=1):
        lead = shot.photos[0].path
        sources = [path for path in shot.files if path not in going]
        if lead not in sources:  # another page of a file that goes already
            continue
        going.update(sources)
        stem = _stem(pattern, lead.stem, f"{number:0{digits}}", shot.seconds)
        into = lead.parent if folder is None else folder
        for again in range(1, 100_000):
            new = stem if again == 1 else f"{stem}-{again}"
            files = [(source, into / _renamed(source, lead.stem, new)) for source in sources]
            if all(source == target or _is_free(target, claimed) for source, target in files):
                break
        claimed.update(str(target).casefold() for _source, target in files)
        if any(source != target for source, target in files):
            planned.append(Going(shot, tuple(files), _shared(shot, sources, beside)))
    return planned


def take(
    project: Project,
    planned: Iterable[Going],
    *,
    keep: bool,
    others: Mapping[Path, Sequence[int]],
    told: Callable[[int], bool],
) -> Taken:
    """Copy the shots, if `keep`, or move them, and tell the project where they are then. others: by path the ids of the
    project's photos. told: called with how many shots are done; False stops.

    What is refused is named, and its shot stays as it was. Raises UserError if the project cannot be written, and then
    the shot in hand is where it was.
    """
    taken = Taken()
    for going in planned:
        if not told(len(taken.done) + len(taken.refused)):
            taken.stopped = True
            break
        gone: list[tuple[Path, Path, bool]] = []
        try:
            for source, target in going.files:
                target.parent.mkdir(parents=True, exist_ok=True)
                if source != target:
                    copies = keep or source in going.shared
                    copy_new(source, target) if copies else move_new(source, target)
                    gone.append((source, target, copies))
            if not keep:
                _note(project, going, others)
        except OSError as error:
            _undo(gone)
            what = "copied" if keep else "moved"
            name = shown_name(going.shot.photos[0].name)
            taken.refused.append(refusal(f"“{name}” could not be {what} and stays as it was", error))
        except UserError:
            _undo(gone)
            raise
        else:
            taken.done.append(going)
    return taken


def copy_new(source: Path, target: Path) -> None:
    """Copy a file with its times to a name that nothing has. Raises OSError; a copy that failed is removed."""
    opened = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        with source.open("rb") as reading, os.fdopen(opened, "wb") as writing:
            shutil.copyfileobj(reading, writing, _CHUNK)
            writing.flush()
            os.fsync(writing.fileno())
        with suppress(OSError):  # times are a courtesy; not every file system keeps them
            shutil.copystat(source, target)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def move_new(source: Path, target: Path) -> None:
    """Move a file to a name that nothing has, also to another disk. Raises OSError; the file is then where it was."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        copy_new(source, target)
    try:
        source.unlink()
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _note(project: Project, going: Going, others: Mapping[Path, Sequence[int]]) -> None:
    with project.store.writing() as rows:
        for source, target in going.files:
            for photo_id in others.get(source, ()):
                rows.photos.move(photo_id, target)


def _undo(gone: list[tuple[Path, Path, bool]]) -> None:
    for source, target, copied in reversed(gone):
        with suppress(OSError):
            target.unlink() if copied else move_new(target, source)


def _shared(shot: Shot, sources: Sequence[Path], beside: dict[Path, dict[str, int]]) -> frozenset[Path]:
    """The sidecars named as several pictures are, of which some stay. beside: by folder, how many files have a stem."""
    if any(photo.path.suffix.lower() in RAW_SUFFIXES for photo in shot.photos):  # it is the RAW file's alone
        return frozenset()
    own = Counter(photo.path.stem for photo in shot.photos)
    found = set()
    for sidecar in sources:
        if sidecar.suffix.lower() != ".xmp" or sidecar.stem not in own:
            continue
        stems = beside.get(sidecar.parent)
        if stems is None:
            with os.scandir(sidecar.parent) as entries:
                names = [Path(entry.name) for entry in entries]
            stems = beside[sidecar.parent] = Counter(name.stem for name in names if name.suffix.lower() != ".xmp")
        if stems.get(sidecar.stem, 0) > own[sidecar.stem]:
            found.add(sidecar)
    return frozenset(found)


def _is_free(path: Path, claimed: set[str]) -> bool:
    return str(path).casefold() not in claimed and not os.path.lexists(path)


def _renamed(source: Path, stem: str, new: str) -> str:
    """The source's name with another stem: what follows the stem stays, as in IMG_1.JPG.xmp."""
    name = source.name
    return f"{new}{name[len(stem) :]}" if name.startswith(stem) else f"{new}{source.suffix}"


def _stem(pattern: str, name: str, number: str, seconds: float | None) -> str:
    moment = None
    with suppress(OverflowError, ValueError, OSError, TypeError):
        moment = datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
    values = {
        "{name}": name,
        "{number}": number,
        "{date}": f"{moment:%Y-%m-%d}" if moment else "undated",
        "{time}": f"{moment:%H%M%S}" if moment else "untimed",
    }
    stem = pattern
    for place, value in values.items():
        stem = stem.replace(place, value)
    if not stem.strip(" .") or _FORBIDDEN.search(stem) or "{" in stem.replace(name, "") or len(stem) > _LONGEST:
        raise UserError(
            "names.pattern", f"“{shown_name(pattern)}” gives no name that every system takes; use {', '.join(PLACES)}."
        )
    return stem.strip(" .")
