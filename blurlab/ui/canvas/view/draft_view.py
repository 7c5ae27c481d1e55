"""A draft of the photo that is still being decoded, over the canvas and in the photo's own place.

It can be zoomed and panned. Strokes on it are shown as a line, and are painted on the photo once it is open.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.deferred_input import DeferredInput
from blurlab.ui.canvas.layers.photo_layer import BACKGROUND
from blurlab.ui.language import tr

_BUTTONS: Final = Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton
_MOUSE: Final = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)


class DraftView(QWidget):
    """Covers the canvas while a draft is shown; the mouse still meets the canvas, and is listened to there."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._picture = QPixmap()
        self._photo: int | None = None  # whose draft is shown
        self._deferred = DeferredInput(canvas)
        self._panned: QPointF | None = None  # view_xy of a hand that pans
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Draft of the photo"))
        self.hide()
        canvas.installEventFilter(self)
        canvas.zoomChanged.connect(lambda _zoom: self.update())

    @property
    def photo_id(self) -> int | None:
        """Whose draft is shown."""
        return self._photo

    @property
    def drawn_on(self) -> bool:
        """Whether strokes wait for the photo."""
        return bool(self._deferred)

    def show_draft(self, photo_id: int, picture: QPixmap, width: int, height: int) -> None:
        """Show `picture` in place of a photo of width × height pixels; the canvas's photo is taken off."""
        if photo_id != self._photo:
            self.clear()
            self._canvas.set_photo(None)
            self._canvas.viewport.set_photo(width, height)
            self._photo = photo_id
        self._picture = picture
        self.setGeometry(self._canvas.rect())
        self.show()
        self.update()

    def clear(self) -> None:
        """Remove the draft and its strokes."""
        self._photo, self._panned = None, None
        self._deferred.clear()
        self._picture = QPixmap()
        self.hide()

    def place(self, photo_id: int) -> tuple[float, tuple[float, float]] | None:
        """Zoom and image_xy in the middle if the person has moved this photo's draft; else None."""
        viewport = self._canvas.viewport
        if photo_id != self._photo or viewport.fitted:
            return None
        return viewport.zoom, viewport.to_image(viewport.view_width / 2, viewport.view_height / 2)

    def draw_again(self, photo_id: int) -> None:
        """The photo is on the canvas: remove the draft, and paint its strokes there."""
        deferred = self._deferred
        if photo_id == self._photo:
            self._deferred = DeferredInput(self._canvas)
        self.clear()
        if deferred is not self._deferred:
            deferred.do_again(self._canvas.send_again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._photo is None or watched is not self._canvas:
            return False
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        elif isinstance(event, QMouseEvent) and event.type() in _MOUSE:
            if self._pans(event):
                return True
            press = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
            if (press and event.button() & _BUTTONS) or self._deferred.pressed:
                self._deferred.note(event, self._canvas.pen)
                self.update()
                return True
        return False

    def _pans(self, event: QMouseEvent) -> bool:
        view = event.position()
        if event.type() == QEvent.Type.MouseButtonPress:
            left = event.button() == Qt.MouseButton.LeftButton and self._canvas.pans
            if event.button() == Qt.MouseButton.MiddleButton or left:
                self._panned = view
                return True
        elif self._panned is not None and event.type() == QEvent.Type.MouseMove:
            step, self._panned = view - self._panned, view
            self._canvas.pan(step.x(), step.y())
            return True
        elif self._panned is not None and event.type() == QEvent.Type.MouseButtonRelease:
            self._panned = None
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        viewport = self._canvas.viewport
        place = QRectF(
            viewport.x, viewport.y, viewport.photo_width * viewport.scale, viewport.photo_height * viewport.scale
        )
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(*BACKGROUND))
            painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
            self._deferred.draw(painter, self._canvas.size_in_view)
