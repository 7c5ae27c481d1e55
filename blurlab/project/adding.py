"""Photos into a project by reference, and photos found again after they moved."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from blurlab.errors import UnreadablePhoto, UserError, refusal, shown_name
from blurlab.files.paths import absolute
from blurlab.files.there import is_there
from blurlab.imaging.finding import find_photos
from blurlab.imaging.kinds.pages import pictures_in
from blurlab.imaging.metadata.digest import BY_PIXELS, digest_of, file_digest_of
from blurlab.imaging.ports import Place, ref_of
from blurlab.imaging.source import open_source
from blurlab.project.clock import now
from blurlab.project.ports import MaskRows, PhotoRows, ProjectStore
from blurlab.project.records import AddReport, NewPhoto, Photo, kind_of

_BATCH: Final = 200  # photos a transaction: another process may write in between


def add_photos(
    store: ProjectStore, places: Sequence[Place], on_progress: Callable[[int, int], None] | None
) -> AddReport:
    """See Project.add_photos."""
    report = AddReport()
    looked: list[NewPhoto] = []
    for done, place in enumerate(places, start=1):
        path = absolute(ref_of(place).path)
        try:
            refs = pictures_in(path) if isinstance(place, Path) else [replace(place, path=path)]
            sizes = [open_source(ref).size for ref in refs]
            digests = digest_of(path), file_digest_of(path)
            looked += [
                NewPhoto(ref, *size, kind_of(path.name), *digests, now()) for ref, size in zip(refs, sizes, strict=True)
            ]
        except UnreadablePhoto as error:
            report.unreadable.append((path, error))
        except OSError as error:
            report.unreadable.append((path, refusal(f"The photo “{shown_name(path)}” cannot be read", error)))
        if len(looked) >= _BATCH or done == len(places):
            _enter(store, looked, report)
            looked.clear()
        if on_progress is not None:
            on_progress(done, len(places))
    return report


def relink(store: ProjectStore, folder: Path) -> list[Photo]:
    """See Project.relink."""
    with store.reading() as rows:
        lost: dict[str, list[Photo]] = {}
        for photo in rows.photos.all():
            if not is_there(photo.path):
                lost.setdefault(photo.digest, []).append(photo)
    names = {photo.path.name for photos in lost.values() for photo in photos}
    candidates = find_photos(folder, recursive=True) if lost else []
    found: list[Photo] = []
    # Same names first: most photos move with their names, and the rest need not be read then.
    for path in sorted(candidates, key=lambda path: path.name not in names):
        if not lost:
            break
        try:
            same = [*lost.get(digest_of(path), ()), *lost.get(file_digest_of(path), ())]
        except OSError:
            continue
        # Of copies each goes to one photo; the pages of a file go with it.
        parts = {photo.ref.part: photo for photo in reversed(same)}
        for photo in parts.values():
            with store.writing() as rows:
                rows.photos.move(photo.id, absolute(path))
                found += [moved for moved in [rows.photos.get(photo.id)] if moved is not None]
            lost[photo.digest].remove(photo)
            if not lost[photo.digest]:
                del lost[photo.digest]
    return found


def is_same_file(photo: Photo) -> bool:
    """Whether the photo's file still shows what was added; also where it cannot be read now."""
    of = digest_of if photo.digest.startswith(BY_PIXELS) else file_digest_of
    try:
        return of(photo.path) == photo.digest
    except OSError:
        return True


def replaced(photo: Photo, consequence: str) -> UserError:
    """The sentence on a photo that is not `is_same_file`. consequence: what follows, as “it was left out”."""
    return UserError(
        "photo.replaced",
        f"The photo “{shown_name(photo.name)}” is another file than the one its mask was made for, so {consequence}; "
        "open it, and accept it again if the mask still fits.",
    )


def _enter(store: ProjectStore, looked: Sequence[NewPhoto], report: AddReport) -> None:
    ids: list[tuple[int, bool]] = []
    with store.writing() as rows:
        for photo in looked:
            try:
                ids.append(_enter_one(rows.photos, rows.masks, photo))
            except UserError as error:
                report.unreadable.append((photo.ref.path, error))
        for photo_id, new in ids:
            (report.added if new else report.known).extend(
                photo for photo in [rows.photos.get(photo_id)] if photo is not None
            )


def _enter_one(photos: PhotoRows, masks: MaskRows, new: NewPhoto) -> tuple[int, bool]:
    """(photo id, whether it is new)."""
    there = photos.at(new.ref)
    if there is not None:
        if (there.width, there.height) != (new.width, new.height):
            _refuse_other_size(there, new)
        if there.digest not in {new.digest, new.file_digest}:
            if masks.of_photo(there.id, newest_only=True):
                raise replaced(there, "it was left as it is")
            photos.set_digest(there.id, new.digest)  # edited in place since: the pixels keep their places
        return there.id, False
    for same in [*photos.with_digest(new.digest), *photos.with_digest(new.file_digest)]:
        if same.ref.part == new.ref.part and not is_there(same.path):
            photos.move(same.id, new.ref.path)
            return same.id, False
    return photos.add(new), True


def _refuse_other_size(there: Photo, new: NewPhoto) -> None:
    raise UserError(
        "photo.changed",
        f"The photo “{shown_name(there.name)}” has changed since it was added: it was {there.width}×{there.height} "
        f"pixels and is now {new.width}×{new.height}, so its masks no longer fit.",
    )
