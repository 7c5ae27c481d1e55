"""Icons: our own line drawings, coloured while painting, so that they follow the palette and any pixel ratio."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from blurlab.assets import resource
from blurlab.ui.theme import colours


@cache
def icon(name: str, *, on_accent: bool = False) -> QIcon:
    """The icon `resources/icons/NAME.svg`; `on_accent` for a button that is filled with the accent colour."""
    return QIcon(_LineIcon(name, on_accent))


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: str) -> None:
    """Draw the icon in one colour, given as #rrggbb."""
    _renderer(name, colour).render(painter, QRectF(rect))


class _LineIcon(QIconEngine):
    def __init__(self, name: str, on_accent: bool) -> None:
        super().__init__()
        self._name = name
        self._on_accent = on_accent

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._on_accent)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        c = colours()
        colour = c.text
        if mode is QIcon.Mode.Disabled:
            colour = c.idle
        elif self._on_accent or state is QIcon.State.On or mode is QIcon.Mode.Selected:
            colour = c.on_accent
        paint_icon(painter, self._name, rect, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        if pixmap.isNull():
            return pixmap
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


@cache
def _renderer(name: str, colour: str):
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
