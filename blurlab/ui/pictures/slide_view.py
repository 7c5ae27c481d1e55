"""A slide on the screen: tiles of the level that fits are read in a thread; a rectangle is drawn over them."""

from collections import OrderedDict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from blurlab.core.rect import Rect
from blurlab.errors import UserError
from blurlab.imaging.kinds.slide import Slide
from blurlab.imaging.ports import PhotoRef
from blurlab.session.tasks import Tasks
from blurlab.ui.language import tr
from blurlab.ui.rgb_image import rgb_image

_TILE: Final = 512  # px of a level
_KEPT: Final = 256  # tiles, of 0.75 MB
_OVERVIEW: Final = 1200  # px: the picture that is shown until tiles arrive
_MOST_ZOOM: Final = 8.0  # screen pixels for one of the slide
_LINE: Final = QColor(255, 150, 40)
_OURS: Final = QColor(90, 200, 255)
_PICKED: Final = QColor(255, 255, 255)
_NEAR: Final = 4  # px that a click may move

_STEPS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STILL_MS: Final = 120  # after a move, until it is painted smoothly: that takes several times as long

Tile = tuple[int, int, int]  # level, column, row


class SlideView(QWidget):
    """Dragging moves the slide, the wheel zooms, dragging with Shift draws `region`.

    `marked` holds regions to be outlined, `masks` pictures to be laid over the slide and `tile` what is picked, all in
    pixels of the slide. A click, or an arrow key, asks for another tile.
    """

    opened = Signal()
    failed = Signal(object)  # UserError
    chosen = Signal()  # `region` is another one
    viewChanged = Signal()
    clicked = Signal(QPointF)  # a place in pixels of the slide
    opening = Signal(QPointF)  # likewise, by two clicks
    stepped = Signal(int, int)  # an arrow key: columns, rows

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Slide"))
        self.setMinimumSize(480, 320)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.levels: tuple[tuple[int, int], ...] = ()
        self.region: Rect | None = None
        self.marked: list[Rect] = []
        self.masks: list[tuple[Rect, QImage]] = []
        self.tile: Rect | None = None
        self.drawing = False  # dragging draws a region without Shift, too
        self.scale = 1.0  # screen pixels for one of the slide
        self.centre = QPointF()  # pixels of the slide
        self.tiles_read = 0
        self._slide = Slide(PhotoRef(path))
        self._overview: QImage | None = None
        self._tiles: OrderedDict[Tile, QImage] = OrderedDict()
        self._wanted: list[Tile] = []
        self._reading: Tile | None = None
        self._grabbed: QPointF | None = None
        self._corner: QPointF | None = None
        self._pressed: QPointF | None = None
        self._fitted = True
        self._moving = QTimer(self, singleShot=True, interval=_STILL_MS)
        self._moving.timeout.connect(self.update)
        self._tasks = Tasks(1, self)
        self._tasks.run(self._open, self._have, self.failed.emit)

    def leave(self) -> None:
        """Read nothing more."""
        self._wanted.clear()
        self._tasks.leave()

    def fit(self) -> None:
        """Show all of the slide."""
        if self.levels:
            width, height = self.levels[0]
            self.scale = min(self.width() / width, self.height() / height)
            self.centre = QPointF(width / 2, height / 2)
            self._fitted = True
            self._changed()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Scale by `factor` with what lies under `at`, in pixels of the widget, kept in its place."""
        if not self.levels:
            return
        place = self.to_slide(at)
        least = min(self.width() / self.levels[0][0], self.height() / self.levels[0][1]) / 2
        self.scale = min(_MOST_ZOOM, max(least, self.scale * factor))
        self.centre += place - self.to_slide(at)
        self._fitted = False
        self._changed()

    def show_rect(self, rect: Rect) -> None:
        """Show a part of the slide with as much again around it."""
        self.scale = min(self.width() / rect.width, self.height() / rect.height) / 2
        self.centre = QPointF(rect.x + rect.width / 2, rect.y + rect.height / 2)
        self._fitted = False
        self._changed()

    def pan(self, across: float, down: float) -> None:
        """Move by so many pixels of the screen."""
        self.centre -= QPointF(across, down) / self.scale
        self._fitted = False
        self._changed()

    def shows(self, rect: Rect) -> bool:
        """Whether all of a part of the slide is on the screen."""
        return QRectF(self.rect()).contains(self._on_screen(QRectF(rect.x, rect.y, rect.width, rect.height)))

    def to_slide(self, at: QPointF) -> QPointF:
        """A place of the widget in pixels of the slide."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        return self.centre + (at - middle) / self.scale

    def to_screen(self, place: QPointF) -> QPointF:
        """The inverse of `to_slide`."""
        return QPointF(self.width() / 2, self.height() / 2) + (place - self.centre) * self.scale

    @property
    def level(self) -> int:
        """The level whose pixels are at least as fine as the screen's."""
        if not self.levels:
            return 0
        wanted = self.scale * self.devicePixelRatioF() * self.levels[0][0]
        fine = [number for number, (width, _) in enumerate(self.levels) if width >= wanted]
        return max(fine, default=0)

    # ------------------------------------------------------------ reading

    def _open(self) -> tuple[tuple[tuple[int, int], ...], NDArray[np.uint8] | None]:
        levels = self._slide.levels
        width, height = levels[self._slide.level_of(_OVERVIEW)]
        small = self._slide.thumbnail(_OVERVIEW) if width * height <= 40_000_000 else None
        return levels, small

    def _have(self, found: tuple[tuple[tuple[int, int], ...], NDArray[np.uint8] | None]) -> None:
        self.levels, small = found
        self._overview = None if small is None else _screen_image(small)
        self.fit()
        self.opened.emit()

    def _changed(self) -> None:
        self._moving.start()
        self._want()
        self.update()
        self.viewChanged.emit()

    def _visible(self) -> tuple[int, range, range]:
        """(level, columns, rows) of the tiles on the screen."""
        level = self.level
        width, height = self.levels[level]
        ratio = width / self.levels[0][0]
        begin, end = self.to_slide(QPointF(0, 0)) * ratio, self.to_slide(QPointF(self.width(), self.height())) * ratio
        columns = range(max(0, int(begin.x() // _TILE)), min(-(-width // _TILE), int(end.x() // _TILE) + 1))
        rows = range(max(0, int(begin.y() // _TILE)), min(-(-height // _TILE), int(end.y() // _TILE) + 1))
        return level, columns, rows

    def _want(self) -> None:
        """Read what is on the screen and not in memory, from its middle outwards."""
        if not self.levels:
            return
        level, columns, rows = self._visible()
        middle = ((columns.start + columns.stop) / 2, (rows.start + rows.stop) / 2)
        missing = [
            (level, column, row) for row in rows for column in columns if (level, column, row) not in self._tiles
        ]
        missing.sort(key=lambda tile: (tile[1] - middle[0]) ** 2 + (tile[2] - middle[1]) ** 2)
        self._wanted = missing
        self._read_next()

    def _read_next(self) -> None:
        if self._reading is not None or not self._wanted:
            return
        tile = self._reading = self._wanted.pop(0)
        level, column, row = tile
        width, height = self.levels[level]
        part = Rect(column * _TILE, row * _TILE, _TILE, _TILE).clipped(width, height)
        self._tasks.run(
            lambda: _screen_image(self._slide.read(level, part)), lambda image: self._arrived(tile, image), self._lost
        )

    def _arrived(self, tile: Tile, image: QImage) -> None:
        self._reading = None
        self.tiles_read += 1
        self._tiles[tile] = image
        while len(self._tiles) > _KEPT:
            self._tiles.popitem(last=False)
        self.update()
        self._read_next()

    def _lost(self, error: UserError) -> None:
        self._reading = None
        self._wanted.clear()
        self.failed.emit(error)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(40, 40, 40))
        if self.levels:
            smooth = self.scale < 1 and not self._moving.isActive()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            width, height = self.levels[0]
            level, columns, rows = self._visible()
            whole = all((level, column, row) in self._tiles for row in rows for column in columns)
            if self._overview is not None and not whole:
                painter.drawImage(self._on_screen(QRectF(0, 0, width, height)), self._overview)
            across, down = width / self.levels[level][0], height / self.levels[level][1]
            for row in rows:
                for column in columns:
                    image = self._tiles.get((level, column, row))
                    if image is not None:
                        self._tiles.move_to_end((level, column, row))
                        left, top = column * _TILE * across, row * _TILE * down
                        place = QRectF(left, top, image.width() * across, image.height() * down)
                        painter.drawImage(self._on_screen(place), image)
            for rect, mask in self.masks:
                painter.drawImage(self._on_screen(QRectF(rect.x, rect.y, rect.width, rect.height)), mask)
            drawn = [(each, _OURS) for each in self.marked]
            if self.tile is not None:
                drawn.append((self.tile, _PICKED))
            for rect, colour in drawn if self.region is None else [*drawn, (self.region, _LINE)]:
                painter.setPen(QPen(colour, 2))
                painter.drawRect(self._on_screen(QRectF(rect.x, rect.y, rect.width, rect.height)))
        painter.end()

    def _on_screen(self, place: QRectF) -> QRectF:
        return QRectF(self.to_screen(place.topLeft()), self.to_screen(place.bottomRight()))

    # ------------------------------------------------------------ the hand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            self._want()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1.25 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.levels or event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and (shift or self.drawing):
            self._corner = self.to_slide(event.position())
        else:
            self._grabbed = self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            moved = event.position() - self._grabbed
            self._grabbed = event.position()
            self.pan(moved.x(), moved.y())
        elif self._corner is not None:
            other = self.to_slide(event.position())
            left, right = sorted((round(self._corner.x()), round(other.x())))
            top, bottom = sorted((round(self._corner.y()), round(other.y())))
            found = Rect.from_edges(left, top, right, bottom).clipped(*self.levels[0])
            self.region = None if found.empty else found
            self.chosen.emit()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and (event.position() - self._pressed).manhattanLength() <= _NEAR:
            self.clicked.emit(self.to_slide(event.position()))
        self._grabbed = self._corner = self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.levels and event.button() == Qt.MouseButton.LeftButton:
            self.opening.emit(self.to_slide(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None or not self.levels:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(*step)


def _screen_image(pixels: NDArray[np.uint8]) -> QImage:
    """As the screen keeps them: converting takes longer than painting."""
    return rgb_image(pixels).convertToFormat(QImage.Format.Format_RGB32)
