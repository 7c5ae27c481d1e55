"""Peaks as they lie in the view: those of the photo's own pixels, none lost when the photo is shown reduced."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from blurlab.core.histogram import HIGHLIGHT, SHADOW
from blurlab.core.peaking import Peaks
from blurlab.core.viewport import Viewport
from blurlab.ui.language import tr

COLOUR: Final = QColor("#3dff7c")
HIGHLIGHTS: Final = QColor("#ff3b30")
SHADOWS: Final = QColor("#2f7bff")
BADGE: Final = "Peaking at full resolution"


class PeakLayer:
    """Keeps the picture of the peaks in view until the view moves."""

    def __init__(self) -> None:
        self._levels: Sequence[Peaks] = ()
        self._shown: tuple[int, int, int, int, int] | None = None
        self._image = QImage()

    def set_peaks(self, levels: Sequence[Peaks]) -> None:
        if levels is not self._levels:
            self._levels, self._shown = levels, None

    @property
    def known(self) -> bool:
        return len(self._levels) > 0

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        if not self._levels:
            return
        # A pixel of the level spans one device pixel or more, so that none of them falls between two.
        level = min(max(0, math.ceil(math.log2(max(1.0, 1 / viewport.zoom)))), len(self._levels) - 1)
        seen, size = viewport.visible(), 1 << level
        edges = (seen.x >> level, seen.y >> level, -(-seen.right >> level), -(-seen.bottom >> level))
        if self._shown != (level, *edges):
            left, top, right, bottom = edges
            part = np.ascontiguousarray(self._levels[level][top:bottom, left:right])
            pixels = self._colours(part)
            height, width = pixels.shape
            picture = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
            self._image = picture.copy()
            self._shown = (level, *edges)
        corner = QPointF(*viewport.to_view(edges[0] * size, edges[1] * size))
        # The last column and row of a level may reach beyond the photo by a part of a pixel.
        other = QPointF(*viewport.to_view(edges[2] * size, edges[3] * size))
        painter.drawImage(QRectF(corner, other), self._image)

    def _colours(self, part: Peaks) -> NDArray[np.uint32]:
        """ARGB of a part of a level."""
        return np.where(part > 0, np.uint32(COLOUR.rgba()), np.uint32(0))


class ClippedLayer(PeakLayer):
    """Where a photo is clipped: highlights in red, shadows in blue."""

    def _colours(self, part: Peaks) -> NDArray[np.uint32]:
        bright, dark = np.uint32(HIGHLIGHTS.rgba()), np.uint32(SHADOWS.rgba())
        return np.where(part == HIGHLIGHT, bright, np.where(part == SHADOW, dark, np.uint32(0)))


def draw_badge(painter: QPainter, right: float, text: str) -> None:
    """Says that peaking is on, in the upper right corner that ends at `right`."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 40, metrics.height() + 10
    box = QRectF(right - 10 - width, 10, width, height)
    painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
    painter.setBrush(QColor(20, 21, 23, 205))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QPen(QColor(255, 255, 255, 150), 1))
    painter.setBrush(COLOUR)
    painter.drawRoundedRect(QRectF(box.left() + 11, box.center().y() - 5, 10, 10), 2.5, 2.5)
    painter.setPen(QColor(255, 255, 255, 235))
    painter.drawText(QPointF(box.left() + 28, box.center().y() + metrics.ascent() / 2 - 1), tr(text))
