"""Blind checks in a session: a photo is painted without its prediction until the check ends."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from blurlab.project.blind import EVERY_SETTING, write_seen
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.prediction_placement import PredictionPlacement
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.review.withholding import Withholding
from blurlab.session.strokes.autosave import Autosave, Decided
from blurlab.session.strokes.strokes import Strokes
from blurlab.session.tasks import Tasks


class BlindChecks(QObject):
    """A photo is checked from its first opening until it is accepted or a person asks for the prediction.

    One whose prediction anybody saw is never checked: that would measure nothing.
    """

    changed = Signal()  # the setting, or whether the photo on screen is painted blind

    def __init__(
        self,
        project: Project,
        order: PhotoOrder,
        withholding: Withholding,
        current: CurrentPhoto,
        strokes: Strokes,
        placement: PredictionPlacement,
        autosave: Autosave,
        settings: ProjectSettings,
        tasks: Tasks,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._order, self._withholding = project, order, withholding
        self._current, self._placement, self._settings = current, placement, settings
        self._tasks, self._notices = tasks, notices
        self._asked: int | None = None  # photo that was to be accepted with nothing painted on it
        current.shown.connect(self._shown)
        placement.placed.connect(lambda _opened, _rect: self._shown(current.opened))
        strokes.painted.connect(self._painted)
        autosave.decided.connect(self._decided)

    @property
    def every(self) -> int:
        """One photo of so many is painted blind; 0: none."""
        return self._withholding.every

    def withholds(self, photo_id: int) -> bool:
        """Whether the prediction of this photo is withheld."""
        return self._withholding.withholds(photo_id)

    @property
    def current(self) -> OpenPhoto | None:
        """The photo on screen where it is painted blind."""
        opened = self._current.opened
        return opened if opened is not None and opened.withheld is not None else None

    def set_every(self, every: int) -> None:
        """One photo of so many is painted blind from now on; 0: none. Those that somebody paints blind stay so."""
        self._withholding.every = every
        self._settings.remember(EVERY_SETTING, every)
        for opened in self._placement.open_photos():
            untouched = not opened.edits and not opened.has_mask
            if opened.withheld is not None and untouched and not self.withholds(opened.photo_id):
                self._uncover(opened)
        self.changed.emit()

    def show_prediction(self) -> None:
        """End the check of the photo on screen: its prediction comes, under what is painted."""
        opened = self.current
        if opened is None:
            self._notices.tell("blind", "The prediction of this photo is not withheld.", passing=True)
            return
        self._uncover(opened)
        self._note([opened.photo_id], seen=True)
        self.changed.emit()

    def saw(self, photo_ids: Iterable[int]) -> None:
        """Record that the predictions of these photos were on screen."""
        order, seen = self._order, self._withholding.seen
        self._note([one for one in photo_ids if one not in seen and order[one].status is Status.NEW], seen=True)

    def may_accept(self, opened: OpenPhoto) -> bool:
        """False, with a sentence, the first time that a check is to be accepted with nothing painted."""
        if opened.withheld is None or opened.edits or opened.has_mask or self._asked == opened.photo_id:
            return True
        self._asked = opened.photo_id
        sentence = "Nothing is painted on this blind check. Accept it again if nothing in the photo is blurred."
        self._notices.tell("blind", sentence, Level.WARNING, "Show prediction", self.show_prediction)
        return False

    def _uncover(self, opened: OpenPhoto) -> None:
        opened.withheld = None
        self._notices.clear("blind")
        self._placement.bring(opened.photo_id)

    def _painted(self, opened: OpenPhoto) -> None:
        """A check that has begun goes on after reopening, whatever the setting is then."""
        if opened.withheld is not None and self._withholding.seen.get(opened.photo_id) is not False:
            self._note([opened.photo_id], seen=False)

    def _shown(self, opened: OpenPhoto | None) -> None:
        self._asked = None
        self._notices.clear("blind")
        if opened is not None and opened.withheld is None and opened.prediction_version is not None:
            if self._withholding.seen.get(opened.photo_id) is False:  # a reviewed one that was painted blind
                self._note([opened.photo_id], seen=True)
            self.saw([opened.photo_id])
        self.changed.emit()

    def _decided(self, photo_id: int, decided: Decided) -> None:
        if decided.status is not Status.ACCEPTED or self._withholding.seen.get(photo_id) is True:
            return
        opened = self._placement.open_photo(photo_id)
        if opened is None or opened.withheld is None:
            return
        opened.withheld = None
        self._note([photo_id], seen=True)
        if decided.blind and decided.agreement is not None:
            name = self._order[photo_id].name
            sentence = f"Blind check of “{name}”: IoU {decided.agreement:.2f} with the withheld prediction."
            self._notices.tell("blind", sentence, passing=True)
        self.changed.emit()

    def _note(self, photo_ids: list[int], *, seen: bool) -> None:
        if not photo_ids:
            return
        self._withholding.seen |= dict.fromkeys(photo_ids, seen)
        self._tasks.run(
            lambda: write_seen(self._project, photo_ids, seen),
            lambda _none: None,
            lambda error: self._notices.tell("blind", error, Level.WARNING),
        )
