"""The dividing line of a comparison: it follows the hand, and the names beside it are chosen by a click."""

from PySide6.QtCore import QPointF, Qt

from blurlab.ui.canvas.tools.gesture import ViewGesture
from blurlab.ui.canvas.tools.port import Gesture, Press, ReachedTool, Surface


class Divider(ReachedTool):
    id = "divider"
    words = "Dividing line"
    mouse = (("Drag the dividing line", "Move the comparison"),)
    takes_value = False
    edits = False

    def takes(self, press: Press, surface: Surface) -> bool:
        at = press.view
        return press.button == Qt.MouseButton.LeftButton and (
            surface.side_at(at) is not None or surface.near_divider(at)
        )

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        side = surface.side_at(press.view)
        if side is None:
            return DividerGesture(surface)
        surface.ask_side(side)
        return None


class DividerGesture(ViewGesture):
    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def move(self, view: QPointF) -> None:
        self._surface.set_split(view.x() / self._surface.width())
