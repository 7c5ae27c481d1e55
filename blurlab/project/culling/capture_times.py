"""When photos were taken, as their cameras say; remembered, because reading the tags of thousands takes a while."""

from collections.abc import Iterable
from contextlib import suppress

from blurlab.errors import UserError
from blurlab.imaging.metadata.capture import read_capture
from blurlab.imaging.metadata.tags import read_tags
from blurlab.project.project import Project
from blurlab.project.records import Photo


def capture_times(project: Project, photos: Iterable[Photo]) -> dict[int, float]:
    """By photo id, seconds since 1970: the camera's time, else when the file was last written; without either, none.

    Tags are read from photos not asked about before. Raises UserError if the project cannot be read;
    one that cannot be written remembers nothing.
    """
    photos = list(photos)
    with project.store.reading() as rows:
        known = rows.culling.capture_times()
    found = {photo.id: seconds for photo in photos if photo.id not in known for seconds in _asked(photo)}
    if found:
        with suppress(UserError), project.store.writing() as rows:
            rows.culling.save_capture_times(found)
    known |= found
    times: dict[int, float] = {}
    for photo in photos:
        seconds = known.get(photo.id)
        with suppress(OSError):
            times[photo.id] = photo.path.stat().st_mtime if seconds is None else seconds
    return times


def _asked(photo: Photo) -> list[float | None]:
    """What the camera says, None for nothing; empty if the file cannot be read now and may be later."""
    try:
        return [read_capture(read_tags(photo.path)).seconds]
    except (UserError, OSError):
        return []
