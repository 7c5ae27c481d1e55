"""What is larger than a small screen: it is scrolled there, and whole where there is room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_LEAST = QSize(320, 200)  # logical pixels
_OF_SCREEN = 0.86


class Scrolling(QScrollArea):
    """Holds a layout; as large as that asks for, as far as the screen allows."""

    def __init__(self, inside: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        held = self._held = QWidget()
        held.setLayout(inside)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setObjectName("panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(held)
        self.setMinimumSize(_LEAST)

    def sizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        asked = self._held.sizeHint() + QSize(bar, bar)
        return asked.boundedTo(QGuiApplication.primaryScreen().availableSize() * _OF_SCREEN).expandedTo(_LEAST)
