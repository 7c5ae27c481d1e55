"""Lasso and polygon in one tool: drag a loop, or click corner after corner; the area inside is painted."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from blurlab.ui.canvas.tools.encircle import EncircleGesture
from blurlab.ui.canvas.tools.port import Gesture, Press, Surface, Tool

_NEAR: Final = 8.0  # logical pixels: a press there closes the polygon
_STILL: Final = 4.0  # logical pixels: a hand that moved less has clicked


class Lasso(Tool):
    id = "lasso"
    words = "Lasso"
    hint = "Drag a loop, or click the corners of a polygon."
    keys = ("L",)
    icon = "lasso"
    mouse = (("Enter, double click", "Close the polygon"),)

    def press(self, press: Press, surface: Surface) -> Gesture:
        return LassoGesture(surface, press.value, press.view)


class LassoGesture(EncircleGesture):
    """It starts with the first press. A drag ends with its button; corners go on until the polygon is closed."""

    rim = 6  # with the corners' handles

    def __init__(self, surface: Surface, value: int, view: QPointF) -> None:
        super().__init__(surface, value, view)
        self._pressed_at = view
        self._held = True
        self._freehand = False
        self._tip = view  # where the rubber line ends

    def move(self, view: QPointF) -> None:
        before = self._bounds()
        self._tip = view
        if self._held:
            step = view - self._pressed_at
            if len(self._points) == 1 and abs(step.x()) + abs(step.y()) > _STILL:
                self._freehand = True
            if self._freehand:
                self._points.append(self._surface.viewport.to_image(view.x(), view.y()))
        self._surface.update(before.united(self._bounds()).toAlignedRect())

    def release(self) -> bool:
        self._held = False
        return self._freehand

    def press(self, view: QPointF) -> bool:
        """Another corner; one at the first corner's place closes the polygon."""
        start = QPointF(*self._surface.viewport.to_view(*self._points[0])) - view
        if len(self._points) > 2 and abs(start.x()) + abs(start.y()) <= _NEAR:
            return True
        self._points.append(self._surface.viewport.to_image(view.x(), view.y()))
        self.move(view)
        return False

    def close(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "Lasso" if self._freehand else "Polygon"

    def preview(self, painter: QPainter) -> None:
        line = self._in_view()
        painter.setBrush(QColor(255, 255, 255, 28))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(0, 0, 0, 150), 3), QPen(QColor(255, 255, 255), 1.5, Qt.PenStyle.DashLine)):
            painter.setPen(pen)
            painter.drawPolyline(line)
        if not self._freehand:
            painter.setPen(QPen(QColor(0, 0, 0, 200), 1))
            painter.setBrush(QColor(255, 255, 255))
            for corner in line[:-1]:
                painter.drawRect(QRectF(corner.x() - 3, corner.y() - 3, 6, 6))

    def _in_view(self) -> list[QPointF]:
        return [*super()._in_view(), self._tip]
