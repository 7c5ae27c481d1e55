"""A cell of the grid: thumbnail, verdict by sign, colour and words, stars, pick, colour label, burst."""

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from blurlab.ui.focus import signs
from blurlab.ui.focus.listing import Card
from blurlab.ui.focus.words import verdict_words
from blurlab.ui.theme import Colours, colours

CARD_ROLE = Qt.ItemDataRole.UserRole
CELL = QSize(216, 214)
_PAD = 8
PICTURE = QSize(CELL.width() - 2 * _PAD - 8, 144)  # logical pixels, the most that a thumbnail takes
_MOST_DRAWN = 240  # cells kept as they were painted: some screens full


class CellDelegate(QStyledItemDelegate):
    """Paints cells; one that was painted and did not change is only copied."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._drawn: OrderedDict[int, tuple[object, QPixmap]] = OrderedDict()

    def forget(self) -> None:
        """The looks changed."""
        self._drawn.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card: Card = index.data(CARD_ROLE)
        thumbnail: QPixmap | None = index.data(Qt.ItemDataRole.DecorationRole)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = option.widget is not None and option.widget.currentIndex() == index
        key = card.photo.id
        ratio = painter.device().devicePixelRatioF()
        looks = (card, None if thumbnail is None else thumbnail.cacheKey(), selected, current, ratio, colours())
        known = self._drawn.get(key)
        if known is None or known[0] != looks:
            picture = QPixmap(CELL * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(colours().window))
            with QPainter(picture) as inner:
                inner.setFont(option.font)
                draw_cell(inner, card, thumbnail, selected=selected, current=current)
            known = looks, picture
            self._drawn[key] = known
            while len(self._drawn) > _MOST_DRAWN:
                self._drawn.popitem(last=False)
        left = option.rect.left() + (option.rect.width() - CELL.width()) // 2
        painter.drawPixmap(QPoint(left, option.rect.top()), known[1])


def draw_cell(painter: QPainter, card: Card, thumbnail: QPixmap | None, *, selected: bool, current: bool) -> None:
    """The whole cell, at (0, 0)."""
    c = colours()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    box = QRect(0, 0, CELL.width(), CELL.height()).adjusted(3, 3, -3, -3)
    painter.setPen(QPen(QColor(c.accent), 2) if current else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.selected if selected else c.panel))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
    frame = QRect(box.left() + _PAD, box.top() + _PAD, *PICTURE.toTuple())
    _draw_thumbnail(painter, frame, thumbnail, card, c)
    _draw_burst(painter, frame, card, c)
    x, width = box.left() + _PAD, PICTURE.width()
    metrics = QFontMetricsF(painter.font())
    verdict_line, marks_line = frame.bottom() + 16, frame.bottom() + 38
    colour = signs.verdict_colour(card.code, c)
    signs.draw_verdict(painter, QRectF(x, verdict_line - 7, 14, 14), card.code, colour)
    words = verdict_words(card) + (" (yours)" if card.culling.verdict else "")
    painter.setPen(QColor(colour if card.code else c.muted))
    _line(painter, QRectF(x + 21, verdict_line - 10, width - 21, 20), words, metrics)
    said = card.culling
    right = float(x + width)
    if said.label:
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(QColor(signs.label_colour(said.label)))
        painter.drawRoundedRect(QRectF(right - 14, marks_line - 7, 14, 14), 3, 3)
        right -= 20
    if said.pick:
        signs.draw_pick(
            painter, QRectF(right - 13, marks_line - 8, 13, 16), said.pick, c.text if said.pick > 0 else c.bad
        )
        right -= 19
    if said.stars:
        signs.draw_stars(painter, right - 13 * said.stars, marks_line, said.stars, c.busy)
        right -= 13 * said.stars + 6
    painter.setPen(QColor(c.muted))
    _line(painter, QRectF(x, marks_line - 10, right - x, 20), card.photo.name, metrics)


def draw_hint(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    """Why there is no cell."""
    painter.setPen(QColor(colour))
    painter.drawText(area.adjusted(24, 24, -24, -24), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def _draw_thumbnail(painter: QPainter, frame: QRect, thumbnail: QPixmap | None, card: Card, c: Colours) -> None:
    if thumbnail is None:
        painter.fillRect(frame, QColor(c.raised))
        return
    target = QRect(frame.topLeft(), thumbnail.deviceIndependentSize().toSize())
    target.moveCenter(frame.center())
    if card.culling.pick < 0:
        painter.setOpacity(0.35)  # rejected: still to be seen, but out of the way
    painter.drawPixmap(target, thumbnail)
    painter.setOpacity(1.0)


def _draw_burst(painter: QPainter, frame: QRect, card: Card, c: Colours) -> None:
    """In the corner: which burst, and whether this is the best of it."""
    if card.burst is None:
        return
    best = card.burst.rank == 1
    words = f"Best of {len(card.burst.ids)}" if best else f"{card.burst.rank} of {len(card.burst.ids)}"
    metrics = QFontMetricsF(painter.font())
    box = QRectF(frame.left() + 4, frame.top() + 4, metrics.horizontalAdvance(words) + 26, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 21, 23, 215))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QPen(QColor(255, 255, 255), 1.2))
    painter.setBrush(QColor(20, 21, 23))
    for shift in (3, 0):  # a small pile
        painter.drawRect(QRectF(box.left() + 7 + shift, box.top() + 9 - shift, 8, 6))
    painter.setPen(QColor("#ffd98a") if best else QColor(235, 235, 236))
    painter.drawText(box.adjusted(22, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _line(painter: QPainter, box: QRectF, text: str, metrics: QFontMetricsF) -> None:
    fitted = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
