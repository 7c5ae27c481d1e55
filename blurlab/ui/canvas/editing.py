"""The view that changes its correction: gestures from start to end, long steps, undo and redo."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from blurlab.core.editing.correction import BLURRED, UNTOUCHED, Correction, Corrects
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.history import History
from blurlab.core.editing.kinds import KIND_CUT
from blurlab.core.editing.regions import grow_step, holes_step
from blurlab.core.editing.trail import Trail
from blurlab.core.plane_colours import PlaneShown
from blurlab.core.proposals import Proposals
from blurlab.core.pyramid import Pyramid
from blurlab.core.regions.step import small_codes
from blurlab.core.regions.tidy import tidy_step
from blurlab.core.regions.tree import Regions
from blurlab.ui.canvas.deferred_input import DeferredInput
from blurlab.ui.canvas.following import Following
from blurlab.ui.canvas.long_step import AT_ONCE, PATCHES_AT_ONCE, LongStep
from blurlab.ui.canvas.tools.pen import Pen
from blurlab.ui.canvas.tools.port import Drawn, EditPlan, Gesture, Point
from blurlab.ui.canvas.view.planes_view import PlanesView
from blurlab.ui.language import tr

MOST_WAITING: Final = 3  # waiting actions during a long step, when a key asks for one more
_GROWTH: Final = 2.0  # logical pixels by which an edge moves for one press of a key, at any zoom


class EditingView(PlanesView):
    """Steps go into its History; who keeps a journal listens. A subclass gives it hands, which begin gestures."""

    strokeStarted = Signal()
    strokeFinished = Signal(object)  # the Edit, or None if nothing changed
    edited = Signal(object)  # the Edit that an undo or redo applied, in the direction in which it was applied
    # After strokeFinished: the Trail of a stroke that left the photo, and whether it changed the photo itself.
    passedEdge = Signal(object, bool)
    panelsAsked = Signal()  # Tab was pressed on the photo: its neighbours are to go, or to come back
    failed = Signal(object)  # UserError: the reason why a step failed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Photo and blur overlay"))
        self.history = History()
        self.proposals: Proposals | None = None  # of the photo that is shown, where there are any
        self.regions: Regions | None = None  # likewise
        self.place: QPointF | None = None  # view_xy of the pointer, None while outside
        self._gesture: Gesture | None = None
        self._trail: Trail | None = None  # of the gesture that ends, if it left the photo
        self._following = Following(self, self)
        self._long = LongStep(self)
        self._long.failed.connect(self.failed)
        self._deferred = DeferredInput(self)  # input that waits for the long step
        self._deferring = False  # a press waits for it, and its button is down

    # ------------------------------------------------------------------ for the hands

    def pointed_at(self) -> Point:
        """image_xy on which keys act."""
        return self.viewport.to_image(self.width() / 2, self.height() / 2)

    def send_again(self, event: QMouseEvent, pen: Pen) -> None:
        """A deferred event arrives now; `pen`: as it was held."""

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab on the photo belongs to the panels; Shift+Tab leaves it, as elsewhere."""
        if forwards:
            self.panelsAsked.emit()
            return True
        return super().focusNextPrevChild(forwards)

    # ------------------------------------------------------------------ what is edited

    def set_photo(self, photo: NDArray[np.uint8] | Pyramid | None) -> None:
        super().set_photo(photo)  # an unfinished gesture ends with the proposals of its photo
        self.proposals = None
        self.set_regions(None)

    def set_regions(self, regions: Regions | None) -> None:
        """The regions of the displayed photo, for the tools that work with them."""
        self.regions = regions

    def set_history(self, history: History) -> None:
        """The steps of the displayed photo: strokes go there, undo and redo take from there."""
        self.history = history

    @property
    def painting(self) -> bool:
        """Whether a stroke is in progress, or a step that takes a while."""
        return self.busy or (self._gesture is not None and self._gesture.paints)

    @property
    def busy(self) -> bool:
        """Whether a long step is in progress; input meanwhile is deferred until after it."""
        return self._long.busy or bool(self._deferred)

    @property
    def corrects_kinds(self) -> bool:
        """Whether tools correct the kinds of the blur, which are shown, and not the mask."""
        return self.plane_shown is PlaneShown.KIND and self.kinds is not None and self.correction is not None

    @property
    def in_hand(self) -> Correction | None:
        """What tools correct."""
        return self.kinds if self.corrects_kinds else self.correction

    @property
    def cut_in_hand(self) -> int:
        """Where tools cut it."""
        return KIND_CUT if self.corrects_kinds else self.threshold

    def codes_in_hand(self, shape: tuple[int, int]) -> NDArray[np.uint8]:
        """The codes of `in_hand` as they are seen, uint8 of this shape; of kinds only where the mask says blurred, and
        1 elsewhere."""
        assert self.in_hand is not None and self.correction is not None
        codes = small_codes(self.in_hand, shape, self.cut_in_hand)
        if self.corrects_kinds:
            codes[small_codes(self.correction, shape, self.threshold) != BLURRED] = UNTOUCHED
        return codes

    def show_plane(self, shown: PlaneShown | None) -> None:
        self.end_stroke()
        super().show_plane(shown)
        self.follow_pointer()

    # ------------------------------------------------------------------ gestures

    def take_up(self, gesture: Gesture) -> None:
        """Start a gesture: only it works on the correction from now on."""
        self._gesture = gesture
        if gesture.paints:
            self.stroke_began()
            self._following.begin()

    def move_gesture(self, view: QPointF) -> None:
        """The photo moved under the pointer, which is still at view_xy."""
        if self._gesture is not None:
            self._gesture.move(view)

    def end_gesture(self) -> None:
        """Finish the gesture in progress, as a release of the button does."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            done = gesture.finish()
            self._trail = self._beyond(gesture)
            if isinstance(done, Drawn):
                self._work_out(done.plan, done.pixels)
            elif gesture.paints:
                self.stroke_ended(done)
            self._go_on()

    def _beyond(self, gesture: Gesture) -> Trail | None:
        """What the gesture drew, if some of it lies outside the photo."""
        trail, plane = gesture.trail() if gesture.paints else None, self.in_hand
        if trail is None or plane is None or plane.rect.contains(trail.bounds):
            return None
        return replace(trail, corrects=plane.corrects)

    def cancel_gesture(self) -> None:
        """Cancel the gesture in progress."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
            if gesture.paints:
                self.stroke_ended(None)
            self._go_on()

    def end_stroke(self) -> None:
        """Finish the gesture in progress and any long step."""
        self.end_gesture()
        while self.busy:
            self._long.finish()  # and deferred input begins
            self.end_gesture()

    def give_up(self) -> None:
        """Cancel the long step and the input that waits for it."""
        if self.busy:
            self._deferred.clear()
            self._deferring = False
            self._long.cancel()
            self.update()

    def stroke_began(self) -> None:
        """Painting must be visible: a hidden overlay is shown again."""
        self.set_peek(False)
        self.set_overlay_visible(True)
        self._overlay.step_began()
        self.strokeStarted.emit()

    def stroke_ended(self, edit: Edit | None) -> None:
        self._overlay.step_made(edit)
        if edit is not None:
            self.history.push(edit)
        self.strokeFinished.emit(edit)
        trail, self._trail = self._trail, None
        if trail is not None:
            self.passedEdge.emit(trail, edit is not None)

    # ------------------------------------------------------------------ steps that are no strokes

    def perform(self, plan: EditPlan) -> Edit | None:
        """Make one step that is not a stroke: in correction, screen and history.

        The step where it was made at once; None if nothing changed, or it takes a while (strokeFinished tells).
        """
        if self.busy:
            self._deferred.call(lambda: self.perform(plan))
            return None
        if self.in_hand is None or self.painting:
            return None
        self.stroke_began()
        return self._work_out(plan, self.in_hand.rect.area)

    def fill_holes(self) -> Edit | None:
        """Fill the holes of the region under the pointer."""
        x, y = self.pointed_at()
        return self.perform(partial(holes_step, x=x, y=y, threshold=self.cut_in_hand))

    def tidy(self) -> Edit | None:
        """Small islands join what surrounds them."""
        return self.perform(partial(tidy_step, threshold=self.cut_in_hand))

    def grow_region(self, steps: int) -> Edit | None:
        """Move the edge of the region under the pointer outwards, or with `steps` < 0 inwards."""
        if len(self._deferred) >= MOST_WAITING:
            return None  # a held key repeats faster than a big region grows, and would go on after its release
        x, y = self.pointed_at()
        pixels = steps * max(1, round(_GROWTH / self.viewport.scale))
        return self.perform(partial(grow_step, x=x, y=y, threshold=self.cut_in_hand, pixels=pixels))

    def _work_out(self, plan: EditPlan, pixels: int) -> Edit | None:
        """Make the step of a stroke that has begun. `pixels`: how many `plan` looks at."""
        correction = self.in_hand
        if correction is None:
            self.stroke_ended(None)
            return None
        if pixels > AT_ONCE:
            self._long.work_out(plan, correction, self._step_made)
            self.follow_pointer()
            return None
        step = plan(correction)
        if step is not None:
            step.apply(correction)
        self._step_made(step)
        return step

    def _step_made(self, step: Edit | None) -> None:
        if step is not None:
            self.refresh(step.rect)
        self.stroke_ended(step)
        self._go_on()

    def _go_on(self) -> None:
        """Replay deferred input, unless a long step or a gesture is still in progress."""
        self.follow_pointer()
        if self._deferred and not self._long.busy and self._gesture is None:
            self.update()
            self._deferring = False
            self._deferred.do_again(self.send_again)

    # ------------------------------------------------------------------ undo and redo

    def undo(self) -> Edit | None:
        """Undo the last step and show where.

        The Edit, or None: nothing to undo, a stroke in progress, or a step so big that `edited` reports it when done.
        """
        if self.busy:
            self._deferred.call(self.undo)
            return None
        step = self.history.next_undo
        if self.painting or step is None or (plane := self._plane_to_write(step)) is None:
            return None
        undone = step if plane.restores(step) else None
        return self._write(step.inverse(), step.revert, plane, self.history.undone, undone)

    def redo(self) -> Edit | None:
        """Make the last undone step again and show where; returns the Edit, or None, as `undo` does."""
        if self.busy:
            self._deferred.call(self.redo)
            return None
        step = self.history.next_redo
        if self.painting or step is None or (plane := self._plane_to_write(step)) is None:
            return None
        return self._write(step, step.apply, plane, self.history.redone)

    def _plane_to_write(self, step: Edit) -> Correction | None:
        """What a step belongs to. The kinds are shown where one of theirs comes or goes, the overlay alone else."""
        if step.corrects is Corrects.BLUR:
            if self.corrects_kinds:
                self.show_plane(None)
            return self.correction
        if self.kinds is not None and not self.corrects_kinds:
            self.show_plane(PlaneShown.KIND)
        return self.kinds

    def _write(
        self,
        edit: Edit,
        write: Callable[[Correction], object],
        correction: Correction,
        note: Callable[[], None],
        undone: Edit | None = None,
    ) -> Edit | None:
        """Write `edit` and `note` it; a small one by `write`, with the same result.

        `undone`: the step that it reverts, if every pixel becomes as it was before.
        """
        if len(edit.patches) <= PATCHES_AT_ONCE:
            write(correction)
            note()
            return self._written(edit, undone)

        def written(_edit: Edit | None) -> None:
            note()
            self._written(edit)
            self.strokeFinished.emit(None)
            self._go_on()

        self.stroke_began()
        self._long.write(edit, correction, written)
        self.follow_pointer()
        return None

    def _written(self, edit: Edit, undone: Edit | None = None) -> Edit:
        if self.viewport.visible().intersection(edit.rect).empty:
            self.viewport.centre_on(edit.rect.x + edit.rect.width / 2, edit.rect.y + edit.rect.height / 2)
            self._view_changed()
        self.set_overlay_visible(True)
        self.refresh(edit.rect, undone)
        self._mark(edit.rect)
        self.edited.emit(edit)
        return edit
