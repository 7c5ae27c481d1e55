"""Live curves: a few hundred points, painted directly, so that no plotting library delays the window."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours

Point = tuple[float, float]


@dataclass
class Curve:
    """One series of (step, value)."""

    name: str
    colour: str  # name of a field of theme.Colours
    points: list[Point] = field(default_factory=list)
    dots: bool = False


class CurvePlot(QWidget):
    """Curves over the same steps, or over another `unit`. Hovering shows the values."""

    def __init__(
        self, curves: Sequence[Curve], digits: int = 3, parent: QWidget | None = None, unit: str = "step"
    ) -> None:
        super().__init__(parent)
        self.curves = list(curves)
        self._digits = digits
        self._unit = unit
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, 104)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 104)

    def clear(self) -> None:
        for curve in self.curves:
            curve.points.clear()
        self.update()

    def bounds(self) -> tuple[float, float, float, float] | None:
        """(first step, last step, lowest, highest) over all curves with room around them; None without a point."""
        points = [point for curve in self.curves for point in curve.points if math.isfinite(point[1])]
        if not points:
            return None
        steps, values = [x for x, _ in points], [y for _, y in points]
        low, high = min(values), max(values)
        room = (high - low) * 0.08 or max(abs(high) * 0.05, 0.01)
        return min(0.0, *steps), max(1.0, *steps), low - room, high + room

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        painter.setPen(QPen(QColor(c.line), 1))
        for share in (0.0, 0.5, 1.0):
            y = round(area.bottom() - share * area.height()) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        small = painter.font()
        small.setPointSizeF(max(7.0, small.pointSizeF() * 0.85))
        painter.setFont(small)
        self._paint_legend(painter)
        bounds = self.bounds()
        if bounds is None:
            return
        painter.setPen(QColor(c.muted))
        digits = self._digits_over(bounds[3] - bounds[2])
        for value, y in ((bounds[3], area.top()), (bounds[2], area.bottom())):
            box = QRectF(0, y - 8, area.left() - 5, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:.{digits}f}")
        for curve in self.curves:
            self._paint_curve(painter, curve, bounds, area)

    def _paint_curve(
        self, painter: QPainter, curve: Curve, bounds: tuple[float, float, float, float], area: QRectF
    ) -> None:
        first, last, low, high = bounds
        polygon = QPolygonF(
            [
                QPointF(
                    area.left() + (x - first) / (last - first) * area.width(),
                    area.bottom() - (y - low) / (high - low) * area.height(),
                )
                for x, y in curve.points
                if math.isfinite(y)
            ]
        )
        painter.setPen(QPen(_colour(curve), 1.6))
        painter.drawPolyline(polygon)
        if curve.dots or polygon.size() == 1:
            painter.setBrush(_colour(curve))
            painter.setPen(Qt.PenStyle.NoPen)
            for place in range(polygon.size()):
                painter.drawEllipse(polygon.at(place), 2.6, 2.6)

    def _paint_legend(self, painter: QPainter) -> None:
        x = self._area().left()
        for curve in self.curves:
            painter.setPen(_colour(curve))
            value = f" {self._text(curve.points[-1][1])}" if curve.points else ""
            text = f"{curve.name}{value}"
            painter.drawText(QRectF(x, 0, self.width(), 16), Qt.AlignmentFlag.AlignVCenter, tr(text))
            x += painter.fontMetrics().horizontalAdvance(text) + 14

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bounds, area = self.bounds(), self._area()
        if bounds is None or not area.width():
            return
        first, last, _, _ = bounds
        step = first + (event.position().x() - area.left()) / area.width() * (last - first)
        lines = []
        for curve in self.curves:
            if curve.points:
                x, y = min(curve.points, key=lambda point: abs(point[0] - step))
                where = f"step {x:.0f}" if self._unit == "step" else f"{x:.0f} {self._unit}"
                lines.append(f"{curve.name} {self._text(y)} at {where}")
        QToolTip.showText(event.globalPosition().toPoint(), "\n".join(lines), self)

    def _area(self) -> QRectF:
        return QRectF(40, 22, max(1, self.width() - 42), max(1, self.height() - 30))

    def _digits_over(self, span: float) -> int:
        """Enough digits for both ends of the axis to differ, if there is room."""
        return min(4, max(self._digits, math.ceil(-math.log10(span)))) if 0 < span < 1 else self._digits

    def _text(self, value: float) -> str:
        return f"{value:.{self._digits}f}"


def _colour(curve: Curve) -> QColor:
    return QColor(getattr(colours(), curve.colour))
