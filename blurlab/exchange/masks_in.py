"""Import of masks made elsewhere as accepted labels, and what such an import would do."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED
from blurlab.core.opencv import cv2
from blurlab.errors import UnreadablePhoto, UserError, shown_name
from blurlab.exchange.documents import ForeignFileError
from blurlab.exchange.endings import Ending, offered
from blurlab.exchange.matching import Match, match
from blurlab.exchange.meaning import Meaning
from blurlab.exchange.names import file_name, folded
from blurlab.exchange.shapes.kinds import kind_meaning
from blurlab.exchange.source import MARK_CUT, Entry, Hears, Source
from blurlab.files.paths import absolute
from blurlab.files.there import is_folder
from blurlab.imaging.finding import find_photos
from blurlab.imaging.kinds.pages import pictures_in
from blurlab.imaging.source import open_source
from blurlab.project.adding import is_same_file, replaced
from blurlab.project.project import Project
from blurlab.project.records import MaskRevision, Photo, Status

AUTHOR = "import"
RESIZED, RESIZABLE = "import.resized", "import.resizable"
_NOTED = frozenset({MARK_CUT, RESIZED})
_BY_IMPORT = " (import)"  # after the name of a person who made a mask elsewhere
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
    resizable: int = 0  # of the refused masks: how many have their photos' proportions
    resized: int = 0
    ending: tuple[Ending, int] | None = None  # how many more masks would fit without this end of their names
    stopped: bool = False


@dataclass
class Fit:
    """How a source fits photos, from names and sizes alone: nothing is decoded. Each pair is in exactly one list."""

    match: Match
    ending: tuple[Ending, int] | None = None  # how many more would fit without this end of their names
    fitting: list[tuple[Photo, Entry]] = field(default_factory=list)
    other_size: list[tuple[Photo, Entry]] = field(default_factory=list)
    resizable: list[tuple[Photo, Entry]] = field(default_factory=list)  # of another size, but of the proportions
    unmarked: list[tuple[Photo, Entry]] = field(default_factory=list)
    broken: list[tuple[Photo, Entry]] = field(default_factory=list)


def fit(photos: Sequence[Photo], source: Source, ending: Ending | None = None) -> Fit:
    """Which photos would get a mask of `source`."""
    result = Fit(match(photos, source, ending))
    result.ending = offered(result.match.without_mask, result.match.without_photo) if ending is None else None
    for photo, entry in result.match.pairs:
        if entry.problem:
            result.broken.append((photo, entry))
        elif entry.width and (entry.width, entry.height) != (photo.width, photo.height):
            alike = _has_proportions(photo, entry.width, entry.height)
            (result.resizable if alike else result.other_size).append((photo, entry))
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
            problems.append(error.bare())
    return photos, problems


def photos_beside(source: Source) -> list[Path]:
    """Photos in or below the source's folder whose names the source mentions.

    They are found by listing the folder: names in a file are compared and never followed. Masks are not photos:
    formats that are pictures themselves find nothing.
    """
    if source.by_stem:
        return []
    folder = source.path if is_folder(source.path) else source.path.parent
    names = {folded(file_name(name)) for entry in source.entries for name in (entry.name, *entry.also)}
    return [path for path in find_photos(folder, recursive=True) if folded(path.name) in names]


def import_masks(
    project: Project | None,
    photos: Sequence[Photo],
    source: Source,
    meaning: Meaning,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    save: bool = True,
    take_unmarked: bool = False,
    resize: bool = False,
    ending: Ending | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Give each of `photos` its mask of `source`, read by `meaning`, and accept it.

    A mask that is unreadable, of another size, or would replace one that a person made in blurlab is not imported, and
    a sentence says so. Photos that the file names without a mark are left alone unless `take_unmarked`: then they get
    an unmarked mask. With `resize` a mask of another size is brought to its photo's if it has the photo's proportions.
    `ending` is left out of the masks' names. Masks of several authors of one photo are all kept, and the last of them
    is its label. Without `save` everything is read and nothing written; `project` may then be None.
    Raises UserError if the project cannot be written; the masks imported until then stay.
    """
    report = ImportReport(saved=save)
    found = match(photos, source, ending)
    report.ending = offered(found.without_mask, found.without_photo) if ending is None else None
    report.problems += [ForeignFileError(sentence, "import.unclear_name") for sentence in found.unclear]
    report.notes += [UserError("import.only_photo", sentence) for sentence in found.told]
    report.without_mask += found.without_mask
    report.without_photo += found.without_photo
    with ThreadPoolExecutor(2) as pool:
        for start, batch in _batches(found.pairs):
            decoding = [
                pool.submit(_read, source, photo, entry, meaning, take_unmarked, resize) for photo, entry in batch
            ]
            for number, ((photo, entry), decoded) in enumerate(zip(batch, decoding, strict=True), start + 1):
                if should_stop():
                    report.stopped = True
                    pool.shutdown(cancel_futures=True)
                    return report
                try:
                    mask, kinds, told = decoded.result()
                    report.resized += any(each.code == RESIZED for each in told)
                    if mask is None:
                        report.unmarked.append(photo)
                    else:
                        _take(project, photo, entry, mask, kinds, report)
                    report.notes += [each for each in told if each.code in _NOTED]
                    report.problems += [each for each in told if each.code not in _NOTED]
                except (ForeignFileError, UnreadablePhoto) as error:
                    report.problems.append(error.bare())
                    report.resizable += error.code == RESIZABLE
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
    source: Source, photo: Photo, entry: Entry, meaning: Meaning, take_unmarked: bool, resize: bool
) -> tuple[NDArray[np.uint8] | None, NDArray[np.uint8] | None, list[UserError]]:
    """(the mask, None if the file marks nothing and unmarked photos are not accepted; the kinds of its blur, None where
    the file tells none; what is told about it)."""
    told: list[UserError] = []
    if not take_unmarked and source.is_unmarked(entry):
        return None, None, told
    mask = read_for(photo, source, entry, meaning, told.append, resize=resize)
    telling = kind_meaning(source, meaning)
    if telling is None:
        return mask, None, told
    kinds = read_for(photo, source, entry, telling, resize=resize)
    return mask, np.where(mask == BLURRED, kinds, np.uint8(0)), told


def read_for(
    photo: Photo, source: Source, entry: Entry, meaning: Meaning, tell: Hears = lambda _: None, *, resize: bool = False
) -> NDArray[np.uint8]:
    """The mask of `entry` in the photo's size, uint8 codes. Raises ForeignFileError or UnreadablePhoto."""
    told = (entry.width, entry.height) if entry.width and not entry.problem else (photo.width, photo.height)
    if told != (photo.width, photo.height) and not (resize and _has_proportions(photo, *told)):
        raise _other_size(photo, entry, *told)
    mask = source.read(entry, photo.width, photo.height, meaning, tell)
    height, width = mask.shape
    if (width, height) == (photo.width, photo.height):
        return mask
    if not (resize and _has_proportions(photo, width, height)):
        raise _other_size(photo, entry, width, height)
    to = f"{width}×{height} to {photo.width}×{photo.height} pixels"
    tell(UserError(RESIZED, f"The mask “{entry.shown}” was resized from {to}."))
    return np.asarray(cv2.resize(mask, (photo.width, photo.height), interpolation=cv2.INTER_NEAREST_EXACT), np.uint8)


def _has_proportions(photo: Photo, width: int, height: int) -> bool:
    """Whether a mask of this size is its photo made smaller or larger, within the rounding of a pixel."""
    if width == photo.width or height == photo.height:
        return False  # it lacks a few rows or columns
    return abs(height - width * photo.height / photo.width) < 1 or abs(photo.height - photo.width * height / width) < 1


def _other_size(photo: Photo, entry: Entry, width: int, height: int) -> ForeignFileError:
    what = f"The mask “{entry.shown}” is {width}×{height} pixels, its"
    if entry.path is None:
        what = f"The mask of “{entry.shown}” is {width}×{height} pixels, the"
    sentence = f"{what} photo “{shown_name(photo.name)}” is {photo.width}×{photo.height}; the mask was not imported"
    if _has_proportions(photo, width, height):
        return ForeignFileError(f"{sentence}, but it can be resized.", RESIZABLE)
    return ForeignFileError(f"{sentence}.", "import.other_size")


def _take(
    project: Project | None,
    photo: Photo,
    entry: Entry,
    mask: NDArray[np.uint8],
    kinds: NDArray[np.uint8] | None,
    report: ImportReport,
) -> None:
    author = f"{entry.author}{_BY_IMPORT}" if entry.author else AUTHOR
    revisions = [] if project is None else project.masks.revisions(photo.id)[: None if entry.author else 1]
    own = next((one for one in revisions if not entry.author or one.author == author), None)
    if revisions and not is_same_file(photo):
        report.problems.append(replaced(photo, f"“{entry.shown}” was not imported"))
        return
    if project is None or not revisions:
        report.imported.append(photo)
    elif own is not None and _same(project, own, mask, kinds):
        report.unchanged.append(photo)
    elif revisions[0].author != AUTHOR and not revisions[0].author.endswith(_BY_IMPORT):
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
        project.masks.save(photo.id, mask, None, author=author, model_version=None, kinds=kinds)
    if photo.status is not Status.ACCEPTED:
        project.set_status(photo.id, Status.ACCEPTED)


def _same(project: Project, revision: MaskRevision, mask: NDArray[np.uint8], kinds: NDArray[np.uint8] | None) -> bool:
    """Whether a mask of the project, with its kinds, is exactly this one; a damaged one is not."""
    try:
        told = project.masks.read_kinds(revision)
        none = np.zeros_like(mask)
        return bool(
            np.array_equal(project.masks.read(revision)[0], mask)
            and np.array_equal(none if told is None else told, none if kinds is None else kinds)
        )
    except UserError:
        return False
