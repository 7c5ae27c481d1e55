"""The start page, shown while no project is open: what blurlab does, ways in, and recent projects."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from blurlab.ui.language import tr
from blurlab.ui.panels.controls.layouts import empty_layout
from blurlab.ui.shell.icons import icon


class StartPage(QWidget):
    """Emits `chosen` with the folder of a recent project."""

    chosen = Signal(object)  # Path

    def __init__(self, ways_in: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._recent = QWidget()
        self._recent_layout = QVBoxLayout(self._recent)
        self._recent_layout.setContentsMargins(0, 0, 0, 0)
        self._recent_layout.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(_head())
        column.addSpacing(28)
        column.addLayout(_buttons(ways_in))
        column.addSpacing(12)
        column.addWidget(_muted("Or drop a folder or photos anywhere on this window."))
        column.addSpacing(28)
        column.addWidget(self._recent)
        column.addWidget(self._make_busy())
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _make_busy(self) -> QWidget:
        self._busy = QWidget()
        self._busy_text = _muted("")
        bar = QProgressBar()
        bar.setRange(0, 0)
        layout = QVBoxLayout(self._busy)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._busy_text)
        layout.addWidget(bar)
        self._busy.hide()
        return self._busy

    def set_recent(self, folders: Sequence[Path]) -> None:
        empty_layout(self._recent_layout)
        if folders:
            heading = _muted("Recent projects")
            heading.setContentsMargins(0, 0, 0, 4)
            self._recent_layout.addWidget(heading)
        for folder in folders:
            # The project lies in the folder of its photos as a rule, so that folder's name says most.
            button = QPushButton(tr(f"{folder.name.removesuffix('.blurlab')}    {_short(folder.parent)}"))
            button.setIcon(icon("project"))
            button.setObjectName("flat")
            button.setStyleSheet("text-align: left;")
            button.setToolTip(tr(f"Open {folder}."))
            button.clicked.connect(lambda _checked=False, folder=folder: self.chosen.emit(folder))
            self._recent_layout.addWidget(button)

    def set_busy(self, sentence: str) -> None:
        """Say what is being opened; the empty sentence ends it."""
        self._busy_text.setText(tr(sentence))
        self._busy.setVisible(bool(sentence))
        self._recent.setVisible(not sentence)


def _muted(text: str) -> QLabel:
    label = QLabel(tr(text))
    label.setProperty("muted", True)
    return label


def _short(folder: Path) -> str:
    try:
        text = f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        text = str(folder)
    return text if len(text) <= 60 else f"…{text[-59:]}"


def _head() -> QHBoxLayout:
    logo = QLabel()
    logo.setPixmap(icon("blurlab").pixmap(QSize(64, 64), logo.devicePixelRatioF()))
    title = QLabel("blurlab")
    title.setProperty("title", True)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(title)
    words.addWidget(_muted("Show, correct and learn which parts of a photo are blurred."))
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(logo)
    row.addLayout(words, 1)
    return row


def _buttons(ways_in: Sequence[QAction]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for action in ways_in:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(30, 30))
        button.setMinimumSize(158, 88)
        row.addWidget(button)
    return row
