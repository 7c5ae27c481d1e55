"""A strip of the listed photos under the large one: their thumbnails, marks and verdicts; a click goes to one."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from blurlab.session.cull.listing import Listing
from blurlab.ui.cull import signs
from blurlab.ui.cull.grid import CardModel
from blurlab.ui.cull.thumbnails import Thumbnails
from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours

_CELL: Final = QSize(112, 96)
_SETTLE_MS: Final = 60
_AHEAD: Final = 12  # cells beyond each side whose thumbnails are read when there is time


class _Frames(QStyledItemDelegate):
    """Thumbnail, verdict, stars, pick and colour."""

    def __init__(self, strip: "Filmstrip") -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return _CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card, thumbnail = self._strip.cards.at(index.row())
        c, said = colours(), card.culling
        current = index.row() == self._strip.currentIndex().row()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(c.accent), 2) if current else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.selected if current else c.panel))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        room = box.adjusted(5, 5, -5, -21)
        if thumbnail is not None:
            size = thumbnail.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(room.center())
            painter.setOpacity(0.35 if said.pick < 0 else 1.0)
            painter.drawPixmap(target, thumbnail, QRectF(thumbnail.rect()))
            painter.setOpacity(1.0)
        line = box.bottom() - 11
        signs.draw_verdict(
            painter, QRectF(box.left() + 7, line - 6, 12, 12), card.code, signs.verdict_colour(card.code, c)
        )
        if said.stars:
            signs.draw_stars(painter, box.left() + 24, line, said.stars, c.busy)
        right = box.right() - 6
        if said.label:
            painter.setPen(QPen(QColor(c.line), 1))
            painter.setBrush(QColor(signs.label_colour(said.label)))
            painter.drawRoundedRect(QRectF(right - 11, line - 6, 11, 11), 3, 3)
            right -= 15
        if said.pick:
            colour = c.text if said.pick > 0 else c.bad
            signs.draw_pick(painter, QRectF(right - 11, line - 7, 11, 13), said.pick, colour)
        painter.restore()


class Filmstrip(QListView):
    """Shares the grid's photos. `chosen` follows the mouse; keys go through the photos as without it."""

    chosen = Signal(int)

    def __init__(
        self, listing: Listing, cards: CardModel, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._listing, self._thumbnails = listing, thumbnails
        self.cards = cards
        self.setModel(cards)
        self.setItemDelegate(_Frames(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setObjectName("focusGrid")
        self.setAccessibleName(tr("Filmstrip"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming must not move the photo
        self.setFixedHeight(_CELL.height() + self.horizontalScrollBar().sizeHint().height() + 2)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.want_visible)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._settle.start())
        self._at: int | None = None
        cards.modelReset.connect(lambda: self.go_to(self._at))
        self.clicked.connect(lambda index: self.chosen.emit(self.cards.id_at(index)))

    def go_to(self, photo_id: int | None) -> None:
        """Bring this photo to the middle."""
        self._at = photo_id
        index = self.cards.index_of(photo_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self._settle.start()
        self.viewport().update()

    def want_visible(self) -> None:
        """Ask for the thumbnails of visible photos, then of those near them."""
        if not self.isVisible():
            return
        ids, cards = self._listing.ids, self._listing.cards
        first = max(0, self.horizontalScrollBar().value() // _CELL.width())
        last = min(len(ids), first + self.viewport().width() // _CELL.width() + 2)
        shown, near = ids[first:last], [*ids[last : last + _AHEAD], *ids[max(0, first - _AHEAD) : first]]
        self._thumbnails.ratio = self.devicePixelRatioF()
        self._thumbnails.want([cards[key].looked_at for key in shown], [cards[key].looked_at for key in near])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()
