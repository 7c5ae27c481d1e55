"""What is drawn over photo and overlay: the badge, the hint, where an undo acted.

Paint only, no state. All of it is light on dark, because the canvas is dark in either theme.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from blurlab.core.palette import Palette

_DARK = QColor(0, 0, 0, 150)
_LIGHT = QColor(255, 255, 255, 235)


def draw_line_preview(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Where a Shift+click would draw its straight line."""
    for pen in (QPen(_DARK, 3), QPen(_LIGHT, 1.2, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        painter.drawLine(start, end)


def draw_trace(painter: QPainter, area: QRectF) -> None:
    """Corner brackets around what an undo or redo changed."""
    area = area.adjusted(-4, -4, 4, 4)
    arm = min(16.0, area.width() / 2, area.height() / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_DARK, 4), QPen(_LIGHT, 2)):
        painter.setPen(pen)
        for x, dx in ((area.left(), arm), (area.right(), -arm)):
            for y, dy in ((area.top(), arm), (area.bottom(), -arm)):
                painter.drawPolyline([QPointF(x + dx, y), QPointF(x, y), QPointF(x, y + dy)])


def draw_hint(painter: QPainter, area: QRect, text: str) -> None:
    """What to do while there is no photo."""
    painter.setPen(QColor(190, 192, 196))
    painter.drawText(area.adjusted(24, 24, -24, -24), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def badge_rect(font: QFont, text: str) -> QRect:
    """Where the badge lies: the canvas's upper left corner."""
    metrics = QFontMetricsF(font)
    return QRectF(10, 10, metrics.horizontalAdvance(text) + 40, metrics.height() + 10).toAlignedRect()


def draw_badge(painter: QPainter, area: QRect, text: str, palette: Palette) -> None:
    """Says that an overlay lies on the photo, in the overlay's own colour."""
    box = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
    painter.setBrush(QColor(20, 21, 23, 205))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    swatch = QRectF(box.left() + 11, box.center().y() - 5, 10, 10)
    painter.setPen(QPen(QColor(255, 255, 255, 150), 1))
    painter.setBrush(QColor(*palette.painted_blurred))
    painter.drawRoundedRect(swatch, 2.5, 2.5)
    painter.setPen(_LIGHT)
    painter.drawText(box.adjusted(28, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def draw_sides(painter: QPainter, x: float, height: float, names: tuple[str, str]) -> None:
    """At the lower end of a dividing line, what lies left and right of it."""
    metrics = QFontMetricsF(painter.font())
    for place, name in enumerate(names):
        width = metrics.horizontalAdvance(name) + 16
        left = x + 8 if place else x - 8 - width
        box = QRectF(left, height - metrics.height() - 18, width, metrics.height() + 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 23, 205))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(_LIGHT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
