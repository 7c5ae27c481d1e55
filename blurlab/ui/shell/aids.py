"""What helps the hands on the photo that is shown, made in a thread and never waited for."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject

from blurlab.core.proposals import Proposals
from blurlab.core.regions.tree import Regions, make_regions
from blurlab.project.learning.proposals import proposals_of
from blurlab.session.photos.open_photo import OpenPhoto, read_prediction
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.canvas.canvas import Canvas

_KEPT: Final = 6  # photos whose regions are kept, a few MB each
_SMALL: Final = 512  # pixels of the longer side, from which regions are made at least

_Of = tuple[int, str | None, object]  # photo, model version and view


class Aids(QObject):
    """Brings them to the canvas as soon as they are there, if their photo is still shown then.

    Regions of the photos that come next are made ahead.
    """

    def __init__(self, session: Session, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._canvas = session, canvas
        self._tasks = Tasks(1, self)
        self._making: set[_Of] = set()
        self._regions: OrderedDict[_Of, Regions] = OrderedDict()
        loader, placement = session.loader, session.placement
        loader.loaded.connect(self._make)
        placement.placed.connect(lambda opened, _rect: self._make(opened))

    def bring(self, opened: OpenPhoto) -> None:
        """The photo is shown: object proposals from training, if there are any, guide the smart edge."""
        pyramid, project = opened.pyramid, self._session.project
        if pyramid is None:
            return

        def found(proposals: Proposals | None) -> None:
            if self._session.current is opened:
                self._canvas.proposals = proposals

        photo = pyramid.photo
        self._make(opened)
        self._tasks.run(lambda: proposals_of(project, photo), found, lambda _error: None)

    def leave(self) -> None:
        """Stop the thread."""
        self._tasks.leave()

    def _make(self, opened: OpenPhoto) -> None:
        """Regions of a photo in memory, with the prediction that it shows; anew where that is another now."""
        pyramid, project = opened.pyramid, self._session.project
        of = _of(opened)
        if of in self._regions:
            self._show(opened, self._regions[of])
        elif pyramid is not None and of not in self._making:
            level = pyramid.levels[pyramid.level_for(max(pyramid.width, pyramid.height) / _SMALL)]
            photo_id, version, view = opened.photo_id, opened.prediction_version, opened.view

            def work() -> Regions:
                prediction = None if view is None else read_prediction(project, photo_id, version, view)
                rgb = level if level.shape[2] == 3 else level[..., 2::-1]
                return make_regions(rgb, prediction)

            def done(made: Regions) -> None:
                self._making.discard(of)
                self._regions[of] = made
                while len(self._regions) > _KEPT:
                    self._regions.popitem(last=False)
                if _of(opened) == of:
                    self._show(opened, made)

            self._making.add(of)
            self._tasks.run(work, done, lambda _error: self._making.discard(of))

    def _show(self, opened: OpenPhoto, regions: Regions) -> None:
        if self._session.current is opened:
            self._canvas.set_regions(regions)


def _of(opened: OpenPhoto) -> _Of:
    return opened.photo_id, opened.prediction_version, opened.view
