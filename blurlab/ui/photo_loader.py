"""Photos in memory: decoded in threads, the neighbours ahead of being asked for, bounded by bytes."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from blurlab.core.history import History
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.ui.open_photo import OpenPhoto, load_photo
from blurlab.ui.tasks import Tasks

MOST_BYTES = 1_000_000_000  # decoded photos, pyramids and corrections together, the current photo not counted
MOST_AHEAD_PIXELS = 40_000_000  # larger photos are decoded only when they are asked for
MOST_HISTORIES = 12  # photos whose undo steps are remembered after their pixels were let go


class PhotoLoader(QObject):
    """Gives open photos: at once where one is kept, else by `loaded` or `failed` later."""

    loaded = Signal(object)  # OpenPhoto
    failed = Signal(int, str)  # photo id, sentence

    def __init__(self, project: Project, version: Callable[[], str], parent: QObject) -> None:
        """`version()` is the model version whose predictions are to be shown."""
        super().__init__(parent)
        self._project = project
        self._version = version
        self._now = Tasks(1, self)  # the photo on screen never waits behind a neighbour
        self._ahead = Tasks(1, self)
        self._kept: OrderedDict[int, OpenPhoto] = OrderedDict()
        self._queued: set[int] = set()  # to be loaded ahead
        self._begun: set[int] = set()
        self._wanted_ahead: set[int] = set()
        self._histories: OrderedDict[int, History] = OrderedDict()

    def get(self, photo_id: int) -> OpenPhoto | None:
        """The photo where it is in memory."""
        opened = self._kept.get(photo_id)
        if opened is not None:
            self._kept.move_to_end(photo_id)
        return opened

    def all(self) -> list[OpenPhoto]:
        return list(self._kept.values())

    def load(self, photo: Photo) -> None:
        """Load the photo that the person waits for. A neighbour that is being decoded already just comes."""
        if photo.id not in self._begun:
            self._begun.add(photo.id)
            version = self._version()
            self._run(self._now, photo.id, lambda: load_photo(self._project, photo, version))

    def load_ahead(self, photos: Sequence[Photo]) -> None:
        """Load these when there is time, in this order; neighbours asked for before and not begun are dropped."""
        self._wanted_ahead = {photo.id for photo in photos}
        for photo in photos:
            known = photo.id in self._kept or photo.id in self._queued or photo.id in self._begun
            if not known and photo.width * photo.height <= MOST_AHEAD_PIXELS:
                self._queued.add(photo.id)
                self._run(self._ahead, photo.id, lambda photo=photo: self._load_if_wanted(photo))

    def forget(self, photo_id: int) -> None:
        """Let a photo go, so that the next `load` reads it anew. Its undo steps stay known."""
        if (opened := self._kept.pop(photo_id, None)) is not None:
            self._remember_history(opened)

    def trim(self, current_id: int | None) -> None:
        """Let go of the photos not looked at for longest, as far as memory asks; never of one with unsaved edits."""
        total = sum(opened.nbytes for photo_id, opened in self._kept.items() if photo_id != current_id)
        for photo_id, opened in list(self._kept.items()):
            if total <= MOST_BYTES:
                return
            if photo_id != current_id and not opened.unsaved:
                total -= opened.nbytes
                self.forget(photo_id)

    def leave(self) -> bool:
        return all([self._now.leave(), self._ahead.leave()])

    def _load_if_wanted(self, photo: Photo) -> OpenPhoto | None:  # in the thread
        if photo.id not in self._wanted_ahead or photo.id in self._begun:
            return None
        self._begun.add(photo.id)
        return load_photo(self._project, photo, self._version())

    def _run(self, tasks: Tasks, photo_id: int, work: Callable[[], OpenPhoto | None]) -> None:
        tasks.run(
            work,
            lambda opened: self._arrived(photo_id, opened),
            lambda sentence: self._went_wrong(photo_id, sentence),
        )

    def _arrived(self, photo_id: int, opened: OpenPhoto | None) -> None:
        self._queued.discard(photo_id)
        if opened is None:
            return
        self._begun.discard(photo_id)
        if photo_id in self._kept:
            return
        history = self._histories.pop(photo_id, None)
        if history is not None and not opened.recovered:
            opened.history = history
        self._kept[photo_id] = opened
        self.loaded.emit(opened)

    def _went_wrong(self, photo_id: int, sentence: str) -> None:
        self._queued.discard(photo_id)
        self._begun.discard(photo_id)
        self.failed.emit(photo_id, sentence)

    def _remember_history(self, opened: OpenPhoto) -> None:
        self._histories[opened.photo_id] = opened.history
        while len(self._histories) > MOST_HISTORIES:
            self._histories.popitem(last=False)
