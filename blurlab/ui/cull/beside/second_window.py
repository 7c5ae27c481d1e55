"""The current photo in a window of its own: on a second monitor the photo, on the first the grid."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from blurlab.ui.cull.cull_canvas import CullCanvas
from blurlab.ui.language import tr


class SecondWindow(QWidget):
    """`show_beside` opens it on another screen if there is one. Keys work in it as in the first."""

    closed = Signal()

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("The photo – blurlab"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.canvas = CullCanvas(self)
        self.canvas.setAccessibleName(tr("The current photo"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.addActions(list(actions))

    def show_beside(self) -> None:
        """Fill another screen than that of the first window; with one screen, be a window on it."""
        first = self.parentWidget()
        here = first.screen() if first is not None else None
        other = next((screen for screen in QGuiApplication.screens() if screen is not here), None)
        if other is None:
            self.resize(900, 640)
            self.show()
        else:
            self.setGeometry(other.availableGeometry())
            self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
