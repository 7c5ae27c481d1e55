"""The masks of a slide's tiles and regions as small pictures, to be laid over the slide."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from blurlab.core.editing.correction import BLURRED, IGNORE
from blurlab.core.palette import Palette
from blurlab.core.rect import Rect
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.tasks import Tasks

_LONGEST, _LONGEST_OF_MANY, _MANY = 512, 128, 100  # px of a picture; photos from which on they are smaller
_OPACITY = 0.45


class SlideMasks(QObject):
    """Reads one mask after another in a thread; `found` gives each with its place on the slide."""

    found = Signal(object, object)  # Rect in pixels of the slide, QImage

    def __init__(self, project: Project, photos: Sequence[Photo], parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._longest = _LONGEST_OF_MANY if len(photos) > _MANY else _LONGEST
        self._tasks = Tasks(1, self)
        # Coarse ones first: a finer mask lies over them.
        self._left = sorted(photos, key=lambda photo: -photo.ref.region.level if photo.ref.region else 0)
        self._next()

    def leave(self) -> None:
        self._left = []
        self._tasks.leave()

    def _next(self) -> None:
        if self._left:
            photo = self._left.pop(0)
            self._tasks.run(lambda: self._read(photo), self._has_read, lambda _error: self._next())

    def _read(self, photo: Photo) -> tuple[Rect, QImage] | None:  # in the thread
        region, revision = photo.ref.region, self._project.masks.latest(photo.id)
        if region is None or revision is None:
            return None
        codes, _painted = self._project.masks.read(revision)
        return region.rect, mask_picture(codes, self._longest)

    def _has_read(self, found: tuple[Rect, QImage] | None) -> None:
        if found is not None:
            self.found.emit(*found)
        self._next()


def mask_picture(codes: NDArray[np.uint8], longest: int) -> QImage:
    """Blurred areas in orange and ignored ones in blue-grey, the rest clear, `longest` px at most."""
    step = max(1, -(-max(codes.shape) // longest))
    small = np.ascontiguousarray(codes[step // 2 :: step, step // 2 :: step])
    palette = Palette()
    rgba = np.zeros((*small.shape, 4), np.uint8)
    rgba[small == BLURRED] = (*palette.painted_blurred, round(255 * _OPACITY))
    rgba[small == IGNORE] = (*palette.ignore, round(255 * _OPACITY))
    height, width = small.shape
    image = QImage(rgba.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def photos_of(photos: Sequence[Photo], slide: Path) -> list[Photo]:
    """Those that are parts of this slide."""
    return [photo for photo in photos if photo.path == slide and photo.ref.region is not None]
