"""The photo on screen: which one it is, how another replaces it, and what is prepared beside it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from blurlab.core.rect import Rect
from blurlab.errors import UserError
from blurlab.files.there import is_file
from blurlab.project.adding import is_same_file
from blurlab.project.records import Status
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_loader import PhotoLoader
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.prediction_placement import PredictionPlacement
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.strokes.autosave import Autosave
from blurlab.session.strokes.recovery import tell_recovered

_PAINTING_MS: Final = 60  # that a photo has to be painted in before those that come next are prepared
_AHEAD: Final = 2  # photos in line that are decoded and predicted before they are asked for


class CurrentPhoto(QObject):
    """`id` is the current photo's, `opened` the photo itself: None while its pixels are on their way."""

    leaving = Signal()  # another is about to take its place: a stroke in progress ends now
    changed = Signal()  # another photo is current; its pixels follow with `shown`
    shown = Signal(object)  # OpenPhoto
    failed = Signal(int, object)  # photo id, UserError
    seen = Signal()  # the canvas is in sight again
    rewritten = Signal(object)  # Rect of its correction changed by something other than a stroke

    def __init__(
        self,
        order: PhotoOrder,
        loader: PhotoLoader,
        predictions: Predictions,
        placement: PredictionPlacement,
        autosave: Autosave,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.opened: OpenPhoto | None = None
        self.id: int | None = None
        self._order = order
        self._loader = loader
        self._predictions = predictions
        self._placement = placement
        self._autosave = autosave
        self._notices = notices
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._file_changed)
        self._painting_time = QTimer(self, singleShot=True, interval=_PAINTING_MS)
        self._painting_time.timeout.connect(self.want_neighbours)
        self._out_of_sight = False
        loader.loaded.connect(self._loaded)
        loader.failed.connect(self._not_loaded)
        predictions.failed.connect(self._not_predicted)
        placement.placed.connect(self._placed)
        autosave.saved.connect(self._saved)

    def leave(self) -> None:
        self._painting_time.stop()

    # ------------------------------------------------------------ from photo to photo

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current one. Unsaved changes of the previous photo are saved now."""
        if photo_id == self.id and self.opened is not None:
            return
        if self.opened is not None:
            self.leaving.emit()
            if self._autosave.waits(self.opened.photo_id):
                self._autosave.save(self.opened)
        self.id = photo_id
        self.opened = None
        self._order.relist(keep=photo_id)
        self._notices.clear("photo")
        self.changed.emit()
        opened = self._loader.take(self._order[photo_id])
        if opened is not None:
            self._show(opened)
            self._painting_time.start()  # it is painted before another is decoded: with two cores these compete
        else:
            self._loader.load(self._order[photo_id])
            self.want_neighbours()

    def show_a_first(self, last: int | None) -> None:
        """Where no photo is current yet: go to this one, or to the first where there is no such photo."""
        if self.id is None and len(self._order):
            self.go_to(last if last is not None and last in self._order else self._order.ids[0])

    def reload(self, photo_id: int) -> None:
        """The photo's mask was changed beside the canvas: what is in memory of it is read again."""
        self._loader.forget(photo_id)
        if photo_id == self.id:
            self.opened = None
            self.go_to(photo_id)

    @property
    def is_untouched(self) -> bool:
        """Whether the photo is shown with nothing of a person's on it, neither mask nor stroke, nor a blind check."""
        opened = self.opened
        if opened is None or opened.withheld is not None or self._placement.held:
            return False
        return not opened.has_mask and not opened.edits

    def load_anew(self) -> None:
        """The current photo, which the loader has forgotten, is read again."""
        if self.id is not None:
            self.opened = None
            self.changed.emit()
            self._loader.load(self._order[self.id])

    def leave_out(self, photo_ids: frozenset[int]) -> None:
        """The files of these photos, and of no others, are in the bin: they are not listed, and none is current."""
        order = self._order
        if not order.leave_out(photo_ids) or self.id not in order.gone:
            return
        other = order.after(self.id)
        other = order.before(self.id) if other is None else other
        if other is not None:
            self.go_to(other)

    def want_neighbours(self) -> None:
        """Tell loader and predictor what comes next: the current photo, those in line, the one before."""
        if self._out_of_sight:
            self._loader.load_ahead([])
            self._predictions.look_closely(None)
            return
        if self.id is None:
            return
        ids = [self.id, *self._order.line_after(self.id, _AHEAD)]
        before = self._order.before(self.id)
        if before is not None:
            ids.append(before)
        photos = [self._order[photo_id] for photo_id in ids]
        self._loader.load_ahead(photos[1:])
        open_ones = [photo.id for photo in photos if photo.status is not Status.ACCEPTED]
        self._predictions.look_closely(self.id if self.id in open_ones else None)
        self._predictions.want(open_ones)

    def set_out_of_sight(self, hidden: bool) -> None:
        """Nobody sees the canvas: nothing is read ahead for it, and nothing predicted; or somebody does again."""
        back, self._out_of_sight = self._out_of_sight and not hidden, hidden
        self.want_neighbours()
        if back:
            self.seen.emit()

    @property
    def out_of_sight(self) -> bool:
        """Whether another view lies over the canvas."""
        return self._out_of_sight

    def refresh(self, rect: Rect | None = None) -> None:
        """The current photo's correction was changed within `rect` (all of it for None) by something but a stroke."""
        if self.opened is not None:
            self.rewritten.emit(self.opened.correction.rect if rect is None else rect)

    # ------------------------------------------------------------ what has happened

    def _show(self, opened: OpenPhoto) -> None:
        self.opened = opened
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        self._watcher.addPath(str(self._order[opened.photo_id].path))
        self._loader.trim(opened.photo_id)
        self.shown.emit(opened)
        self._placement.bring(opened.photo_id)

    def _loaded(self, opened: OpenPhoto) -> None:
        for trouble in opened.troubles:
            self._notices.tell("recovery", trouble, Level.WARNING)
        if opened.recovered:
            tell_recovered(self._notices, opened.name, opened.recovered)
            self._autosave.note_edit(opened)
        if opened.photo_id == self.id:
            self._show(opened)
        else:
            self._placement.bring(opened.photo_id)

    def _not_loaded(self, photo_id: int, error: UserError) -> None:
        if photo_id != self.id:
            return  # a neighbour; its error is reported when somebody goes there
        self.failed.emit(photo_id, error)
        self._notices.tell("photo", error, Level.ERROR, "Retry", lambda: self._load_again(photo_id))

    def _not_predicted(self, photo_id: int, error: UserError) -> None:
        if photo_id == self.id:
            self._notices.tell("photo", error, Level.WARNING, "Retry", lambda: self._load_again(photo_id))

    def _load_again(self, photo_id: int) -> None:
        self._notices.clear("photo")
        if photo_id == self.id:
            self._predictions.retry(photo_id)
            self._loader.load(self._order[photo_id])

    def _placed(self, opened: OpenPhoto, rect: Rect) -> None:
        if opened is self.opened:
            self.refresh(rect)

    def _saved(self, photo_id: int, _revision: object, status: Status | None) -> None:
        if status is Status.ACCEPTED and photo_id == self.id:
            self.refresh()  # it may be frozen by now

    def _file_changed(self, path: str) -> None:
        opened = self.opened
        if opened is None:
            return
        if is_file(Path(path)):
            photo = self._order[opened.photo_id]
            self._autosave.run(lambda: is_same_file(photo), lambda same: self._looked_at(opened, same), lambda _: None)
        else:
            self._notices.tell(
                "photo",
                f"The photo “{opened.name}” was deleted or moved while it was open; your correction is kept.",
                Level.WARNING,
            )

    def _looked_at(self, opened: OpenPhoto, same: bool) -> None:
        if opened is self.opened and not same and opened.digest is None:
            self._notices.tell(
                "photo",
                f"The photo “{opened.name}” was replaced by another file while it was open; your correction is of the "
                "former one.",
                Level.WARNING,
            )
