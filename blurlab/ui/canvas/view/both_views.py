"""The three states of a photo that was predicted at both views: stripes on the canvas, and a legend that names them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QRegion

from blurlab.core.palette import Colour
from blurlab.core.prediction import View
from blurlab.core.two_views import TwoViews
from blurlab.ui.canvas.layers.soft_layer import SoftLayer
from blurlab.ui.language import tr

_TOP: Final = 46  # logical pixels from the canvas's upper edge: below the badge of the overlay
_LEFT: Final = 10
_GREY: Final = QColor(122, 124, 128)  # of a sharp place in a swatch
_WORDS: Final = ("Sharp", "Soft at 100 %", "Blurred as a whole")


class BothViews:
    """What the canvas shows of a photo's two views. `visible`: whether a person wants to see it."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """`changed()` is called when the canvas is to be painted anew."""
        self._changed = changed
        self.layer = SoftLayer()
        self.visible = True
        self.explained = True  # whether its legend is drawn where it is shown
        self._views: TwoViews | None = None
        self._cut_from = View.WHOLE
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()
        self.area = QRect()  # of the legend, in logical pixels

    @property
    def shown(self) -> bool:
        return self.visible and self._views is not None

    def set_views(self, views: TwoViews | None, cut_from: View) -> None:
        """Both predictions of the photo, None while they are not known, and the one that its mask is cut from."""
        if (views, cut_from) != (self._views, self._cut_from):
            self._views, self._cut_from = views, cut_from
            self.layer.set_views(views)
            self._changed()

    def set_visible(self, visible: bool) -> None:
        """Show the three states, where both views are known, or the mask alone."""
        self.visible = visible
        self._changed()

    def clear(self) -> None:
        """Another photo comes, and nothing is known of it yet."""
        self.set_views(None, self._cut_from)

    def draw_legend(self, painter: QPainter, due: QRegion, font: QFont, colour: Colour) -> None:
        """Draw it where it lies in `due`, the logical pixels that are painted anew; colour: that of the mask."""
        if not (self.shown and self.explained):
            return
        ratio = painter.device().devicePixelRatio()
        key = font.key(), colour, ratio, self._cut_from
        if key != self._key:
            self._key = key
            self._make_legend(font, QColor(*colour), ratio)
        if due.intersects(self.area):
            painter.drawPixmap(self.area.topLeft(), self._picture)

    def _make_legend(self, font: QFont, colour: QColor, ratio: float) -> None:
        """Light on dark, because the canvas is dark in either theme."""
        metrics = QFontMetricsF(font)
        line = metrics.height() + 6
        masked = {_WORDS[2]} if self._cut_from is View.WHOLE else {_WORDS[1], _WORDS[2]}
        words = [tr(f"{word}, in the mask" if word in masked else word) for word in _WORDS]
        width = max(metrics.horizontalAdvance(word) for word in words) + 50
        box = QRectF(0, 0, width, len(words) * line + 10).toAlignedRect()
        self.area = box.translated(_LEFT, _TOP)
        self._picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        with QPainter(self._picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
            painter.setBrush(QColor(20, 21, 23, 205))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            for number, (name, word) in enumerate(zip(_WORDS, words, strict=True)):
                row = QRectF(10, 5 + number * line, width - 20, line)
                swatch = QRectF(row.left(), row.center().y() - 6, 20, 12)
                _draw_swatch(painter, swatch, colour if name in masked else _GREY, striped=name == _WORDS[1])
                painter.setPen(QColor(255, 255, 255, 235))
                painter.drawText(row.adjusted(30, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)


def _draw_swatch(painter: QPainter, box: QRectF, colour: QColor, *, striped: bool) -> None:
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, colour)
    if striped:
        for x in range(-12, 24, 8):
            for shift, ink in ((0.0, QColor(235, 235, 235)), (1.4, QColor(0, 0, 0, 150))):
                painter.setPen(QPen(ink, 1.4))
                start = box.topLeft() + QPointF(x + shift * 1.4, -1)
                painter.drawLine(start, start + QPointF(14, 14))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 150), 1))
    painter.drawRect(box)
