"""What the correction is compared with: the bare photo, a prediction of any version, or another person's mask."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from blurlab.core.correction import Correction, Plane, recoded
from blurlab.core.rect import Rect
from blurlab.project.review import newest_by_author
from blurlab.ui.canvas.view import CanvasView
from blurlab.ui.session import Session
from blurlab.ui.tasks import Tasks

_PHOTO = "Photo"
_PREDICTION = "Prediction"


@dataclass(frozen=True)
class _Side:
    name: str
    version: str = ""  # of another model; "" for the photo and for the prediction under the correction
    author: str = ""  # of another person's mask


class Comparison(QObject):
    """Cycles through what can lie left of the canvas's dividing line; begins with the bare photo on each photo."""

    told = Signal(str)  # sentence

    def __init__(self, session: Session, canvas: CanvasView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._side = _Side(_PHOTO)
        self._tasks = Tasks(1, self)
        session.photoShown.connect(lambda _opened: self._show(_Side(_PHOTO)))

    @property
    def name(self) -> str:
        """Of what lies left of the line."""
        return self._side.name

    def toggle(self) -> None:
        """Bare photo and overlay side by side, parted in the middle of the canvas; or the overlay alone again."""
        opening = self._canvas.split is None
        self._canvas.set_split(0.5 if opening else None)
        if not opening:
            self._show(_Side(_PHOTO))  # the other side's plane is let go
        self._canvas.set_overlay_visible(True)

    def next(self) -> None:
        """The next thing to compare with; opens the comparison where there is none."""
        if self._session.blind.current is not None:
            self.told.emit("The prediction of this photo is withheld: a blind check is compared when it is accepted.")
            return
        sides = self._sides()
        if self._canvas.split is None:
            self._canvas.set_split(0.5)
            self._canvas.set_overlay_visible(True)
            side = sides[min(1, len(sides) - 1)]  # the photo beside it is what Compare shows
        else:
            place = sides.index(self._side) if self._side in sides else -1
            side = sides[(place + 1) % len(sides)]
        self._show(side)

    def leave(self) -> None:
        self._tasks.leave()

    def _sides(self) -> list[_Side]:
        session, sides = self._session, [_Side(_PHOTO)]
        opened = session.current
        if opened is None:
            return sides
        if opened.prediction_version is not None:
            sides.append(_Side(_PREDICTION))
        others = session.project.predicted_versions(opened.photo_id)
        shown = None if opened.frozen else opened.prediction_version  # a frozen one is cut at its threshold
        sides += [_Side(f"Version {version}", version) for version in others if version != shown]
        people = session.order.facts_of(opened.photo_id).authors[1:]  # the first one's is what is being corrected
        return sides + [_Side(f"Mask by {author}", author=author) for author in people]

    def _show(self, side: _Side) -> None:
        self._side = side
        opened = self._session.current
        if (side.version or side.author) and opened is not None:
            project, photo_id = self._session.project, opened.photo_id
            height, width = opened.correction.height, opened.correction.width

            def read() -> Plane | None:
                if side.author:
                    revision = newest_by_author(project.mask_revisions(photo_id)).get(side.author)
                    return None if revision is None else project.read_mask_revision(revision)[0]
                prediction = project.read_prediction(photo_id, side.version)
                return None if prediction is None else recoded(prediction, height, width)

            self._tasks.run(read, lambda plane: self._has_read(side, photo_id, plane), self.told.emit)
        elif side.name == _PREDICTION and opened is not None:
            self._canvas.set_beside(_alone(opened.correction), side.name)
        else:
            self._canvas.set_beside(None, side.name)

    def _has_read(self, side: _Side, photo_id: int, plane: Plane | None) -> None:
        if side != self._side or self._session.current_id != photo_id:
            return
        if plane is None:
            what = f"mask by {side.author}" if side.author else f"prediction of version {side.version}"
            self.told.emit(f"The {what} could not be read.")
            return
        self._canvas.set_beside(lambda rect: plane[rect.slices], side.name)


def _alone(correction: Correction) -> Callable[[Rect], Plane]:
    return correction.prediction_in
