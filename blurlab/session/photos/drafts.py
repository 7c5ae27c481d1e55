"""Drafts of the awaited photo: read in a thread of their own, beside the decoding of the photo itself."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal, Slot

from blurlab.imaging.source import open_source
from blurlab.project.records import Photo
from blurlab.session.tasks import Tasks


class Drafts(QObject):
    """`want` a photo, and `ready` comes once or twice, unless another is wanted before."""

    ready = Signal(int, object)  # photo id, uint8 (H, W, 3) RGB
    _read_one = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_one.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._tasks = Tasks(1, self)
        self._wanted: int | None = None

    def want(self, photo: Photo | None) -> None:
        """Read drafts of this photo; None: the photo is there, or none is waited for."""
        self._wanted = None if photo is None else photo.id
        if photo is not None:
            self._tasks.run(lambda: self._read(photo), lambda _none: None, lambda _error: None)

    def leave(self) -> None:
        self._wanted = None
        self._tasks.leave()

    def _read(self, photo: Photo) -> None:  # in the thread
        if self._wanted != photo.id:
            return
        for pixels in open_source(photo.ref).drafts():
            if self._wanted != photo.id:
                return
            self._read_one.emit(photo.id, pixels)

    @Slot(int, object)
    def _arrived(self, photo_id: int, pixels: NDArray[np.uint8]) -> None:
        if photo_id == self._wanted:
            self.ready.emit(photo_id, pixels)
