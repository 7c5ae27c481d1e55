"""Where the window stood and how large it was, kept with the person's settings."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from blurlab.session.settings import Settings

_KEY = "geometry"


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
