"""Scribble: a short stroke inside, one outside, and the boundary between them settles by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from blurlab.ui.canvas.tools.gesture import DragGesture
from blurlab.ui.canvas.tools.port import Drawn, Gesture, Press, Surface, Tool

if TYPE_CHECKING:
    from blurlab.core.editing.correction import Correction
    from blurlab.core.editing.edit import Edit

_COLOURS: Final = (QColor(255, 255, 255), QColor(120, 200, 255))  # of the stroke inside, and of that outside
_RIM: Final = 6  # logical pixels


class Scribble(Tool):
    id = "scribble"
    words = "Scribble"
    hint = "Draw a short stroke inside, then one outside; the boundary settles between them."
    keys = ("3",)
    icon = "scribble"
    mouse = (("Drag, then drag again", "Inside and outside, with Scribble"),)

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        return None if surface.regions is None else ScribbleGesture(surface, press.value, press.view)


class ScribbleGesture(DragGesture):
    """Two strokes; the release of the second ends it."""

    def __init__(self, surface: Surface, value: int, view: QPointF) -> None:
        self._surface, self._value = surface, value
        self._strokes: list[list[QPointF]] = [[]]  # image_xy
        self._held = True
        self.move(view)

    def move(self, view: QPointF) -> None:
        if self._held:
            self._strokes[-1].append(QPointF(*self._surface.viewport.to_image(view.x(), view.y())))
            self._surface.update(self._bounds().toAlignedRect())

    def press(self, view: QPointF) -> bool:
        self._held = True
        self._strokes.append([])
        self.move(view)
        return False

    def release(self) -> bool:
        self._held = False
        return len(self._strokes) > 1

    def finish(self) -> Drawn | None:
        regions, correction = self._surface.regions, self._surface.in_hand
        self._surface.update(self._bounds().toAlignedRect())
        if regions is None or correction is None or len(self._strokes) < 2:
            return None
        height, width = regions.shape
        across, down = width / correction.width, height / correction.height
        inside, outside = ([(p.x() * across - 0.5, p.y() * down - 0.5) for p in one] for one in self._strokes[:2])
        value, threshold = self._value, self._surface.cut_in_hand

        def settled(correction: Correction) -> Edit | None:
            from blurlab.core.regions.scribble import INSIDE, OUTSIDE, settle
            from blurlab.core.regions.step import OTHER, regions_step

            side = settle(regions, inside, outside)
            parts = [((side == OUTSIDE).view("u1"), OTHER[value], value), ((side == INSIDE).view("u1"), value, None)]
            return regions_step(correction, parts, threshold, Scribble.words)

        return Drawn(settled, correction.rect.area)

    def cancel(self) -> None:
        self._surface.update(self._bounds().toAlignedRect())

    def preview(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke, colour in zip(self._in_view(), _COLOURS, strict=False):
            for pen in (QPen(QColor(0, 0, 0, 170), 6), QPen(colour, 3)):
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawPolyline(stroke)

    def _in_view(self) -> list[QPolygonF]:
        view = self._surface.viewport
        return [QPolygonF([QPointF(*view.to_view(p.x(), p.y())) for p in stroke]) for stroke in self._strokes]

    def _bounds(self) -> QRectF:
        bounds = QRectF()
        for stroke in self._in_view():
            box = stroke.boundingRect().adjusted(-_RIM, -_RIM, _RIM, _RIM)
            bounds = box if bounds.isNull() else bounds.united(box)
        return bounds
