"""A small overview of the photo with the part that is in view: a click or a drag on it goes there."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from blurlab.core.pyramid import Pyramid
    from blurlab.ui.canvas.view import CanvasView

_LONGEST: Final = 180  # logical pixels
_MARGIN: Final = 12


class Navigator(QWidget):
    """Lies in the canvas's lower right corner while not all of the photo is in view."""

    def __init__(self, canvas: "CanvasView") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._on = True
        self._picture = QPixmap()
        self._of: Pyramid | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Navigator")
        self.hide()
        canvas.zoomChanged.connect(lambda _zoom: self._settle())

    @property
    def on(self) -> bool:
        return self._on

    def set_on(self, on: bool) -> None:
        self._on = on
        self._settle()

    def _settle(self) -> None:
        canvas, viewport = self._canvas, self._canvas.viewport
        seen = viewport.visible()
        whole = (seen.width, seen.height) == (viewport.photo_width, viewport.photo_height)
        needed = self._on and canvas.pyramid is not None and not whole
        if needed:
            self._draw_picture()
            size = self._size()
            if self.size() != size:
                self.setFixedSize(size)
            self.move(canvas.width() - size.width() - _MARGIN, canvas.height() - size.height() - _MARGIN)
            self.update()
        if needed != self.isVisible():
            self.setVisible(needed)

    def _size(self) -> QSize:
        viewport = self._canvas.viewport
        shrink = _LONGEST / max(viewport.photo_width, viewport.photo_height)
        return QSize(max(12, round(viewport.photo_width * shrink)), max(12, round(viewport.photo_height * shrink)))

    def _draw_picture(self) -> None:
        """A picture of the navigator's own size, so that a pan only copies it."""
        pyramid, ratio = self._canvas.pyramid, self.devicePixelRatioF()
        if pyramid is None or (pyramid is self._of and ratio == self._picture.devicePixelRatio()):
            return
        self._of = pyramid
        level = pyramid.levels[-1]
        kind = QImage.Format.Format_RGB888 if level.shape[2] == 3 else QImage.Format.Format_RGB32
        image = QImage(level.data, level.shape[1], level.shape[0], level.strides[0], kind)
        size = (self._size().toSizeF() * ratio).toSize()
        smooth = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self._picture = QPixmap.fromImage(smooth if smooth.size() != image.size() else smooth.copy())
        self._picture.setDevicePixelRatio(ratio)

    def _seen(self) -> QRectF:
        viewport, seen = self._canvas.viewport, self._canvas.viewport.visible()
        x, y = self.width() / viewport.photo_width, self.height() / viewport.photo_height
        return QRectF(seen.x * x, seen.y * y, max(3.0, seen.width * x), max(3.0, seen.height * y))

    def paintEvent(self, event: QPaintEvent) -> None:
        whole, seen = QRectF(self.rect()), self._seen()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            shade = QColor(0, 0, 0, 110)
            for part in (
                QRectF(0, 0, whole.width(), seen.top()),
                QRectF(0, seen.bottom(), whole.width(), whole.height() - seen.bottom()),
                QRectF(0, seen.top(), seen.left(), seen.height()),
                QRectF(seen.right(), seen.top(), whole.width() - seen.right(), seen.height()),
            ):
                painter.fillRect(part, shade)
            _draw_frame(painter, seen.adjusted(-1, -1, 1, 1), 3, QColor(0, 0, 0, 190))
            _draw_frame(painter, seen, 1, QColor(255, 255, 255))
            _draw_frame(painter, whole, 1, QColor(255, 255, 255, 110))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, place: QPointF) -> None:
        viewport = self._canvas.viewport
        self._canvas.centre_on(
            place.x() / self.width() * viewport.photo_width, place.y() / self.height() * viewport.photo_height
        )


def _draw_frame(painter: QPainter, area: QRectF, thickness: int, colour: QColor) -> None:
    """The rim of `area`, inside it: four fills, many times faster than a rectangle with a pen."""
    inner = area.adjusted(thickness, thickness, -thickness, -thickness)
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), thickness), colour)
    painter.fillRect(QRectF(area.left(), inner.bottom(), area.width(), thickness), colour)
    painter.fillRect(QRectF(area.left(), inner.top(), thickness, inner.height()), colour)
    painter.fillRect(QRectF(inner.right(), inner.top(), thickness, inner.height()), colour)
