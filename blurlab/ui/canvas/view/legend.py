"""What the colours of blur amount and kind mean, and the marks of a motion's direction.

A picture of each legend is kept: the canvas is painted anew for each move of the hand, and text takes long.
"""

import math
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from blurlab.core.plane_colours import DEFOCUS_COLOUR, FEWEST, MOST, MOTION_COLOUR, TICKS, PlaneShown, colour_of
from blurlab.core.planes import MOTION, BlurPlanes
from blurlab.core.viewport import Viewport
from blurlab.ui.language import tr

CORNER: Final = QPointF(10, 46)  # logical pixels from the canvas's upper left: below the overlay's badge
_WIDTH: Final = 260  # of the bar of amounts
_MARK: Final = 11.0  # logical pixels from a mark's middle to its end
_APART: Final = 44.0  # between marks, at least
_DARK, _LIGHT = QColor(0, 0, 0, 170), QColor(255, 255, 255, 235)
_GROUND: Final = QColor(20, 21, 23, 205)
_KINDS_TITLE: Final = "Kind of blur: the tools correct it"
_KINDS: Final = (("defocus", DEFOCUS_COLOUR, False), ("motion, marks along it", MOTION_COLOUR, True))


class Legend:
    """Keeps its picture for as long as its font, its plane and the screen stay the same."""

    def __init__(self) -> None:
        self._key: tuple[str, PlaneShown, float] | None = None
        self._picture = QPixmap()

    def draw(self, painter: QPainter, font: QFont, shown: PlaneShown) -> None:
        """Draw it in its corner."""
        ratio = painter.device().devicePixelRatio()
        if (key := (font.key(), shown, ratio)) != self._key:
            self._key, self._picture = key, _picture(font, shown, ratio)
        painter.drawPixmap(CORNER, self._picture)

    @property
    def area(self) -> QRect:
        """The logical pixels of what was drawn last."""
        return QRectF(CORNER, self._picture.deviceIndependentSize()).toAlignedRect()


def _picture(font: QFont, shown: PlaneShown, ratio: float) -> QPixmap:
    metrics = QFontMetricsF(font)
    line = metrics.height()
    kinds = sum(metrics.horizontalAdvance(tr(name)) + 52 for name, *_ in _KINDS)
    wide = _WIDTH if shown is PlaneShown.AMOUNT else max(kinds, metrics.horizontalAdvance(tr(_KINDS_TITLE)))
    box = QRectF(0, 0, wide + 24, (3 * line + 28) if shown is PlaneShown.AMOUNT else (2 * line + 22))
    picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(_LIGHT)
        if shown is PlaneShown.AMOUNT:
            painter.drawText(QPointF(12, 8 + metrics.ascent()), tr("Blur amount: σ in photo pixels"))
            _draw_bar(painter, QRectF(12, 14 + line, _WIDTH, line), metrics)
        else:
            painter.drawText(QPointF(12, 8 + metrics.ascent()), tr(_KINDS_TITLE))
            _draw_kinds(painter, QPointF(12, 14 + line), metrics)
    return picture


def _draw_bar(painter: QPainter, bar: QRectF, metrics: QFontMetricsF) -> None:
    """All colours of amounts, and the px of σ below them."""
    steps = np.geomspace(FEWEST, MOST, round(bar.width()))
    row = np.ascontiguousarray(colour_of(steps)[None])
    painter.drawImage(bar, QImage(row.data, row.shape[1], 1, 3 * row.shape[1], QImage.Format.Format_RGB888))
    for tick in TICKS:
        text = f"{tick:g}"
        x = bar.left() + bar.width() * math.log(tick / FEWEST) / math.log(MOST / FEWEST)
        left = min(
            max(x - metrics.horizontalAdvance(text) / 2, bar.left()), bar.right() - metrics.horizontalAdvance(text)
        )
        painter.drawText(QPointF(left, bar.bottom() + 4 + metrics.ascent()), tr(text))


def _draw_kinds(painter: QPainter, corner: QPointF, metrics: QFontMetricsF) -> None:
    x, height = corner.x(), metrics.height()
    for name, colour, moves in ((tr(name), colour, moves) for name, colour, moves in _KINDS):
        swatch = QRectF(x, corner.y(), 26, height)
        painter.fillRect(swatch, QColor(*colour))
        if moves:
            _draw_mark(painter, swatch.center(), 35.0)
        painter.setPen(_LIGHT)
        painter.drawText(QPointF(swatch.right() + 6, corner.y() + metrics.ascent()), name)
        x = swatch.right() + 20 + metrics.horizontalAdvance(name)


def draw_marks(painter: QPainter, planes: BlurPlanes, blurred: np.ndarray, viewport: Viewport) -> None:
    """A short line along the motion at places that stay with the photo.

    blurred: bool of the planes' shape, where marks may stand.
    """
    height, width = planes.kind.shape
    cell = viewport.photo_width / width * viewport.zoom / viewport.ratio  # logical pixels
    step = max(1, math.ceil(_APART / cell))
    for row in range(step // 2, height, step):
        for column in range(step // 2, width, step):
            value = int(planes.kind[row, column])
            if value < MOTION or not blurred[row, column]:
                continue
            x, y = (column + 0.5) * viewport.photo_width / width, (row + 0.5) * viewport.photo_height / height
            place = QPointF(*viewport.to_view(x, y))
            if -_MARK < place.x() < viewport.view_width + _MARK and -_MARK < place.y() < viewport.view_height + _MARK:
                _draw_mark(painter, place, value - MOTION)


def _draw_mark(painter: QPainter, middle: QPointF, degrees: float) -> None:
    along = QPointF(math.cos(math.radians(degrees)), -math.sin(math.radians(degrees))) * _MARK
    for width, colour in ((3.5, _DARK), (1.6, _LIGHT)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(middle - along, middle + along)
