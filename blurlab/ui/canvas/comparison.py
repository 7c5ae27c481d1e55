"""What the canvas shows left and right of its dividing line: photo, correction, a prediction of any version, a mask.

A version that has not predicted the photo yet is asked to when it is chosen, in the predictor's process.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

from blurlab.core.editing.correction import SURELY_SHARP, Correction, Plane, recoded
from blurlab.core.rect import Rect
from blurlab.errors import UserError
from blurlab.project.models import model_choices, resolve_model
from blurlab.project.project import Project
from blurlab.project.review import newest_by_author
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.session.tasks import Tasks
from blurlab.sharpness.classical.methods import CLASSICAL
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.language import tr

LEFT: Final = 0
RIGHT: Final = 1
_ASK_MS = 300  # stepping through versions asks only the one where it rests
_BLIND = "This photo's prediction is withheld: a blind check is compared after it is accepted."


@dataclass(frozen=True)
class _Side:
    name: str
    version: str = ""  # of another model; "" for the photo, the correction and the prediction under it
    author: str = ""  # of another person's mask
    weights: Path | None = None  # to predict with if the version has not; None: it has


_PHOTO: Final = _Side("Photo")
_CORRECTION: Final = _Side("Correction")
_PREDICTION: Final = _Side("Prediction")
_FIRST: Final = [_PHOTO, _CORRECTION]


class Comparison(QObject):
    """Photo against correction on each new photo, until something else is chosen for a side."""

    told = Signal(object)  # a sentence, or the UserError why there is nothing to compare

    def __init__(
        self,
        project: Project,
        order: PhotoOrder,
        current: CurrentPhoto,
        predictions: Predictions,
        blind: BlindChecks,
        canvas: Canvas,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._order, self._current = project, order, current
        self._predictions, self._blind = predictions, blind
        self._canvas = canvas
        self._shown = list(_FIRST)
        self._bare: list[str | None] = [None, None]  # the name of a side that has no plane of its own
        self._tasks = Tasks(1, self)
        self._menu: QMenu | None = None
        self._asked_for: tuple[int, tuple[str, str]] | None = None  # a photo on its way, versions to lie left and right
        self._asking = QTimer(self, singleShot=True, interval=_ASK_MS)
        self._asking.timeout.connect(self._ask)
        current.shown.connect(lambda _opened: self._photo_shown())
        predictions.predictedOther.connect(self._predicted)
        predictions.otherFailed.connect(self._failed)
        canvas.sideAsked.connect(self.choose)
        canvas.strokeStarted.connect(self._show_correction)

    @property
    def name(self) -> str:
        """The name of the left side."""
        return self._shown[LEFT].name

    def toggle(self) -> None:
        """Bare photo and overlay side by side, parted in the middle of the canvas; or only the overlay again."""
        opening = self._canvas.split is None
        self._canvas.set_split(0.5 if opening else None)
        if not opening:
            self._begin_again()  # the planes of both sides are let go
        self._canvas.set_overlay_visible(True)

    def next(self, side: int = LEFT) -> None:
        """The next thing to compare with on this side; opens the comparison if there is none."""
        if self._blind.current is not None:
            self.told.emit(_BLIND)
            return
        sides = self._sides()
        if self._canvas.split is None:
            self._canvas.set_split(0.5)
            self._canvas.set_overlay_visible(True)
            if side == LEFT:  # the photo beside it is what Compare shows
                self._show(LEFT, sides[min(1, len(sides) - 1)])
                return
        if side == RIGHT:
            sides[0] = _CORRECTION
        place = sides.index(self._shown[side]) if self._shown[side] in sides else -1
        self._show(side, sides[(place + 1) % len(sides)])

    def next_right(self) -> None:
        """`next` on the right side."""
        self.next(RIGHT)

    def choose(self, side: int) -> QMenu:
        """Open a menu, above the name of this side, with everything that can be shown there."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self._canvas)
        # What is withheld is seen on neither side.
        sides = [_PHOTO] if self._blind.current is not None else self._sides()
        for one in [*sides[:1], _CORRECTION, *sides[1:]]:
            act = self._menu.addAction(tr(one.name if one.weights is None else f"{one.name}, not predicted yet"))
            act.setCheckable(True)
            act.setChecked(one == self._shown[side])
            act.triggered.connect(partial(self._show, side, one))
        box = self._canvas.boxes_of_sides()[side]
        corner = self._canvas.mapToGlobal(box.topLeft()).toPoint()
        corner.setY(corner.y() - self._menu.sizeHint().height() - 2)
        self._menu.popup(corner)
        return self._menu

    def lay(self, photo_id: int, left: str, right: str) -> None:
        """Go to this photo and compare the predictions of these two versions, given by their labels, side by side."""
        self._asked_for = photo_id, (left, right)
        self._current.go_to(photo_id)
        if self._current.opened is not None:  # it is on the screen already, or was in memory
            self._lay_asked_for()

    def leave(self) -> None:
        self._asking.stop()
        self._tasks.leave()

    def _sides(self) -> list[_Side]:
        """The photo first; versions that would have to be predicted come last."""
        sides = [_PHOTO]
        opened = self._current.opened
        if opened is None:
            return sides
        if opened.prediction_version is not None:
            sides.append(_PREDICTION)
        there = self._project.predicted_versions(opened.photo_id, self._predictions.view)
        shown = None if opened.frozen else opened.prediction_version  # a frozen one is cut at its threshold
        known = self._to_predict()
        names = {side.version: side.name for side in known}
        sides += [_Side(names.get(label, f"Version {label}"), label) for label in there if label != shown]
        people = self._order.facts_of(opened.photo_id).authors[1:]  # the first one's is what is being corrected
        sides += [_Side(f"Mask by {author}", author=author) for author in people]
        return sides + [side for side in known if side.version not in {*there, shown}]

    def _to_predict(self) -> list[_Side]:
        """The project's versions and the models that came with blurlab."""
        project = self._project
        try:
            own = project.versions.all()
            names = [choice.name for choice in model_choices() if not choice.name.startswith(CLASSICAL)]
            shipped = [resolve_model(name, project) for name in names]
        except UserError as error:
            self.told.emit(error)
            return []
        sides = [_Side(f"Version {found.name}", found.name, weights=found.weights) for found in own[::-1]]
        return sides + [_Side(f"Model {one.name}", one.version_label, weights=one.path) for one in shipped]

    def _photo_shown(self) -> None:
        self._begin_again()
        self._lay_asked_for()

    def _lay_asked_for(self) -> None:
        asked, self._asked_for = self._asked_for, None
        if asked is None or asked[0] != self._current.id:
            return
        if self._blind.current is not None:
            self.told.emit(_BLIND)
            return
        if self._canvas.split is None:
            self._canvas.set_split(0.5)
        self._canvas.set_overlay_visible(True)
        names = {side.version: side.name for side in self._to_predict()}
        for side, label in enumerate(asked[1]):
            self._show(side, _Side(names.get(label, f"Version {label}"), label))

    def _begin_again(self) -> None:
        for side in (LEFT, RIGHT):
            self._show(side, _FIRST[side])

    def _show_correction(self) -> None:
        """Painting must be visible."""
        if self._shown[RIGHT] != _CORRECTION:
            self._show(RIGHT, _CORRECTION)

    def _show(self, side: int, what: _Side, _checked: bool = False) -> None:
        self._shown[side] = what
        opened = self._current.opened
        if what.weights is not None and opened is not None:
            self._put(side, None, f"{what.name} is predicting…")
            self._asking.start()
        elif (what.version or what.author) and opened is not None:
            self._read(side, what)
        elif what == _PREDICTION and opened is not None:
            self._put(side, opened.correction.prediction_in, what.name)
        elif what == _CORRECTION and side == LEFT and opened is not None:
            self._put(side, _all_of(opened.correction), what.name)
        elif what == _PHOTO and side == RIGHT:
            self._put(side, _nothing, what.name)
        else:
            self._put(side, None, what.name)

    def _put(self, side: int, part: Callable[[Rect], Plane] | None, name: str) -> None:
        if part is None and self._bare[side] == name:
            return  # as at each photo while nothing is compared
        self._bare[side] = name if part is None else None
        if side == LEFT:
            self._canvas.set_beside(part, name)
        else:
            self._canvas.set_instead(part, name)

    def _read(self, side: int, what: _Side) -> None:
        opened = self._current.opened
        if opened is None:
            return
        project, photo_id = self._project, opened.photo_id
        height, width = opened.correction.height, opened.correction.width
        view = self._predictions.view

        def read() -> Plane | None:
            if what.author:
                revision = newest_by_author(project.masks.revisions(photo_id)).get(what.author)
                return None if revision is None else project.masks.read(revision)[0]
            prediction = project.read_prediction(photo_id, what.version, view)
            return None if prediction is None else recoded(prediction, height, width)

        self._tasks.run(read, lambda plane: self._has_read(side, what, photo_id, plane), self.told.emit)

    def _has_read(self, side: int, what: _Side, photo_id: int, plane: Plane | None) -> None:
        if what != self._shown[side] or self._current.id != photo_id:
            return
        if plane is None:
            kind = f"mask by {what.author}" if what.author else f"prediction of version {what.version}"
            self.told.emit(f"The {kind} could not be read.")
            return
        self._put(side, lambda rect: plane[rect.slices], what.name)

    # ------------------------------------------------------------ versions that have not predicted the photo

    def _ask(self) -> None:
        photo_id = self._current.id
        if photo_id is None:
            return
        for what in self._shown:
            if what.weights is not None:
                self._predictions.predict_other(photo_id, what.version, what.weights)

    def _predicted(self, photo_id: int, version: str) -> None:
        for side in (LEFT, RIGHT):
            what = self._shown[side]
            if what.version == version and what.weights is not None and photo_id == self._current.id:
                self._show(side, _Side(what.name, version))

    def _failed(self, photo_id: int, version: str, error: UserError) -> None:
        for side in (LEFT, RIGHT):
            what = self._shown[side]
            if what.version == version and what.weights is not None and photo_id == self._current.id:
                self._show(side, _FIRST[side])
                self.told.emit(f"{what.name} could not predict this photo. {error}")


def _all_of(correction: Correction) -> Callable[[Rect], Plane]:
    return lambda rect: correction.plane[rect.slices]


def _nothing(rect: Rect) -> Plane:
    """Surely sharp everywhere: nothing covers the photo."""
    return np.full((rect.height, rect.width), SURELY_SHARP, np.uint8)
