"""The brush: its paint is in the mask at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from blurlab.ui.canvas.tools.gesture import DragGesture
from blurlab.ui.canvas.tools.port import Gesture, Point, Press, Surface, Tool

if TYPE_CHECKING:
    from blurlab.core.editing.brush import Stroke
    from blurlab.core.editing.edit import Edit
    from blurlab.core.editing.trail import Trail


class Brush(Tool):
    id = "brush"
    words = "Brush"
    hint = "Paint with the brush."
    keys = ("B",)
    icon = "brush"
    mouse = (
        ("Drag", "Paint"),
        ("Ctrl or Alt + drag", "Paint the other value"),
        ("Shift + click", "Straight line from the last spot"),
    )
    sized = True

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        return begin_stroke(press, surface, press.value, self.words)


class PaintGesture(DragGesture):
    """A stroke of the brush or the eraser."""

    sized = True

    def __init__(self, surface: Surface, stroke: Stroke, value: int, label: str, press: Press) -> None:
        self._surface = surface
        self._stroke = stroke
        self._value = value
        self._points: list[tuple[float, float, float]] = []
        self._radius = surface.radius
        self._label = label
        self._press = press
        self._tapers = surface.pen_presses
        self._last: tuple[Point, float | None] | None = None

    def begin(self) -> None:
        if self._press.line_from is not None:
            self._surface.refresh(self._stroke.begin(*self._press.line_from))
            self._points.append((*self._press.line_from, self._radius))
        self.move(self._press.view)

    def move(self, view: QPointF) -> None:
        at = self._surface.viewport.to_image(view.x(), view.y())
        radius = self._surface.radius if self._tapers else None
        if (at, radius) != self._last:  # a release is mostly where the last move was
            self._last = at, radius
            self._surface.refresh(self._stroke.to(*at, radius))
            self._points.append((*at, self._radius if radius is None else radius))

    def finish(self) -> Edit | None:
        return self._stroke.finish(self._label)

    def trail(self) -> Trail | None:
        from blurlab.core.editing.trail import Trail

        return Trail(tuple(self._points), self._value, self._label) if self._points else None

    def cancel(self) -> None:
        self._surface.refresh(self._stroke.cancel())


def begin_stroke(press: Press, surface: Surface, value: int, label: str) -> PaintGesture | None:
    """`value`: a mask code, or UNTOUCHED to give pixels back to the prediction."""
    from blurlab.core.editing.brush import Stroke

    if surface.in_hand is None:
        return None
    return PaintGesture(surface, Stroke(surface.in_hand, value, surface.radius), value, label, press)
