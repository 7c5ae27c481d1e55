"""A person's culling of photos: stars, picks, colours, and verdicts in place of the measured ones.

A verdict that holds for every pixel, sharp or blurred through and through, is also a mask: it becomes a label.
"""

import time
from collections.abc import Mapping

import numpy as np

from blurlab.files.there import is_file
from blurlab.project.project import Project
from blurlab.project.records import CORRECTIONS, Culling, MaskRevision, Status


def read_culling(project: Project) -> dict[int, Culling]:
    """By photo id, of the rated photos. Raises UserError."""
    with project.store.reading() as rows:
        return rows.culling.all()


def in_bin(project: Project) -> frozenset[int]:
    """Ids of the photos whose files were moved to the bin and did not come back. Raises UserError."""
    with project.store.reading() as rows:
        binned = rows.culling.binned()
    return frozenset(photo_id for photo_id in binned if not is_file(project.photo(photo_id).path))


def write_culling(project: Project, said: Mapping[int, Culling], at: Mapping[int, float] | None = None) -> None:
    """Store the ratings of these photos, all or nothing; `at`: since when, in seconds since 1970, now unless told.

    Raises UserError.
    """
    now, since = time.time(), at or {}
    with project.store.writing() as rows:
        rows.culling.save({photo_id: (one, since.get(photo_id, now)) for photo_id, one in said.items()})


def label_whole(project: Project, photo_id: int, verdict: str, author: str) -> MaskRevision | None:
    """Make the verdict a label: an accepted mask with one code everywhere. None, and nothing is changed, where the
    verdict does not hold for every pixel, or somebody painted or reviewed this photo before. Raises UserError."""
    value = CORRECTIONS[verdict][1]
    photo = project.photo(photo_id)
    if value is None or photo.status is not Status.NEW or project.masks.latest(photo_id) is not None:
        return None
    revision = project.masks.save(photo_id, np.full((photo.height, photo.width), value, np.uint8), author=author)
    project.set_status(photo_id, Status.ACCEPTED)
    return revision


def take_back_label(project: Project, photo_id: int, verdict: str) -> bool:
    """Undo `label_whole`; False, and nothing is changed, where the mask is not that any more. Raises UserError."""
    value, latest = CORRECTIONS[verdict][1], project.masks.latest(photo_id)
    if value is None or latest is None or latest.painted:
        return False
    if not (project.masks.read(latest)[0] == value).all():
        return False
    project.masks.forget(latest)
    project.set_status(photo_id, Status.NEW)
    return True
