"""The two views of the photo on screen, as a whole and at 100 %, and from which of them masks are cut."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.core.prediction import View
from blurlab.core.rect import Rect
from blurlab.core.two_views import TwoViews
from blurlab.errors import UserError
from blurlab.project.parts import read_part
from blurlab.project.project import Project
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.predictions.prediction_placement import PredictionPlacement
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.tasks import Tasks


class Views(QObject):
    """`both` is of the photo on screen; None while either prediction is missing, and where predictions are withheld.

    progress: share (0..1) of it that is predicted at 100 %; None while it is not being predicted so.
    """

    chosen = Signal()  # masks are cut from the other view now
    changed = Signal()  # `both` or `progress`

    def __init__(
        self,
        project: Project,
        current: CurrentPhoto,
        predictions: Predictions,
        placement: PredictionPlacement,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._current, self._predictions = project, current, predictions
        self._placement, self._notices = placement, notices
        self._tasks = Tasks(1, self)
        self._soon = QTimer(self, singleShot=True, interval=0)  # a photo that is shown is painted first
        self._soon.timeout.connect(self._read)
        self.both: TwoViews | None = None
        self.progress: float | None = None
        current.changed.connect(self._forget)
        current.shown.connect(lambda _opened: self.read())
        predictions.looked.connect(self._looked)
        predictions.notLooked.connect(lambda photo_id, _error: self._looked(photo_id))
        predictions.progressed.connect(self._progressed)

    @property
    def view(self) -> View:
        """From which predictions masks are cut: the project's choice."""
        return self._predictions.view

    @property
    def at_full(self) -> bool:
        return self.view is View.FULL

    def choose(self, *, at_full: bool) -> None:
        """Cut masks from the predictions at 100 % from now on, or from those as a whole.

        Accepted masks stay, and what is painted too.
        """
        view = View.FULL if at_full else View.WHOLE
        if view is self.view:
            return
        self._predictions.cut_from(view)
        self._tasks.run(
            lambda: self._project.set_view(view),
            lambda _none: None,
            lambda error: self._notices.tell("view", error, Level.ERROR),
        )
        self._placement.bring_all()
        self.chosen.emit()

    def look_here(self, seen: Rect) -> None:
        """What a person sees of the photo on screen, in its pixels: it is predicted at 100 % before the rest."""
        if self._current.id is not None:
            self._predictions.look_here(self._current.id, seen)

    def read(self) -> None:
        """Read what is there of the photo on screen, soon and once, however often it is asked for until then."""
        if self._hidden:
            self._soon.stop()
            self._have(None)
        else:
            self._soon.start()

    @property
    def _hidden(self) -> bool:
        opened = self._current.opened
        return opened is None or opened.withheld is not None or not self._predictions.version

    def _read(self) -> None:
        self._run(lambda photo_id, version: _both(self._project, photo_id, version))

    def leave(self) -> None:
        self._soon.stop()
        self._tasks.leave()

    def _run(self, work: Callable[[int, str], TwoViews | None]) -> None:
        opened, version = self._current.opened, self._predictions.version
        if opened is None or self._hidden:
            self._have(None)
            return
        photo_id = opened.photo_id

        def have(both: TwoViews | None) -> None:
            if self._current.opened is opened and opened.withheld is None and version == self._predictions.version:
                self._have(both)

        self._tasks.run(lambda: work(photo_id, version), have, self._not_read)

    def _have(self, both: TwoViews | None) -> None:
        if both is not self.both:
            self.both = both
            self.changed.emit()

    def _not_read(self, error: UserError) -> None:
        self._notices.tell("view", error, Level.WARNING, passing=True)

    def _forget(self) -> None:
        self.both, self.progress = None, None
        self.changed.emit()

    def _looked(self, photo_id: int, view: View = View.FULL) -> None:
        if photo_id != self._current.id:
            return
        if view is View.FULL:
            self.progress = None
            self.changed.emit()
        self.read()

    def _progressed(self, photo_id: int, done: int, tiles: int, part: bool) -> None:
        if photo_id != self._current.id or not self._predictions.predicts_at_full(photo_id):
            return
        self.progress = done / max(1, tiles)
        self.changed.emit()
        if part:
            self._run(lambda photo_id, version: _part(self._project, photo_id, version, self.both))


def _both(project: Project, photo_id: int, version: str) -> TwoViews | None:
    whole, full = (project.read_prediction(photo_id, version, view) for view in View)
    return None if whole is None or full is None else TwoViews(whole, full)


def _part(project: Project, photo_id: int, version: str, known: TwoViews | None) -> TwoViews | None:
    """What is known by now; `known` where that cannot be read, as when the photo was done meanwhile."""
    whole, part = project.read_prediction(photo_id, version), read_part(project, photo_id)
    return known if whole is None or part is None else TwoViews(whole, *part)
