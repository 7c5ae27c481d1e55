"""Import of masks made elsewhere as accepted labels, and what such an import would do."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import UnreadablePhoto, UserError, shown_name
from blurlab.exchange.documents import ForeignFileError
from blurlab.exchange.matching import Match, match
from blurlab.exchange.meaning import Meaning
from blurlab.exchange.names import composed, file_name
from blurlab.exchange.source import MARK_CUT, Entry, Source
from blurlab.files.paths import absolute
from blurlab.files.there import is_folder
from blurlab.imaging.finding import find_photos
from blurlab.imaging.kinds.pages import pictures_in
from blurlab.imaging.source import open_source
from blurlab.project.adding import is_same_file, replaced
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status

AUTHOR = "import"
_AHEAD = 16  # masks decoded before they are saved
_AHEAD_PIXELS = 300_000_000  # of them together, except a single larger one: bounds the memory


@dataclass
class ImportReport:
    """The result of an import, or with `saved` false what it would be."""

    saved: bool = True
    imported: list[Photo] = field(default_factory=list)  # accepted now, with a new revision
    unchanged: list[Photo] = field(default_factory=list)  # already had exactly this mask; accepted now
    without_mask: list[Photo] = field(default_factory=list)
    without_photo: list[Entry] = field(default_factory=list)  # masks whose name no photo has
    unmarked: list[Photo] = field(default_factory=list)  # named in the file, with nothing marked: left alone
    problems: list[UserError] = field(default_factory=list)  # why each refused mask, or a part of one, is not here
    notes: list[UserError] = field(default_factory=list)  # what else became of masks on their way
    stopped: bool = False


@dataclass
class Fit:
    """How a source fits photos, from names and sizes alone: nothing is decoded. Each pair is in exactly one list."""

    match: Match
    fitting: list[tuple[Photo, Entry]] = field(default_factory=list)
    other_size: list[tuple[Photo, Entry]] = field(default_factory=list)
    unmarked: list[tuple[Photo, Entry]] = field(default_factory=list)
    broken: list[tuple[Photo, Entry]] = field(default_factory=list)


def fit(photos: Sequence[Photo], source: Source) -> Fit:
    """Which photos would get a mask of `source`."""
    result = Fit(match(photos, source))
    for photo, entry in result.match.pairs:
        if entry.problem:
            result.broken.append((photo, entry))
        elif entry.width and (entry.width, entry.height) != (photo.width, photo.height):
            result.other_size.append((photo, entry))
        elif source.is_unmarked(entry):
            result.unmarked.append((photo, entry))
        else:
            result.fitting.append((photo, entry))
    return result


def would_be_photos(project: Project | None, paths: Sequence[Path]) -> tuple[list[Photo], list[UserError]]:
    """The photos that adding `paths` would add, and why others cannot be read; nothing is written.

    New ones have negative ids.
    """
    known: dict[Path, list[Photo]] = {}
    for photo in [] if project is None else project.photos():
        known.setdefault(photo.path, []).append(photo)
    photos: list[Photo] = []
    problems: list[UserError] = []
    for path in map(absolute, paths):
        if path in known:
            photos += known[path]
            continue
        try:
            for ref in pictures_in(path):
                size = open_source(ref).size
                photos.append(Photo(-len(photos) - 1, path, ref.name, *size, Status.NEW, "", "", ref))
        except UnreadablePhoto as error:
            problems.append(error)
    return photos, problems


def photos_beside(source: Source) -> list[Path]:
    """Photos in or below the source's folder whose names the source mentions.

    They are found by listing the folder: names in a file are compared and never followed. Masks are not photos:
    formats that are pictures themselves find nothing.
    """
    if source.by_stem:
        return []
    folder = source.path if is_folder(source.path) else source.path.parent
    names = {file_name(name) for entry in source.entries for name in (entry.name, *entry.also)}
    return [path for path in find_photos(folder, recursive=True) if composed(path.name) in names]


def import_masks(
    project: Project | None,
    photos: Sequence[Photo],
    source: Source,
    meaning: Meaning,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    save: bool = True,
    take_unmarked: bool = False,
    should_stop: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Give each of `photos` its mask of `source`, read by `meaning`, and accept it.

    A mask that is unreadable, of another size, or would replace one that a person made in blurlab is not imported, and
    a sentence says so. Photos that the file names without a mark are left alone unless `take_unmarked`: then they get
    an unmarked mask. Without `save` everything is read and nothing written; `project` may then be None.
    Raises UserError if the project cannot be written; the masks imported until then stay.
    """
    report = ImportReport(saved=save)
    found = match(photos, source)
    report.problems += [ForeignFileError(sentence, "import.unclear_name") for sentence in found.unclear]
    report.without_mask += found.without_mask
    report.without_photo += found.without_photo
    with ThreadPoolExecutor(2) as pool:
        for start, batch in _batches(found.pairs):
            decoding = [pool.submit(_read, source, photo, entry, meaning, take_unmarked) for photo, entry in batch]
            for number, ((photo, entry), decoded) in enumerate(zip(batch, decoding, strict=True), start + 1):
                if should_stop():
                    report.stopped = True
                    pool.shutdown(cancel_futures=True)
                    return report
                try:
                    mask, told = decoded.result()
                    if mask is None:
                        report.unmarked.append(photo)
                    else:
                        _take(project, photo, entry, mask, report)
                    report.notes += [each for each in told if each.code == MARK_CUT]
                    report.problems += [each for each in told if each.code != MARK_CUT]
                except (ForeignFileError, UnreadablePhoto) as error:
                    report.problems.append(error)
                if on_progress is not None:
                    on_progress(number, len(found.pairs))
    return report


def _batches(pairs: Sequence[tuple[Photo, Entry]]) -> Iterator[tuple[int, Sequence[tuple[Photo, Entry]]]]:
    """(place of the first, pairs) whose masks fit into memory together."""
    start = pixels = 0
    for place, (photo, _) in enumerate(pairs):
        pixels += photo.width * photo.height
        if place > start and (pixels > _AHEAD_PIXELS or place - start == _AHEAD):
            yield start, pairs[start:place]
            start, pixels = place, photo.width * photo.height
    if pairs:
        yield start, pairs[start:]


def _read(
    source: Source, photo: Photo, entry: Entry, meaning: Meaning, take_unmarked: bool
) -> tuple[NDArray[np.uint8] | None, list[UserError]]:
    """(the mask, None if the file marks nothing and unmarked photos are not accepted; what is told about it)."""
    told: list[UserError] = []
    if not take_unmarked and source.is_unmarked(entry):
        return None, told
    if entry.width and not entry.problem and (entry.width, entry.height) != (photo.width, photo.height):
        raise _other_size(photo, entry, entry.width, entry.height)
    return source.read(entry, photo.width, photo.height, meaning, told.append), told


def _other_size(photo: Photo, entry: Entry, width: int, height: int) -> ForeignFileError:
    what = f"The mask “{entry.shown}” is {width}×{height} pixels, its"
    if entry.path is None:
        what = f"The mask of “{entry.shown}” is {width}×{height} pixels, the"
    sentence = f"{what} photo “{shown_name(photo.name)}” is {photo.width}×{photo.height}; the mask was not imported."
    return ForeignFileError(sentence, "import.other_size")


def _take(project: Project | None, photo: Photo, entry: Entry, mask: NDArray[np.uint8], report: ImportReport) -> None:
    height, width = mask.shape
    if (width, height) != (photo.width, photo.height):
        report.problems.append(_other_size(photo, entry, width, height))
        return
    latest = None if project is None else project.masks.latest(photo.id)
    if latest is not None and not is_same_file(photo):
        report.problems.append(replaced(photo, f"“{entry.shown}” was not imported"))
        return
    if project is None or latest is None:
        report.imported.append(photo)
    elif _same(project, photo, mask):
        report.unchanged.append(photo)
    elif latest.author != AUTHOR:
        sentence = (
            f"The photo “{shown_name(photo.name)}” has a mask made in blurlab, so “{entry.shown}” was not imported."
        )
        report.problems.append(UserError("import.would_replace", sentence))
        return
    else:
        report.imported.append(photo)
    if project is None or not report.saved:
        return
    if report.imported and report.imported[-1] is photo:
        project.masks.save(photo.id, mask, None, author=AUTHOR, model_version=None)
    if photo.status is not Status.ACCEPTED:
        project.set_status(photo.id, Status.ACCEPTED)


def _same(project: Project, photo: Photo, mask: NDArray[np.uint8]) -> bool:
    """Whether the photo's newest mask is exactly this one; a damaged one is not."""
    latest = project.masks.latest(photo.id)
    if latest is None:
        return False
    try:
        return bool(np.array_equal(project.masks.read(latest)[0], mask))
    except UserError:
        return False
