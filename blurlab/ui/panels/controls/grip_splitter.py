"""A splitter that only moves by its visible grip: a press beside a photo never changes the layout."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours

WIDTH: Final = 7  # logical pixels
_GRIP: Final = 56  # along the handle
_KEY_STEP: Final = 24


class GripHandle(QSplitterHandle):
    """Takes presses on its grip alone, and the arrow keys."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self._taken = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Width of the panels" if orientation is Qt.Orientation.Horizontal else "Height"))

    @property
    def grip(self) -> QRect:
        """Where it can be held, in its own coordinates."""
        size = QSize(WIDTH, _GRIP) if self.orientation() is Qt.Orientation.Horizontal else QSize(_GRIP, WIDTH)
        grip = QRect(self.rect().topLeft(), size)
        grip.moveCenter(self.rect().center())
        return grip

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._taken = self._on_grip(event.position())
        if self._taken:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._taken:
            super().mouseMoveEvent(event)
        elif self._on_grip(event.position()):
            horizontal = self.orientation() is Qt.Orientation.Horizontal
            self.setCursor(Qt.CursorShape.SplitHCursor if horizontal else Qt.CursorShape.SplitVCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._taken:
            super().mouseReleaseEvent(event)
        self._taken = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = self.x() if self.orientation() is Qt.Orientation.Horizontal else self.y()
        self.moveSplitter(at + step * _KEY_STEP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(c.window))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent if self.hasFocus() else c.idle))
            bar = QRectF(self.grip).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _on_grip(self, at: QPointF) -> bool:
        return self.grip.contains(at.toPoint())


class GripSplitter(QSplitter):
    """A QSplitter with such handles."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(WIDTH)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return GripHandle(self.orientation(), self)
