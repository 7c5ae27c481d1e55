"""What is drawn over photo and overlay: the hint, the place of an undo, the names beside a dividing line.

Paint only, no state. All of it is light on dark, because the canvas is dark in either theme.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from blurlab.ui.language import tr

_DARK = QColor(0, 0, 0, 150)
_LIGHT = QColor(255, 255, 255, 235)


def draw_line_preview(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Where a Shift+click would draw its straight line."""
    for pen in (QPen(_DARK, 3), QPen(_LIGHT, 1.2, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        painter.drawLine(start, end)


def draw_trace(painter: QPainter, area: QRectF, canvas: QRect) -> None:
    """Corner brackets around what an undo or redo changed; at the canvas's edge where that reaches beyond it."""
    box = area.adjusted(-4, -4, 4, 4).toAlignedRect().intersected(canvas.adjusted(2, 2, -2, -2))
    left, top, right, bottom = box.left(), box.top(), box.right() + 1, box.bottom() + 1
    arm = min(16, box.width() // 2, box.height() // 2)
    for thick, colour in ((2, _DARK), (1, _LIGHT)):  # whole pixels: many times faster than lines with a pen
        for x, inwards in ((left, 1), (right, -1)):
            start = x if inwards > 0 else x - arm
            for y, down in ((top, 1), (bottom, -1)):
                painter.fillRect(start - thick, y - thick, arm + 2 * thick, 2 * thick, colour)
                begin = y + thick if down > 0 else y - arm - thick
                painter.fillRect(x - thick, begin, 2 * thick, arm, colour)


def draw_hint(painter: QPainter, area: QRect, text: str) -> None:
    """What to do while there is no photo."""
    painter.setPen(QColor(190, 192, 196))
    painter.drawText(area.adjusted(24, 24, -24, -24), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, tr(text))


def boxes_of_sides(font: QFont, x: float, canvas: QSizeF, names: tuple[str, str]) -> tuple[QRectF, QRectF]:
    """Where the names stand at the lower end of a dividing line at `x`: beside it, and always on the canvas."""
    metrics = QFontMetricsF(font)
    widths = [metrics.horizontalAdvance(tr(name)) + 32 for name in names]
    height = metrics.height() + 8
    top = canvas.height() - height - 10
    least, most = 8.0, canvas.width() - 8 - widths[1]
    left = max(least, min(x, most - 8) - 8 - widths[0])
    right = min(most, max(x, least + widths[0]) + 8)
    return QRectF(left, top, widths[0], height), QRectF(right, top, widths[1], height)


def draw_sides(painter: QPainter, boxes: tuple[QRectF, QRectF], names: tuple[str, str]) -> None:
    """What lies left and right of a dividing line, each with a mark that says that it can be chosen."""
    for box, name in zip(boxes, names, strict=True):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 23, 205))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(_LIGHT)
        painter.drawText(box.adjusted(8, 0, -22, 0), Qt.AlignmentFlag.AlignCenter, tr(name))
        middle = QPointF(box.right() - 13, box.center().y() + 1)
        painter.drawPolyline([middle + QPointF(-4, 2), middle + QPointF(0, -2), middle + QPointF(4, 2)])
