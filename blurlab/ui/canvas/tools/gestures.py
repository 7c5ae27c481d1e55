"""What a pressed mouse button is doing: painting, encircling or panning. A gesture lives from press to release."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from blurlab.core.editing.brush import Stroke, polygon_step
from blurlab.core.editing.edit import Edit
from blurlab.ui.canvas.tools.long_step import EditPlan

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas


@dataclass(frozen=True)
class Drawn:
    """How what was drawn becomes a step, and how many photo pixels that looks at."""

    plan: EditPlan
    pixels: int

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], plan: EditPlan, reach: float = 0.0) -> "Drawn":
        """`points`: image_xy. `reach`: photo pixels around them that are looked at as well."""
        x, y = [point[0] for point in points], [point[1] for point in points]
        return cls(plan, round((max(x) - min(x) + 2 * reach) * (max(y) - min(y) + 2 * reach)))


class Gesture(Protocol):
    """`paints`: it may change the correction, so nothing else may until it ends.

    `sized`: it is as wide as the tool in hand, so the brush's rim shows what it does.
    """

    paints: bool
    sized: bool

    def move(self, view: QPointF) -> None:
        """The pointer is at view_xy."""

    def finish(self) -> "Edit | Drawn | None":
        """The button was released: the step that was made, or what was drawn and is to become one."""

    def cancel(self) -> None:
        """Leave everything as it was before the press."""

    def preview(self, painter: QPainter) -> None:
        """Draw what is not in the mask yet."""


class ViewGesture:
    """Changes what is seen and no mask: there is nothing to finish, to take back or to draw."""

    paints = False
    sized = False

    def finish(self) -> Edit | None:
        return None

    def cancel(self) -> None:
        pass

    def preview(self, painter: QPainter) -> None:
        pass


class PanGesture(ViewGesture):
    """The photo follows the hand."""

    def __init__(self, canvas: "Canvas", view: QPointF) -> None:
        self._canvas = canvas
        self._last = view

    def move(self, view: QPointF) -> None:
        before = self._canvas.viewport.x, self._canvas.viewport.y
        step = view - self._last
        self._canvas.pan(step.x(), step.y())
        moved = QPointF(self._canvas.viewport.x - before[0], self._canvas.viewport.y - before[1])
        # What the viewport rounded away is owed to the next move; what an edge of the photo refused is not.
        self._last = view - QPointF(_owed(step.x(), moved.x()), _owed(step.y(), moved.y()))


def _owed(asked: float, done: float) -> float:
    rest = asked - done
    return rest if abs(rest) < 1 else 0.0


class PaintGesture:
    """A brush or eraser stroke; what it paints is in the mask at once."""

    paints = True
    sized = True

    def __init__(self, canvas: "Canvas", stroke: Stroke, label: str, radius: Callable[[], float] | None = None) -> None:
        """`radius()` is that of the pen as it presses now, in photo pixels; without it the stroke keeps its own."""
        self._canvas = canvas
        self._stroke = stroke
        self._label = label
        self._radius = radius
        self._last: tuple[tuple[float, float], float | None] | None = None

    def move(self, view: QPointF) -> None:
        at = self._canvas.viewport.to_image(view.x(), view.y())
        radius = None if self._radius is None else self._radius()
        if (at, radius) != self._last:  # a release is mostly where the last move was
            self._last = at, radius
            self._canvas.refresh(self._stroke.to(*at, radius))

    def finish(self) -> Edit | None:
        return self._stroke.finish(self._label)

    def cancel(self) -> None:
        self._canvas.refresh(self._stroke.cancel())

    def preview(self, painter: QPainter) -> None:
        pass


class EncircleGesture:
    """A loop that is filled on release."""

    paints = True
    sized = False
    rim = 3  # logical pixels that the drawn loop reaches beyond its corners

    def __init__(self, canvas: "Canvas", value: int, view: QPointF) -> None:
        self._canvas = canvas
        self._value = value
        self._points = [canvas.viewport.to_image(view.x(), view.y())]

    def move(self, view: QPointF) -> None:
        before = self._bounds()
        self._points.append(self._canvas.viewport.to_image(view.x(), view.y()))
        self._canvas.update(before.united(self._bounds()).toAlignedRect())

    @property
    def label(self) -> str:
        return "Encircled"

    def finish(self) -> Drawn:
        self._canvas.update(self._bounds().toAlignedRect())
        points, value, label = list(self._points), self._value, self.label
        return Drawn.around(points, lambda correction: polygon_step(correction, points, value, label))

    def cancel(self) -> None:
        self._canvas.update(self._bounds().toAlignedRect())

    def preview(self, painter: QPainter) -> None:
        loop = self._in_view()
        painter.setBrush(QColor(255, 255, 255, 28))
        painter.setPen(QPen(QColor(0, 0, 0, 150), 3))
        painter.drawPolygon(loop)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255), 1.5, Qt.PenStyle.DashLine))
        painter.drawPolygon(loop)

    def _in_view(self) -> QPolygonF:
        return QPolygonF([QPointF(*self._canvas.viewport.to_view(x, y)) for x, y in self._points])

    def _bounds(self) -> QRectF:
        return self._in_view().boundingRect().adjusted(-self.rim, -self.rim, self.rim, self.rim)
