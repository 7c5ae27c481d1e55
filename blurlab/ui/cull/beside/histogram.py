"""The histogram of the current photo, and how much of it is clipped."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from blurlab.core.histogram import Histogram
from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours

_HEIGHT: Final = 92
_CHANNELS: Final = ("#e0564a", "#4fae5a", "#4a80e0")
_LEAST: Final = 0.0005  # of the photo: less is not told


class Curves(QWidget):
    """The three channels and the luminance."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(tr("Histogram"))
        self._curves: np.ndarray | None = None  # (4, 256), 0..1
        self._shown: Histogram | None = None

    def show_histogram(self, histogram: Histogram | None) -> None:
        if histogram is self._shown:
            return
        self._shown, self._curves = histogram, None
        if histogram is not None:
            inner = histogram.counts[:, 1:-1]  # a clipped sky must not flatten all else
            most = np.maximum(1, np.percentile(inner, 99.5, axis=1, keepdims=True)).max()
            self._curves = np.minimum(1.0, np.sqrt(histogram.counts / most))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        with QPainter(self) as painter:
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(c.line), 1))
            painter.setBrush(QColor("#17181a"))
            painter.drawRect(box)
            if self._curves is None:
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            painter.setPen(Qt.PenStyle.NoPen)
            for curve, colour in zip(self._curves[:3], _CHANNELS, strict=True):
                painter.setBrush(QColor(colour))
                painter.drawPolygon(_polygon(curve, box))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(QColor(235, 235, 236, 200), 1))
            painter.drawPolyline(_polygon(self._curves[3], box))


class HistogramPanel(QWidget):
    """`show_histogram` fills it."""

    def __init__(self) -> None:
        super().__init__()
        self.curves = Curves()
        self.clipped = QLabel()
        self.clipped.setWordWrap(True)
        self.clipped.setProperty("muted", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.curves)
        column.addWidget(self.clipped)

    def show_histogram(self, histogram: Histogram | None) -> None:
        """None: not counted yet."""
        self.curves.show_histogram(histogram)
        told = clipped_words(histogram)
        self.clipped.setText(tr(told))
        self.curves.setAccessibleDescription(tr(told))


def clipped_words(histogram: Histogram | None) -> str:
    """How much is clipped, in a sentence."""
    if histogram is None:
        return "The histogram comes with the large photo."
    high, low = 100 * histogram.highlights, 100 * histogram.shadows
    if min(histogram.highlights, histogram.shadows) >= _LEAST:
        return f"Clipped: {high:.1f} % of the photo in the highlights and {low:.1f} % of the photo in the shadows."
    if histogram.highlights >= _LEAST:
        return f"Clipped: {high:.1f} % of the photo in the highlights."
    if histogram.shadows >= _LEAST:
        return f"Clipped: {low:.1f} % of the photo in the shadows."
    return "Nothing is clipped."


def _polygon(curve: np.ndarray, box: QRectF) -> QPolygonF:
    wide, high = box.width() / 255, box.height() - 3
    points = [QPointF(box.left() + place * wide, box.bottom() - 1 - float(value) * high)
              for place, value in enumerate(curve)]  # fmt: skip
    return QPolygonF([QPointF(box.left(), box.bottom()), *points, QPointF(box.right(), box.bottom())])
