"""The smart edge under the hand: a loop that is drawn around something, or a stroke along it, settles on release."""

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.smart_edge import settle_loop, settle_stroke
from blurlab.core.pyramid import Pyramid
from blurlab.ui.canvas.tools.gestures import Drawn

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas

_CLOSED: Final = 0.2  # of the path's length: an end so near to the start closes a loop


class SmartGesture:
    """Nothing is painted before the release; the swath of the brush shows how far the edge will be looked for."""

    paints = True
    sized = True

    def __init__(self, canvas: "Canvas", pyramid: Pyramid, value: int, radius: float, view: QPointF) -> None:
        """`radius`: of the brush, in photo pixels."""
        self._canvas = canvas
        self._pyramid = pyramid
        self._value = value
        self._radius = radius
        self._points = [canvas.viewport.to_image(view.x(), view.y())]

    def move(self, view: QPointF) -> None:
        self._points.append(self._canvas.viewport.to_image(view.x(), view.y()))
        self._canvas.update(self._bounds().toAlignedRect())

    def finish(self) -> Drawn:
        self._canvas.update(self._bounds().toAlignedRect())
        pyramid, points, value, radius = self._pyramid, list(self._points), self._value, self._radius
        proposals, is_loop = self._canvas.proposals, self.is_loop

        def settled(correction: Correction) -> Edit | None:
            if is_loop:
                found = settle_loop(correction, pyramid, points, proposals)
            else:
                found = settle_stroke(correction, pyramid, points, radius)
            return None if found is None else Edit.of_mask(correction, *found, value, "Smart edge")

        return Drawn.around(points, settled, radius)

    def cancel(self) -> None:
        self._canvas.update(self._bounds().toAlignedRect())

    @property
    def is_loop(self) -> bool:
        """Whether the path came back to where it began, around more than the brush itself covers."""
        length = sum(math.dist(a, b) for a, b in zip(self._points, self._points[1:], strict=False))
        gap = math.dist(self._points[0], self._points[-1])
        return gap <= _CLOSED * length and length > 4 * self._radius

    def preview(self, painter: QPainter) -> None:
        path = QPainterPath(self._in_view()[0])
        for point in self._in_view()[1:]:
            path.lineTo(point)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.is_loop:
            painter.fillPath(path, QColor(255, 255, 255, 28))
        else:
            wide = QPen(QColor(255, 255, 255, 50), 2 * self._radius * self._canvas.viewport.scale)
            wide.setCapStyle(Qt.PenCapStyle.RoundCap)
            wide.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, wide)
        for pen in (QPen(QColor(0, 0, 0, 150), 3), QPen(QColor(255, 255, 255), 1.5, Qt.PenStyle.DotLine)):
            painter.strokePath(path, pen)

    def _in_view(self) -> list[QPointF]:
        return [QPointF(*self._canvas.viewport.to_view(x, y)) for x, y in self._points]

    def _bounds(self) -> QRectF:
        places = self._in_view()
        x, y = [place.x() for place in places], [place.y() for place in places]
        reach = self._radius * self._canvas.viewport.scale + 4
        return QRectF(min(x), min(y), max(x) - min(x), max(y) - min(y)).adjusted(-reach, -reach, reach, reach)
