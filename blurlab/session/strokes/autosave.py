"""Automatic saving: a mask revision a moment after the last stroke, never during one, never silently lost."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.core.editing.correction import Plane, frozen
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.plane_copy import PlaneCopy
from blurlab.core.prediction import Look
from blurlab.errors import UserError
from blurlab.project.journal import save_steps
from blurlab.project.project import Project
from blurlab.project.records import MaskRevision, Status
from blurlab.project.review import log_decision, plane_agreement
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.tasks import Tasks

PAUSE_MS = 1500  # from the last stroke to the saving
DECIDED = frozenset({Status.ACCEPTED, Status.REJECTED, Status.SKIPPED})
RETRY_MS = 10_000  # from a failed saving to the next try


@dataclass(frozen=True)
class Decided:
    """A person's review of a photo; `agreement` and `blind` as of project.review.Facts."""

    status: Status
    agreement: float | None = None
    blind: bool = False


@dataclass(frozen=True)
class _Snapshot:
    copy: PlaneCopy  # finished in the thread: the person paints on
    threshold: int
    cut: int | None  # the same, where a prediction was cut
    edits: int
    model_version: str | None
    look: Look | None  # of the prediction under the mask
    withheld: str | None  # the version whose prediction the person did not see
    status: Status | None  # to set once the file lies there
    steps: tuple[Edit, ...]  # that led to it, and can be undone
    kinds: PlaneCopy | None  # of its blur


class Autosave(QObject):
    """Saves open photos in one thread, in the order in which they were asked for."""

    stateChanged = Signal()  # `unsaved`, `error` or `saved_at` changed
    saved = Signal(int, object, object)  # photo id, MaskRevision, Status that was set with it or None
    decided = Signal(int, object)  # photo id, Decided; after the status is set
    failed = Signal(int, object, object)  # photo id, UserError, Status that was not set or None

    def __init__(self, project: Project, author: str, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._author = author
        self._tasks = Tasks(1, self)
        self._waiting: dict[int, OpenPhoto] = {}  # edited since their last saving, or the saving failed
        self._asked: dict[int, Status] = {}  # statuses to be set with a mask that are not set yet
        self._saving: dict[int, int] = {}  # photo id → savings under way
        self._stroke = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save_all)
        self.error: UserError | None = None  # why the last saving failed; none after success
        self.saved_at: datetime | None = None

    @property
    def unsaved(self) -> bool:
        """Whether a stroke lies in no mask revision yet."""
        return bool(self._waiting) or bool(self._saving)

    @property
    def saving(self) -> bool:
        return bool(self._saving)

    def waits(self, photo_id: int) -> bool:
        """Whether the photo has edits for which no saving was asked yet."""
        return photo_id in self._waiting

    def asked_status(self, photo_id: int) -> Status | None:
        """The status that is set as soon as the photo's mask is safe."""
        return self._asked.get(photo_id)

    def stroke_began(self) -> None:
        self._stroke = True
        self._timer.stop()

    def stroke_ended(self) -> None:
        self._stroke = False
        if self._waiting:
            self._timer.start(PAUSE_MS)

    def note_edit(self, opened: OpenPhoto) -> None:
        """The photo was edited; it is saved after a pause."""
        self._waiting[opened.photo_id] = opened
        if not self._stroke:
            self._timer.start(PAUSE_MS)
        self.stateChanged.emit()

    def trouble(self, error: UserError) -> None:
        """Part of the safety net failed (the journal): report unsaved work until a saving succeeds."""
        self.error = error
        self.stateChanged.emit()

    def save_all(self) -> None:
        """Save what waits. During a stroke: as soon as it has ended."""
        if self._stroke:
            return
        for opened in list(self._waiting.values()):
            self.save(opened)

    def save(self, opened: OpenPhoto, status: Status | None = None) -> None:
        """Save the photo as it is now; with `status`, set that status after the mask is safe.

        Where that fails the status stays asked for: the next saving of the photo sets it, unless another is set before.
        """
        if status is None:
            status = self._asked.get(opened.photo_id)
        else:
            self._asked[opened.photo_id] = status
        snapshot = _Snapshot(
            opened.correction.copy(),
            opened.threshold,
            opened.cut,
            opened.edits,
            opened.prediction_version,
            opened.look,
            opened.withheld,
            status,
            opened.history.done,
            None if opened.kinds is None else opened.kinds.copy(),
        )
        self._waiting.pop(opened.photo_id, None)
        self._saving[opened.photo_id] = self._saving.get(opened.photo_id, 0) + 1
        self._tasks.run(
            lambda: self._write(opened, snapshot),
            lambda written: self._done(opened, snapshot, *written),
            lambda error: self._failed(opened, snapshot, error),
        )
        self.stateChanged.emit()

    def set_status(
        self, photo_id: int, status: Status, done: Callable[[], None], failed: Callable[[UserError], None]
    ) -> None:
        """Set a status in the same thread, after the savings asked for before and instead of what they were to set."""
        self._asked.pop(photo_id, None)
        if photo_id in self._waiting and not self._waiting[photo_id].unsaved:
            del self._waiting[photo_id]  # it waited for that status only

        def is_set(decided: Decided | None) -> None:
            done()
            if decided is not None:
                self.decided.emit(photo_id, decided)

        self._tasks.run(lambda: self._set_and_note(photo_id, status), is_set, failed)

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        """Run `work()` in the same thread, after the savings asked for before; `done` and `failed` as of Tasks.run."""
        self._tasks.run(work, done, failed)

    def leave(self, timeout_ms: int) -> bool:
        """Take the thread down; what is under way gets `timeout_ms`."""
        self._timer.stop()
        return self._tasks.leave(timeout_ms)

    def _set_and_note(self, photo_id: int, status: Status, snapshot: _Snapshot | None = None) -> Decided | None:
        """Set a status and, if it is a review, record it. In the thread."""
        self._project.set_status(photo_id, status)
        if status not in DECIDED:
            return None
        decided = Decided(status)
        # The review stands whether or not it could be recorded: the record only serves the queue.
        with suppress(UserError):
            if snapshot is not None and (version := snapshot.withheld or snapshot.model_version) is not None:
                view = self._project.view if snapshot.look is None else snapshot.look.view
                prediction = self._project.read_prediction(photo_id, version, view)
                if prediction is not None:
                    suggested = self._project.cut_of(photo_id, version, view, prediction)
                    amount = plane_agreement(prediction, snapshot.copy.finish(), snapshot.threshold, suggested)
                    decided = Decided(status, amount, snapshot.withheld is not None)
            log_decision(
                self._project,
                photo_id,
                status,
                self._author,
                agreement=decided.agreement,
                blind=decided.blind,
            )
        return decided

    def _write(self, opened: OpenPhoto, snapshot: _Snapshot) -> tuple[MaskRevision, Decided | None, Plane | None]:
        """In the thread. Of an accepted photo that is not frozen yet, what is to become its plane comes as well."""
        photo_id = opened.photo_id
        plane = snapshot.copy.finish()
        revision = self._project.masks.save_plane(
            photo_id,
            plane,
            snapshot.threshold,
            author=self._author,
            model_version=snapshot.model_version,
            look=snapshot.look,
            cut=snapshot.cut,
            kinds=None if snapshot.kinds is None else snapshot.kinds.finish(),
        )
        steps = [step.to_bytes() for step in snapshot.steps]
        save_steps(self._project.blobs, photo_id, revision.revision, steps)
        if snapshot.status is Status.ACCEPTED and opened.digest is not None:  # the person says that the mask fits
            self._project.keep_digest(photo_id, opened.digest)
            opened.digest = None
        decided = None if snapshot.status is None else self._set_and_note(photo_id, snapshot.status, snapshot)
        to_freeze = snapshot.status is Status.ACCEPTED and not opened.frozen
        return revision, decided, frozen(plane, snapshot.threshold) if to_freeze else None

    def _done(
        self,
        opened: OpenPhoto,
        snapshot: _Snapshot,
        revision: MaskRevision,
        decided: Decided | None,
        plane: Plane | None,
    ) -> None:
        self._one_less(opened.photo_id)
        if plane is not None and not opened.frozen and opened.correction.plane is snapshot.copy.source:
            opened.take_frozen(plane, snapshot.threshold)
        opened.has_mask = True
        opened.saved_edits = max(opened.saved_edits, snapshot.edits)
        if snapshot.status is not None and not self._saving.get(opened.photo_id):
            self._asked.pop(opened.photo_id, None)
        if not opened.unsaved:
            self._waiting.pop(opened.photo_id, None)
            with suppress(UserError):  # replaying strokes that the mask holds already changes nothing
                opened.journal.clear()
        self.error = None
        self.saved_at = datetime.now()
        self.saved.emit(opened.photo_id, revision, snapshot.status)
        if decided is not None:
            self.decided.emit(opened.photo_id, decided)
        self.stateChanged.emit()

    def _failed(self, opened: OpenPhoto, snapshot: _Snapshot, error: UserError) -> None:
        self._one_less(opened.photo_id)
        if opened.unsaved or self._asked.get(opened.photo_id) is not None:
            self._waiting[opened.photo_id] = opened
            self._timer.start(RETRY_MS)
        self.error = error
        self.failed.emit(opened.photo_id, error, snapshot.status)
        self.stateChanged.emit()

    def _one_less(self, photo_id: int) -> None:
        self._saving[photo_id] -= 1
        if not self._saving[photo_id]:
            del self._saving[photo_id]
