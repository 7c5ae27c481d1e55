"""The brush's true outline at the pointer: a light line in a dark one, so that it is visible on any photo.

A smooth circle of 400 pixels takes Qt about a millisecond, and it is drawn for each move of the hand: a picture of it
is kept. Circles that are wider than most of the screen are drawn plainly instead, for their picture would be too big.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

_DARK: Final = QColor(0, 0, 0, 150)
_LIGHT: Final = QColor(255, 255, 255, 235)
_SMALLEST: Final = 3.0  # logical pixels of radius; below it a cross shows the place better than a circle
_LARGEST: Final = 500.0
_MARGIN: Final = 3


def _reach(radius: float) -> int:
    return int(max(radius, 8.0)) + _MARGIN


def rim_bounds(centre: QPointF, radius: float) -> QRect:
    """The region to repaint when the rim appears or disappears."""
    reach = _reach(radius) + 1
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach).toAlignedRect()


class BrushRim:
    """Draws the rim; keeps its picture for as long as its size, its style and the screen stay the same."""

    def __init__(self) -> None:
        self._key: tuple[float, bool, float] | None = None
        self._picture = QPixmap()

    def draw(self, painter: QPainter, centre: QPointF, radius: float, *, erasing: bool, quickly: bool = False) -> None:
        """`radius` in logical pixels. An eraser's rim is dashed. `quickly`: its size changes from frame to frame."""
        if radius > _LARGEST or (quickly and radius > _SMALLEST):
            _draw_plain_circle(painter, centre, radius)
            return
        ratio = painter.device().devicePixelRatio()
        reach = _reach(radius)
        if self._key != (radius, erasing, ratio):
            self._key = radius, erasing, ratio
            self._picture = QPixmap(round(2 * reach * ratio), round(2 * reach * ratio))
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            with QPainter(self._picture) as picture:
                picture.setRenderHint(QPainter.RenderHint.Antialiasing)
                _draw_rim(picture, QPointF(reach, reach), radius, erasing=erasing)
        # On whole device pixels, or the picture would be resampled at every move.
        corner = (centre - QPointF(reach, reach)) * ratio
        painter.drawPixmap(QPointF(round(corner.x()), round(corner.y())) / ratio, self._picture)


def _draw_plain_circle(painter: QPainter, centre: QPointF, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, offset in ((_DARK, -1.0), (_DARK, 1.0), (_LIGHT, 0.0)):
        painter.setPen(QPen(colour, 0))
        painter.drawEllipse(centre, radius + offset, radius + offset)
    painter.restore()


def _draw_rim(painter: QPainter, centre: QPointF, radius: float, *, erasing: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if radius < _SMALLEST:
        for pen in (QPen(_DARK, 2.6), QPen(_LIGHT, 1.2)):
            painter.setPen(pen)
            _draw_cross(painter, centre)
        return
    painter.setPen(QPen(_DARK, 2.6))
    painter.drawEllipse(centre, radius, radius)
    light = QPen(_LIGHT, 1.2)
    if erasing:
        light.setDashPattern([4, 3])
    painter.setPen(light)
    painter.drawEllipse(centre, radius, radius)
    if radius > 10:
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, dot in ((_DARK, 2.0), (_LIGHT, 1.1)):
            painter.setBrush(colour)
            painter.drawEllipse(centre, dot, dot)


def _draw_cross(painter: QPainter, centre: QPointF) -> None:
    for arm in (QPointF(7, 0), QPointF(0, 7)):
        painter.drawLine(centre - arm, centre - arm * 0.4)
        painter.drawLine(centre + arm * 0.4, centre + arm)
