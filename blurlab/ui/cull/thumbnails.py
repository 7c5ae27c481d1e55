"""Thumbnails for the grid: from the project or the photo, in threads, the visible ones first."""

import os
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from blurlab.errors import UserError
from blurlab.project.culling.thumbnails import LONGEST, fresh_thumbnail, kept_thumbnail
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.tasks import Tasks
from blurlab.ui.cull.cells import PICTURE
from blurlab.ui.rgb_image import rgb_image

_THREADS = 2
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_SCROLLING_THREADS = max(1, min(_THREADS, _CORES - 1))  # a core stays the window's
_MOST_BYTES = 200_000_000  # of pictures in memory
_PASS_MS = 15  # those that arrive meanwhile are shown together


class Thumbnails(QObject):
    """`get` returns a picture in memory; `want` names the visible photos, `ready` reports arrivals."""

    ready = Signal(object)  # ids
    shownChanged = Signal()  # `behind` may be another

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = Tasks(_THREADS, self, behind=True)
        self.ratio = 1.0  # device pixels in a logical one, where they are shown
        self._kept: OrderedDict[int, QPixmap | None] = OrderedDict()  # None: unreadable
        self._bytes = 0  # of what is kept
        self._wanted: list[Photo] = []  # the most urgent last
        self._missing: set[int] = set()  # on the screen, and not read yet
        self._busy: set[int] = set()  # being read
        self._scrolling = False
        self._waits = False
        self._arrived: dict[int, QImage | None] = {}
        self._pass = QTimer(self, singleShot=True, interval=_PASS_MS)
        self._pass.timeout.connect(self._show)

    def get(self, photo_id: int) -> QPixmap | None:
        if photo_id in self._kept:
            self._kept.move_to_end(photo_id)
            return self._kept[photo_id]
        return None

    def has(self, photo_id: int) -> bool:
        """Whether it was read, or found unreadable."""
        return photo_id in self._kept

    @property
    def behind(self) -> bool:
        """Whether some visible ones are still to come."""
        return bool(self._missing)

    def want(self, shown: Sequence[Photo], near: Sequence[Photo] = ()) -> None:
        """Those on the screen, the first one first, then those near it; what was wanted before and not begun is
        forgotten."""
        self._wanted = [photo for photo in reversed((*shown, *near)) if photo.id not in self._kept]
        self._missing = {photo.id for photo in shown if photo.id not in self._kept}
        self._begin()
        self.shownChanged.emit()

    def set_scrolling(self, scrolling: bool) -> None:
        """Whether frames are being painted continuously, which must not wait."""
        if scrolling != self._scrolling:
            self._scrolling = scrolling
            self._begin()

    def wait(self, waits: bool) -> None:
        """Begin none while a photo that is shown large, or is next, is decoded."""
        if waits != self._waits:
            self._waits = waits
            self._begin()

    def leave(self) -> None:
        self._wanted = []
        self._missing.clear()
        self._pass.stop()
        self._tasks.leave()

    def _begin(self) -> None:
        threads = _SCROLLING_THREADS if self._scrolling else _THREADS
        while len(self._busy) < threads and self._wanted and not self._waits:
            photo = self._wanted.pop()
            if photo.id in self._kept or photo.id in self._arrived or photo.id in self._busy:
                continue
            self._busy.add(photo.id)
            self._tasks.run(
                partial(_read, self._project, photo, self.ratio),
                partial(self._came, photo.id),
                partial(self._unreadable, photo.id),
            )

    def _came(self, photo_id: int, image: QImage | None) -> None:
        self._busy.discard(photo_id)
        self._arrived[photo_id] = image
        if not self._pass.isActive():
            self._pass.start()
        self._begin()

    def _unreadable(self, photo_id: int, _error: UserError) -> None:
        self._came(photo_id, None)

    def _show(self) -> None:
        arrived, self._arrived = self._arrived, {}
        for photo_id, image in arrived.items():
            self._bytes -= _size(self._kept.pop(photo_id, None))
            picture = self._kept[photo_id] = None if image is None else QPixmap.fromImage(image)
            self._bytes += _size(picture)
        while self._bytes > _MOST_BYTES:
            self._bytes -= _size(self._kept.popitem(last=False)[1])
        self.ready.emit(list(arrived))
        if self._missing:
            self._missing -= arrived.keys()
            self.shownChanged.emit()


def _size(picture: QPixmap | None) -> int:
    return 0 if picture is None else 4 * picture.width() * picture.height()


def _read(project: Project, photo: Photo, ratio: float) -> QImage:
    """As large as it is shown: the window only copies it."""
    size = PICTURE * ratio
    image = _unscaled(project, photo).scaled(
        size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    image.setDevicePixelRatio(ratio)
    return image


def _unscaled(project: Project, photo: Photo) -> QImage:
    if (path := fresh_thumbnail(project, photo)) is not None:
        image = QImage(str(path))  # leaves the interpreter to the window meanwhile
        if not image.isNull() and max(image.width(), image.height()) <= LONGEST:
            return image.convertToFormat(QImage.Format.Format_RGB32)
    image = rgb_image(kept_thumbnail(project, photo))
    return image.convertToFormat(QImage.Format.Format_RGB32)  # as the screen has it, made in this thread
