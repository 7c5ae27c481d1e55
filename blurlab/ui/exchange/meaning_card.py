"""One of the two meanings of marks, with photos as they would be then; a click anywhere chooses it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout

from blurlab.exchange.meaning import Polarity
from blurlab.ui.exchange.picture_grid import PictureGrid
from blurlab.ui.language import tr


class MeaningCard(QFrame):
    """`choice` is its button, `grid` the photos."""

    chosen = Signal(object)  # its Polarity

    def __init__(self, polarity: Polarity) -> None:
        super().__init__()
        self.setProperty("notice", "plain")
        self.setObjectName("choice")
        self.choice = QRadioButton(tr(f"Marked areas are {polarity}"))
        self.choice.setAutoExclusive(False)  # none is chosen at first, and the two lie in different frames
        self.choice.clicked.connect(lambda _on: self.chosen.emit(polarity))
        self.grid = PictureGrid(" ", f"Photos as they would be if marked areas are {polarity}")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.choice)
        column.addWidget(self.grid, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choice.click()

    def show_chosen(self) -> None:
        """The chosen card has a frame of its own."""
        if self.property("chosen") != self.choice.isChecked():
            self.setProperty("chosen", self.choice.isChecked())
            self.style().polish(self)
