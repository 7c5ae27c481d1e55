"""The view follows a stroke that goes beyond the canvas, so that what is larger than the view is drawn in one."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QObject, QPointF, QTimer

from blurlab.core.pyramid import Pyramid
from blurlab.core.viewport import Viewport

_TICK: Final = 16  # ms
_SLOWEST, _FASTEST = 5.0, 30.0  # logical pixels a tick
_FARTHER: Final = 0.15  # of the way beyond the canvas is added to a tick's step
_RIM: Final = 2.0  # logical pixels: a pointer stopped by the screen's edge is beyond the canvas too


class View(Protocol):
    """What is followed."""

    viewport: Viewport
    pyramid: Pyramid | None
    place: QPointF | None  # view_xy of the pointer, None while outside

    @property
    def painting(self) -> bool: ...

    @property
    def busy(self) -> bool: ...

    def width(self) -> int: ...

    def height(self) -> int: ...

    def pan(self, dx: float, dy: float) -> None: ...

    def move_gesture(self, view: QPointF) -> None: ...


class Following(QObject):
    """Ticks while a gesture that paints is in progress, and pans as long as the pointer is held beyond the canvas."""

    def __init__(self, view: View, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """A gesture began."""
        self._timer.start()

    def tick(self) -> None:
        """Bring what lies beyond the canvas a little nearer, where the pointer is held there."""
        view = self._view
        if not view.painting or view.busy:
            self._timer.stop()
            return
        place, pyramid = view.place, view.pyramid
        if place is None or pyramid is None:
            return
        left, top = view.viewport.to_view(0.0, 0.0)
        right, bottom = view.viewport.to_view(float(pyramid.width), float(pyramid.height))
        dx = _step(place.x(), view.width(), left, right)
        dy = _step(place.y(), view.height(), top, bottom)
        if dx or dy:
            view.pan(dx, dy)
            view.move_gesture(QPointF(place))


def _step(place: float, size: int, first: float, last: float) -> float:
    """By how much to move the photo, from `first` to `last` of this axis, for a pointer at `place`; 0 to leave it."""
    if place < _RIM and first < 0:
        return min(_pace(_RIM - place), -first)
    if place > size - _RIM and last > size:
        return -min(_pace(place - size + _RIM), last - size)
    return 0.0


def _pace(beyond: float) -> float:
    return min(_SLOWEST + _FARTHER * beyond, _FASTEST)
