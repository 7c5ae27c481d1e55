"""What hands did on a canvas that could not take it yet: shown as a line, and done again when it can."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from blurlab.ui.canvas.tools.pointer import Pen

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas

_PRESSES: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


@dataclass(frozen=True)
class _Act:
    """What the mouse did: a QMouseEvent, but for its place, which is image_xy."""

    type: QEvent.Type
    place: tuple[float, float]
    button: Qt.MouseButton
    buttons: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    pen: Pen


class DeferredInput:
    """Mouse events and calls, in their order."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._acts: list[_Act | Callable[[], object]] = []

    def __len__(self) -> int:
        """How much waits to be done."""
        return len(self._acts)

    @property
    def pressed(self) -> bool:
        """Whether the button of the last press is down still."""
        last = self._acts[-1] if self._acts else None
        return isinstance(last, _Act) and last.type != QEvent.Type.MouseButtonRelease

    def note(self, event: QMouseEvent) -> None:
        view = event.position()
        place = self._canvas.viewport.to_image(view.x(), view.y())
        self._acts.append(
            _Act(event.type(), place, event.button(), event.buttons(), event.modifiers(), self._canvas.held)
        )

    def call(self, act: Callable[[], object]) -> None:
        self._acts.append(act)

    def clear(self) -> None:
        self._acts = []

    def do_again(self) -> None:
        """Give the canvas all of it, as if it came now; what it notes anew is noted in the same order."""
        acts, self._acts = self._acts, []
        canvas = self._canvas
        held = canvas.held
        for act in acts:
            if not isinstance(act, _Act):
                act()
                continue
            canvas.held = act.pen
            view = QPointF(*canvas.viewport.to_view(*act.place))
            event = QMouseEvent(act.type, view, canvas.mapToGlobal(view), act.button, act.buttons, act.modifiers)
            QApplication.sendEvent(canvas, event)
        canvas.held = held  # it may be painting still

    def draw(self, painter: QPainter) -> None:
        """The strokes that wait: as wide as the tool in hand, light on dark."""
        path = QPainterPath()
        for act in self._acts:
            if isinstance(act, _Act):
                view = QPointF(*self._canvas.viewport.to_view(*act.place))
                if act.type in _PRESSES:
                    path.moveTo(view)
                path.lineTo(view)
        sized = self._canvas.tools.tool.has_size
        width = max(1.0, self._canvas.size_in_photo * self._canvas.viewport.scale) if sized else 2.0
        pen = QPen(QColor(255, 255, 255, 110 if sized else 235), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
