"""The canvas: the view of a photo and its correction, with the hands that change it."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.history import History
from blurlab.core.proposals import Proposals
from blurlab.core.pyramid import Pyramid
from blurlab.ui.canvas.deferred_input import DeferredInput
from blurlab.ui.canvas.tools.brush_rim import BrushRim, rim_bounds
from blurlab.ui.canvas.tools.long_step import AT_ONCE, PATCHES_AT_ONCE, EditPlan, LongStep
from blurlab.ui.canvas.tools.pointer import Pen, Pointer
from blurlab.ui.canvas.tools.region_acts import filling_holes, growing
from blurlab.ui.canvas.tools.tools import Tool, Tools, bounded, stepped
from blurlab.ui.canvas.view.view import CanvasView, decorations

MOST_WAITING: Final = 3  # acts that wait for a long step when a key asks for one more


class Canvas(CanvasView):
    """Shows and edits one correction at a time. Strokes go into its History; who keeps a journal listens."""

    strokeStarted = Signal()
    strokeFinished = Signal(object)  # the Edit, or None where nothing changed
    edited = Signal(object)  # the Edit that an undo or redo applied, in the direction in which it was applied
    brushSizeChanged = Signal(float)  # of the tool in hand
    cursorMoved = Signal(float, float)  # image_xy
    pointerLeft = Signal()
    sideAsked = Signal(int)  # the name of what lies left (0) or right (1) of the dividing line was clicked
    failed = Signal(object)  # UserError: why a step was not made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = Tools()
        self.history = History()
        self.proposals: Proposals | None = None  # of the photo that is shown, where there are any
        self._pointer = Pointer(self)
        self._long = LongStep(self)
        self._long.failed.connect(self.failed)
        self._deferred = DeferredInput(self)  # what waits for the long step
        self._rim: tuple[QPointF, float] | None = None
        self._rim_picture = BrushRim()
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ------------------------------------------------------------------ what is edited

    def set_photo(self, photo: "NDArray[np.uint8] | Pyramid | None") -> None:
        self._pointer.last_point = None
        self.proposals = None
        super().set_photo(photo)
        if self.pyramid is not None:
            self.tools.suit(self.pyramid.width, self.pyramid.height)
            self._size_changed()

    def set_history(self, history: History) -> None:
        """The steps of the photo that is shown: strokes go there, undo and redo take from there."""
        self.history = history

    # ------------------------------------------------------------------ tools

    def set_tool(self, tool: str) -> None:
        """“brush”, “eraser”, “lasso”, “fill”, “accept”, “smart” or “pan”."""
        self._hand_changes()
        self.tools.tool = Tool(tool)
        self.brushSizeChanged.emit(self.tools.size)
        self.follow_pointer()

    def set_paint_value(self, value: int) -> None:
        """The mask code that the brush paints."""
        self._hand_changes()
        self.tools.paint_value = value

    @property
    def brush_size(self) -> float:
        """Diameter in photo pixels, or in logical ones where sizes are the screen's."""
        return self.tools.brush_size

    @brush_size.setter
    def brush_size(self, size: float) -> None:
        self._size_changes()
        self.tools.brush_size, self.tools.sizes_chosen = bounded(size), True
        self._size_changed()

    @property
    def eraser_size(self) -> float:
        """As brush_size."""
        return self.tools.eraser_size

    @eraser_size.setter
    def eraser_size(self, size: float) -> None:
        self._size_changes()
        self.tools.eraser_size, self.tools.sizes_chosen = bounded(size), True
        self._size_changed()

    @property
    def size_in_photo(self) -> float:
        """Diameter of the tool in hand, in photo pixels at this zoom."""
        return self.tools.size / self.viewport.scale if self.tools.sizes_on_screen else self.tools.size

    def set_sizes_on_screen(self, on_screen: bool) -> None:
        """Let sizes be logical pixels, the same at every zoom, or photo pixels. What they are now stays as it looks."""
        if on_screen != self.tools.sizes_on_screen:
            factor = self.viewport.scale if on_screen else 1 / self.viewport.scale
            self.tools.sizes_on_screen = on_screen
            self.tools.brush_size = bounded(self.tools.brush_size * factor)
            self.tools.eraser_size = bounded(self.tools.eraser_size * factor)
            self._size_changed()

    def step_size(self, steps: int) -> None:
        """The tool in hand a little bigger (steps > 0) or smaller, as `]` and `[` do."""
        if self.tools.tool is Tool.ERASER:
            self.eraser_size = stepped(self.eraser_size, steps)
        else:
            self.brush_size = stepped(self.brush_size, steps)

    def perform(self, plan: EditPlan) -> Edit | None:
        """One step that is not a stroke: into correction, screen and history.

        The step where it was made at once; None where nothing changed, or it takes a while (strokeFinished tells).
        """
        if self.busy:
            self._deferred.call(lambda: self.perform(plan))
            return None
        if self.correction is None or self.painting:
            return None
        self.stroke_began()
        return self.work_out(plan, self.correction.rect.area)

    def work_out(self, plan: EditPlan, pixels: int) -> Edit | None:
        """What `perform` does after the stroke has begun. `pixels`: how many `plan` looks at."""
        correction = self.correction
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
        self.go_on()

    def go_on(self) -> None:
        """Do what waited, unless a long step or the pointer is still at work. Called by either when it has ended."""
        self.follow_pointer()
        if self._deferred and not self._long.busy and self._pointer.gesture is None:
            self.update()
            self._pointer.deferring = False
            self._deferred.do_again()

    def pointed_at(self) -> tuple[float, float]:
        """image_xy under the pointer; that of the view's middle while the pointer is elsewhere."""
        place = self._pointer.place or QPointF(self.width() / 2, self.height() / 2)
        return self.viewport.to_image(place.x(), place.y())

    def fill_holes(self) -> Edit | None:
        """Fill the holes of the region under the pointer."""
        return self.perform(filling_holes(self, *self.pointed_at()))

    def grow_region(self, steps: int) -> Edit | None:
        """Move the edge of the region under the pointer outwards, or with `steps` < 0 inwards."""
        if len(self._deferred) >= MOST_WAITING:
            return None  # a key that is held repeats faster than a big region grows, and would go on when let go
        return self.perform(growing(self, *self.pointed_at(), steps))

    @property
    def pans(self) -> bool:
        """Whether a press of the left button would pan."""
        return self._pointer.pans

    @property
    def held(self) -> Pen:
        """How the pen is held; set where events are sent that a pen made before."""
        return self._pointer.held

    @held.setter
    def held(self, pen: Pen) -> None:
        self._pointer.held = pen

    def hold_pan(self, held: bool) -> None:
        """While held (the Space bar), the left button pans."""
        self._pointer.hold_pan(held)

    # ------------------------------------------------------------------ steps

    @property
    def painting(self) -> bool:
        """Whether a stroke is in progress, or a step that takes a while."""
        return self.busy or (self._pointer.gesture is not None and self._pointer.gesture.paints)

    @property
    def busy(self) -> bool:
        """Whether a step that takes a while is being made; what hands do meanwhile is noted, and done after it."""
        return self._long.busy or bool(self._deferred)

    def note(self, event: QMouseEvent) -> None:
        """Called by the pointer: this would paint, and waits for the long step."""
        self._deferred.note(event)
        self.update()

    def end_stroke(self) -> None:
        """Finish what the pointer is doing, as a release of the button would, and what takes a while."""
        self._pointer.end()
        while self.busy:
            self._long.finish()  # and what was noted begins
            self._pointer.end()

    def give_up(self) -> None:
        """Called by the pointer for Escape: take back the long step and what waits for it."""
        if self.busy:
            self._deferred.clear()
            self._pointer.deferring = False
            self._long.cancel()
            self.update()

    def undo(self) -> Edit | None:
        """Take the last step back and show where.

        The Edit that did it, or None: nothing to undo, in mid-stroke, or a step so big that `edited` tells when it is.
        """
        if self.busy:
            self._deferred.call(self.undo)
            return None
        step = self.history.next_undo
        if self.correction is None or self.painting or step is None:
            return None
        undone = step if self.correction.restores(step) else None
        return self._step(step.inverse(), step.revert, self.correction, self.history.undone, undone)

    def redo(self) -> Edit | None:
        """Make the last undone step again and show where; the Edit that did it, or None, as in `undo`."""
        if self.busy:
            self._deferred.call(self.redo)
            return None
        step = self.history.next_redo
        if self.correction is None or self.painting or step is None:
            return None
        return self._step(step, step.apply, self.correction, self.history.redone)

    def _step(
        self,
        edit: Edit,
        write: Callable[[Correction], object],
        correction: Correction,
        deferred: Callable[[], None],
        undone: Edit | None = None,
    ) -> Edit | None:
        """Write `edit` and note it; a small one by `write`, which comes to the same.

        `undone`: the step that it takes back, where every pixel comes to be as it was before.
        """
        if len(edit.patches) <= PATCHES_AT_ONCE:
            write(correction)
            deferred()
            return self._stepped(edit, undone)

        def written(_edit: Edit | None) -> None:
            deferred()
            self._stepped(edit)
            self.strokeFinished.emit(None)
            self.go_on()

        self.stroke_began()
        self._long.write(edit, correction, written)
        self.follow_pointer()
        return None

    def stroke_began(self) -> None:
        """Called by the pointer. Nobody paints blindly: a hidden overlay comes back."""
        self.set_peek(False)
        self.set_overlay_visible(True)
        self._overlay.step_began()
        self.strokeStarted.emit()

    def stroke_ended(self, edit: Edit | None) -> None:
        """Called by the pointer."""
        self._overlay.step_made(edit)
        if edit is not None:
            self.history.push(edit)
        if self._pointer.place is not None:
            self._pointer.remember(self._pointer.place)
        self.strokeFinished.emit(edit)

    def _stepped(self, edit: Edit, undone: Edit | None = None) -> Edit:
        if self.viewport.visible().intersection(edit.rect).empty:
            self.viewport.centre_on(edit.rect.x + edit.rect.width / 2, edit.rect.y + edit.rect.height / 2)
            self._view_changed()
        self.set_overlay_visible(True)
        self.refresh(edit.rect, undone)
        self._mark(edit.rect)
        self.edited.emit(edit)
        return edit

    # ------------------------------------------------------------------ pointer

    def _hand_changes(self) -> None:
        """Another tool or value comes: what is being done, or waits, is still done with those before."""
        if self._deferred:
            self.end_stroke()
        else:
            self._pointer.end()

    def _size_changes(self) -> None:
        if self._deferred:
            self.end_stroke()

    def _size_changed(self) -> None:
        self.brushSizeChanged.emit(self.tools.size)
        self.follow_pointer()

    def draw_hands(self, painter: QPainter) -> None:
        """What is being drawn and is not in the mask yet, and the brush's rim."""
        if self._deferred:
            self._deferred.draw(painter)
        if self._pointer.gesture is not None:
            self._pointer.gesture.preview(painter)
        if self._rim is not None:
            if self._pointer.holds_shift and self._pointer.gesture is None and self._pointer.last_point is not None:
                start = QPointF(*self.viewport.to_view(*self._pointer.last_point))
                decorations.draw_line_preview(painter, start, self._rim[0])
            self._rim_picture.draw(painter, *self._rim, erasing=self._pointer.erases, quickly=self._coarse)

    def follow_pointer(self) -> None:
        """Bring the brush's rim and the cursor's shape to where and what the pointer is."""
        old, place, pointer = self._rim, self._pointer.place, self._pointer
        sized = self.tools.tool.has_size and (pointer.gesture is None or pointer.gesture.sized)
        brush = self.pyramid is not None and not pointer.pans and sized
        radius = max(self.size_in_photo / 2 * self.viewport.scale, 0.5)
        self._rim = (place, radius) if brush and place is not None else None
        if pointer.holds_shift and pointer.gesture is None and pointer.last_point is not None:
            self.update()  # the preview of a straight line may run across the whole canvas
        else:
            for rim in (old, self._rim):
                if rim is not None:
                    self.repaint_soon(rim_bounds(*rim))
        panning = pointer.gesture is not None and not pointer.gesture.paints
        shape = Qt.CursorShape.ArrowCursor
        if panning:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.pyramid is not None:
            unsized = Qt.CursorShape.OpenHandCursor if pointer.pans else Qt.CursorShape.CrossCursor
            shape = Qt.CursorShape.BlankCursor if brush else unsized
            if self.busy and not pointer.pans:
                shape = Qt.CursorShape.BusyCursor
        if self.cursor().shape() != shape:
            self.setCursor(QCursor(shape))

    # ------------------------------------------------------------------ events

    def enterEvent(self, event: QEnterEvent) -> None:
        self._pointer.place = event.position()
        self.follow_pointer()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.place = None
        self.follow_pointer()
        self.pointerLeft.emit()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Takes note of the pen; what it does comes as a mouse event, because this one is left to Qt."""
        self._pointer.pen(event)
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)
        self.follow_pointer()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)
        self.follow_pointer()
        self.cursorMoved.emit(*self.viewport.to_image(event.position().x(), event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)
        self.follow_pointer()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._coarse = True
        self._refine_timer.start()
        self._pointer.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pointer.key_press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._pointer.key_release(event):
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._pointer.let_go()
        super().focusOutEvent(event)
