"""Photos in memory: decoded in threads, the neighbours ahead of being asked for, bounded by bytes."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from blurlab.core.editing.history import History
from blurlab.core.prediction import View
from blurlab.errors import UserError
from blurlab.imaging.at_once import DECODES
from blurlab.imaging.limits import MEMORY
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.photos.open_photo import OpenPhoto, load_photo
from blurlab.session.tasks import Tasks

MOST_BYTES = 1_000_000_000  # decoded photos, pyramids and corrections together, the current photo not counted
_BYTES_A_PIXEL = 3 + 4 / 3 + 1  # photo, the levels above it, correction: what a photo will take once it is open
_DECODED = 4  # bytes a pixel beside the photo while it is decoded
MOST_HISTORIES = 12  # photos whose undo steps are remembered after their pixels were let go


class PhotoLoader(QObject):
    """Gives open photos: at once where one is kept, else by `loaded` or `failed` later."""

    loaded = Signal(object)  # OpenPhoto
    failed = Signal(int, object)  # photo id, UserError

    def __init__(
        self,
        project: Project,
        shown: Callable[[], tuple[str, View]],
        withholds: Callable[[Photo], bool],
        parent: QObject,
    ) -> None:
        """`shown()`: the model version, and the view, whose predictions are shown, but for photos that `withholds`
        names."""
        super().__init__(parent)
        DECODES.allow(MEMORY - MOST_BYTES)
        self._project = project
        self._shown = shown
        self._withholds = withholds
        self._now = Tasks(1, self)  # the photo on screen never waits behind a neighbour
        self._ahead = Tasks(1, self)
        self._kept: OrderedDict[int, OpenPhoto] = OrderedDict()
        self._queued: set[int] = set()  # to be loaded ahead
        self._begun: set[int] = set()
        self._outdated: set[int] = set()  # on their way, and read again when they come
        self._current: int | None = None  # that the person waits for or looks at
        self._asked: Photo | None = None  # by the newest `load`
        self._wanted_ahead: dict[int, Photo] = {}  # the most urgent first
        self._beside: dict[int, Photo] = {}  # wanted without being shown: a stroke goes on there
        self._histories: OrderedDict[int, History] = OrderedDict()

    def get(self, photo_id: int) -> OpenPhoto | None:
        """The photo where it is in memory."""
        opened = self._kept.get(photo_id)
        if opened is not None:
            self._kept.move_to_end(photo_id)
        return opened

    def take(self, photo: Photo) -> OpenPhoto | None:
        """The photo where it is in memory as it is to be shown now.

        One that was read ahead, with its prediction, before it was due for the blind check that it is due for, is not.
        """
        opened = self.get(photo.id)
        if opened is None or opened.withheld is not None or opened.edits or not self._withholds(photo):
            return opened
        self.forget(photo.id)
        return None

    def all(self) -> list[OpenPhoto]:
        return list(self._kept.values())

    def load(self, photo: Photo) -> None:
        """Load the photo that the person waits for. A neighbour that is being decoded already just comes.

        One that was waited for before and is not begun is dropped: who runs through a folder waits for the last only.
        """
        self._current, self._asked = photo.id, photo
        self._trim(min(MOST_BYTES, MEMORY - photo.width * photo.height * _DECODED))
        if photo.id not in self._begun:
            self._begun.add(photo.id)
            self._now.run(
                lambda: self._load_if_current(photo),
                lambda opened: self._has_loaded(photo, opened),
                lambda error: self._went_wrong(photo.id, error),
            )

    def load_ahead(self, photos: Sequence[Photo]) -> None:
        """Load these when there is time, in this order; neighbours asked for before and not begun are dropped.

        Those that would not fit into MOST_BYTES beside the more urgent ones are loaded when they are asked for.
        """
        self._wanted_ahead = {photo.id: photo for photo in self._fitting(photos)}
        for photo in self._wanted_ahead.values():
            known = photo.id in self._kept or photo.id in self._queued or photo.id in self._begun
            if not known:
                self._queued.add(photo.id)
                self._ahead.run(
                    partial(self._load_if_wanted, photo),
                    partial(self._arrived, photo.id),
                    partial(self._went_wrong, photo.id),
                )

    def load_beside(self, photo: Photo) -> None:
        """Load a photo that nobody is about to look at, unless it is in memory; `loaded` or `failed` follow."""
        if photo.id in self._kept:
            return
        self._beside[photo.id] = photo
        if photo.id not in self._begun:
            self._begun.add(photo.id)
            self._ahead.run(
                lambda: load_photo(self._project, photo, *self._shown(), withhold=self._withholds(photo)),
                partial(self._arrived, photo.id),
                partial(self._went_wrong, photo.id),
            )

    def prepares(self, photo_id: int) -> bool:
        """Whether this photo is to be in memory before it is asked for."""
        return photo_id in self._wanted_ahead

    def forget(self, photo_id: int) -> None:
        """Let a photo go, so that the next `load` reads it again. Its undo steps stay known."""
        if (opened := self._kept.pop(photo_id, None)) is not None:
            self._remember_history(opened)

    def forget_all(self, photo_id: int) -> None:
        """As `forget`, where the photo changed: what is on its way does not count either."""
        self.forget(photo_id)
        if photo_id in self._begun or photo_id in self._queued:
            self._outdated.add(photo_id)

    def trim(self, current_id: int | None) -> None:
        """Let go of photos as far as memory asks: first of those not looked at for longest, last of the neighbours.

        Never of one with unsaved edits.
        """
        self._current = current_id
        self._trim(MOST_BYTES)

    def _trim(self, most: int) -> None:
        current_id = self._current
        total = sum(opened.nbytes for photo_id, opened in self._kept.items() if photo_id != current_id)
        neighbours = [photo_id for photo_id in reversed(self._wanted_ahead) if photo_id in self._kept]
        others = [photo_id for photo_id in self._kept if photo_id not in self._wanted_ahead]
        for photo_id in [*others, *neighbours]:
            if total <= most:
                return
            opened = self._kept[photo_id]
            if photo_id != current_id and not opened.unsaved:
                total -= opened.nbytes
                self.forget(photo_id)

    def leave(self) -> bool:
        return all([self._now.leave(), self._ahead.leave()])

    def _fitting(self, photos: Sequence[Photo]) -> list[Photo]:
        """Those of `photos`, the most urgent first, for which there is memory beside the ones before them."""
        left, found = float(MOST_BYTES), []
        for photo in photos:
            opened = self._kept.get(photo.id)
            needed = photo.width * photo.height * _BYTES_A_PIXEL if opened is None else opened.nbytes
            if needed <= left:
                left -= needed
                found.append(photo)
        return found

    def _load_if_current(self, photo: Photo) -> OpenPhoto | None:  # in the thread
        if photo.id not in {self._current, *self._wanted_ahead, *self._beside}:
            return None
        return load_photo(self._project, photo, *self._shown(), withhold=self._withholds(photo))

    def _load_if_wanted(self, photo: Photo) -> OpenPhoto | None:  # in the thread
        if photo.id not in self._wanted_ahead or photo.id in self._begun:
            return None
        self._begun.add(photo.id)
        return load_photo(self._project, photo, *self._shown(), withhold=self._withholds(photo))

    def _has_loaded(self, photo: Photo, opened: OpenPhoto | None) -> None:
        if opened is not None:
            self._arrived(photo.id, opened)
            return
        self._begun.discard(photo.id)  # dropped, because it was left; it may be wanted again by now
        if photo.id == self._current:
            self.load(photo)
        elif photo.id in self._wanted_ahead:
            self.load_ahead(list(self._wanted_ahead.values()))

    def _arrived(self, photo_id: int, opened: OpenPhoto | None) -> None:
        self._queued.discard(photo_id)
        if opened is not None:
            self._begun.discard(photo_id)
        if opened is None or photo_id in self._outdated:
            self._want_again(photo_id)
            return
        self._beside.pop(photo_id, None)
        if photo_id in self._kept:
            return
        history = self._histories.pop(photo_id, None)
        if history is not None and not opened.recovered:
            opened.history = history
        self._kept[photo_id] = opened
        self.loaded.emit(opened)
        self.trim(self._current)

    def _want_again(self, photo_id: int) -> None:
        """What came of the photo does not count, or nothing did: load it where it is wanted still, or by now."""
        if photo_id in self._begun:
            return  # it comes by itself
        was_outdated = photo_id in self._outdated
        self._outdated.discard(photo_id)
        asked = self._asked
        if was_outdated and asked is not None and asked.id == photo_id == self._current:
            self.load(asked)
        elif photo_id in self._beside:
            self.load_beside(self._beside[photo_id])
        elif photo_id in self._wanted_ahead:
            self.load_ahead(list(self._wanted_ahead.values()))

    def _went_wrong(self, photo_id: int, error: UserError) -> None:
        self._queued.discard(photo_id)
        self._begun.discard(photo_id)
        self._beside.pop(photo_id, None)
        self.failed.emit(photo_id, error)

    def _remember_history(self, opened: OpenPhoto) -> None:
        self._histories[opened.photo_id] = opened.history
        while len(self._histories) > MOST_HISTORIES:
            self._histories.popitem(last=False)
