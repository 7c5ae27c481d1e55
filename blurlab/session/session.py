"""One open project as the window works on it: its life, the photo on screen, the strokes on it and their saving.

Rooms of its own do the rest: `stepping` goes from photo to photo, `queue` knows their order and what is known of them,
`review` judges, `blind` withholds predictions, `models` chooses and trains.
No widgets here: the window listens to the signals and calls the methods, and so do tests.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QObject, QTimer, Signal

from blurlab.core.editing.correction import DEFAULT_THRESHOLD
from blurlab.core.editing.edit import Edit
from blurlab.core.rect import Rect
from blurlab.errors import UserError, user_error
from blurlab.project.records import Photo, Status
from blurlab.session.folder_watch import FolderWatch
from blurlab.session.models.session_models import SessionModels
from blurlab.session.models.synthetic_sheets import SyntheticSheets
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.models.version_watch import VersionWatch
from blurlab.session.notice import Level, Notice
from blurlab.session.opening import Opened
from blurlab.session.photos.adding import PhotoAdder
from blurlab.session.photos.navigation import Navigation
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_loader import PhotoLoader
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue
from blurlab.session.predictions.prediction_placement import PredictionPlacement
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.review.annotators import Annotators
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.session.review.bulk import BulkAccept
from blurlab.session.review.review import Review
from blurlab.session.strokes.autosave import Autosave
from blurlab.session.strokes.recovery import pending_photos, recover_photo
from blurlab.session.tasks import Tasks

CLOSE_PATIENCE_MS = 8000  # for the last savings; strokes are in the journal anyhow
_PAINTING_MS = 60  # that a photo has to be painted in before those that come next are prepared
_AHEAD = 2  # photos in line that are decoded and predicted before they are asked for


class Session(QObject):
    """An open project. `start()` begins the work, `close(done)` ends it orderly."""

    photosChanged = Signal()  # photos were added, or the filter changed what is listed
    photoChanged = Signal(int)  # a photo's status
    leavingPhoto = Signal()  # the current photo is about to be left: a stroke in progress ends now
    currentChanged = Signal()  # another photo is current; its pixels follow with photoShown
    photoShown = Signal(object)  # OpenPhoto
    photoFailed = Signal(int, object)  # photo id, UserError
    correctionChanged = Signal(object)  # Rect of the current photo's correction that was rewritten from outside
    predictionShown = Signal(int, str)  # photo id, model version now under the correction
    saveChanged = Signal()
    modelChanged = Signal()  # the predictor's state or its version
    versionsChanged = Signal()
    adding = Signal(int, int)  # photos looked at, all; equal at the end
    notice = Signal(object)  # Notice
    noticeCleared = Signal(str)  # its key
    ending = Signal(object)  # list of Tasks: who has some that end with this session adds them

    def __init__(
        self,
        opened: Opened,
        author: str,
        parent: QObject | None = None,
        *,
        predictor_module: str | None = None,
        trainer_module: str | None = None,
        sampler_module: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = opened.project
        self.order = PhotoOrder(opened.photos, opened.gone)
        self.current: OpenPhoto | None = None  # None while its pixels are on their way
        self.current_id: int | None = None
        self.threshold = int(self.project.setting("threshold", DEFAULT_THRESHOLD))
        self._lock = opened.lock
        self._to_add = opened.to_add
        self.author = author
        self._stroke = False
        self._closing: Callable[[bool], None] | None = None
        self._ending: list[Tasks] = []  # that are seen off before the session is closed
        self.closed = False

        self.tasks = Tasks(1, self)
        self._adder = PhotoAdder(self.project, self)
        self.predictions = Predictions(self.project.folder, self._has_prediction, self, predictor_module)
        self.training = TrainingRun(self, trainer_module)
        self.sheets = SyntheticSheets(self.project, self, sampler_module)
        self.autosave = Autosave(self.project, author, lambda: self.threshold, self)
        self.review = Review(self)
        self.blind = BlindChecks(self)
        self._loader = PhotoLoader(self.project, lambda: self.predictions.version, self.blind.applies, self)
        self.placement = PredictionPlacement(
            self.project,
            self.order,
            self._loader,
            self.predictions,
            self.review.is_accepted,
            self,
        )
        self._watcher = QFileSystemWatcher(self)
        self._closing_time = QElapsedTimer()
        self._closing_poll = QTimer(self, interval=20)
        self._closing_poll.timeout.connect(self._try_to_close)
        self._painting_time = QTimer(self, singleShot=True, interval=_PAINTING_MS)
        self._painting_time.timeout.connect(self.want_neighbours)
        self._threshold_pause = QTimer(self, singleShot=True, interval=800)
        self._threshold_pause.timeout.connect(lambda: self.remember("threshold", self.threshold))
        self.queue = Queue(self)
        self.annotators = Annotators(self)
        self.bulk = BulkAccept(self)
        self.navigation = Navigation(self)
        self.models = SessionModels(self)
        self._version_watch = VersionWatch(self)
        self._folder_watch = FolderWatch(self)
        self.blind.connect_signals()
        self._connect()

    def _connect(self) -> None:
        self._adder.progressed.connect(self.adding)
        self._adder.added.connect(self._photos_added)
        self._adder.unreadable.connect(lambda error: self.tell("adding", error, Level.WARNING))
        self._adder.failed.connect(
            lambda error, left: self.tell("adding", error, Level.ERROR, "Retry", lambda: self.add_photos(left))
        )
        self._loader.loaded.connect(self._photo_loaded)
        self._loader.failed.connect(self._photo_not_loaded)
        self._watcher.fileChanged.connect(self._file_changed)
        self.autosave.stateChanged.connect(self.saveChanged)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        predictions = self.predictions
        predictions.predicted.connect(lambda photo_id, _version, _seconds: self.placement.bring(photo_id))
        predictions.failed.connect(self._not_predicted)
        self.placement.placed.connect(self._prediction_placed)
        self.placement.failed.connect(lambda error: self.tell("predictor", error, Level.WARNING))
        self.sheets.failed.connect(lambda error: self.tell("sheets", error, Level.WARNING))
        self.sheets.died.connect(lambda error: self.tell("sheets", error, Level.ERROR, "Restart", self.sheets.open))

    # ------------------------------------------------------------ life

    def start(self) -> None:
        """Start the predictor, take up what an earlier session left unsaved, show a photo, add what is to be added."""
        if self.project.notice:
            self.tell("project", self.project.notice)
        self.models.use_promoted()
        self.models.sweep()
        self.queue.start()
        self._version_watch.start()
        self._recover()
        self._show_a_first_photo()
        if self._to_add:
            self.add_photos(self._to_add)

    def close(self, done: Callable[[bool], None]) -> None:
        """Save, send the children away, unlock; then `done(True)`, or `done(False)` where a saving failed.

        After `done(False)` the session is open as before; `discard()` closes it without the saving.
        """
        if self._closing is not None:
            return
        self._closing = done
        self._closing_time.start()
        self.end_stroke()
        self.autosave.save_all()
        self._closing_poll.start()

    def discard(self) -> None:
        """Close now. What is unsaved stays in the journal, where it could be written there."""
        self._closing_poll.stop()
        if self.closed:
            return
        self.closed = True
        self.predictions.leave()
        self.training.leave()
        self.sheets.leave()
        self._threshold_pause.stop()
        self._painting_time.stop()
        for part in (
            self._adder,
            self.tasks,
            self.queue,
            self.annotators,
            self._version_watch,
            self._folder_watch,
            self._loader,
            self.placement,
            self.models.automatic,
        ):
            part.leave()
        self.autosave.leave(2000)
        try:
            if self.current_id is not None:
                self.project.set_setting("current_photo", self.current_id)
                self.project.set_setting("threshold", self.threshold)
        except UserError:
            pass  # only where the window opens next time
        self._lock.release()
        self.project.close()

    def _try_to_close(self) -> None:
        in_time = self._closing_time.elapsed() < CLOSE_PATIENCE_MS
        if self.autosave.saving and in_time:
            return
        if not self.autosave.unsaved and not self._ending:
            self._ending = self.findChildren(Tasks)
            self.ending.emit(self._ending)
            self._ending = [tasks for tasks in self._ending if tasks.parent() is not self.autosave]
            for tasks in self._ending:
                tasks.drop()
        if self._ending and in_time and not all(tasks.idle() for tasks in self._ending):
            return  # a photo that is just being decoded is waited for here, and not with the window's hands tied
        self._closing_poll.stop()
        done, self._closing = self._closing, None
        if self.autosave.unsaved and not self._ending:  # what was painted since then is safe in the journal
            if done is not None:
                done(False)
            return
        self.discard()
        if done is not None:
            done(True)

    def _recover(self) -> None:
        """Strokes in journals that no mask holds: the first such photo is shown, the others are saved meanwhile."""
        try:
            pending = [photo for photo in pending_photos(self.project) if photo.id in self.order]
        except UserError as error:
            self.tell("recovery", error, Level.WARNING)
            return
        for photo in pending[1:]:
            withhold = self.blind.applies(photo)
            self.tasks.run(
                lambda photo=photo, withhold=withhold: recover_photo(
                    self.project, photo, self.predictions.version, self.threshold, self.author, withhold=withhold
                ),
                lambda strokes, photo=photo: self._tell_recovered(photo.name, strokes),
                lambda error: self.tell("recovery", error, Level.WARNING),
            )
        if pending:
            self.go_to(pending[0].id)

    def _show_a_first_photo(self) -> None:
        if self.current_id is not None or not len(self.order):
            return
        last = self.project.setting("current_photo")
        self.go_to(last if last in self.order else self.order.ids[0])

    # ------------------------------------------------------------ photos

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Add photo files to the project in the background; `adding` tells how far it is."""
        known = {photo.path for photo in self.order.photos()}
        new = [path for path in paths if path not in known]
        if new:
            self._adder.add(new)
        else:
            self._tell_if_empty()

    def _photos_added(self) -> None:
        self.order.replace(self.project.photos())
        self.photosChanged.emit()
        self._show_a_first_photo()
        self.want_neighbours()

    def leave_out(self, photo_ids: frozenset[int]) -> None:
        """The files of these photos, and of no others, are in the bin: they are not listed, and none is current."""
        order = self.order
        if not order.leave_out(photo_ids):
            return
        if self.current_id in order.gone:
            other = order.after(self.current_id)
            other = order.before(self.current_id) if other is None else other
            if other is not None:
                self.go_to(other)
        self.photosChanged.emit()

    def reread(self, photo_ids: Collection[int]) -> None:
        """The masks of these photos, or the list of photos, were changed from outside: read them anew."""
        for photo_id in photo_ids:
            self._loader.forget(photo_id)
        self._photos_added()
        if self.current_id in photo_ids:
            self.current = None
            self.currentChanged.emit()
            self._loader.load(self.order[self.current_id])

    def _tell_if_empty(self) -> None:
        if not len(self.order):
            self.tell("adding", "This project has no photos yet; drop some on the window.")

    def photo(self, photo_id: int) -> Photo:
        return self.order[photo_id]

    def set_filter(self, status: Status | None) -> None:
        """List only photos of this status; None lists all. The current photo stays on screen."""
        self.queue.set_wanted(replace(self.order.wanted, status=status))

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current one. What is unsaved of the former is saved now."""
        if photo_id == self.current_id and self.current is not None:
            return
        if self.current is not None:
            self.end_stroke()
            if self.autosave.waits(self.current.photo_id):
                self.autosave.save(self.current)
        self.current_id = photo_id
        self.current = None
        if self.order.relist(keep=photo_id):
            self.photosChanged.emit()
        self.noticeCleared.emit("photo")
        self.currentChanged.emit()
        opened = self._loader.get(photo_id)
        if opened is not None and self.blind.came_early(opened):
            self._loader.forget(photo_id)
            opened = None
        if opened is not None:
            self._show(opened)
            self._painting_time.start()  # it is painted before another is decoded: with two cores these compete
        else:
            self._loader.load(self.order[photo_id])
            self.want_neighbours()

    def reload(self, photo_id: int) -> None:
        """The photo's mask was changed beside the canvas: what is in memory of it is read anew."""
        self._loader.forget(photo_id)
        if photo_id == self.current_id:
            self.current = None
            self.go_to(photo_id)

    def _photo_loaded(self, opened: OpenPhoto) -> None:
        for error in opened.troubles:
            self.tell("recovery", error, Level.WARNING)
        if opened.recovered:
            self._tell_recovered(opened.name, opened.recovered)
            self.autosave.note_edit(opened)
        if opened.photo_id == self.current_id:
            self._show(opened)
        else:
            self.placement.bring(opened.photo_id)

    def _photo_not_loaded(self, photo_id: int, error: UserError) -> None:
        if photo_id != self.current_id:
            return  # a neighbour; it is told when somebody goes there
        self.photoFailed.emit(photo_id, error)
        self.tell("photo", error, Level.ERROR, "Retry", lambda: self._load_again(photo_id))

    def _load_again(self, photo_id: int) -> None:
        self.noticeCleared.emit("photo")
        if photo_id == self.current_id:
            self.predictions.retry(photo_id)
            self._loader.load(self.order[photo_id])

    def _show(self, opened: OpenPhoto) -> None:
        self.current = opened
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        self._watcher.addPath(str(self.order[opened.photo_id].path))
        self._loader.trim(opened.photo_id)
        self.photoShown.emit(opened)
        self.placement.bring(opened.photo_id)

    def _file_changed(self, path: str) -> None:
        if self.current is not None and not Path(path).is_file():
            self.tell(
                "photo",
                f"The photo “{self.current.name}” was deleted or moved while it is open; your correction is kept.",
                Level.WARNING,
            )

    def want_neighbours(self) -> None:
        """Tell loader and predictor what comes next: the current photo, those in line, the one before."""
        if self.current_id is None:
            return
        ids = [self.current_id, *self.order.line_after(self.current_id, _AHEAD)]
        before = self.order.before(self.current_id)
        if before is not None:
            ids.append(before)
        photos = [self.order[photo_id] for photo_id in ids]
        self._loader.load_ahead(photos[1:])
        self.predictions.want([photo.id for photo in photos if photo.status is not Status.ACCEPTED])

    def take_up(self, photo: Photo) -> None:
        """The photo's status and mask were changed in the project by something other than the canvas."""
        self.order.update(photo)
        self.photoChanged.emit(photo.id)
        self.reload(photo.id)

    # ------------------------------------------------------------ strokes and saving

    def stroke_began(self) -> None:
        self._stroke = True
        self.placement.hold()
        self.autosave.stroke_began()

    def stroke_ended(self, edit: Edit | None) -> None:
        """A stroke has ended (with no edit where it changed nothing). It is in the journal when this returns."""
        if edit is not None:
            self.note_edit(edit)
        if self._stroke:
            self._stroke = False
            self.autosave.stroke_ended()
            self.placement.release()

    def end_stroke(self) -> None:
        """A stroke in progress ends now."""
        self.leavingPhoto.emit()
        self.stroke_ended(None)

    def note_edit(self, edit: Edit) -> None:
        """The current correction was changed by this edit: a stroke, or an undo or redo."""
        opened = self.current
        if opened is None:
            return
        opened.edits += 1
        try:
            opened.journal.append(edit.to_bytes())
        except (UserError, OSError) as error:
            self.autosave.trouble(user_error(error))
        self.autosave.note_edit(opened)
        self.blind.painted(opened)
        self.review.painted(opened.photo_id)

    def save_now(self) -> None:
        self.autosave.save_all()

    def set_threshold(self, threshold: int) -> None:
        """From this value on (1..255) the untouched part of a prediction counts as blurred."""
        self.threshold = threshold
        self._threshold_pause.start()

    def remember(self, key: str, value: object) -> None:
        """Keep a setting with the project."""
        self.tasks.run(lambda: self.project.set_setting(key, value), lambda _none: None, lambda _error: None)

    def _saved(self, photo_id: int, _revision: object, status: Status | None) -> None:
        if status is not None:
            self.review.status_is(photo_id, status)
        if status is Status.ACCEPTED and self.current is not None and photo_id == self.current_id:
            self.correctionChanged.emit(self.current.correction.rect)  # it may be frozen by now
        self.noticeCleared.emit("save")

    def _not_saved(self, _photo_id: int, error: UserError, status: Status | None) -> None:
        what = f"The photo is not {status}. " if status is not None else ""
        self.tell("save", UserError(error.code, f"{what}{error}"), Level.ERROR, "Retry", self.save_now)

    # ------------------------------------------------------------ predictions

    def _has_prediction(self, photo_id: int, version: str) -> bool:
        return self.project.has_prediction(photo_id, version)

    def _prediction_placed(self, opened: OpenPhoto, rect: Rect) -> None:
        if opened is self.current:
            self.correctionChanged.emit(rect)
        self.predictionShown.emit(opened.photo_id, opened.prediction_version)

    def _not_predicted(self, photo_id: int, error: UserError) -> None:
        if photo_id == self.current_id:
            self.tell("photo", error, Level.WARNING, "Retry", lambda: self._load_again(photo_id))

    # ------------------------------------------------------------ sentences

    def tell(
        self,
        key: str,
        what: str | UserError,
        level: Level = Level.INFO,
        action: str = "",
        act: Callable[[], None] | None = None,
        *,
        passing: bool = False,
    ) -> None:
        code = what.code if isinstance(what, UserError) else ""
        self.notice.emit(Notice(key, str(what), level, action, act, passing, code))

    def _tell_recovered(self, name: str, strokes: int) -> None:
        if strokes:
            what = "1 stroke" if strokes == 1 else f"{strokes} strokes"
            self.tell(
                "recovery",
                f"{what} on “{name}” from an interrupted session {'was' if strokes == 1 else 'were'} recovered.",
            )
