"""What helps the hands on the photo that is shown, made in a thread and never waited for."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from blurlab.core.proposals import Proposals
from blurlab.core.pyramid import Pyramid
from blurlab.core.regions.carry import carry_step
from blurlab.core.regions.tree import NotWantedError, Regions, make_regions
from blurlab.project.learning.proposals import proposals_of
from blurlab.session.photos.like_photos import LikeMask, like_mask, neighbours_of
from blurlab.session.photos.open_photo import OpenPhoto, read_prediction
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.canvas.canvas import Canvas

_KEPT: Final = 6  # photos whose regions are kept, a few MB each
_SMALL: Final = 512  # pixels of the longer side, from which regions are made at least

_Of = tuple[int, str | None, object]  # photo, model version and view


class Aids(QObject):
    """Brings them to the canvas as soon as they are there, if their photo is still shown then.

    Regions of the photos that come next are made ahead; none while another view lies over the canvas.
    """

    def __init__(self, session: Session, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._canvas = session, canvas
        self._tasks = Tasks(1, self)
        self._like_tasks = Tasks(1, self)
        self._like: tuple[OpenPhoto, LikeMask | None] | None = None  # what was found for it
        self._making: set[_Of] = set()
        self._regions: OrderedDict[_Of, Regions] = OrderedDict()
        loader, placement, self._current = session.loader, session.placement, session.current_photo
        loader.loaded.connect(self._make)
        placement.placed.connect(lambda opened, _rect: self._make(opened))
        self._current.seen.connect(self._make_current)
        session.cut.stays.connect(self._say_cut_stays)

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
        self._like = None
        if opened.withheld is None and not opened.edits and not opened.has_mask:
            self._look_for(opened, self._offer)
        self._tasks.run(lambda: proposals_of(project, photo), found, lambda _error: None)

    def carry(self) -> None:
        """Start from the mask of a like photo beside this one in the list, as one step; say so where there is none."""
        opened = self._session.current
        if opened is None:
            return
        self._canvas.show_plane(None)  # it is the mask that is carried, not the kinds of its blur
        if self._like is not None and self._like[0] is opened:
            self._take(opened, self._like[1])
        else:
            self._look_for(opened, self._take)

    def leave(self) -> None:
        """Stop the threads."""
        self._tasks.leave()
        self._like_tasks.leave()

    def _look_for(self, opened: OpenPhoto, then: Callable[[OpenPhoto, LikeMask | None], None]) -> None:
        """Align the photos beside it that have a mask; `then` follows if the photo is still shown."""
        project, order, pyramid = self._session.project, self._session.order, opened.pyramid
        photo = order[opened.photo_id]
        others = [(each, order.facts_of(each.id).agreement) for each in neighbours_of(order, photo.id)]
        if pyramid is None or not others:
            then(opened, None)
            return
        pixels = _small_copy(pyramid)

        def found(like: LikeMask | None) -> None:
            if self._session.current is opened:
                self._like = opened, like
                then(opened, like)

        self._like_tasks.run(lambda: like_mask(project, photo, pixels, others), found, lambda _error: None)

    def _offer(self, opened: OpenPhoto, like: LikeMask | None) -> None:
        if like is not None and like.beats_the_model and not opened.edits and not opened.has_mask:
            missed = round(100 * (1 - (like.agreement or 0)))
            sentence = (
                f"“{like.photo.name}” shows the same scene, and the model missed {missed} % of its mask: "
                "press 4 to start from that mask."
            )
            self._session.tell("carry", sentence, passing=True)

    def _take(self, opened: OpenPhoto, like: LikeMask | None) -> None:
        if like is None:
            sentence = "No photo beside this one shows the same scene with the same focus and has a mask."
            self._session.tell("carry", sentence, passing=True)
            return
        codes, words = like.codes, f"Mask of {like.photo.name}"
        self._canvas.perform(partial(carry_step, codes=codes, threshold=self._canvas.threshold, label=words))
        sentence = f"The mask of “{like.photo.name}” was carried here; Ctrl+Z takes it back."
        self._session.tell("carry", sentence, passing=True)

    def _say_cut_stays(self) -> None:
        sentence = "The mask is accepted, so its threshold stays; take the acceptance back to move it."
        self._session.tell("cut", sentence, passing=True)

    def _make(self, opened: OpenPhoto) -> None:
        """Regions of a photo in memory, with the prediction that it shows; anew where that is another now."""
        pyramid, project = opened.pyramid, self._session.project
        of, current = _of(opened), self._current
        if of in self._regions:
            self._show(opened, self._regions[of])
        elif pyramid is not None and of not in self._making and not current.out_of_sight:
            pixels = _small_copy(pyramid)
            photo_id, version, view = opened.photo_id, opened.prediction_version, opened.view

            def work() -> Regions | None:
                if current.out_of_sight:  # since it was asked for
                    return None
                prediction = None if view is None else read_prediction(project, photo_id, version, view)
                try:
                    return make_regions(pixels, prediction, lambda: not current.out_of_sight)
                except NotWantedError:
                    return None

            def done(made: Regions | None) -> None:
                self._making.discard(of)
                if made is None:
                    self._make_current()
                    return
                self._regions[of] = made
                while len(self._regions) > _KEPT:
                    self._regions.popitem(last=False)
                if _of(opened) == of:
                    self._show(opened, made)

            self._making.add(of)
            self._tasks.run(work, done, lambda _error: self._making.discard(of))

    def _make_current(self) -> None:
        if (opened := self._session.current) is not None:
            self._make(opened)

    def _show(self, opened: OpenPhoto, regions: Regions) -> None:
        if self._session.current is opened:
            self._canvas.set_regions(regions)


def _small_copy(pyramid: Pyramid) -> NDArray[np.uint8]:
    """uint8 RGB of at least _SMALL pixels along the longer side, if the photo has these; not copied."""
    level = pyramid.levels[pyramid.level_for(max(pyramid.width, pyramid.height) / _SMALL)]
    return level if level.shape[2] == 3 else level[..., 2::-1]


def _of(opened: OpenPhoto) -> _Of:
    return opened.photo_id, opened.prediction_version, opened.view
