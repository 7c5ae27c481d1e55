"""A small overview of the photo with the part that is in view: a click or a drag on it goes there."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from blurlab.ui.language import tr

if TYPE_CHECKING:
    from blurlab.core.pyramid import Pyramid
    from blurlab.ui.canvas.view.view import CanvasView

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
        self.setAccessibleName(tr("Navigator"))
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
            # The canvas is painted again now, and what lies on it with it.
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

    def _seen(self) -> QRect:
        viewport, seen = self._canvas.viewport, self._canvas.viewport.visible()
        x, y = self.width() / viewport.photo_width, self.height() / viewport.photo_height
        left, top = round(seen.x * x), round(seen.y * y)
        return QRect(left, top, max(3, round(seen.right * x) - left), max(3, round(seen.bottom * y) - top))

    def paintEvent(self, event: QPaintEvent) -> None:
        seen, ratio = self._seen(), self._picture.devicePixelRatio()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
            source = QRectF(seen.x() * ratio, seen.y() * ratio, seen.width() * ratio, seen.height() * ratio)
            painter.drawPixmap(seen.toRectF(), self._picture, source)
            _draw_frame(painter, seen.adjusted(-1, -1, 1, 1), 3, QColor(0, 0, 0, 190))
            _draw_frame(painter, seen, 1, QColor(255, 255, 255))
            _draw_frame(painter, self.rect(), 1, QColor(255, 255, 255, 110))

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


def _draw_frame(painter: QPainter, area: QRect, thickness: int, colour: QColor) -> None:
    """The rim of `area`, inside it: four fills, many times faster than a rectangle with a pen."""
    left, top, width, height = area.left(), area.top(), area.width(), area.height()
    painter.fillRect(left, top, width, thickness, colour)
    painter.fillRect(left, top + height - thickness, width, thickness, colour)
    painter.fillRect(left, top + thickness, thickness, height - 2 * thickness, colour)
    painter.fillRect(left + width - thickness, top + thickness, thickness, height - 2 * thickness, colour)
