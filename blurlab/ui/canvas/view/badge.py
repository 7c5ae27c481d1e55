"""The badge that shows that the photo has an overlay, in the overlay's own colour.

A picture of it is kept: the canvas is painted again for each move of the hand, and text takes longer than the photo.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QRegion

from blurlab.core.palette import Colour
from blurlab.ui.language import tr

_CORNER: Final = QPointF(10, 10)  # logical pixels from the canvas's upper left
_LIGHT: Final = QColor(255, 255, 255, 235)


class Badge:
    """Keeps its picture for as long as its font, its colour and the screen stay the same."""

    def __init__(self, text: str) -> None:
        self._text = tr(text)
        self._key: tuple[str, Colour, float] | None = None
        self._picture = QPixmap()
        self._area = QRect()

    def draw(self, painter: QPainter, due: QRegion, font: QFont, colour: Colour) -> None:
        """Draw it where it lies in `due`, the logical pixels that are painted again."""
        ratio = painter.device().devicePixelRatio()
        key = font.key(), colour, ratio
        if key != self._key:
            self._key = key
            self._make(font, QColor(*colour), ratio)
        if due.intersects(self._area):
            painter.drawPixmap(_CORNER, self._picture)

    def _make(self, font: QFont, colour: QColor, ratio: float) -> None:
        metrics = QFontMetricsF(font)
        box = QRectF(0, 0, metrics.horizontalAdvance(self._text) + 40, metrics.height() + 10).toAlignedRect()
        self._area = box.translated(_CORNER.toPoint())
        self._picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        with QPainter(self._picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            _draw(painter, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), self._text, colour)


def _draw(painter: QPainter, box: QRectF, text: str, colour: QColor) -> None:
    """Light on dark, because the canvas is dark in either theme."""
    painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
    painter.setBrush(QColor(20, 21, 23, 205))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    swatch = QRectF(box.left() + 11, box.center().y() - 5, 10, 10)
    painter.setPen(QPen(QColor(255, 255, 255, 150), 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(swatch, 2.5, 2.5)
    painter.setPen(_LIGHT)
    painter.drawText(box.adjusted(28, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
