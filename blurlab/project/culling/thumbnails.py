"""Thumbnails kept in the project, so that a folder of photos is shown at once when it is opened again."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.files.reading import read_whole
from blurlab.imaging.source import open_source
from blurlab.project import keys
from blurlab.project.project import Project
from blurlab.project.records import Photo

LONGEST: Final = 256  # px
_QUALITY: Final = 82
_LARGEST: Final = 1 << 20  # bytes


def fresh_thumbnail(project: Project, photo: Photo) -> Path | None:
    """A file with the kept one (JPEG), None if there is none that is younger than the photo's file."""
    key = keys.thumbnail(photo.id)
    try:
        state = project.blobs.state(key)
        if state is None or state.changed_ns < photo.path.stat().st_mtime_ns:
            return None
    except OSError:  # where the photo is gone, reading it says so
        return None
    return project.blobs.file(key)


def kept_thumbnail(project: Project, photo: Photo) -> NDArray[np.uint8]:
    """The photo at most LONGEST px long, uint8 RGB (h, w, 3): from the project, or read from the photo and kept.

    One that is older than the photo's file is made again. Raises UnreadablePhoto.
    """
    with suppress(OSError):
        path = fresh_thumbnail(project, photo)
        if path is not None and (kept := _decoded(read_whole(path, _LARGEST))) is not None:
            return kept
    pixels = open_source(photo.ref).thumbnail(LONGEST)
    done, data = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if done:
        with suppress(OSError):  # a full disk, or a power cut: the thumbnail is made again next time
            project.blobs.write(keys.thumbnail(photo.id), data.tobytes(), durable=False)
    return pixels


def _decoded(data: bytes) -> NDArray[np.uint8] | None:
    """A thumbnail of ours, None if it is damaged."""
    if not data:
        return None
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if found is None or max(found.shape[:2]) > LONGEST:
        return None
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB), np.uint8)
