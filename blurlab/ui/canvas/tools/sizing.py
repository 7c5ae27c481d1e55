"""The size of the tool in hand by a drag sideways: no key and no slider, and the eyes stay on the photo."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, Qt

from blurlab.ui.canvas.tools.gesture import ViewGesture
from blurlab.ui.canvas.tools.port import Gesture, Press, ReachedTool, Surface

_DOUBLES: Final = 120.0  # logical pixels to the right that double the size


class Sizing(ReachedTool):
    id = "sizing"
    words = "Size"
    mouse = (("Ctrl + Shift + drag sideways", "Brush size"), ("Ctrl + Shift + wheel", "Brush size"))
    cursor = Qt.CursorShape.SizeHorCursor
    takes_value = False
    edits = False

    def takes(self, press: Press, surface: Surface) -> bool:
        return press.sizes and press.button is Qt.MouseButton.LeftButton and surface.size_of_tool is not None

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        size = surface.size_of_tool
        return None if size is None else _Dragging(surface, press.view, size)


class _Dragging(ViewGesture):
    sized = True

    def __init__(self, surface: Surface, at: QPointF, size: float) -> None:
        self._surface, self._at, self._size = surface, at, size

    def move(self, view: QPointF) -> None:
        self._surface.resize_tool(self._size * 2 ** ((view.x() - self._at.x()) / _DOUBLES))

    def cancel(self) -> None:
        self._surface.resize_tool(self._size)
