"""The column of panels at the side of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from blurlab.ui.panels.controls.elided_choice import ElidedChoice
from blurlab.ui.panels.controls.wheel import WheelScrolls

_LEAST = 240  # logical pixels
_BUTTON, _LABEL, _CHOICE = 72, 80, 120  # likewise, of wider ones at least


class SideColumn(QScrollArea):
    """Panels one below the other, to be scrolled, and to the side as well where they get too little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 4, 0, 8)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setObjectName("panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click beside a button leaves the keys to the photo

    def add(self, panel: QWidget) -> None:
        """Put a panel below the others."""
        self._column.insertWidget(self._column.count() - 1, panel)

    def fit(self) -> None:
        """Be as wide as the panels need, which are all there by now."""
        WheelScrolls(self)
        self._inside.ensurePolished()
        needed = self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(min(needed, _LEAST))
        self.resize(needed, self.height())
        for button in self._inside.findChildren(QToolButton):  # in less room their words are shortened, not cut off
            button.setMinimumWidth(min(button.minimumSizeHint().width(), _BUTTON))
        for choice in self._inside.findChildren(ElidedChoice):
            choice.setMinimumWidth(_CHOICE)
        for label in self._inside.findChildren(QLabel):
            if label.minimumSizeHint().width() > _LABEL:
                label.setMinimumWidth(_LABEL)
