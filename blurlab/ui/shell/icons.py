"""Icons: our own line drawings, coloured while painting, so that they follow the palette and any pixel ratio."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from blurlab.assets import resource
from blurlab.ui.shell.theme import colours

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


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
        paint_icon(painter, self._name, rect, self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return QPixmap.fromImage(_drawn(self._name, self._colour(mode, state), size.width(), size.height()))

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        c = colours()
        if mode is QIcon.Mode.Disabled:
            return c.idle
        on_accent = self._on_accent or state is QIcon.State.On or mode is QIcon.Mode.Selected
        return c.on_accent if on_accent else c.text


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, width: int, height: int) -> QImage:
    """Kept: buttons are painted again after each stroke, and drawing their lines takes longer than all else."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    if not image.isNull():
        with QPainter(image) as painter:
            paint_icon(painter, name, image.rect(), colour)
    return image


@cache
def _renderer(name: str, colour: str) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
