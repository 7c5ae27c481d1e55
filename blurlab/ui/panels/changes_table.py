"""A table of the photos that changed most between two models."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from blurlab.ui.panels.section import muted
from blurlab.ui.version_changes import Changed, VersionChanges


class ChangesTable(QDialog):
    """Lists what `changes` finds; a double click opens the photo."""

    photoAsked = Signal(int)

    def __init__(self, changes: VersionChanges, first: str, second: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{first} and {second}")
        self._changes = changes
        changes.setParent(self)
        self.words = muted("Looking for what is predicted already…", wrap=True)
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.table = QTableWidget(0, 5)
        self.table.setHorizontalHeaderLabels(["Photo", "Changed", "Other side", f"Wrong, {first}", f"Wrong, {second}"])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.cellDoubleClicked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(self.words)
        layout.addWidget(self.progress)
        layout.addWidget(self.table, 1)
        self.resize(620, 460)
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
        self.words.setText(f"Predicting: {made} of {of}…")

    def _show(self, rows: list[Changed]) -> None:
        self.progress.hide()
        self.words.setText(
            "The most changed photos first. A double click opens one; Shift+Y then puts a prediction beside it. "
            "“Wrong” is the share of an accepted mask's pixels."
            if rows
            else "No photo could be predicted by both."
        )
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            wrong = ("–", "–") if row.wrong is None else tuple(f"{share:.1%}" for share in row.wrong)
            texts = (row.photo.name, f"{row.change.mean:.1%}", f"{row.change.flipped:.1%}", *wrong)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, row.photo.id)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(place, column, item)

    def _show_failure(self, sentence: str) -> None:
        self.progress.hide()
        self.words.setText(sentence)

    def _open(self, row: int, _column: int) -> None:
        self.photoAsked.emit(self.table.item(row, 0).data(Qt.ItemDataRole.UserRole))
