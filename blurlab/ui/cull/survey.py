"""All photos of a burst at once, each with the place that matters at 100 %; which one is suggested, and why."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from blurlab.session.cull.listing import Card
from blurlab.session.cull.surveying import Surveyed, alike, beside_best, suggested
from blurlab.ui.cull import signs
from blurlab.ui.language import tr
from blurlab.ui.rgb_image import rgb_image
from blurlab.ui.shell.theme import colours

_NARROWEST: Final = 300  # px of a tile
_WORDS: Final = 46  # px under its pictures
_HIGHEST: Final = 320


class Tile(QWidget):
    """One photo, as a whole and at 100 % where it matters."""

    pressed = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.card: Card | None = None
        self.words = ""
        self.best = self.current = False
        self._whole = self._close = QPixmap()

    def show_card(self, card: Card, best: Card | None) -> None:
        self.card, self.best = card, best is not None and card.photo.id == best.photo.id
        self.words = tr(beside_best(card, best))
        told = f"{card.name}, suggested as the best, {self.words}" if self.best else f"{card.name}, {self.words}"
        self.setAccessibleName(told)
        self.setToolTip(self.words)
        self.update()

    def show_pictures(self, surveyed: Surveyed | None) -> None:
        if surveyed is None:
            self._whole = self._close = QPixmap()
        else:
            self._whole, self._close = (
                QPixmap.fromImage(rgb_image(pixels)) for pixels in (surveyed.whole, surveyed.close)
            )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, card = colours(), self.card
        if card is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            painter.setPen(QPen(QColor(c.accent), 2) if self.current else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.selected if self.current else c.panel))
            painter.drawRoundedRect(box, 6, 6)
            room = box.adjusted(7, 7, -7, -_WORDS)
            left = QRectF(room.left(), room.top(), room.width() * 0.58 - 3, room.height())
            right = QRectF(left.right() + 6, room.top(), room.right() - left.right() - 6, room.height())
            painter.fillRect(left, QColor(c.raised))
            painter.fillRect(right, QColor(c.raised))
            if self._whole.isNull():
                painter.setPen(QColor(c.muted))
                painter.drawText(left, Qt.AlignmentFlag.AlignCenter, tr(f"Opening “{card.photo.name}”…"))
            painter.setOpacity(0.35 if card.culling.pick < 0 else 1.0)
            _fit(painter, self._whole, left)
            _fill(painter, self._close, right, self.devicePixelRatioF())
            painter.setOpacity(1.0)
            self._draw_words(painter, card, QRectF(box.left() + 8, room.bottom() + 4, box.width() - 16, _WORDS - 8))

    def _draw_words(self, painter: QPainter, card: Card, box: QRectF) -> None:
        c, said, metrics = colours(), card.culling, painter.fontMetrics()
        line = box.top() + 9
        signs.draw_verdict(painter, QRectF(box.left(), line - 6, 12, 12), card.code, signs.verdict_colour(card.code, c))
        right = box.right()
        if said.label:
            painter.setPen(QPen(QColor(c.line), 1))
            painter.setBrush(QColor(signs.label_colour(said.label)))
            painter.drawRoundedRect(QRectF(right - 12, line - 6, 12, 12), 3, 3)
            right -= 17
        if said.pick:
            colour = c.text if said.pick > 0 else c.bad
            signs.draw_pick(painter, QRectF(right - 12, line - 7, 12, 14), said.pick, colour)
            right -= 17
        if said.stars:
            signs.draw_stars(painter, right - 13 * said.stars, line, said.stars, c.busy)
            right -= 13 * said.stars + 4
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = f"{card.name} – {tr('suggested')}" if self.best else card.name
        painter.setPen(QColor(c.text))
        wide = right - box.left() - 20
        fitted = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(wide))
        painter.drawText(QRectF(box.left() + 19, line - 9, wide, 18), middle, fitted)
        painter.setPen(QColor(c.muted))
        fitted = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QRectF(box.left(), line + 10, box.width(), 18), middle, fitted)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()


class Survey(QWidget):
    """`show_cards` fills it; `currentChanged` follows mouse and keys."""

    currentChanged = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Survey of photos"))
        self.ids: list[int] = []
        self.tiles: list[Tile] = []
        self._cards: dict[int, Card] = {}
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.head.setContentsMargins(12, 8, 12, 4)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(6, 0, 6, 6)
        self._grid.setSpacing(3)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self._scroll, 1)

    def show_cards(self, cards: Sequence[Card], current: int | None) -> None:
        """The photos in the order of their rank."""
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.ids = [card.photo.id for card in cards]
        self._cards = {card.photo.id: card for card in cards}
        self.tiles = [Tile() for _ in cards]
        for tile, photo_id in zip(self.tiles, self.ids, strict=True):
            tile.pressed.connect(lambda photo_id=photo_id: self.go_to(photo_id))
            tile.opened.connect(lambda photo_id=photo_id: self._open(photo_id))
        self._arrange()
        self._tell()
        if current in self._cards:
            self.go_to(current)

    def show_card(self, card: Card) -> None:
        """Something else is known of a photo now."""
        if card.photo.id in self._cards:
            self._cards[card.photo.id] = card
            self._tell()

    def show_pictures(self, photo_id: int, surveyed: Surveyed | None) -> None:
        if photo_id in self._cards:
            self.tiles[self.ids.index(photo_id)].show_pictures(surveyed)

    def go_to(self, photo_id: int | None) -> None:
        """Make this the current photo."""
        for tile, key in zip(self.tiles, self.ids, strict=True):
            tile.current = key == photo_id
            tile.update()
            if tile.current:
                self._scroll.ensureWidgetVisible(tile)
        if photo_id is not None:
            self.currentChanged.emit(photo_id)

    def step(self, steps: int) -> bool:
        """The next one, or one before; False at the end."""
        now = next((place for place, tile in enumerate(self.tiles) if tile.current), -steps)
        if not 0 <= now + steps < len(self.ids):
            return False
        self.go_to(self.ids[now + steps])
        return True

    def _open(self, photo_id: int) -> None:
        self.opened.emit(photo_id)

    def _tell(self) -> None:
        cards = [self._cards[key] for key in self.ids]
        best = suggested(cards)
        for tile, card in zip(self.tiles, cards, strict=True):
            tile.show_card(card, best)
        if not alike(cards):
            told = f"{len(cards)} photos that you chose."
        elif cards[0].burst is not None and len(cards[0].burst.ids) > len(cards):
            told = f"{len(cards)} of {len(cards[0].burst.ids)} similar photos."
        else:
            told = f"{len(cards)} similar photos."
        if best is not None and best.burst is not None:
            told = f"{told} Suggested: “{best.name}”. {best.burst.reason}"
        self.head.setText(tr(told))

    def _arrange(self) -> None:
        room = max(1, self._scroll.viewport().width() - 12)
        count = max(1, len(self.tiles))
        columns = max(1, min(count, room // _NARROWEST, 3 if count in {3, 5, 6, 9} else 4))
        rows = -(-count // columns)
        high = max(190, min(_HIGHEST, (self._scroll.viewport().height() - 12) // rows))
        for place, tile in enumerate(self.tiles):
            tile.setFixedHeight(high)
            self._grid.addWidget(tile, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _fit(painter: QPainter, picture: QPixmap, box: QRectF) -> None:
    if picture.isNull():
        return
    size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0, 0, size.width(), size.height())
    target.moveCenter(box.center())
    painter.drawPixmap(target, picture, QRectF(picture.rect()))


def _fill(painter: QPainter, picture: QPixmap, box: QRectF, ratio: float) -> None:
    """The middle of the picture, one of its pixels to a device pixel."""
    if picture.isNull():
        return
    size = QSize(min(picture.width(), int(box.width() * ratio)), min(picture.height(), int(box.height() * ratio)))
    source = QRectF((picture.width() - size.width()) / 2, (picture.height() - size.height()) / 2,
                    size.width(), size.height())  # fmt: skip
    target = QRectF(0, 0, size.width() / ratio, size.height() / ratio)
    target.moveCenter(box.center())
    painter.drawPixmap(target, picture, source)
