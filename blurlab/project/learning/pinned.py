"""Pinned photos: shown during every training, with an alarm for a version that gets worse on them."""

from typing import Final

from blurlab.project.project import Project
from blurlab.project.settings import Setting

PINNED_SETTING: Final = Setting[tuple[int, ...]]("pinned_photos", tuple[int, ...], ())
MOST_PINNED: Final = 12


def pinned_photos(project: Project) -> list[int]:
    """Ids of the pinned photos that are in the project, in the order in which they were pinned."""
    kept = project.setting(PINNED_SETTING)
    with project.store.reading() as rows:
        return [each for each in dict.fromkeys(kept) if rows.photos.get(each) is not None]


def pin(project: Project, photo_id: int, pinned: bool) -> list[int]:
    """Pin a photo or let it go; returns those pinned now. If there are too many, the first one is dropped."""
    others = [each for each in pinned_photos(project) if each != photo_id]
    now = [*others, photo_id][-MOST_PINNED:] if pinned else others
    project.set_setting(PINNED_SETTING, tuple(now))
    return now
