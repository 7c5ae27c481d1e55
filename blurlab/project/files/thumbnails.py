"""Thumbnails kept in the project, so that a card of photos is seen at once when it is opened again."""

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.files.links import refuse_links
from blurlab.files.reading import read_whole
from blurlab.imaging.photos import read_thumbnail
from blurlab.project.records import Photo

if TYPE_CHECKING:
    from blurlab.project.project import Project

LONGEST: Final = 256  # px
_QUALITY: Final = 82
_LARGEST: Final = 1 << 20  # bytes


def thumbnail_path(project: "Project", photo: Photo) -> Path:
    return project.folder / "thumbnails" / f"{photo.id:06d}.jpg"


def fresh_thumbnail(project: "Project", photo: Photo) -> Path | None:
    """The kept file, None where there is none that is younger than the photo's."""
    path = thumbnail_path(project, photo)
    try:
        return path if path.stat().st_mtime_ns >= photo.path.stat().st_mtime_ns else None
    except OSError:  # none yet; where the photo is gone, reading it says so
        return None


def kept_thumbnail(project: "Project", photo: Photo) -> NDArray[np.uint8]:
    """The photo at most LONGEST px long, uint8 RGB (h, w, 3): from the project, or read from the photo and kept.

    One that is older than the photo's file is made anew. Raises UnreadablePhoto.
    """
    path = thumbnail_path(project, photo)
    with suppress(OSError):
        if fresh_thumbnail(project, photo) and (kept := _decoded(read_whole(path, _LARGEST))) is not None:
            return kept
    pixels = read_thumbnail(photo.path, LONGEST)
    done, data = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if done and project.folder.is_dir():
        with suppress(OSError):  # a full disk: it is made again next time
            refuse_links(project.folder, path)
            _keep(path, data.tobytes())
    return pixels


def _keep(path: Path, data: bytes) -> None:
    """In one step, but without waiting for the disk: what a power cut takes is read from the photo again."""
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f".{path.stem}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _decoded(data: bytes) -> NDArray[np.uint8] | None:
    """A thumbnail of ours, None where it is damaged."""
    if not data:
        return None
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if found is None or max(found.shape[:2]) > LONGEST:
        return None
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB), np.uint8)
