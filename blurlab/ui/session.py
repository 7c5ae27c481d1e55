"""One open project as the window works on it: which photo is current, what was painted, what is predicted and trained.

No widgets here: the window listens to the signals and calls the methods, and so do tests.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QObject, QTimer, Signal

from blurlab.core.correction import DEFAULT_THRESHOLD
from blurlab.core.edit import Edit
from blurlab.core.rect import Rect
from blurlab.project.errors import ProjectError
from blurlab.project.models import ModelChoice, choose_model, model_choices, resolve_model
from blurlab.project.records import ModelVersion, Photo, Status
from blurlab.ui.adding import PhotoAdder
from blurlab.ui.autosave import Autosave
from blurlab.ui.notice import Level, Notice
from blurlab.ui.open_photo import OpenPhoto
from blurlab.ui.opening import Opened
from blurlab.ui.overlays import Overlays
from blurlab.ui.photo_loader import PhotoLoader
from blurlab.ui.photo_order import PhotoOrder
from blurlab.ui.predictions import Predictions
from blurlab.ui.recovery import pending_photos, recover_photo
from blurlab.ui.synthetic_sheets import SyntheticSheets
from blurlab.ui.tasks import Tasks
from blurlab.ui.training_run import TrainingRun
from blurlab.worker.messages import Ending, Setup, VersionPublished

UNREVIEWED = frozenset({Status.NEW, Status.IN_WORK})
CLOSE_PATIENCE_MS = 8000  # for the last savings; strokes are in the journal anyhow
_AHEAD = 2  # photos in line that are decoded and predicted before they are asked for


class Session(QObject):
    """An open project. `start()` begins the work, `close(done)` ends it orderly."""

    photosChanged = Signal()  # photos were added, or the filter changed what is listed
    photoChanged = Signal(int)  # a photo's status
    leavingPhoto = Signal()  # the current photo is about to be left: a stroke in progress ends now
    currentChanged = Signal()  # another photo is current; its pixels follow with photoShown
    photoShown = Signal(object)  # OpenPhoto
    photoFailed = Signal(int, str)
    correctionChanged = Signal(object)  # Rect of the current photo's correction that was rewritten from outside
    predictionShown = Signal(int, str)  # photo id, model version now under the correction
    saveChanged = Signal()
    modelChanged = Signal()  # the predictor's state or its version
    versionsChanged = Signal()
    adding = Signal(int, int)  # photos looked at, all; equal at the end
    notice = Signal(object)  # Notice
    noticeCleared = Signal(str)  # its key

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
        self.order = PhotoOrder(opened.photos)
        self.current: OpenPhoto | None = None  # None while its pixels are on their way
        self.current_id: int | None = None
        self.model_name = ""  # of the model in use, for people
        self.threshold = int(self.project.setting("threshold", DEFAULT_THRESHOLD))
        self._lock = opened.lock
        self._to_add = opened.to_add
        self._author = author
        self._stroke = False
        self._closing: Callable[[bool], None] | None = None
        self.closed = False

        self._tasks = Tasks(1, self)
        self._adder = PhotoAdder(self.project, self)
        self.predictions = Predictions(self.project.folder, self._has_prediction, self, predictor_module)
        self.training = TrainingRun(self, trainer_module)
        self.sheets = SyntheticSheets(self.project, self, sampler_module)
        self.autosave = Autosave(self.project, author, lambda: self.threshold, self)
        self._loader = PhotoLoader(self.project, lambda: self.predictions.version, self)
        self.overlays = Overlays(self.project, self.order, self._loader, self.predictions, self._is_accepted, self)
        self._watcher = QFileSystemWatcher(self)
        self._closing_time = QElapsedTimer()
        self._closing_poll = QTimer(self, interval=20)
        self._closing_poll.timeout.connect(self._try_to_close)
        self._threshold_pause = QTimer(self, singleShot=True, interval=800)
        self._threshold_pause.timeout.connect(lambda: self.remember("threshold", self.threshold))
        self._connect()

    def _connect(self) -> None:
        self._adder.progressed.connect(self.adding)
        self._adder.added.connect(self._photos_added)
        self._adder.unreadable.connect(lambda sentence: self._tell("adding", sentence, Level.WARNING))
        self._adder.failed.connect(
            lambda sentence, left: self._tell("adding", sentence, Level.ERROR, "Retry", lambda: self.add_photos(left))
        )
        self._loader.loaded.connect(self._photo_loaded)
        self._loader.failed.connect(self._photo_not_loaded)
        self._watcher.fileChanged.connect(self._file_changed)
        self.autosave.stateChanged.connect(self.saveChanged)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        predictions = self.predictions
        predictions.stateChanged.connect(lambda _state: self.modelChanged.emit())
        predictions.predicted.connect(lambda photo_id, _version, _seconds: self.overlays.bring(photo_id))
        predictions.failed.connect(self._not_predicted)
        predictions.modelReady.connect(lambda _name: self.noticeCleared.emit("predictor"))
        predictions.modelFailed.connect(self._predictor_failed)
        predictions.died.connect(self._predictor_failed)
        self.overlays.placed.connect(self._prediction_placed)
        self.overlays.failed.connect(lambda sentence: self._tell("predictor", sentence, Level.WARNING))
        self.sheets.failed.connect(lambda sentence: self._tell("sheets", sentence, Level.WARNING))
        self.sheets.died.connect(
            lambda sentence: self._tell("sheets", sentence, Level.ERROR, "Restart", self.sheets.open)
        )
        training = self.training
        training.published.connect(self._version_published)
        training.ended.connect(self._training_ended)
        training.died.connect(self._trainer_died)

    # ------------------------------------------------------------ life

    def start(self) -> None:
        """Start the predictor, take up what an earlier session left unsaved, show a photo, add what is to be added."""
        if self.project.notice:
            self._tell("project", self.project.notice)
        self.use_promoted_model()
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
        self._end_stroke()
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
        for part in (self._adder, self._tasks, self._loader, self.overlays):
            part.leave()
        self.autosave.leave(2000)
        try:
            if self.current_id is not None:
                self.project.set_setting("current_photo", self.current_id)
                self.project.set_setting("threshold", self.threshold)
        except ProjectError:
            pass  # only where the window opens next time
        self._lock.release()
        self.project.close()

    def _try_to_close(self) -> None:
        in_time = self._closing_time.elapsed() < CLOSE_PATIENCE_MS
        if self.autosave.saving and in_time:
            return
        self._closing_poll.stop()
        done, self._closing = self._closing, None
        if self.autosave.unsaved:
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
        except ProjectError as error:
            self._tell("recovery", str(error), Level.WARNING)
            return
        for photo in pending[1:]:
            self._tasks.run(
                lambda photo=photo: recover_photo(
                    self.project, photo, self.predictions.version, self.threshold, self._author
                ),
                lambda strokes, photo=photo: self._tell_recovered(photo.name, strokes),
                lambda sentence: self._tell("recovery", sentence, Level.WARNING),
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
        self._want_neighbours()

    def _tell_if_empty(self) -> None:
        if not len(self.order):
            self._tell("adding", "This project has no photos yet; drop some on the window.")

    def photo(self, photo_id: int) -> Photo:
        return self.order[photo_id]

    def set_filter(self, status: Status | None) -> None:
        """List only photos of this status; None lists all. The current photo stays on screen."""
        self.order.set_filter(status)
        self.photosChanged.emit()
        self._want_neighbours()

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current one. What is unsaved of the former is saved now."""
        if photo_id == self.current_id and self.current is not None:
            return
        if self.current is not None:
            self._end_stroke()
            if self.autosave.waits(self.current.photo_id):
                self.autosave.save(self.current)
        self.current_id = photo_id
        self.current = None
        if self.order.relist(keep=photo_id):
            self.photosChanged.emit()
        self.noticeCleared.emit("photo")
        self.currentChanged.emit()
        opened = self._loader.get(photo_id)
        if opened is not None:
            self._show(opened)
        else:
            self._loader.load(self.order[photo_id])
        self._want_neighbours()

    def next(self) -> None:
        self._step(self.order.after(self.current_id), "This is the last photo.")

    def previous(self) -> None:
        self._step(self.order.before(self.current_id), "This is the first photo.")

    def next_unreviewed(self) -> None:
        found = self.order.after(self.current_id, UNREVIEWED)
        if found is None:  # from the top: earlier ones may have been left out
            found = self.order.after(None, UNREVIEWED)
        if found == self.current_id:
            found = None
        self._step(found, "There is no other photo to be judged.")

    def _step(self, photo_id: int | None, otherwise: str) -> None:
        if photo_id is not None:
            self.go_to(photo_id)
        else:
            self._tell("step", otherwise, passing=True)

    def _photo_loaded(self, opened: OpenPhoto) -> None:
        for sentence in opened.troubles:
            self._tell("recovery", sentence, Level.WARNING)
        if opened.recovered:
            self._tell_recovered(opened.name, opened.recovered)
            self.autosave.note_edit(opened)
        if opened.photo_id == self.current_id:
            self._show(opened)
        else:
            self.overlays.bring(opened.photo_id)

    def _photo_not_loaded(self, photo_id: int, sentence: str) -> None:
        if photo_id != self.current_id:
            return  # a neighbour; it is told when somebody goes there
        self.photoFailed.emit(photo_id, sentence)
        self._tell("photo", sentence, Level.ERROR, "Retry", lambda: self._load_again(photo_id))

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
        self.overlays.bring(opened.photo_id)

    def _file_changed(self, path: str) -> None:
        if self.current is not None and not Path(path).is_file():
            self._tell(
                "photo",
                f"The photo “{self.current.name}” was deleted or moved while it is open; your correction is kept.",
                Level.WARNING,
            )

    def _want_neighbours(self) -> None:
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

    # ------------------------------------------------------------ strokes and saving

    def stroke_began(self) -> None:
        self._stroke = True
        self.overlays.hold()
        self.autosave.stroke_began()

    def stroke_ended(self, edit: Edit | None) -> None:
        """A stroke has ended (with no edit where it changed nothing). It is in the journal when this returns."""
        if edit is not None:
            self.note_edit(edit)
        if self._stroke:
            self._stroke = False
            self.autosave.stroke_ended()
            self.overlays.release()

    def _end_stroke(self) -> None:
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
        except (ProjectError, OSError) as error:
            self.autosave.trouble(str(error))
        self.autosave.note_edit(opened)
        asked = self.autosave.asked_status(opened.photo_id)
        if self.order[opened.photo_id].status is Status.NEW and asked is None:
            self._set_status(opened.photo_id, Status.IN_WORK)

    def save_now(self) -> None:
        self.autosave.save_all()

    def set_threshold(self, threshold: int) -> None:
        """From this value on (1..255) the untouched part of a prediction counts as blurred."""
        self.threshold = threshold
        self._threshold_pause.start()

    def remember(self, key: str, value: object) -> None:
        """Keep a setting with the project."""
        self._tasks.run(lambda: self.project.set_setting(key, value), lambda _none: None, lambda _sentence: None)

    def _saved(self, photo_id: int, _revision: object, status: Status | None) -> None:
        if status is not None:
            self._status_is(photo_id, status)
        self.noticeCleared.emit("save")

    def _not_saved(self, _photo_id: int, sentence: str, status: Status | None) -> None:
        what = f"The photo is not {status}. " if status is not None else ""
        self._tell("save", f"{what}{sentence}", Level.ERROR, "Retry", self.save_now)

    # ------------------------------------------------------------ review

    def accept(self, *, advance: bool = False) -> None:
        """Save the mask as it is seen and accept it: it becomes a label."""
        opened = self.current
        if opened is None:
            return
        status = self.order[opened.photo_id].status
        if not self._has_something_to_accept(opened):
            sentence = f"“{opened.name}” has no prediction yet; it can be accepted as soon as its overlay is there."
            self._tell("accept", sentence, Level.WARNING, passing=True)
            return
        if status is not Status.ACCEPTED or opened.unsaved:
            opened.freeze(self.threshold)  # what is seen from now on is the label
            self.autosave.save(opened, Status.ACCEPTED)
            self.correctionChanged.emit(opened.correction.rect)
        if advance:
            self.next()

    def reject(self, *, advance: bool = False) -> None:
        self._judge(Status.REJECTED, advance)

    def skip(self, *, advance: bool = True) -> None:
        self._judge(Status.SKIPPED, advance)

    def unset(self, *, advance: bool = False) -> None:
        """Take the judgement back: in work where something was painted or saved, else new."""
        opened = self.current
        if opened is None:
            return
        worked_on = opened.has_mask or opened.edits > 0
        self._judge(Status.IN_WORK if worked_on else Status.NEW, advance)

    def tag(self, kind: str) -> None:
        """Say that the current photo's blur is “defocus” or “motion”; the same again takes it back."""
        if self.current_id is None:
            return
        photo_id = self.current_id
        kind = "" if self.order[photo_id].kind == kind else kind

        def tagged(_none: None) -> None:
            self.order.update(replace(self.order[photo_id], kind=kind))
            self.photoChanged.emit(photo_id)

        self._tasks.run(lambda: self.project.set_kind(photo_id, kind), tagged, self._not_set)

    def _is_accepted(self, photo_id: int) -> bool:
        """Whether the photo is accepted or will be as soon as its mask is safe."""
        asked = self.autosave.asked_status(photo_id)
        return Status.ACCEPTED in (asked, self.order[photo_id].status)

    def _has_something_to_accept(self, opened: OpenPhoto) -> bool:
        known = opened.prediction_version is not None or opened.has_mask or opened.edits > 0
        return known or not self.predictions.waits_for(opened.photo_id)

    def _judge(self, status: Status, advance: bool) -> None:
        if self.current_id is None:
            return
        self._set_status(self.current_id, status)
        if advance:
            self.next()

    def _set_status(self, photo_id: int, status: Status) -> None:
        self.autosave.set_status(photo_id, status, lambda: self._status_is(photo_id, status), self._not_set)

    def _not_set(self, sentence: str) -> None:
        self._tell("save", sentence, Level.ERROR)

    def _status_is(self, photo_id: int, status: Status) -> None:
        self.order.update(replace(self.order[photo_id], status=status))
        self.photoChanged.emit(photo_id)
        if photo_id != self.current_id and self.order.relist(keep=self.current_id):
            self.photosChanged.emit()
        self._want_neighbours()
        self.overlays.bring(photo_id)

    # ------------------------------------------------------------ predictions and model versions

    def use_promoted_model(self) -> None:
        """Let the project's promoted version predict, or the model chosen instead, else the shipped default."""
        try:
            source = resolve_model(None, self.project)
        except ProjectError as error:
            self._tell("predictor", str(error), Level.ERROR)
            return
        self.model_name = source.name
        if source.version_label != self.predictions.version:
            self.predictions.use_model(source.version_label, source.path)
            self.overlays.bring_all()
        self._want_neighbours()
        self.modelChanged.emit()

    def versions(self) -> list[ModelVersion]:
        """The project's model versions, newest first."""
        try:
            return self.project.model_versions()[::-1]
        except ProjectError as error:
            self._tell("versions", str(error), Level.ERROR)
            return []

    def other_models(self) -> list[ModelChoice]:
        """The models beside the project's versions: those that came with blurlab."""
        return model_choices()

    def promote(self, name: str) -> None:
        """Let this version, or this one of `other_models`, predict from now on."""
        try:
            choose_model(self.project, name)
        except ProjectError as error:
            self._tell("versions", str(error), Level.ERROR)
            return
        self.versionsChanged.emit()
        self.use_promoted_model()

    def restart_predictor(self) -> None:
        self.noticeCleared.emit("predictor")
        self.predictions.start()
        self._want_neighbours()

    def _has_prediction(self, photo_id: int, version: str) -> bool:
        return self.project.prediction_path(photo_id, version).is_file()

    def _prediction_placed(self, opened: OpenPhoto, rect: Rect) -> None:
        if opened is self.current:
            self.correctionChanged.emit(rect)
        self.predictionShown.emit(opened.photo_id, opened.prediction_version)

    def _not_predicted(self, photo_id: int, sentence: str) -> None:
        if photo_id == self.current_id:
            self._tell("photo", sentence, Level.WARNING, "Retry", lambda: self._load_again(photo_id))

    def _predictor_failed(self, sentence: str) -> None:
        self._tell("predictor", sentence, Level.ERROR, "Restart", self.restart_predictor)

    # ------------------------------------------------------------ training

    def start_training(
        self, setup: Setup, *, minutes: float | None = None, steps: int | None = None, seed: int = 42
    ) -> None:
        """Save what is unsaved and start a training run. Raises WrongMoveError while one is under way."""
        threads = max(1, (os.cpu_count() or 2) - 1)  # a core stays with the window
        self.noticeCleared.emit("training")
        self.save_now()
        self.sheets.keep_now()
        self.training.start(self.project.folder, setup, minutes=minutes, steps=steps, seed=seed, threads=threads)

    def stop_training(self) -> None:
        """Stop the run and keep what was learnt. Raises WrongMoveError where none runs."""
        self.training.stop()

    def _version_published(self, _message: VersionPublished) -> None:
        self.versionsChanged.emit()
        self.use_promoted_model()

    def _training_ended(self, ending: Ending, sentence: str) -> None:
        failed = ending is Ending.FAILED
        self._tell("training", sentence, Level.ERROR if failed else Level.INFO, passing=not failed)
        self.versionsChanged.emit()
        self.use_promoted_model()

    def _trainer_died(self, sentence: str) -> None:
        record = self.training.record
        self._tell(
            "training",
            sentence,
            Level.ERROR,
            "Restart",
            lambda: self.start_training(record.setup, minutes=record.minutes, steps=record.steps),
        )

    # ------------------------------------------------------------ sentences

    def _tell(
        self,
        key: str,
        sentence: str,
        level: Level = Level.INFO,
        action: str = "",
        act: Callable[[], None] | None = None,
        *,
        passing: bool = False,
    ) -> None:
        self.notice.emit(Notice(key, sentence, level, action, act, passing))

    def _tell_recovered(self, name: str, strokes: int) -> None:
        if strokes:
            what = "1 stroke" if strokes == 1 else f"{strokes} strokes"
            self._tell(
                "recovery",
                f"{what} on “{name}” from an interrupted session {'was' if strokes == 1 else 'were'} recovered.",
            )
