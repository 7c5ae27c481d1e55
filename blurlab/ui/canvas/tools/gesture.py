"""Gestures that end when the button is released: the usual base class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from blurlab.core.editing.edit import Edit
    from blurlab.core.editing.trail import Trail
    from blurlab.ui.canvas.tools.port import Drawn


class DragGesture:
    """A gesture from press to release that paints, and is not as wide as a brush."""

    paints = True
    sized = False

    def begin(self) -> None:
        """Nothing to do yet."""

    def move(self, view: QPointF) -> None:
        """Only the pointer moves."""

    def press(self, view: QPointF) -> bool:
        return False

    def release(self) -> bool:
        return True

    def close(self) -> bool:
        return False

    def finish(self) -> Edit | Drawn | None:
        return None

    def trail(self) -> Trail | None:
        return None

    def cancel(self) -> None:
        """Nothing to undo."""

    def preview(self, painter: QPainter) -> None:
        """Nothing to draw."""


class ViewGesture(DragGesture):
    """Changes the view, not the mask."""

    paints = False
