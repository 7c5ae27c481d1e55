"""The grid of photos: only the visible cells are painted, and their thumbnails are read first."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from blurlab.session.cull.listing import Card, Listing
from blurlab.session.cull.words import reason, verdict_words
from blurlab.ui.cull.cells import CELL, CellDelegate, draw_hint
from blurlab.ui.cull.thumbnails import Thumbnails
from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours

_REST_MS = 200  # without a step of the wheel: the hand has come to rest
_SETTLE_MS = 120  # of scrolling before thumbnails for the new place are asked for
_AHEAD = 24  # cells beyond the screen on each side whose thumbnails are read when there is time

Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """The listed photos."""

    def __init__(self, listing: Listing, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._listing = listing
        self._thumbnails = thumbnails
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}

    def reload(self) -> None:
        self.beginResetModel()
        self._ids = list(self._listing.ids)
        self._rows = {photo_id: row for row, photo_id in enumerate(self._ids)}
        self.endResetModel()

    def refresh(self, photo_ids: Iterable[int]) -> None:
        rows = sorted(row for photo_id in photo_ids if (row := self._rows.get(photo_id)) is not None)
        if rows:  # one signal: the view paints what of it is on the screen
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def index_of(self, photo_id: int | None) -> QModelIndex:
        row = self._rows.get(photo_id) if photo_id is not None else None
        return QModelIndex() if row is None else self.index(row)

    def id_at(self, index: Index) -> int:
        return self._ids[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        photo_id = self._ids[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.get(photo_id)
        return _words(self._listing.cards[photo_id], role)

    def at(self, row: int) -> tuple[Card, QPixmap | None]:
        """The card and the thumbnail, without the detour by roles: a screen of cells is asked for in each frame."""
        photo_id = self._ids[row]
        return self._listing.cards[photo_id], self._thumbnails.get(photo_id)


def _words(card: Card, role: int) -> str | None:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return card.name
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{card.name}, {tr(verdict_words(card))}, {tr(f'{card.culling.stars} stars')}"
        case Qt.ItemDataRole.ToolTipRole:
            return f"{card.name}: {tr(verdict_words(card))}. {tr(reason(card))}"
    return None


class Grid(QListView):
    """`currentChosen` follows keys and mouse; a double click or Enter opens a photo large."""

    currentChosen = Signal(int)
    opened = Signal(int)
    looked = Signal()  # the visible cells changed

    def __init__(self, listing: Listing, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing = listing
        self._thumbnails = thumbnails
        self.cards = CardModel(listing, thumbnails, self)
        self.cells = CellDelegate(self, self)
        self.setModel(self.cards)
        self.setItemDelegate(self.cells)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setSpacing(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming must not move the columns
        self.verticalScrollBar().setSingleStep(CELL.height() // 3)  # three to a notch of the wheel
        self.setObjectName("focusGrid")
        self.setAccessibleName(tr("Photos"))
        # All of it is painted here, so that scrolling moves what is painted already.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hint = ""  # the sentence for an empty list
        self._selected: set[int] = set()  # rows, as of the last paint event
        self._current = -1
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.want_visible)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: thumbnails.set_scrolling(False))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.activated.connect(lambda index: self.opened.emit(self.cards.id_at(index)))
        thumbnails.ready.connect(self.cards.refresh)

    def reload(self, current: int | None) -> None:
        """The list changed; chosen photos stay chosen while they are listed."""
        chosen = self.chosen()
        selection = self.selectionModel()
        selection.blockSignals(True)
        self.cards.reload()
        for photo_id in chosen:
            if (index := self.cards.index_of(photo_id)).isValid():
                selection.select(index, QItemSelectionModel.SelectionFlag.Select)
        selection.blockSignals(False)
        self.go_to(current)
        self._settle.start()

    def go_to(self, photo_id: int | None) -> None:
        """Make this the current cell, and bring it into view."""
        index = self.cards.index_of(photo_id)
        if not index.isValid():
            return
        before = self.selectionModel().blockSignals(True)
        if index not in self.selectedIndexes():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().blockSignals(before)
        self.scrollTo(index)
        self.viewport().update()

    def choose_only(self, photo_id: int | None) -> None:
        """Let no other photo be chosen."""
        index = self.cards.index_of(photo_id)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def chosen(self) -> list[int]:
        """The selected photos, in the order of the list."""
        return [self.cards.id_at(index) for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]

    def visible_ids(self) -> list[int]:
        """The visible photos, in order."""
        return self._range()[0]

    def want_visible(self) -> None:
        """Ask for the thumbnails of visible photos, then of those near them."""
        shown, near = self._range()
        self.looked.emit()
        self._thumbnails.ratio = self.devicePixelRatioF()
        cards = self._listing.cards
        self._thumbnails.want([cards[key].looked_at for key in shown], [cards[key].looked_at for key in near])

    def columns(self) -> int:
        return max(1, self._room() // CELL.width())

    def _room(self) -> int:
        """Logical pixels for a row of cells: the view begins the next one before the last pixel is taken."""
        return self.viewport().width() - 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setGridSize(QSize(self._room() // self.columns(), CELL.height()))
        super().resizeEvent(event)
        self._settle.start()

    def cell(self, row: int) -> tuple[Card, QPixmap | None, bool, bool]:
        """For the delegate: the card, its thumbnail, and whether it is selected, and current."""
        card, thumbnail = self.cards.at(row)
        return card, thumbnail, row in self._selected, row == self._current

    def paintEvent(self, event: QPaintEvent) -> None:
        self._selected = {index.row() for index in self.selectedIndexes()}
        self._current = self.currentIndex().row()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), QColor(colours().window))
            if not self._listing.ids:
                draw_hint(painter, self.viewport().rect(), self.hint, colours().muted)
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits are for the window's keys, not for a search by name."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.text().isprintable() and event.text() and not held:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _range(self) -> tuple[list[int], list[int]]:
        ids, columns = self._listing.ids, self.columns()
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        first = max(0, top // CELL.height() * columns)
        last = min(len(ids), ((top + height) // CELL.height() + 1) * columns)
        return ids[first:last], [*ids[last : last + _AHEAD], *ids[max(0, first - _AHEAD) : first]]

    def _scrolled(self) -> None:
        self._thumbnails.set_scrolling(True)
        self._rest.start()
        if not self._settle.isActive():  # while the hand goes on scrolling, every now and then
            self._settle.start()

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.currentChosen.emit(self.cards.id_at(index))
