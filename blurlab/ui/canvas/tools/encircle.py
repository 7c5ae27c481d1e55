"""Encircle: a drag with the right button paints the area that it encloses, whatever tool is in hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from blurlab.ui.canvas.tools.gesture import DragGesture
from blurlab.ui.canvas.tools.port import Drawn, Gesture, Press, ReachedTool, Surface

if TYPE_CHECKING:
    from blurlab.core.editing.trail import Trail


class Encircle(ReachedTool):
    id = "encircle"
    words = "Encircle"
    mouse = (("Right-drag", "Encircle and fill"),)

    def takes(self, press: Press, surface: Surface) -> bool:
        return press.button == Qt.MouseButton.RightButton and not surface.pans

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        return None if surface.in_hand is None else EncircleGesture(surface, press.value, press.view)


class EncircleGesture(DragGesture):
    """A loop that is filled on release."""

    rim = 3  # logical pixels that the drawn loop reaches beyond its corners

    def __init__(self, surface: Surface, value: int, view: QPointF) -> None:
        self._surface = surface
        self._value = value
        self._points = [surface.viewport.to_image(view.x(), view.y())]

    def move(self, view: QPointF) -> None:
        before = self._bounds()
        self._points.append(self._surface.viewport.to_image(view.x(), view.y()))
        self._surface.update(before.united(self._bounds()).toAlignedRect())

    @property
    def label(self) -> str:
        return "Encircled"

    def finish(self) -> Drawn:
        from blurlab.core.editing.brush import polygon_step

        self._surface.update(self._bounds().toAlignedRect())
        points = list(self._points)
        return Drawn.around(points, partial(polygon_step, points=points, value=self._value, label=self.label))

    def trail(self) -> Trail | None:
        from blurlab.core.editing.trail import Trail

        return Trail(tuple((x, y, 0.0) for x, y in self._points), self._value, self.label, loop=True)

    def cancel(self) -> None:
        self._surface.update(self._bounds().toAlignedRect())

    def preview(self, painter: QPainter) -> None:
        loop = QPolygonF(self._in_view())
        painter.setBrush(QColor(255, 255, 255, 28))
        painter.setPen(QPen(QColor(0, 0, 0, 150), 3))
        painter.drawPolygon(loop)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255), 1.5, Qt.PenStyle.DashLine))
        painter.drawPolygon(loop)

    def _in_view(self) -> list[QPointF]:
        return [QPointF(*self._surface.viewport.to_view(x, y)) for x, y in self._points]

    def _bounds(self) -> QRectF:
        return QPolygonF(self._in_view()).boundingRect().adjusted(-self.rim, -self.rim, self.rim, self.rim)
