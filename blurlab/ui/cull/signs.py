"""Signs and colours of verdicts, stars, picks and labels: distinct in shape as well, with any colour vision."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from blurlab.ui.shell.theme import Colours

# Okabe and Ito's colours, a little lighter on dark grounds and darker on light ones.
_DARK: Final = {
    "sharp": "#4fc3a1",
    "on_purpose": "#6fbdf0",
    "subject_blurred": "#f0894a",
    "nothing_sharp": "#d98ab8",
    "cannot_tell": "#d8cf6a",
}
_LIGHT: Final = {
    "sharp": "#007a57",
    "on_purpose": "#0b6aa8",
    "subject_blurred": "#b34a00",
    "nothing_sharp": "#9b3f74",
    "cannot_tell": "#736a00",
}
_LABELS: Final = {"Red": "#d9483b", "Yellow": "#e3c53c", "Green": "#4aa55c", "Blue": "#3f7fd0", "Purple": "#9a5fc4"}


def verdict_colour(code: str, c: Colours) -> str:
    return (_DARK if c.dark else _LIGHT).get(code, c.idle)


def label_colour(label: str) -> str:
    return _LABELS[label]


def draw_verdict(painter: QPainter, box: QRectF, code: str, colour: str) -> None:
    """A tick, a half-filled disc, a cross, waves or a question mark; a ring where there is no verdict."""
    pen = QPen(QColor(colour), max(1.6, box.width() / 8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, size = box.left(), box.top(), box.width()

    def at(across: float, down: float) -> QPointF:
        return QPointF(x + across * size, y + down * size)

    match code:
        case "sharp":
            painter.drawPolyline([at(0.12, 0.55), at(0.4, 0.82), at(0.9, 0.2)])
        case "on_purpose":
            round_box = box.adjusted(size * 0.1, size * 0.1, -size * 0.1, -size * 0.1)
            painter.drawEllipse(round_box)
            painter.setBrush(QColor(colour))
            painter.drawPie(round_box, 90 * 16, 180 * 16)
        case "subject_blurred":
            painter.drawLine(at(0.18, 0.18), at(0.82, 0.82))
            painter.drawLine(at(0.82, 0.18), at(0.18, 0.82))
        case "nothing_sharp":
            for down in (0.28, 0.52, 0.76):
                wave = QPainterPath(at(0.08, down))
                wave.cubicTo(at(0.3, down - 0.22), at(0.36, down - 0.22), at(0.5, down))
                wave.cubicTo(at(0.64, down + 0.22), at(0.7, down + 0.22), at(0.92, down))
                painter.drawPath(wave)
        case "cannot_tell":
            hook = QPainterPath(at(0.28, 0.32))
            hook.cubicTo(at(0.3, 0.02), at(0.74, 0.04), at(0.74, 0.32))
            hook.cubicTo(at(0.74, 0.52), at(0.5, 0.5), at(0.5, 0.68))
            painter.drawPath(hook)
            painter.drawPoint(at(0.5, 0.92))
        case _:
            painter.setPen(QPen(QColor(colour), 1.2, Qt.PenStyle.DotLine))
            painter.drawEllipse(box.adjusted(size * 0.15, size * 0.15, -size * 0.15, -size * 0.15))


def draw_stars(painter: QPainter, left: float, middle: float, count: int, colour: str) -> float:
    """`count` stars from `left` on, around the line `middle`; the right end."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for _ in range(count):
        painter.drawPolygon(_star(left + 6, middle, 6))
        left += 13
    return left


def draw_pick(painter: QPainter, box: QRectF, pick: int, colour: str) -> None:
    """A flag for picked, a crossed-out flag for rejected."""
    pen = QPen(QColor(colour), 1.6)
    painter.setPen(pen)
    painter.setBrush(QColor(colour) if pick > 0 else Qt.BrushStyle.NoBrush)
    pole = box.left() + box.width() * 0.25
    cloth = QPolygonF([
        QPointF(pole, box.top() + 1), QPointF(box.right(), box.top() + box.height() * 0.3),
        QPointF(pole, box.top() + box.height() * 0.6),
    ])  # fmt: skip
    painter.drawPolygon(cloth)
    painter.drawLine(QPointF(pole, box.top() + 1), QPointF(pole, box.bottom()))
    if pick < 0:
        painter.drawLine(box.bottomLeft(), box.topRight())


def _star(x: float, y: float, radius: float) -> QPolygonF:
    corners = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.42
        angle = math.pi * (corner / 5 - 0.5)
        corners.append(QPointF(x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return QPolygonF(corners)
