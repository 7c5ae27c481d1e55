"""The canvas: the view of a photo and its correction, with mouse, pen and keys that change it.

From buttons, wheel, keys and pen to gestures: the only place that handles them. Tools decide what a press does.
"""

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
from PySide6.QtWidgets import QApplication, QWidget

from blurlab.core.pyramid import Pyramid
from blurlab.core.regions.tree import Regions
from blurlab.ui.canvas.editing import EditingView
from blurlab.ui.canvas.notches import NOTCH, Notches, spend_alt
from blurlab.ui.canvas.tools.brush_rim import BrushRim, rim_bounds
from blurlab.ui.canvas.tools.hand import Hand, stepped
from blurlab.ui.canvas.tools.pen import Pen
from blurlab.ui.canvas.tools.port import SIZING, SUBTRACTING, Point, Pointing, Press, Tool
from blurlab.ui.canvas.tools.registry import ERASER, PAN, REACHED, tool
from blurlab.ui.canvas.view.decorations import draw_line_preview
from blurlab.ui.canvas.view.view import WHEEL_FACTOR


class Canvas(EditingView):
    """Shows and edits one correction at a time. It is the Surface on which tools work."""

    brushSizeChanged = Signal(float)  # of the tool in hand
    cursorMoved = Signal(float, float)  # image_xy
    pointerLeft = Signal()
    cutAsked = Signal(int)  # the wheel asked for another cut, so many steps up
    sideAsked = Signal(int)  # the name of what lies left (0) or right (1) of the dividing line was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hand = Hand()
        self.pen = Pen()  # as the pen that paints is held, or was at the end of its stroke
        self._button = Qt.MouseButton.NoButton  # that began the gesture, or what waits
        self._last_point: Point | None = None  # where the last stroke ended
        self._holds_pan = False
        self._holds_shift = False
        self._rim: tuple[QPointF, float] | None = None
        self._rim_picture = BrushRim()
        self._cut_turn, self._tool_turn, self._size_turn = Notches(), Notches(), Notches()
        self.pointing: Pointing | None = None  # of the tool in hand
        self.strokeFinished.connect(self._remember_place)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_photo(self, photo: NDArray[np.uint8] | Pyramid | None) -> None:
        super().set_photo(photo)
        self._last_point = None
        if self.pyramid is not None:
            self.hand.suit(self.pyramid.width, self.pyramid.height)
            self._size_changed()

    # ------------------------------------------------------------------ what the hand holds

    def set_tool(self, tool_id: str) -> None:
        """The id of the tool in hand, one of the registry's."""
        self._hand_changes()
        self.hand.tool = tool(tool_id)
        self.pointing = self.hand.tool.point(self)
        self.update()
        self._size_changed()

    def set_paint_value(self, value: int) -> None:
        """The mask code to paint."""
        self._hand_changes()
        self.hand.paint_value = value

    @property
    def brush_size(self) -> float:
        """Diameter in photo pixels, or in logical pixels if sizes are the screen's."""
        return self.hand.brush_size

    @brush_size.setter
    def brush_size(self, size: float) -> None:
        self._choose_sizes(size, self.hand.eraser_size)

    @property
    def eraser_size(self) -> float:
        """As brush_size."""
        return self.hand.eraser_size

    @eraser_size.setter
    def eraser_size(self, size: float) -> None:
        self._choose_sizes(self.hand.brush_size, size)

    def resize_tool(self, size: float) -> None:
        """Give the tool in hand this diameter."""
        if self.hand.tool.erases:
            self.eraser_size = size
        else:
            self.brush_size = size

    def _choose_sizes(self, brush: float, eraser: float) -> None:
        if self._deferred:
            self.end_stroke()  # with the sizes before
        self.hand.choose_sizes(brush, eraser)
        self._size_changed()

    def step_size(self, steps: int) -> None:
        """The tool in hand a little bigger (steps > 0) or smaller, as `]` and `[` do."""
        self.resize_tool(stepped(self.hand.size, steps))

    def set_sizes_on_screen(self, on_screen: bool) -> None:
        """Let sizes be logical pixels, the same at every zoom, or photo pixels. The present sizes keep their look."""
        if on_screen != self.hand.sizes_on_screen:
            self.hand.show_sizes_on_screen(on_screen, self.viewport.scale)
            self._size_changed()

    @property
    def size_in_photo(self) -> float:
        """Diameter of the tool in hand, in photo pixels at this zoom."""
        return self.hand.size / self.viewport.scale if self.hand.sizes_on_screen else self.hand.size

    @property
    def size_in_view(self) -> float | None:
        """Diameter of the tool in hand in logical pixels; None if it has none."""
        return self.size_in_photo * self.viewport.scale if self.hand.tool.sized else None

    @property
    def size_of_tool(self) -> float | None:
        """Diameter of the tool in hand, in the unit in which it is chosen; None if it has none."""
        return self.hand.size if self.hand.tool.sized else None

    @property
    def radius(self) -> float:
        """Half the size in hand, in photo pixels, as the pen presses now."""
        size = self.size_in_photo
        return (self.pen.pressed(size) if self.hand.pressure_counts else size) / 2

    @property
    def pen_presses(self) -> bool:
        """Whether a pen sets the radius as it goes."""
        return self.pen.pressure is not None

    @property
    def pans(self) -> bool:
        """Whether a press of the left button would pan."""
        return self._holds_pan or self.hand.tool is PAN

    def hold_pan(self, held: bool) -> None:
        """While held (the Space bar), the left button pans."""
        if held != self._holds_pan:
            self._holds_pan = held
            self.follow_pointer()

    def pointed_at(self) -> Point:
        """image_xy under the pointer; that of the view's middle while the pointer is elsewhere."""
        return super().pointed_at() if self.place is None else self.viewport.to_image(self.place.x(), self.place.y())

    def ask_side(self, side: int) -> None:
        self.sideAsked.emit(side)

    def send_again(self, event: QMouseEvent, pen: Pen) -> None:
        held, self.pen = self.pen, pen
        QApplication.sendEvent(self, event)
        self.pen = held

    def _remember_place(self) -> None:
        """A stroke ended here: a straight line may start here."""
        if self.place is not None:
            self._last_point = self.pointed_at()

    def _hand_changes(self) -> None:
        """Another tool or value is coming: finish current and waiting input with the present ones."""
        if self._deferred:
            self.end_stroke()
        else:
            self.end_gesture()

    def _size_changed(self) -> None:
        self.brushSizeChanged.emit(self.hand.size)
        self.follow_pointer()

    # ------------------------------------------------------------------ what is seen of the hand

    def draw_hands(self, painter: QPainter) -> None:
        """Draw what is not in the mask yet, and the brush's rim."""
        if self._deferred:
            self._deferred.draw(painter, self.size_in_view)
        if self._gesture is not None:
            self._gesture.preview(painter)
        elif self.pointing is not None and not self.pans:
            self.pointing.preview(painter)
        if self._rim is not None:
            if self._previews_line and self._last_point is not None:
                draw_line_preview(painter, QPointF(*self.viewport.to_view(*self._last_point)), self._rim[0])
            erasing = self.pen.turned or self.hand.tool.erases
            self._rim_picture.draw(painter, *self._rim, erasing=erasing, quickly=self._coarse)

    @property
    def _previews_line(self) -> bool:
        """Whether a press would draw a straight line."""
        return self._holds_shift and self._gesture is None and self._last_point is not None

    def follow_pointer(self) -> None:
        """Update the brush's rim and the cursor's shape to the pointer."""
        old, gesture = self._rim, self._gesture
        sized = self.hand.tool.sized and (gesture is None or gesture.sized)
        rimmed = self.pyramid is not None and not self.pans and sized
        radius = max(self.size_in_photo / 2 * self.viewport.scale, 0.5)
        self._rim = (self.place, radius) if rimmed and self.place is not None else None
        if self._previews_line:
            self.update()  # the preview of a straight line may run across the whole canvas
        else:
            for rim in (old, self._rim):
                if rim is not None:
                    self.repaint_soon(rim_bounds(*rim))
        if self.pointing is not None:
            self.pointing.move(None if gesture is not None or self.pans or self.busy else self.place)
        shape = self._cursor_shape(rimmed=rimmed)
        if self.cursor().shape() != shape:
            self.setCursor(QCursor(shape))

    def _cursor_shape(self, *, rimmed: bool) -> Qt.CursorShape:
        if self._gesture is not None and not self._gesture.paints:
            return Qt.CursorShape.ClosedHandCursor
        if self.pyramid is None:
            return Qt.CursorShape.ArrowCursor
        if self.busy and not self.pans:
            return Qt.CursorShape.BusyCursor
        if rimmed:
            return Qt.CursorShape.BlankCursor
        return PAN.cursor if self.pans else self.hand.tool.cursor

    # ------------------------------------------------------------------ mouse and pen

    def enterEvent(self, event: QEnterEvent) -> None:
        self.place = event.position()
        self.follow_pointer()

    def leaveEvent(self, event: QEvent) -> None:
        self.place = None
        self.follow_pointer()
        self.pointerLeft.emit()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Remember the pen's state; its action comes as a mouse event, because this event is left to Qt."""
        self.pen = self.pen.after(event)
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.place = event.position()
        if self._gesture is not None:
            if event.button() == self._button and self._gesture.press(self.place):
                self.end_gesture()
        elif not self._deferring and self.pyramid is not None:
            self._press(event)
        self.follow_pointer()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.place = event.position()
        self._holds_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._deferring:
            self._defer(event)
        elif self._gesture is not None:
            self._gesture.move(self.place)
        self.follow_pointer()
        self.cursorMoved.emit(*self.viewport.to_image(self.place.x(), self.place.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.place = event.position()
        if self._deferring:
            self._defer(event)
            self._deferring = event.button() != self._button
        elif self._gesture is not None and event.button() == self._button:
            self._gesture.move(self.place)
            if self._gesture.release():
                self.end_gesture()
        self.follow_pointer()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show 100 % under the pointer, or the whole photo again; with a brush in hand it is just a second dab."""
        if self._gesture is not None and self._gesture.close():
            self.end_gesture()
        elif PAN.takes(self._press_of(event), self):
            self.toggle_actual_size(event.position())
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        keys, turn = event.modifiers(), event.angleDelta().y()
        sideways = turn or event.angleDelta().x()  # as Qt gives a turn with Alt or Shift held
        if keys & Qt.KeyboardModifier.AltModifier:
            spend_alt()
            if steps := self._cut_turn.after(sideways):
                self.cutAsked.emit(steps)
            return
        if keys & SIZING == SIZING:
            if (steps := self._size_turn.after(sideways)) and self.hand.tool.sized:
                self.step_size(steps)
            return
        if not keys & Qt.KeyboardModifier.ControlModifier and self._turn_tool(turn):
            return
        self._coarse = True
        self._refine_timer.start()
        if turn:
            self.zoom_by(WHEEL_FACTOR ** (turn / NOTCH), event.position())
            self.move_gesture(event.position())

    def _turn_tool(self, turn: int) -> bool:
        """The wheel over what the tool points at; False if the tool leaves it to the zoom."""
        if self.pointing is None or self._gesture is not None or self.pans or not self.pointing.turn(0):
            return False
        return self.pointing.turn(self._tool_turn.after(turn))

    def set_regions(self, regions: Regions | None) -> None:
        super().set_regions(regions)
        self.follow_pointer()

    def _press(self, event: QMouseEvent) -> None:
        """A press while nothing is in progress: the tool that accepts it begins, or defers it."""
        if not self.pen.down:
            self.pen = Pen()
        press = self._press_of(event)
        taking: Tool | None = next((each for each in REACHED if each.takes(press, self)), None)
        if taking is None and press.button == Qt.MouseButton.LeftButton:
            taking = ERASER if self.pen.turned else self.hand.tool
        if taking is None:
            return
        if taking.edits and self.busy:
            self._deferring, self._button = True, press.button
            self._defer(event)
            return
        if taking.edits and self.in_hand is None:
            return
        gesture = taking.press(press, self)
        if gesture is not None:
            self._button = press.button
            self.take_up(gesture)
            gesture.begin()

    def _press_of(self, event: QMouseEvent) -> Press:
        view, keys = event.position(), event.modifiers()
        return Press(
            view,
            self.viewport.to_image(view.x(), view.y()),
            event.button(),
            self.hand.value(subtract=bool(keys & SUBTRACTING)),
            self._last_point if keys & Qt.KeyboardModifier.ShiftModifier else None,
            sizes=keys & SIZING == SIZING,
        )

    def _defer(self, event: QMouseEvent) -> None:
        """This would paint, and waits for the long step."""
        self._deferred.note(event, self.pen)
        self.update()

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, gesture = event.key(), self._gesture
        if key == Qt.Key.Key_Space:
            self.hold_pan(True)
        elif key == Qt.Key.Key_Escape and self.busy:
            self.give_up()
        elif key == Qt.Key.Key_Escape and gesture is not None:
            self.cancel_gesture()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and gesture is not None and gesture.close():
            self.end_gesture()
        else:
            self._hear_shift(key, held=True)
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hold_pan(False)
            return
        if not event.isAutoRepeat():
            self._hear_shift(event.key(), held=False)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard's focus goes elsewhere, so releases of held keys will not arrive."""
        self._holds_shift = False
        self.hold_pan(False)
        self.set_peek(False)
        super().focusOutEvent(event)

    def _hear_shift(self, key: int, *, held: bool) -> None:
        if key == Qt.Key.Key_Shift:
            self._holds_shift = held
            self.update()
