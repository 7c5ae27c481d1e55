"""Pan: the photo follows the hand."""

from PySide6.QtCore import QPointF, Qt

from blurlab.ui.canvas.tools.gesture import ViewGesture
from blurlab.ui.canvas.tools.port import Gesture, Press, ReachedTool, Surface


class Pan(ReachedTool):
    id = "pan"
    words = "Pan"
    mouse = (("Space + drag, middle-drag", "Pan"),)
    cursor = Qt.CursorShape.OpenHandCursor
    takes_value = False
    edits = False

    def takes(self, press: Press, surface: Surface) -> bool:
        left = press.button == Qt.MouseButton.LeftButton
        return press.button == Qt.MouseButton.MiddleButton or (left and surface.pans)

    def press(self, press: Press, surface: Surface) -> Gesture:
        return PanGesture(surface, press.view)


class PanGesture(ViewGesture):
    def __init__(self, surface: Surface, view: QPointF) -> None:
        self._surface = surface
        self._last = view

    def move(self, view: QPointF) -> None:
        viewport = self._surface.viewport
        before = viewport.x, viewport.y
        step = view - self._last
        self._surface.pan(step.x(), step.y())
        moved = QPointF(viewport.x - before[0], viewport.y - before[1])
        # Amounts that the viewport rounded away are owed to the next move; those that a photo's edge refused are not.
        self._last = view - QPointF(_owed(step.x(), moved.x()), _owed(step.y(), moved.y()))


def _owed(asked: float, done: float) -> float:
    rest = asked - done
    return rest if abs(rest) < 1 else 0.0
