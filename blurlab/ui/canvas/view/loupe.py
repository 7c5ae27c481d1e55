"""A loupe: the place under the pointer at 100 %, overlay included, or enlarged where the canvas itself shows 100 %."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from blurlab.core.rect import Rect
from blurlab.core.viewport import LARGEST_ZOOM, Viewport
from blurlab.ui.canvas.layers.layer import region_of
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from blurlab.ui.canvas.layers.photo_layer import PhotoLayer
from blurlab.ui.canvas.tools.brush_rim import BrushRim
from blurlab.ui.canvas.view.frame import Frame
from blurlab.ui.language import tr

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas

SIDE: Final = 220  # logical pixels
_MARGIN: Final = 12
_NEARLY: Final = 0.999
_ENLARGES: Final = 2.0  # what the canvas shows at 100 % or larger, as it always does a photo smaller than itself


class Loupe(QWidget):
    """Lies in the canvas's upper right corner, and in the left one while the pointer is below it."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._viewport = Viewport()
        self._photo, self._overlay = PhotoLayer(), OverlayLayer()
        self._rim = BrushRim()
        self._on = False
        self._at: tuple[float, float] | None = None  # image_xy under the pointer, or where it is pinned
        self._pinned = False
        self._shows: tuple[object, object] = (None, None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(tr("Loupe"))
        self.hide()
        canvas.cursorMoved.connect(self._follow)
        canvas.pointerLeft.connect(self._pointer_left)
        canvas.zoomChanged.connect(lambda _zoom: self._settle())
        canvas.changed.connect(self._look_again)
        canvas.overlayChanged.connect(self._dress)

    @property
    def on(self) -> bool:
        return self._on

    def set_on(self, on: bool) -> None:
        """Whether it appears: at 100 % over a reduced photo, at twice the zoom over one that is not."""
        self._on = on
        self._settle()

    @property
    def zoom(self) -> float:
        """Of the photo in it: 1.0 is 100 %."""
        seen = self._canvas.viewport.zoom
        return 1.0 if seen < _NEARLY else min(_ENLARGES * seen, LARGEST_ZOOM)

    def pin(self, at: tuple[float, float] | None) -> None:
        """Show this place (image_xy; None: nothing) instead of the one under the pointer, below the other loupe."""
        self._pinned, self._at = True, at
        self._settle()

    def _follow(self, x: float, y: float) -> None:
        if self._pinned:
            return
        self._at = (x, y)
        self._settle()

    def _pointer_left(self) -> None:
        if self._pinned:
            return
        self._at = None
        self._settle()

    def _settle(self) -> None:
        canvas, at = self._canvas, self._at
        needed = self._on and canvas.pyramid is not None
        if at is None:
            needed = False
        elif needed:
            self._move_away(QPointF(*canvas.viewport.to_view(*at)))
            self.update()
        if needed != self.isVisible():
            self.setVisible(needed)

    def _move_away(self, pointer: QPointF) -> None:
        right = QPoint(self._canvas.width() - SIDE - _MARGIN, _MARGIN)
        if self._pinned:
            right += QPoint(0, SIDE + _MARGIN)
            self.move(right)
            return
        near = QRect(right, self.size()).adjusted(-40, -40, 40, 40)
        corner = QPoint(_MARGIN, _MARGIN + 40) if near.contains(pointer.toPoint()) else right
        if self.pos() != corner:
            self.move(corner)

    def _look_again(self, rect: Rect | None) -> None:
        if rect is None:
            self._overlay.make_stale()
        else:
            self._overlay.changed(rect)
        self.update()

    def _dress(self) -> None:
        self._overlay.set_palette(self._canvas.palette_of_overlay)
        self._overlay.set_threshold(self._canvas.threshold)
        self.update()

    def _take_up(self) -> None:
        """The canvas may show another photo or another correction by now."""
        canvas = self._canvas
        if self._shows[0] is not canvas.pyramid:
            self._photo.set_pyramid(canvas.pyramid)
            if canvas.pyramid is not None:
                self._viewport.set_photo(canvas.pyramid.width, canvas.pyramid.height)
        if self._shows[1] is not canvas.correction:
            self._overlay.set_correction(canvas.correction)
            self._dress()
        self._shows = canvas.pyramid, canvas.correction

    def draw_over(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw what a kind of canvas shows over the photo and the overlay."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._at is None:
            return
        self._take_up()
        viewport, ratio = self._viewport, self.devicePixelRatioF()
        viewport.set_view(SIDE, SIDE, ratio)
        viewport.set_zoom(self.zoom)
        viewport.centre_on(*self._at)
        frame = Frame.of(viewport)
        self._photo.show(frame)
        self._overlay.show(frame)
        whole = region_of(frame.rect)
        with QPainter(self) as painter:
            self._photo.paint(painter, whole)
            if self._canvas.overlay_shown:
                self._overlay.paint(painter, whole)
            self.draw_over(painter, viewport)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QPointF(*viewport.to_view(*self._at))
            radius = self._canvas.size_in_photo / 2 * viewport.scale if self._canvas.hand.tool.sized else 0.0
            self._rim.draw(painter, place, radius, erasing=False)
            for pen, inset in ((QPen(QColor(0, 0, 0, 200), 3), 1.5), (QPen(QColor(255, 255, 255, 200), 1), 1.0)):
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset))
            painter.setPen(QColor(255, 255, 255))
            box = QRect(6, SIDE - 24, 58, 18)
            painter.fillRect(box, QColor(20, 21, 23, 205))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{viewport.zoom:.0%}".replace("%", " %"))
            if self._pinned:
                words = QRect(6, 6, SIDE - 12, 18)
                painter.fillRect(words, QColor(20, 21, 23, 205))
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, tr("The sharpest spot"))
