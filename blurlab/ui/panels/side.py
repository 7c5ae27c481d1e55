"""The column of panels at the side of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from blurlab.ui.panels.controls.wheel import WheelScrolls

_LEAST = 240  # logical pixels


def side_panel(panels: Sequence[QWidget]) -> QScrollArea:
    """These panels one below the other, to be scrolled, and to the side as well where they get too little room."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 4, 0, 8)
    column.setSpacing(0)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    area = QScrollArea()
    area.setObjectName("panel")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click beside a button leaves the keys to the photo
    WheelScrolls(area)
    inside.ensurePolished()
    scroll_bar = area.verticalScrollBar().sizeHint().width()
    needed = inside.minimumSizeHint().width() + scroll_bar
    area.setMinimumWidth(min(needed, _LEAST))
    area.resize(needed, area.height())
    return area
