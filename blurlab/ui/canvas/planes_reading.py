"""What the canvas shows of blur amount and kind: read beside it, of the prediction that lies under the correction."""

from PySide6.QtCore import QObject

from blurlab.core.editing.correction import Plane, recoded
from blurlab.core.editing.kinds import told_kinds
from blurlab.core.plane_colours import PlaneShown
from blurlab.core.planes import BlurPlanes
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.canvas.canvas import Canvas

NOT_PREDICTED = "There is no prediction of this photo to show."
NOT_TOLD = "The model tells neither how wide this photo’s blur is nor what made it."


class PlanesReading(QObject):
    """Keeps the canvas's planes at the current photo, for as long as one of them is shown."""

    def __init__(self, session: Session, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._canvas = session, canvas
        self._project: Project = session.project
        self._current: CurrentPhoto = session.current_photo
        self._predictions = session.predictions
        self._asked: set[tuple[int, str]] = set()  # photos and versions whose planes were to be predicted
        self._told_none = ""  # the version of which it was said that it tells none
        self._tasks = Tasks(1, self)
        self._kinds_of: tuple[OpenPhoto, str] | None = None  # whose kinds show what this version tells
        self._late = False  # kinds came during a stroke
        canvas.strokeFinished.connect(lambda _edit: self._bring() if self._late else None)
        self._predictions.predictedOther.connect(self._predicted)
        self._predictions.otherFailed.connect(self._failed)
        self._current.shown.connect(lambda _opened: self._bring())
        self._current.rewritten.connect(lambda _rect: self._bring())

    def toggle(self, shown: PlaneShown) -> None:
        """Lay this plane over the photo in the place of the other one, or take it away."""
        self._canvas.show_plane(None if self._canvas.plane_shown is shown else shown)
        if self._canvas.plane_shown is not None:
            self._canvas.set_overlay_visible(True)
            self._told_none = ""
        self._bring(say=True)

    def _bring(self, *, say: bool = False) -> None:
        opened = self._current.opened
        if self._canvas.plane_shown is None or opened is None:
            return
        if self._canvas.plane_shown is PlaneShown.KIND and self._canvas.kinds is not opened.kinds_at_hand():
            self._canvas.set_kinds(opened.kinds_at_hand())  # a person may say what no model tells
        photo_id, version = opened.photo_id, opened.prediction_version
        if version is None:  # or it is withheld
            self._canvas.set_planes(None)
            if say:
                self._session.tell("planes", NOT_PREDICTED, passing=True)
            return
        self._tasks.run(
            lambda: self._read(opened, version),
            lambda read: self._take(photo_id, version, *read),
            lambda error: self._session.tell("planes", error, passing=True),
        )

    def _read(self, opened: OpenPhoto, version: str) -> tuple[BlurPlanes | None, Plane | None]:  # in the thread
        """The planes, and their kinds at the photo's size where they are not shown yet."""
        planes = self._project.read_planes(opened.photo_id, version)
        if planes is None or self._kinds_of == (opened, version):
            return planes, None
        return planes, recoded(told_kinds(planes), opened.correction.height, opened.correction.width)

    def _take(self, photo_id: int, version: str, planes: BlurPlanes | None, told: Plane | None) -> None:
        opened = self._current.opened
        if photo_id != self._current.id or opened is None:
            return
        self._canvas.set_planes(planes)
        self._late = told is not None and self._canvas.painting
        if told is not None and opened.kinds is not None and not self._late:
            opened.kinds.take_prediction(told)
            self._kinds_of = opened, version
            self._canvas.set_kinds(opened.kinds)
        if planes is not None:
            return
        if version == self._predictions.version and (photo_id, version) not in self._asked:
            self._asked.add((photo_id, version))
            self._predictions.predict_planes(photo_id)
        elif version == self._told_none:
            return  # once is enough
        else:
            self._told_none = version
            self._session.tell("planes", NOT_TOLD, passing=True)

    def _predicted(self, photo_id: int, version: str) -> None:
        if photo_id == self._current.id and (photo_id, version) in self._asked:
            self._bring()

    def _failed(self, photo_id: int, version: str, error: UserError) -> None:
        if (photo_id, version) in self._asked:
            self._asked.discard((photo_id, version))
            if photo_id == self._current.id:
                self._session.tell("planes", error, passing=True)
