"""Input on a canvas that could not take it yet: shown as a line, and replayed when it can."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPen

from blurlab.ui.canvas.tools.pen import Pen
from blurlab.ui.canvas.tools.port import Point
from blurlab.ui.canvas.view.view import CanvasView

_PRESSES: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


@dataclass(frozen=True)
class _MouseInput:
    """A mouse event: a QMouseEvent except for its place, which is image_xy."""

    type: QEvent.Type
    place: Point
    button: Qt.MouseButton
    buttons: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    pen: Pen


class DeferredInput:
    """Mouse events and calls, in their order."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._waiting: list[_MouseInput | Callable[[], object]] = []

    def __len__(self) -> int:
        """The amount of waiting input."""
        return len(self._waiting)

    @property
    def pressed(self) -> bool:
        """Whether the button of the last press is still down."""
        last = self._waiting[-1] if self._waiting else None
        return isinstance(last, _MouseInput) and last.type != QEvent.Type.MouseButtonRelease

    def note(self, event: QMouseEvent, pen: Pen) -> None:
        """`pen`: as it is held."""
        view = event.position()
        place = self._view.viewport.to_image(view.x(), view.y())
        self._waiting.append(_MouseInput(event.type(), place, event.button(), event.buttons(), event.modifiers(), pen))

    def call(self, act: Callable[[], object]) -> None:
        self._waiting.append(act)

    def clear(self) -> None:
        self._waiting = []

    def do_again(self, send: Callable[[QMouseEvent, Pen], None]) -> None:
        """Replay all of it as if it came now, events by `send`; whatever is deferred again keeps its order."""
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not isinstance(one, _MouseInput):
                one()
                continue
            view = QPointF(*self._view.viewport.to_view(*one.place))
            there = self._view.mapToGlobal(view)
            send(QMouseEvent(one.type, view, there, one.button, one.buttons, one.modifiers), one.pen)

    def draw(self, painter: QPainter, width: float | None) -> None:
        """The waiting strokes, light on dark; `width` in logical pixels, None if the tool has none."""
        path = QPainterPath()
        for one in self._waiting:
            if isinstance(one, _MouseInput):
                view = QPointF(*self._view.viewport.to_view(*one.place))
                if one.type in _PRESSES:
                    path.moveTo(view)
                path.lineTo(view)
        pen = QPen(QColor(255, 255, 255, 235 if width is None else 110), 2.0 if width is None else max(1.0, width))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
