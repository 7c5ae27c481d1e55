"""Thumbnails for the photo list: made in a thread when a row is first visible, the latest rows first."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from blurlab.imaging.source import open_source
from blurlab.project.records import Photo
from blurlab.session.tasks import Tasks
from blurlab.ui.rgb_image import rgb_image

LONGEST = 192  # pixels: 96 logical ones on a dense screen
_MOST_KEPT = 800
_MOST_WAITING = 60  # rows that a fast scroll left behind are not worth the reading


class Thumbnails(QObject):
    """`get` gives the picture, or None and `ready` later."""

    ready = Signal(int)  # photo id

    def __init__(self, parent: QObject | None = None, read: Callable[[int, Photo], QImage] | None = None) -> None:
        """`read(longest, photo)` makes a picture of at most `longest` pixels a side, in a thread; None: the photo's."""
        super().__init__(parent)
        self._read = read or _read
        self._tasks = Tasks(1, self)
        self._kept: OrderedDict[int, QPixmap | None] = OrderedDict()  # None: unreadable
        self._waiting: OrderedDict[int, Photo] = OrderedDict()
        self._busy = self._waits = False

    def wait(self, waits: bool) -> None:
        """Nobody sees them: nothing more is read; or somebody does again."""
        self._waits = waits
        self._begin_next()

    def get(self, photo: Photo) -> QPixmap | None:
        if photo.id in self._kept:
            self._kept.move_to_end(photo.id)
            return self._kept[photo.id]
        self._waiting[photo.id] = photo
        self._waiting.move_to_end(photo.id)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        self._begin_next()
        return None

    def kept(self, photo_id: int) -> QPixmap | None:
        """The picture where it is in memory; nothing is read."""
        return self._kept.get(photo_id)

    def forget(self, photo_ids: Iterable[int]) -> None:
        """These photos look otherwise now: their pictures are made again."""
        for photo_id in photo_ids:
            self._kept.pop(photo_id, None)
            self.ready.emit(photo_id)

    def leave(self) -> None:
        self._waiting.clear()
        self._tasks.leave()

    def _begin_next(self) -> None:
        if self._busy or self._waits or not self._waiting:
            return
        self._busy = True
        _, photo = self._waiting.popitem()
        self._tasks.run(
            lambda: self._read(LONGEST, photo),
            lambda image: self._arrived(photo.id, image),
            lambda _: self._arrived(photo.id, None),
        )

    def _arrived(self, photo_id: int, image: QImage | None) -> None:
        self._busy = False
        self._kept[photo_id] = None if image is None else QPixmap.fromImage(image)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(photo_id)
        self._begin_next()


def _read(longest: int, photo: Photo) -> QImage:
    return rgb_image(open_source(photo.ref).thumbnail(longest))
