"""A question about some photos, and the work that follows it, with progress and a stop."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from blurlab.session.cull.listing import Card
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted


class WorkDialog(QDialog):
    """`make` fills it; `begin` and `stop` are for its kinds."""

    def __init__(self, title: str, which: Sequence[tuple[str, Sequence[Card]]], parent: QWidget) -> None:
        """which: kinds of photos to choose from, each with its words; empty ones are left out, the first is chosen."""
        super().__init__(parent)
        self.setObjectName("exchange")  # closes with the project
        self.setWindowTitle(tr(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        self._kinds = [(words, list(cards)) for words, cards in which if cards]
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which photos"))
        for words, cards in self._kinds:
            self.which.addItem(tr(f"{words}: {len(cards)}"))
        self.which.currentIndexChanged.connect(lambda _index: self.look())
        self.preview = muted("", wrap=True)
        self.preview.setAccessibleName(tr("What will be written"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.hide()
        self.go, self.cancel = QPushButton(), QPushButton(tr("Cancel"))
        self.go.setDefault(True)
        self.go.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.reject)
        self._asked: list[QWidget] = []
        self.questions = QVBoxLayout()
        self.questions.setSpacing(8)
        self.ask("Photos", self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addLayout(self.questions)
        column.addWidget(self.preview)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.addWidget(HelpButton("inspecting-focus.md#take-the-picks"))
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        column.addLayout(row)

    @property
    def cards(self) -> list[Card]:
        return self._kinds[self.which.currentIndex()][1] if self._kinds else []

    def ask(self, words: str, widget: QWidget) -> None:
        """A row with a question."""
        row = QHBoxLayout()
        label = QLabel(tr(words))
        label.setFixedWidth(96)
        label.setBuddy(widget)
        row.addWidget(label)
        row.addWidget(widget, 1)
        self._asked.append(widget)
        self.questions.addLayout(row)

    def look(self) -> None:
        """Show what would be done."""
        raise NotImplementedError

    def begin(self) -> None:
        """Do it."""
        raise NotImplementedError

    def stop(self) -> None:
        """End it; `end` follows."""
        raise NotImplementedError

    def show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def end(self) -> None:
        """Nothing runs any more; the sentence of what came of it is told elsewhere."""
        super().done(QDialog.DialogCode.Accepted)

    def done(self, result: int) -> None:
        """Also by Esc, or with the window: stop first."""
        if self.progress.isVisible():
            self.stop()
        super().done(result)

    def _begin(self) -> None:
        for widget in self._asked:
            widget.setEnabled(False)
        self.go.setEnabled(False)
        self.cancel.setText(tr("Stop"))
        self.cancel.setFocus()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.begin()
