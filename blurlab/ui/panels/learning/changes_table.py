"""A table of the photos that changed most between two models."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from blurlab.errors import UserError
from blurlab.session.predictions.version_changes import Changed, VersionChanges
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.shell.window_layout import take_size

_CHANGED = 1  # the column that the table is ordered by at first


class ChangesTable(QDialog):
    """Lists what `changes` finds, in the order of any column. A double click, or Enter, asks for a swipe."""

    swipeAsked = Signal(int, str, str)  # photo id; labels of the two models

    def __init__(self, changes: VersionChanges, first: str, second: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(f"{first} and {second}"))
        self._changes = changes
        changes.setParent(self)
        self.words = muted(tr("Looking for existing predictions…"), wrap=True)
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        columns = (
            ("Photo", ""),
            ("Changed", "How far the blurriness moved, on average over the photo."),
            ("Flipped", "Share of the photo that went from blurred to sharp, or back, at the threshold."),
            (f"Wrong, {first}", f"Share of the accepted mask that {first} gets wrong."),
            (f"Wrong, {second}", f"Share of the accepted mask that {second} gets wrong."),
        )
        self.table = QTableWidget(0, len(columns))
        self.table.setHorizontalHeaderLabels([heading for heading, _ in columns])
        for column, (_, hint) in enumerate(columns):
            if (heading := self.table.horizontalHeaderItem(column)) is not None:
                heading.setToolTip(tr(hint))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)  # bold headings would not fit
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.cellActivated.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(HelpButton("training.md#in-the-window"), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addWidget(self.table, 1)
        take_size(self, 560, 460)
        # Over the panels, so that the photo stays in sight while one goes down the table.
        window = parent.window().geometry()
        self.move(window.right() - self.width(), window.top() + 60)
        changes.progressed.connect(self._show_progress)
        changes.ready.connect(self._show)
        changes.failed.connect(self._show_failure)
        changes.compare(first, second)

    def done(self, result: int) -> None:
        self._changes.leave()
        super().done(result)

    def _show_progress(self, made: int, of: int) -> None:
        self.progress.setRange(0, max(1, of))
        self.progress.setValue(made)
        self.words.setText(tr(f"Predicting: {made} of {of}…"))

    def _show(self, rows: list[Changed]) -> None:
        self.progress.hide()
        self.words.setText(
            tr(
                "Double-click a photo to see both predictions side by side. “Wrong” is the share of an accepted mask's "
                "pixels."
                if rows
                else "No photo could be predicted by both."
            )
        )
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            shares = (row.change.mean, row.change.flipped, *(row.wrong or (None, None)))
            self.table.setItem(place, 0, _Cell(row.photo.name, row.photo.name.casefold(), row.photo.id))
            for column, share in enumerate(shares, start=1):
                text = "–" if share is None else f"{100 * share:.1f} %"
                cell = _Cell(text, -1.0 if share is None else share, row.photo.id)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(place, column, cell)
        self.table.horizontalHeader().setSortIndicator(_CHANGED, Qt.SortOrder.DescendingOrder)
        self.table.setSortingEnabled(True)
        self.table.setFocus()

    def _show_failure(self, error: UserError) -> None:
        self.progress.hide()
        self.words.setText(tr(error.sentence))

    def _open(self, row: int, _column: int) -> None:
        named = self.table.item(row, 0)
        if named is not None:
            first, second = self._changes.labels
            self.swipeAsked.emit(named.data(Qt.ItemDataRole.UserRole), first, second)


class _Cell(QTableWidgetItem):
    """Ordered by its value, not by its text."""

    def __init__(self, text: str, value: float | str, photo_id: int) -> None:
        super().__init__(text)
        self.value = value
        self.setData(Qt.ItemDataRole.UserRole, photo_id)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return bool(self.value < other.value)  # type: ignore[attr-defined]
