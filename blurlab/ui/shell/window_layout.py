"""Where the window stood and how large it was, kept with the person's settings."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from blurlab.session.settings import Settings

_KEY = "geometry"
_OF_SCREEN = 0.92


def restore_layout(window: QMainWindow, settings: Settings) -> None:
    """Put the window where it was; give it a usual size where that is not known, or not on a screen."""
    geometry, screen = settings.layout(_KEY), QGuiApplication.primaryScreen()
    restored = geometry is not None and window.restoreGeometry(geometry)
    if not restored or not screen.virtualGeometry().intersects(window.geometry()):
        size = screen.availableGeometry().size()
        window.resize(min(1440, round(size.width() * 0.9)), min(920, round(size.height() * 0.9)))


def remember_layout(window: QMainWindow, settings: Settings) -> None:
    """Keep where the window is."""
    settings.put(_KEY, window.saveGeometry())


def take_size(window: QWidget, width: int, height: int) -> None:
    """Give a dialog its usual size in logical pixels, or what the screen has room for."""
    room = window.screen().availableSize() * _OF_SCREEN
    window.resize(QSize(width, height).boundedTo(room))
