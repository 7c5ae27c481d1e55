"""A cell of the grid: thumbnail, verdict by sign, colour and words, stars, pick, colour label, burst."""

from collections import OrderedDict
from typing import Final, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from blurlab.session.cull.listing import Card
from blurlab.session.cull.words import verdict_words
from blurlab.ui.cull import signs
from blurlab.ui.language import tr
from blurlab.ui.shell.theme import Colours, colours

CELL = QSize(216, 214)
_PAD = 8
PICTURE = QSize(CELL.width() - 2 * _PAD - 8, 144)  # logical pixels, the most that a thumbnail takes
_BOX: Final = QRect(0, 0, CELL.width(), CELL.height()).adjusted(3, 3, -3, -3)
_FRAME: Final = QRect(_BOX.left() + _PAD, _BOX.top() + _PAD, PICTURE.width(), PICTURE.height())
_VERDICT_LINE: Final = _FRAME.bottom() + 16
_MARKS_LINE: Final = _FRAME.bottom() + 38
_MOST_BYTES: Final = 64 << 20  # of cells as they were painted: some screens full
_MOST_GROUNDS: Final = 48
_SMOOTH: Final = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Shown(Protocol):
    """What a grid knows about its cells."""

    def cell(self, row: int) -> tuple[Card, QPixmap | None, bool, bool]:
        """The card, its thumbnail, and whether it is selected, and current."""


class CellDelegate(QStyledItemDelegate):
    """Paints cells; one that was painted and did not change is only copied.

    While the wheel turns a new row of them comes with each notch, so that what many cells have in common, the ground
    with the verdict on it, is painted once as well.
    """

    def __init__(self, shown: Shown, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._drawn: OrderedDict[int, tuple[object, QPixmap]] = OrderedDict()
        self._grounds: OrderedDict[object, QPixmap] = OrderedDict()
        self._metrics: tuple[QFont, QFontMetricsF] | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card, thumbnail, selected, current = self._shown.cell(index.row())
        ratio = painter.device().devicePixelRatioF()
        looks = (card, None if thumbnail is None else thumbnail.cacheKey(), selected, current, ratio, colours())
        known = self._drawn.get(card.photo.id)
        if known is None or known[0] != looks:
            picture = self._draw(option.font, ratio, card, thumbnail, selected=selected, current=current)
            known = looks, picture
            self._drawn[card.photo.id] = known
            most = _MOST_BYTES // (4 * picture.width() * picture.height())
            while len(self._drawn) > most:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(card.photo.id)
        rect = option.rect
        painter.drawPixmap(QPoint(rect.left() + (rect.width() - CELL.width()) // 2, rect.top()), known[1])

    def _draw(
        self, font: QFont, ratio: float, card: Card, thumbnail: QPixmap | None, *, selected: bool, current: bool
    ) -> QPixmap:
        if self._metrics is None or self._metrics[0] != font:
            self._metrics = QFont(font), QFontMetricsF(font)  # a copy: the option's own does not outlive this call
            self._grounds.clear()
        metrics = self._metrics[1]
        words = tr(verdict_words(card)) + (f" {tr('(yours)')}" if card.culling.verdict else "")
        key = (card.code, words, selected, current, ratio, colours())
        ground = self._grounds.get(key)
        if ground is None:
            ground = QPixmap(CELL * ratio)
            ground.setDevicePixelRatio(ratio)
            ground.fill(QColor(colours().window))
            with QPainter(ground) as painter:
                painter.setFont(font)
                _draw_ground(painter, card.code, words, metrics, selected=selected, current=current)
            self._grounds[key] = ground
            if len(self._grounds) > _MOST_GROUNDS:
                self._grounds.popitem(last=False)
        picture = ground.copy()
        with QPainter(picture) as painter:
            painter.setFont(font)
            painter.setRenderHints(_SMOOTH)
            _draw_photo(painter, card, thumbnail, metrics)
        return picture


def _draw_ground(
    painter: QPainter, code: str, words: str, metrics: QFontMetricsF, *, selected: bool, current: bool
) -> None:
    """The part that cells with the same verdict share."""
    c = colours()
    painter.setRenderHints(_SMOOTH)
    painter.setPen(QPen(QColor(c.accent), 2) if current else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.selected if selected else c.panel))
    painter.drawRoundedRect(QRectF(_BOX).adjusted(1, 1, -1, -1), 6, 6)
    x, width = _FRAME.left(), PICTURE.width()
    colour = signs.verdict_colour(code, c)
    signs.draw_verdict(painter, QRectF(x, _VERDICT_LINE - 7, 14, 14), code, colour)
    painter.setPen(QColor(colour if code else c.muted))
    _line(painter, QRectF(x + 21, _VERDICT_LINE - 10, width - 21, 20), words, metrics)


def _draw_photo(painter: QPainter, card: Card, thumbnail: QPixmap | None, metrics: QFontMetricsF) -> None:
    """The part that is this photo's own."""
    c = colours()
    _draw_thumbnail(painter, thumbnail, card, c)
    _draw_burst(painter, card, metrics)
    said = card.culling
    left, right = _FRAME.left(), float(_FRAME.left() + PICTURE.width())
    if said.label:
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(QColor(signs.label_colour(said.label)))
        painter.drawRoundedRect(QRectF(right - 14, _MARKS_LINE - 7, 14, 14), 3, 3)
        right -= 20
    if said.pick:
        signs.draw_pick(
            painter, QRectF(right - 13, _MARKS_LINE - 8, 13, 16), said.pick, c.text if said.pick > 0 else c.bad
        )
        right -= 19
    if said.stars:
        signs.draw_stars(painter, right - 13 * said.stars, _MARKS_LINE, said.stars, c.busy)
        right -= 13 * said.stars + 6
    painter.setPen(QColor(c.muted))
    _line(painter, QRectF(left, _MARKS_LINE - 10, right - left, 20), card.name, metrics)


def draw_hint(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    """The reason for a missing cell."""
    painter.setPen(QColor(colour))
    painter.drawText(area.adjusted(24, 24, -24, -24), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, tr(text))


def _draw_thumbnail(painter: QPainter, thumbnail: QPixmap | None, card: Card, c: Colours) -> None:
    if thumbnail is None:
        painter.fillRect(_FRAME, QColor(c.raised))
        return
    target = QRect(_FRAME.topLeft(), thumbnail.deviceIndependentSize().toSize())
    target.moveCenter(_FRAME.center())
    if card.culling.pick < 0:
        painter.setOpacity(0.35)  # rejected: still to be seen, but out of the way
    painter.drawPixmap(target, thumbnail)
    painter.setOpacity(1.0)


def _draw_burst(painter: QPainter, card: Card, metrics: QFontMetricsF) -> None:
    """In the corner: which burst, and whether this is the best of it."""
    if card.burst is None:
        return
    best = card.burst.rank == 1
    words = f"Best of {len(card.burst.ids)}" if best else f"{card.burst.rank} of {len(card.burst.ids)}"
    box = QRectF(_FRAME.left() + 4, _FRAME.top() + 4, metrics.horizontalAdvance(words) + 26, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 21, 23, 215))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QPen(QColor(255, 255, 255), 1.2))
    painter.setBrush(QColor(20, 21, 23))
    for shift in (3, 0):  # a small pile
        painter.drawRect(QRectF(box.left() + 7 + shift, box.top() + 9 - shift, 8, 6))
    painter.setPen(QColor("#ffd98a") if best else QColor(235, 235, 236))
    painter.drawText(box.adjusted(22, 0, 0, 0), _LEFT, tr(words))


def _line(painter: QPainter, box: QRectF, text: str, metrics: QFontMetricsF) -> None:
    fitted = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
    painter.drawText(box, _LEFT, fitted)
