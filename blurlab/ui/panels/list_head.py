"""Above the photo list: the search field, the filters, the order; below it the counts and the pace."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from blurlab.project.queue import ASKING, WHOLE, Sort, Wanted
from blurlab.project.records import Status
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue
from blurlab.session.predictions.predictions import Predictions
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.elided_choice import ElidedChoice
from blurlab.ui.panels.controls.range_dial import RangeDial
from blurlab.ui.panels.controls.section import muted

STATUSES: Final[tuple[tuple[str, Status | None], ...]] = (
    ("All photos", None),
    ("New", Status.NEW),
    ("In work", Status.IN_WORK),
    ("Accepted", Status.ACCEPTED),
    ("Rejected", Status.REJECTED),
    ("Skipped", Status.SKIPPED),
)
SORTS: Final[tuple[tuple[Sort, str], ...]] = (
    (Sort.ADDED, "As added"),
    (Sort.NAME, "By name"),
    (Sort.TAKEN, "By time taken"),
    (Sort.UNCERTAIN, "Most uncertain first"),
    (Sort.GAIN, "Most to gain first"),
    (Sort.BLUR, "Most blurred first"),
)
_TYPING_MS: Final = 150  # a list is made again when the fingers rest
_KINDS: Final = (("Any kind", None), ("Defocus", "defocus"), ("Motion", "motion"), ("Not tagged", ""))
_NOTES: Final = (("With or without note", None), ("With a note", True), ("Without a note", False))


class SearchField(QLineEdit):
    """Enter takes the first photo found, Escape empties it; both give the keys back to the photo."""

    done = Signal(bool)  # whether the first photo is to be shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.done.emit(False)
        else:
            super().keyPressEvent(event)


class MoreFilters(QWidget):
    """The folded part of the list's head: filters beside the status and the search."""

    changed = Signal(object)  # Wanted
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Wanted()
        self.kind, self.author, self.note = QComboBox(), QComboBox(), QComboBox()
        for text, kind in _KINDS:
            self.kind.addItem(tr(text), kind)
        for text, noted in _NOTES:
            self.note.addItem(tr(text), noted)
        hint = "How much of the mask a person changed before accepting it: 1 minus the IoU with the prediction."
        self.corrected = RangeDial("Corrected", 0.0, 1.0, " %", hint, factor=100, value_width=74)
        hint = "Mean entropy of the prediction: 0 % is sure everywhere, 100 % knows nothing."
        self.unsure = RangeDial("Uncertain", 0.0, 1.0, " %", hint, factor=100, value_width=74)
        for dial in (self.corrected, self.unsure):
            dial.changed.connect(lambda _low, _high: self._choose())
        clear = QPushButton(tr("Clear filters"))
        clear.setToolTip(tr("List all photos again."))
        clear.clicked.connect(self.cleared)
        self.counts = muted()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(6)
        for box, hint in (
            (self.kind, "The kind of blur with which the photo is tagged."),
            (self.author, "Who painted a mask of the photo."),
            (self.note, "Whether the photo has a note."),
        ):
            box.setToolTip(tr(hint))
            box.setMinimumContentsLength(8)
            layout.addWidget(box)
        layout.addWidget(self.corrected)
        layout.addWidget(self.unsure)
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        foot.addWidget(clear)
        layout.addLayout(foot)
        for box in (self.kind, self.author, self.note):
            box.activated.connect(lambda _place: self._choose())

    def show_wanted(self, wanted: Wanted, authors: list[str], listed: int, total: int) -> None:
        self._wanted = wanted
        self.author.clear()
        self.author.addItem(tr("By anybody"), None)
        for author in authors:
            self.author.addItem(author, author)
        for box, value in ((self.kind, wanted.kind), (self.author, wanted.author), (self.note, wanted.noted)):
            box.setCurrentIndex(max(0, next((i for i in range(box.count()) if box.itemData(i) == value), 0)))
        self.corrected.set_range(wanted.corrected)
        self.unsure.set_range(wanted.unsure)
        self.show_counts(listed, total)

    def show_counts(self, listed: int, total: int) -> None:
        self.counts.setText(tr(f"{listed} of {total} photos"))

    def _choose(self) -> None:
        self._wanted = replace(
            self._wanted,
            kind=self.kind.currentData(),
            author=self.author.currentData(),
            noted=self.note.currentData(),
            corrected=_range(self.corrected),
            unsure=_range(self.unsure),
        )
        self.changed.emit(self._wanted)


def _range(dial: RangeDial) -> tuple[float, float]:
    low, high = dial.range
    return WHOLE if low <= 0.001 and high >= 0.999 else (low, high)


class ListHead(QWidget):
    """Search, status, order, more filters. `searched` is emitted when the search is done with."""

    searched = Signal(bool)  # whether the first photo found is to be shown

    def __init__(
        self, order: PhotoOrder, queue: Queue, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._order, self._queue = order, queue
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.search = SearchField()
        self.search.setAccessibleName(tr("Search"))
        self.search.setPlaceholderText(tr("Search names and notes"))
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.textChanged.connect(lambda text: None if text else self._typing.start())
        self.search.done.connect(self._search_done)
        self.filter = ElidedChoice()
        self.filter.setToolTip(tr("Which photos are listed."))
        for text, status in STATUSES:
            self.filter.addItem(tr(text), status)
        self.filter.activated.connect(lambda place: queue.set_filter(STATUSES[place][1]))
        self.sort = ElidedChoice()
        for sort, text in SORTS:
            self.sort.addItem(tr(text), sort)
        self.sort.activated.connect(lambda place: self._queue.set_sort(SORTS[place][0]))
        self.more = QToolButton()
        self.more.setText(tr("Filters"))
        self.more.setCheckable(True)
        self.more.clicked.connect(lambda _checked: self.open_filters())
        self._keyed = (
            (actions["search"], self.search),
            (actions["next_sort"], self.sort),
            (actions["filters"], self.more),
        )
        for action, _ in self._keyed:
            action.changed.connect(self._show_keys)
        self._show_keys()
        self.filters: MoreFilters | None = None  # made when it is first opened: its dials take half a second
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.filter, 1)
        first.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(6)
        top = QHBoxLayout()  # the help stands here, so that the status keeps its count in long languages
        top.addWidget(self.search, 1)
        top.addWidget(HelpButton("annotating.md#many-photos"))
        layout.addLayout(top)
        layout.addLayout(first)
        self._below = QVBoxLayout()
        layout.addLayout(self._below)
        layout.addWidget(self.sort)
        for box in (self.filter, self.sort):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._queue.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the filter, the counts and the order as they are."""
        order = self._order
        wanted, counts = order.wanted, order.counts()
        for place, (text, status) in enumerate(STATUSES):
            number = len(order) if status is None else counts[status]
            self.filter.setItemText(place, f"{tr(text)}  ({number})")
            if status is wanted.status:
                self.filter.setCurrentIndex(place)
        self.sort.setCurrentIndex(next(place for place, (sort, _) in enumerate(SORTS) if sort is self._queue.sort))
        self.more.setChecked(replace(wanted, status=None, search="") != Wanted())
        if self.filters is not None:
            self.filters.show_counts(len(order.ids), len(order))

    def _show_keys(self) -> None:
        """A tooltip ends with its action's key, which a person may have changed."""
        for action, widget in self._keyed:
            widget.setToolTip(action.toolTip())

    def start_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def next_sort(self) -> None:
        """The next order of the table, after the last the first."""
        self._queue.set_sort(SORTS[(self.sort.currentIndex() + 1) % len(SORTS)][0])

    def open_filters(self) -> None:
        """Unfold the other filters below the button, or fold them; folded ones filter on."""
        if self.filters is None:
            self.filters = MoreFilters(self)
            self.filters.hide()
            self.filters.changed.connect(self._choose)
            self.filters.cleared.connect(self.clear)
            self._below.addWidget(self.filters)
        opening = self.filters.isHidden()
        self._show_filters()
        self.filters.setVisible(opening)
        if opening:
            self.filters.kind.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.searched.emit(False)
        self.refresh()

    def clear(self) -> None:
        """List every photo."""
        self.search.clear()
        self._typing.stop()
        self._choose(Wanted())
        if self.filters is not None:
            self._show_filters()

    def _show_filters(self) -> None:
        order = self._order
        authors = sorted({author for facts in order.facts.values() for author in facts.authors})
        if self.filters is not None:
            self.filters.show_wanted(order.wanted, authors, len(order.ids), len(order))

    def _choose(self, wanted: Wanted) -> None:
        self._queue.set_wanted(replace(wanted, search=self.search.text().strip()))
        self.refresh()

    def _search(self) -> None:
        self._choose(self._order.wanted)

    def _search_done(self, show_first: bool) -> None:
        self._typing.stop()
        self._search()
        self.searched.emit(show_first)


class ListFoot(QLabel):
    """How much is reviewed, how fast, how long the rest takes; and how far the predictions of all photos are."""

    def __init__(
        self, order: PhotoOrder, queue: Queue, predictions: Predictions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._order, self._queue, self._predictions = order, queue, predictions
        self.setProperty("muted", True)
        self.setWordWrap(True)
        self.setContentsMargins(10, 6, 10, 8)
        self.setToolTip(tr("Reviewed photos, your pace without breaks, and the time that the rest will take."))
        queue.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        queue, predictions, total = self._queue, self._predictions, len(self._order)
        left, pace = queue.left, queue.pace
        parts = [f"{total - left} of {total} reviewed"]
        if pace is not None and left:
            parts.append(f"{pace:.0f} an hour")
            parts.append(f"about {_duration(left / pace)} left")
        if waiting := predictions.left_for_later:
            parts.append(f"predicting {waiting} more")
        elif queue.sort in ASKING and not predictions.version:
            parts.append("no model predicts")
        self.setText(tr(" · ".join(parts)))


def _duration(hours: float) -> str:
    minutes = max(1, round(hours * 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
