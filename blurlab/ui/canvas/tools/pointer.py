"""From buttons, wheel and keys to gestures: the only place that knows which button does what."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPointingDevice, QTabletEvent, QWheelEvent

from blurlab.core.editing.brush import Stroke
from blurlab.core.editing.correction import UNTOUCHED, Correction
from blurlab.ui.canvas.tools.gestures import Drawn, EncircleGesture, Gesture, PaintGesture, PanGesture
from blurlab.ui.canvas.tools.lasso import LassoGesture
from blurlab.ui.canvas.tools.region_acts import accepting, filling
from blurlab.ui.canvas.tools.smart_gesture import SmartGesture
from blurlab.ui.canvas.tools.tools import Tool, pressed
from blurlab.ui.canvas.view.split import NEAR, SplitGesture
from blurlab.ui.canvas.view.view import WHEEL_FACTOR

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas

_NOTCH: Final = 120


@dataclass(frozen=True)
class Pen:
    """How a pen is held: its pressure 0..1 (None: a mouse), whether it touches, and whether by its eraser's end."""

    pressure: float | None = None
    down: bool = False
    turned: bool = False


class Pointer:
    """The hands on one canvas: where the pointer is, what it is doing, which keys are held."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self.place: QPointF | None = None  # view_xy, None while the pointer is elsewhere
        self.last_point: tuple[float, float] | None = None  # image_xy, where the last stroke ended
        self.deferring = False  # a press was noted by the canvas, and its button is down
        self.holds_pan = False
        self.holds_shift = False
        self.held = Pen()  # as the pen that paints is held, or was at the end of its stroke

    @property
    def erases(self) -> bool:
        """Whether a press of the left button would erase."""
        return self.held.turned or self._canvas.tools.tool is Tool.ERASER

    @property
    def radius(self) -> float:
        """Of the tool in hand, in photo pixels, as the pen presses now."""
        size = self._canvas.size_in_photo
        if self.held.pressure is not None and self._canvas.tools.pressure_counts:
            size = pressed(size, self.held.pressure)
        return size / 2

    def pen(self, event: QTabletEvent) -> None:
        """A pen touched, moved or lifted; the mouse event that Qt makes of it follows."""
        if event.type() == QEvent.Type.TabletRelease:
            self.held = replace(self.held, down=False)  # its pressure is 0 by now; the last pixels keep what they had
            return
        down = bool(event.buttons())
        turned = event.pointerType() == QPointingDevice.PointerType.Eraser
        self.held = Pen(event.pressure() if down else self.held.pressure, down, turned)

    @property
    def pans(self) -> bool:
        """Whether a press of the left button would pan."""
        return self.holds_pan or self._canvas.tools.tool is Tool.PAN

    def press(self, event: QMouseEvent) -> None:
        self.place = event.position()
        if isinstance(self.gesture, LassoGesture) and event.button() == self._button:
            if self.gesture.press(event.position()):
                self.end()
            return
        if self.gesture is not None or self.deferring or self._canvas.pyramid is None:
            return
        if not self.held.down:
            self.held = Pen()
        button = event.button()
        if button == Qt.MouseButton.LeftButton and (side := self._side_at(event.position())) is not None:
            self._canvas.sideAsked.emit(side)
            return
        if button == Qt.MouseButton.LeftButton and self._on_split(event.position()):
            self._begin(SplitGesture(self._canvas), button)
            return
        if button == Qt.MouseButton.MiddleButton or (button == Qt.MouseButton.LeftButton and self.pans):
            self._begin(PanGesture(self._canvas, event.position()), button)
        elif self._canvas.busy:
            if button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton) and not self.pans:
                self.deferring, self._button = True, button
                self._canvas.note(event)
        elif button == Qt.MouseButton.LeftButton:
            self._press_tool(event)
        elif button == Qt.MouseButton.RightButton and not self.pans and self._canvas.correction is not None:
            subtract = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            value = self._canvas.tools.value(subtract)
            self._begin(EncircleGesture(self._canvas, value, event.position()), button)

    def move(self, event: QMouseEvent) -> None:
        self.place = event.position()
        self.holds_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.deferring:
            self._canvas.note(event)
        elif self.gesture is not None:
            self.gesture.move(event.position())

    def release(self, event: QMouseEvent) -> None:
        self.place = event.position()
        if self.deferring:
            self._canvas.note(event)
            self.deferring = event.button() != self._button
        elif self.gesture is not None and event.button() == self._button:
            self.gesture.move(event.position())
            if isinstance(self.gesture, LassoGesture) and self.gesture.corners:
                self.gesture.lift()
            else:
                self.end()

    def double_click(self, event: QMouseEvent) -> None:
        """100 % under the pointer, or back to the whole photo; with a brush in hand it is just a second dab."""
        if isinstance(self.gesture, LassoGesture):
            self.end()
        elif event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and self.pans
        ):
            if abs(self._canvas.viewport.zoom - 1) < 1e-6:
                self._canvas.fit()
            else:
                self._canvas.zoom_to(1.0, event.position())
        else:
            self.press(event)

    def wheel(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if turn:
            self._canvas.zoom_by(WHEEL_FACTOR ** (turn / _NOTCH), event.position())
            if self.gesture is not None:
                self.gesture.move(event.position())

    def key_press(self, event: QKeyEvent) -> bool:
        """Whether the key was for the canvas."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            self.hold_pan(True)
        elif key == Qt.Key.Key_Escape and self._canvas.busy:
            self._canvas.give_up()
        elif key == Qt.Key.Key_Escape and self.gesture is not None:
            self.cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.gesture, LassoGesture):
            self.end()
        elif key == Qt.Key.Key_Shift:
            self.holds_shift = True
            self._canvas.update()
            return False
        else:
            return False
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        """Whether the key was for the canvas."""
        key = event.key()
        if event.isAutoRepeat():
            return key == Qt.Key.Key_Space
        if key == Qt.Key.Key_Space:
            self.hold_pan(False)
        elif key == Qt.Key.Key_Shift:
            self.holds_shift = False
            self._canvas.update()
            return False
        else:
            return False
        return True

    def hold_pan(self, held: bool) -> None:
        if held != self.holds_pan:
            self.holds_pan = held
            self._canvas.follow_pointer()

    def let_go(self) -> None:
        """The keyboard's focus went elsewhere, and releases of held keys with it."""
        self.holds_shift = False
        self.hold_pan(False)
        self._canvas.set_peek(False)

    def end(self) -> None:
        """Finish what is being done, as a release of the button does."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            done = gesture.finish()
            if isinstance(done, Drawn):
                self._canvas.work_out(done.act, done.pixels)
            elif gesture.paints:
                self._canvas.stroke_ended(done)
            self._canvas.go_on()

    def cancel(self) -> None:
        """Take back what is being done."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()
            if gesture.paints:
                self._canvas.stroke_ended(None)
            self._canvas.go_on()

    def remember(self, view: QPointF) -> None:
        self.last_point = self._canvas.viewport.to_image(view.x(), view.y())

    def _side_at(self, view: QPointF) -> int | None:
        """0 or 1 where the name of that side of a comparison stands."""
        if self._canvas.split is None or not self._canvas.overlay_shown:
            return None
        return next((side for side, box in enumerate(self._canvas.boxes_of_sides()) if box.contains(view)), None)

    def _on_split(self, view: QPointF) -> bool:
        split = self._canvas.split
        shown = split is not None and self._canvas.overlay_visible
        return shown and abs(view.x() - split * self._canvas.width()) <= NEAR

    def _press_tool(self, event: QMouseEvent) -> None:
        canvas, view = self._canvas, event.position()
        correction, pyramid = canvas.correction, canvas.pyramid
        if correction is None or pyramid is None:
            return
        value = canvas.tools.value(bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        x, y = canvas.viewport.to_image(view.x(), view.y())
        match canvas.tools.tool:
            case Tool.LASSO if not self.held.turned:
                self._begin(LassoGesture(canvas, value, view), event.button())
            case Tool.SMART if not self.held.turned:
                self._begin(SmartGesture(canvas, pyramid, value, self.radius, view), event.button())
            case Tool.FILL if not self.held.turned:
                canvas.perform(filling(canvas, x, y, value))
            case Tool.ACCEPT if not self.held.turned:
                canvas.perform(accepting(canvas, x, y))
            case _:
                self._press_brush(event, correction, UNTOUCHED if self.held.turned else value)

    def _press_brush(self, event: QMouseEvent, correction: Correction, value: int) -> None:
        canvas = self._canvas
        stroke = Stroke(correction, value, self.radius)
        radius = (lambda: self.radius) if self.held.pressure is not None else None
        gesture = PaintGesture(canvas, stroke, "Eraser" if value == UNTOUCHED else "Brush", radius)
        self._begin(gesture, event.button())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.last_point is not None:
            canvas.refresh(stroke.begin(*self.last_point))
        gesture.move(event.position())

    def _begin(self, gesture: Gesture, button: Qt.MouseButton) -> None:
        self.gesture, self._button = gesture, button
        if gesture.paints:
            self._canvas.stroke_began()
        self._canvas.follow_pointer()
