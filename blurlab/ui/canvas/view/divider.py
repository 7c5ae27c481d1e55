"""The line between the bare photo (left of it) and the overlay (right of it)."""

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

NEAR: Final = 5.0  # logical pixels beside the line in which a press grabs it
_GRIP: Final = 14.0


def draw_divider(painter: QPainter, x: float, height: float) -> None:
    """The line and its grip, light in dark: visible on any photo."""
    for pen in (QPen(QColor(0, 0, 0, 160), 4), QPen(QColor(255, 255, 255, 235), 1.6)):
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
    painter.setBrush(QColor(20, 21, 23, 220))
    middle = QPointF(x, height / 2)
    painter.drawEllipse(middle, _GRIP, _GRIP)
    for side in (-1, 1):
        tip, back = middle + QPointF(side * 9, 0), middle + QPointF(side * 4, 0)
        painter.drawPolyline([back + QPointF(0, -5), tip, back + QPointF(0, 5)])
