"""Smart edge: a loop drawn around something, or a stroke along it, snaps to the real edge on release."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from blurlab.ui.canvas.tools.gesture import DragGesture
from blurlab.ui.canvas.tools.port import Drawn, Gesture, Press, Surface, Tool

if TYPE_CHECKING:
    from blurlab.core.editing.correction import Correction
    from blurlab.core.editing.edit import Edit
    from blurlab.core.pyramid import Pyramid

_CLOSED: Final = 0.2  # of the path's length: an end so near to the start closes a loop
_ERRS: Final = 0.018  # s at the hand's pace, as far as the edge may lie beside a loop: a slow hand is more exact
_LEAST: Final = 8.0  # logical pixels, however slow


class SmartEdge(Tool):
    id = "smart"
    words = "Smart edge"
    hint = "Draw roughly; the edge moves to where sharpness changes."
    keys = ("W",)
    icon = "smart"
    sized = True

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        if surface.pyramid is None:
            return None
        return SmartGesture(surface, surface.pyramid, press.value, press.view)


class SmartGesture(DragGesture):
    """Nothing is painted before the release; the swath of the brush shows how far the edge will be looked for."""

    sized = True

    def __init__(self, surface: Surface, pyramid: Pyramid, value: int, view: QPointF) -> None:
        self._surface = surface
        self._pyramid = pyramid
        self._value = value
        self._radius = surface.radius
        self._points = [surface.viewport.to_image(view.x(), view.y())]
        self._begun = time.monotonic()
        self._last, self._way = view, 0.0  # view_xy, and logical pixels since the press

    def move(self, view: QPointF) -> None:
        self._way += math.dist(view.toTuple(), self._last.toTuple())
        self._last = view
        self._points.append(self._surface.viewport.to_image(view.x(), view.y()))
        self._surface.update(self._bounds().toAlignedRect())

    def finish(self) -> Drawn:
        from blurlab.core.editing.edit import Edit
        from blurlab.core.editing.smart_edge import settle_loop, settle_stroke

        self._surface.update(self._bounds().toAlignedRect())
        pyramid, points, value, radius = self._pyramid, list(self._points), self._value, self._radius
        proposals, is_loop, reach = self._surface.proposals, self.is_loop, self._reach()

        def settled(correction: Correction) -> Edit | None:
            if is_loop:
                found = settle_loop(correction, pyramid, points, proposals, reach)
            else:
                found = settle_stroke(correction, pyramid, points, radius)
            return None if found is None else Edit.of_mask(correction, *found, value, SmartEdge.words)

        return Drawn.around(points, settled, radius)

    def _reach(self) -> float:
        """Photo pixels beside the loop in which the edge is looked for."""
        pace = self._way / max(time.monotonic() - self._begun, 1e-3)
        return max(_LEAST, _ERRS * pace) / self._surface.viewport.scale

    def cancel(self) -> None:
        self._surface.update(self._bounds().toAlignedRect())

    @property
    def is_loop(self) -> bool:
        """Whether the path came back to where it began, around more than the brush itself covers."""
        length = sum(math.dist(a, b) for a, b in zip(self._points, self._points[1:], strict=False))
        gap = math.dist(self._points[0], self._points[-1])
        return gap <= _CLOSED * length and length > 4 * self._radius

    def preview(self, painter: QPainter) -> None:
        places = self._in_view()
        path = QPainterPath(places[0])
        for point in places[1:]:
            path.lineTo(point)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.is_loop:
            painter.fillPath(path, QColor(255, 255, 255, 28))
        else:
            wide = QPen(QColor(255, 255, 255, 50), 2 * self._radius * self._surface.viewport.scale)
            wide.setCapStyle(Qt.PenCapStyle.RoundCap)
            wide.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, wide)
        for pen in (QPen(QColor(0, 0, 0, 150), 3), QPen(QColor(255, 255, 255), 1.5, Qt.PenStyle.DotLine)):
            painter.strokePath(path, pen)

    def _in_view(self) -> list[QPointF]:
        return [QPointF(*self._surface.viewport.to_view(x, y)) for x, y in self._points]

    def _bounds(self) -> QRectF:
        places = self._in_view()
        x, y = [place.x() for place in places], [place.y() for place in places]
        reach = self._radius * self._surface.viewport.scale + 4
        return QRectF(min(x), min(y), max(x) - min(x), max(y) - min(y)).adjusted(-reach, -reach, reach, reach)
