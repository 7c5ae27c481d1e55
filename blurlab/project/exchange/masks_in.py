"""Masks made elsewhere into a project, as accepted labels."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.project.errors import ProjectError, UnreadablePhoto, shown_name
from blurlab.project.exchange.pairing import pair_by_stem
from blurlab.project.photos import find_photos, read_mask
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status

AUTHOR = "import"
_AHEAD = 16  # masks decoded before they are saved: bounds the memory


@dataclass
class ImportReport:
    """What became of the masks in a folder."""

    imported: list[Photo] = field(default_factory=list)  # accepted now, with a new revision
    unchanged: list[Photo] = field(default_factory=list)  # had this very mask already; accepted now
    without_mask: list[Photo] = field(default_factory=list)
    without_photo: list[Path] = field(default_factory=list)  # masks that no photo has the name of
    problems: list[str] = field(default_factory=list)  # a sentence for each mask that was not taken


def import_masks(
    project: Project,
    photos: Sequence[Photo],
    folder: Path,
    blurred: int,
    on_progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Give each of `photos` the mask in `folder` that has its name, and accept it.

    `blurred` (255 or 0) says which end means blurred. A mask that is unreadable, not black and white, of another size,
    or would replace one that a person made in blurlab is not taken, and a sentence says so. Raises ProjectError where
    the folder cannot be listed or the project not written; what was imported until then stays.
    """
    report = ImportReport()
    by_path = {photo.path: photo for photo in photos}
    found = pair_by_stem(by_path, find_photos(folder))
    report.problems += found.unclear
    report.without_mask += [by_path[path] for path in found.left_alone]
    report.without_photo += found.right_alone
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, len(found.pairs), _AHEAD):
            batch = found.pairs[start : start + _AHEAD]
            decoding = [pool.submit(read_mask, mask_path, blurred, only_clear=True) for _, mask_path in batch]
            for number, ((path, mask_path), decoded) in enumerate(zip(batch, decoding, strict=True), start + 1):
                try:
                    _take(project, by_path[path], mask_path, decoded.result(), report)
                except UnreadablePhoto as error:
                    report.problems.append(str(error))
                if on_progress is not None:
                    on_progress(number, len(found.pairs))
    return report


def _take(project: Project, photo: Photo, mask_path: Path, mask: NDArray[np.uint8], report: ImportReport) -> None:
    height, width = mask.shape
    if (width, height) != (photo.width, photo.height):
        report.problems.append(
            f"The mask “{shown_name(mask_path)}” is {width}×{height} pixels, "
            f"its photo “{shown_name(photo.name)}” is {photo.width}×{photo.height}; the mask was not taken."
        )
        return
    latest = project.latest_mask(photo.id)
    if latest is not None and _same(project, photo, mask):
        report.unchanged.append(photo)
    elif latest is not None and latest.author != AUTHOR:
        report.problems.append(
            f"The photo “{shown_name(photo.name)}” has a mask made in blurlab, "
            f"so “{shown_name(mask_path)}” was not taken."
        )
        return
    else:
        project.save_mask(photo.id, mask, None, author=AUTHOR, model_version=None)
        report.imported.append(photo)
    if photo.status is not Status.ACCEPTED:
        project.set_status(photo.id, Status.ACCEPTED)


def _same(project: Project, photo: Photo, mask: NDArray[np.uint8]) -> bool:
    """Whether the photo's newest mask is this very one; a damaged one is not."""
    latest = project.latest_mask(photo.id)
    if latest is None:
        return False
    try:
        return bool(np.array_equal(project.read_mask_revision(latest)[0], mask))
    except ProjectError:
        return False
