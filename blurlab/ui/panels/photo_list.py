"""The list of photos: thumbnail, name, where each stands in review, what the order goes by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QHideEvent, QKeyEvent, QPainter, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from blurlab.core.learning.queue_order import Doubt
from blurlab.project.queue import Sort
from blurlab.project.records import Photo, Status
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.elided_label import shortened
from blurlab.ui.panels.list_head import ListFoot, ListHead
from blurlab.ui.panels.thumbnails import Thumbnails
from blurlab.ui.shell.icons import paint_icon
from blurlab.ui.shell.theme import Colours, colours

_ROW_ROLE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 66
_THUMB = QSize(78, 54)
_NUMBERED: Final[dict[Sort, tuple[str, Callable[[Doubt], float]]]] = {
    Sort.UNCERTAIN: ("unsure", lambda doubt: doubt.entropy),
    Sort.GAIN: ("unsure", lambda doubt: doubt.entropy),
    Sort.BLUR: ("blurred", lambda doubt: doubt.blurred),
}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """All that is painted of a photo: asked for once, because each question goes through Qt and back."""

    name: str
    status: Status
    told: str
    thumbnail: QPixmap | None


class PhotoModel(QAbstractListModel):
    """The session's listed photos."""

    def __init__(
        self, order: PhotoOrder, queue: Queue, blind: BlindChecks, thumbnails: Thumbnails, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._order, self._queue, self._blind = order, queue, blind
        self._thumbnails = thumbnails
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}
        thumbnails.ready.connect(self.refresh)
        order.photoChanged.connect(self.refresh)
        self.reload()

    def reload(self) -> None:
        self.beginResetModel()
        self._ids = list(self._order.ids)
        self._rows = {photo_id: row for row, photo_id in enumerate(self._ids)}
        self.endResetModel()

    def refresh(self, photo_id: int) -> None:
        row = self._rows.get(photo_id)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def index_of(self, photo_id: int | None) -> QModelIndex:
        row = self._rows.get(photo_id) if photo_id is not None else None
        return QModelIndex() if row is None else self.index(row)

    def photo_at(self, index: Index) -> Photo:
        return self._order[self._ids[index.row()]]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        photo = self.photo_at(index)
        answer: object = None
        match role:
            case Qt.ItemDataRole.DecorationRole:
                answer = self._thumbnails.get(photo)
            case Qt.ItemDataRole.DisplayRole:
                answer = self._order.shown_name(photo.id)
            case Qt.ItemDataRole.AccessibleTextRole:
                answer = f"{self._order.shown_name(photo.id)}, {tr(photo.status)}"
            case Qt.ItemDataRole.ToolTipRole:
                note = self._order.facts_of(photo.id).note
                name = self._order.shown_name(photo.id)
                told = tr(f"{name}: {photo.width} × {photo.height} pixels, {photo.status}.")
                answer = f"{told}\n{note}".rstrip()
            case _ if role == _ROW_ROLE:
                answer = self.row(photo)
        return answer

    def row(self, photo: Photo) -> Row:
        shown_name = self._order.shown_name(photo.id)
        return Row(shown_name, photo.status, self._told(photo.id), self._thumbnails.get(photo))

    def _told(self, photo_id: int) -> str:
        """Who else has it open, what the order goes by or how much was corrected, that it is pinned or has a note."""
        facts, parts = self._order.facts_of(photo_id), []
        if (who := self._order.taken.get(photo_id)) is not None:
            parts.append(f"{who} has it")
        word, number = _NUMBERED.get(self._queue.sort, ("", None))
        if number is not None and facts.doubt is not None and not self._blind.withholds(photo_id):
            parts.append(f"{100 * number(facts.doubt):.0f} % {word}")
        elif facts.agreement is not None:
            parts.append(f"IoU {facts.agreement:.2f}")
        if photo_id in self._order.pinned:
            parts.append("pinned")
        return " · ".join([*parts, "✎"] if facts.note else parts)


def status_mark(status: Status, c: Colours) -> tuple[str, str]:
    """(icon, colour) that stands for a status."""
    return {
        Status.NEW: ("unset", c.idle),
        Status.IN_WORK: ("brush", c.busy),
        Status.ACCEPTED: ("accept", c.good),
        Status.REJECTED: ("reject", c.bad),
        Status.SKIPPED: ("skip", c.idle),
    }[status]


class PhotoDelegate(QStyledItemDelegate):
    """Paints a row."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        try:
            self._paint(painter, option, index)
        finally:
            painter.restore()  # the next row is painted with it, whatever happened to this one

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = colours()
        row: Row = index.data(_ROW_ROLE)
        rect: QRect = option.rect
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(c.selected if selected else c.raised))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(c.accent))
        frame = QRect(rect.left() + 10, rect.top() + (rect.height() - _THUMB.height()) // 2, *_THUMB.toTuple())
        _paint_thumbnail(painter, frame, row.thumbnail, c)
        left = frame.right() + 11
        name = QRect(left, rect.top() + 13, rect.right() - left - 8, 18)
        painter.setPen(QColor(c.text))
        fitting = shortened(painter.fontMetrics(), row.name, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
        mark, colour = status_mark(row.status, c)
        paint_icon(painter, mark, QRect(left, rect.top() + 36, 14, 14), colour)
        painter.setPen(QColor(c.muted))
        words = QRect(left + 20, rect.top() + 34, name.width() - 20, 18)
        written = row.told or str(row.status)  # the mark beside it tells the status, and the row is narrow
        fitting = painter.fontMetrics().elidedText(tr(written), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)


def _paint_thumbnail(painter: QPainter, frame: QRect, picture: QPixmap | None, c: Colours) -> None:
    if picture is None:
        painter.fillRect(frame, QColor(c.raised))
    else:
        # The whole photo, not a cut: where the blur lies is what one looks for.
        size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(frame.topLeft(), size)
        target.moveCenter(frame.center())
        painter.drawPixmap(target, picture)
        frame = target
    painter.setPen(QPen(QColor(c.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)


class _View(QTableView):
    """One column. A QListView asks a model for every row, in Python, whenever the list changes; a table does not."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and the Space bar are for the window's keys, not for a search by name."""
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class PhotoList(QWidget):
    """Head, list and foot. `asked` is emitted with the photo that the person chose."""

    asked = Signal(int)
    left = Signal()  # the search is done with: the keys are the canvas's again

    def __init__(
        self,
        order: PhotoOrder,
        current: CurrentPhoto,
        queue: Queue,
        predictions: Predictions,
        blind: BlindChecks,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(150)
        self._order, self._current = order, current
        self.thumbnails = Thumbnails(self)
        self.model = PhotoModel(order, queue, blind, self.thumbnails, self)
        self.head = ListHead(order, queue, actions)
        self.filter = self.head.filter
        self.head.searched.connect(self._search_done)
        self.foot = ListFoot(order, queue, predictions)
        self.view = _View()
        self.view.setAccessibleName(tr("Photos"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PhotoDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.horizontalHeader().hide()
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.foot)
        # Many photos may change at once, and each counting goes over all of them.
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        order.listChanged.connect(self._reload)
        order.photoChanged.connect(lambda _photo_id: self._counting.start())
        current.changed.connect(self._follow)
        blind.changed.connect(self.view.viewport().update)  # what is told of photos that are not withheld now
        self._count()
        self._follow()

    def leave(self) -> None:
        self.thumbnails.leave()

    def showEvent(self, event: QShowEvent) -> None:
        self.thumbnails.wait(False)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.thumbnails.wait(True)
        super().hideEvent(event)

    def _reload(self) -> None:
        self.view.selectionModel().blockSignals(True)
        self.model.reload()
        self.view.selectionModel().blockSignals(False)
        self._count()
        self._follow()

    def _count(self) -> None:
        self.head.refresh()
        self.foot.refresh()

    def _search_done(self, show_first: bool) -> None:
        if show_first and (ids := self._order.ids):
            self.asked.emit(ids[0])
        self.left.emit()

    def _follow(self) -> None:
        index = self.model.index_of(self._current.id)
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            photo_id = self.model.photo_at(index).id
            if photo_id != self._current.id:
                self.asked.emit(photo_id)
