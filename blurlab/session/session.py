"""One open project as the window works on it: its parts, the wires between them, its beginning and its end.

Each part has a room of its own and gets the few others that it needs: `photos/` goes from photo to photo and knows
their order, `strokes/` keeps what is painted, `predictions/` brings what a model says, `review/` holds what people
decide, `models/` chooses and trains. No widgets here: the window listens to the parts' signals and calls their
methods, and so do tests.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.core.prediction import View
from blurlab.imaging.ports import Place
from blurlab.project.records import Photo
from blurlab.session.closing import Closing
from blurlab.session.folder_watch import FolderWatch
from blurlab.session.models.auto_training import AutoTraining
from blurlab.session.models.pins import Pins
from blurlab.session.models.session_models import SessionModels
from blurlab.session.models.synthetic_sheets import SyntheticSheets
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.models.trainings import Trainings
from blurlab.session.models.version_watch import VersionWatch
from blurlab.session.notice import Level, Notices
from blurlab.session.opening import Opened
from blurlab.session.photos.adding import PhotoAdder
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.cut import Cut
from blurlab.session.photos.navigation import Navigation
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_loader import PhotoLoader
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue
from blurlab.session.predictions.prediction_placement import PredictionPlacement
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.predictions.views import Views
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.review.annotators import Annotators
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.session.review.bulk import BulkAccept
from blurlab.session.review.deeds import Deeds
from blurlab.session.review.review import Review
from blurlab.session.review.withholding import Withholding
from blurlab.session.strokes.across_tiles import AcrossTiles
from blurlab.session.strokes.autosave import Autosave
from blurlab.session.strokes.recovery import Recovery
from blurlab.session.strokes.strokes import Strokes
from blurlab.session.tasks import Tasks
from blurlab.session.team.second_looks import SecondLooks
from blurlab.session.team.team import Team
from blurlab.session.team.training_machine import TrainingMachine


class Session(QObject):
    """An open project. `start()` begins the work, `close(done)` ends it orderly."""

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
        self._lock = opened.lock
        self._to_add, self._to_offer, self._unlisted = opened.to_add, opened.to_offer, opened.unlisted
        self.closed = False
        project = self.project = opened.project
        order = self.order = PhotoOrder(opened.photos, opened.gone, self)
        notices = self.notices = Notices(self)
        self.tell = notices.tell
        tasks = self.tasks = Tasks(1, self)
        settings = self.settings = ProjectSettings(project, tasks, self)

        predictions = self.predictions = Predictions(
            project.folder, self._is_predicted, self, predictor_module, project.view
        )
        autosave = self.autosave = Autosave(project, author, self)
        withholding = Withholding(project, order)
        loader = self.loader = PhotoLoader(
            project, lambda: (predictions.version, predictions.view), withholding.applies, self
        )
        placement = self.placement = PredictionPlacement(
            project, order, loader, predictions, autosave.asked_status, self
        )

        current = self.current_photo = CurrentPhoto(order, loader, predictions, placement, autosave, notices, self)
        self.cut = Cut(current, self)
        self.strokes = Strokes(current, autosave, placement, self)
        self.views = Views(project, current, predictions, placement, notices, self)
        self.adder = PhotoAdder(project, order, notices, self)
        self.queue = Queue(project, author, order, current, predictions, autosave, settings, notices, self)
        self.navigation = Navigation(order, current, self.queue, notices)
        self._recovery = Recovery(project, author, order, withholding, tasks, notices)
        self._make_reviewing(author, withholding)
        self._make_models(author, trainer_module, sampler_module)
        self._folder_watch = FolderWatch(project, notices, self)
        self._closing = Closing(autosave, self._at_work, self)
        self._connect()

    def _make_reviewing(self, author: str, withholding: Withholding) -> None:
        """What a person decides about photos, one by one and many at once."""
        project, order, current, strokes = self.project, self.order, self.current_photo, self.strokes
        placement, autosave, predictions = self.placement, self.autosave, self.predictions
        settings, tasks, notices = self.settings, self.tasks, self.notices
        self.blind = BlindChecks(
            project, order, withholding, current, strokes, placement, autosave, settings, tasks, notices, self
        )
        self.review = Review(
            project,
            order,
            current,
            strokes,
            autosave,
            predictions,
            self.blind,
            notices,
            self.navigation.next_in_queue,
            self,
        )
        self.deeds = Deeds(order, current, self.review, self.cut, settings, self.go_to, self)
        self.across = AcrossTiles(order, current, self.loader, strokes, self.deeds, self.adder, notices, self)
        self.annotators = Annotators(project, order, current, strokes, autosave, notices, self)
        self.bulk = BulkAccept(
            project,
            author,
            order,
            current,
            strokes,
            autosave,
            predictions,
            withholding,
            self.review,
            notices,
            self,
        )

    def _make_models(self, author: str, trainer_module: str | None, sampler_module: str | None) -> None:
        """Training, what comes of it, and the team that shares both."""
        project, order, current, placement = self.project, self.order, self.current_photo, self.placement
        autosave, predictions = self.autosave, self.predictions
        settings, tasks, notices = self.settings, self.tasks, self.notices
        self.training = TrainingRun(self, trainer_module)
        self.sheets = SyntheticSheets(project, self, sampler_module)
        self.pins = Pins(project, order, current, tasks, notices)
        self.models = SessionModels(project, predictions, placement, current, tasks, notices, self)
        self.team = Team(
            project,
            author,
            order,
            current,
            self.models,
            notices,
            self.adder.list_all,
            self.queue.reread,
            self,
        )
        automatic = AutoTraining(project, self.training, settings, self)
        self.trainings = Trainings(
            project, self.training, automatic, self.models, self.sheets, autosave, settings, notices, self
        )
        self.second = SecondLooks(project, self.team, order, current, autosave, notices, self)
        self.annotators.third = self.second
        self._training_machine = TrainingMachine(self.team, self.training, notices, self)
        self._version_watch = VersionWatch(project, self.models, self)

    def _connect(self) -> None:
        """What one part has to hear of another that it does not know."""
        order, current, models, automatic = self.order, self.current_photo, self.models, self.trainings.automatic
        self.adder.added.connect(self._photos_added)
        if self.team.shared:
            self.navigation.next_of_team = self.team.next
            self.team.predicted.connect(lambda photo_id: self.placement.bring(photo_id, anew=True))
            self.autosave.saved.connect(self.team.saved)
            self.autosave.decided.connect(self.team.saved)
        self.predictions.predicted.connect(
            lambda photo_id, _version, _seconds: self.placement.bring(photo_id, anew=True)
        )
        self.placement.failed.connect(lambda error: self.tell("predictor", error, Level.WARNING))
        self.review.statusChanged.connect(self.placement.bring)
        self.review.statusesChanged.connect(self.queue.changed)
        models.changed.connect(self.queue.follow_model)
        models.changed.connect(self.views.read)
        self.blind.changed.connect(self.views.read)
        self.views.chosen.connect(self.queue.follow_model)
        for sign in (current.changed, self.autosave.stateChanged, order.photoChanged, self.strokes.interrupted):
            sign.connect(automatic.disturbed)
        order.photoChanged.connect(lambda _photo_id: automatic.count_soon())
        self.sheets.failed.connect(lambda error: self.tell("sheets", error, Level.WARNING))
        self.sheets.died.connect(lambda error: self.tell("sheets", error, Level.ERROR, "Restart", self.sheets.open))
        self._folder_watch.back.connect(self.autosave.save_all)
        self._folder_watch.back.connect(models.note_versions)

    # ------------------------------------------------------------ life

    def start(self) -> None:
        """Start the predictor, take up what an earlier session left unsaved, show a photo, add what is to be added."""
        if self.project.notice:
            self.tell("project", self.project.notice)
        self.models.use_promoted()
        self.models.sweep()
        self.queue.start()
        self._version_watch.start()
        self.team.start()
        recovered = self._recovery.start(self.predictions.version)
        if recovered is not None:
            self.go_to(recovered)
        self._show_a_first_photo()
        if self._to_add:
            self.add_photos(self._to_add)
        if self._unlisted:
            self.tell("subfolders", self._unlisted[0], Level.WARNING)
        elif self._to_offer:
            self._offer_subfolders(self._to_offer)

    def _offer_subfolders(self, paths: Sequence[Path]) -> None:
        many = len(paths) != 1
        sentence = (
            f"{len(paths)} {'photos' if many else 'photo'} in subfolders {'are' if many else 'is'} not in this project."
        )
        self.tell("subfolders", sentence, Level.INFO, "Add", lambda: self._take_subfolders(paths))

    def _take_subfolders(self, paths: Sequence[Path]) -> None:
        self.notices.clear("subfolders")
        self.add_photos(paths)

    def close(self, done: Callable[[bool], None]) -> None:
        """Save, send the children away, unlock; then `done(True)`, or `done(False)` where a saving failed.

        After `done(False)` the session is open as before; `discard()` closes it without the saving.
        """

        def over(safe: bool) -> None:
            if safe:
                self.discard()
            done(safe)

        self.strokes.end()
        self._closing.start(over)

    def discard(self) -> None:
        """Close now. What is unsaved stays in the journal, where it could be written there."""
        self._closing.stop()
        if self.closed:
            return
        self.closed = True
        self.predictions.leave()
        self.training.leave()
        self.sheets.leave()
        for part in (
            self.current_photo,
            self.views,
            self.across,
            self.adder,
            self.tasks,
            self.queue,
            self.annotators,
            self.second,
            self._version_watch,
            self._folder_watch,
            self.loader,
            self.placement,
            self.trainings.automatic,
        ):
            part.leave()
        self.autosave.leave(2000)
        self.settings.leave(self.current_id)
        self.deeds.leave()
        self.team.leave(self._lock.release)
        self.project.close()

    def _at_work(self) -> list[Tasks]:
        found = self.findChildren(Tasks)
        self.ending.emit(found)
        return found

    def _is_predicted(self, photo_id: int, version: str, view: View) -> bool:
        """Whether the project has that prediction with its scale; one of a blurlab that knew none is made anew."""
        return self.project.prediction_facts(photo_id, version, view)[0] is not None

    # ------------------------------------------------------------ photos

    @property
    def current(self) -> OpenPhoto | None:
        """The photo on screen; None while its pixels are on their way."""
        return self.current_photo.opened

    @property
    def current_id(self) -> int | None:
        return self.current_photo.id

    def photo(self, photo_id: int) -> Photo:
        return self.order[photo_id]

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current one. Unsaved changes of the previous photo are saved now."""
        self.current_photo.go_to(photo_id)

    def add_photos(self, paths: Sequence[Place]) -> None:
        """Add photo files, or parts of files, to the project in the background."""
        self.adder.add(paths)

    def save_now(self) -> None:
        self.autosave.save_all()

    def take_up(self, photo: Photo) -> None:
        """The photo's status and mask were changed in the project by something other than the canvas."""
        self.order.update(photo)
        self.current_photo.reload(photo.id)

    def reread(self, photo_ids: Collection[int]) -> None:
        """The masks of these photos, or the list of photos, were changed from outside: read them again."""
        for photo_id in photo_ids:
            self.loader.forget_all(photo_id)
        self.adder.list_all()
        if self.current_id in photo_ids:
            self.current_photo.load_anew()

    def see_anew(self, photo_ids: Sequence[int]) -> None:
        """The tones of these photos are others: their pixels are read, and predicted, again."""
        self.reread(photo_ids)
        for photo_id in photo_ids:
            self.predictions.retry(photo_id)
        self.current_photo.want_neighbours()

    def set_canvas_hidden(self, hidden: bool) -> None:
        """Another view lies over the canvas, and what the canvas would need next gives way to it."""
        self.current_photo.set_out_of_sight(hidden)

    def _photos_added(self) -> None:
        self._show_a_first_photo()
        self.current_photo.want_neighbours()

    def _show_a_first_photo(self) -> None:
        self.current_photo.show_a_first(self.settings.last_photo())
