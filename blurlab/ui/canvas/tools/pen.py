"""How a pen is held."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPointingDevice, QTabletEvent


@dataclass(frozen=True)
class Pen:
    """Its pressure 0..1 (None: a mouse), whether it touches, and whether by its eraser's end."""

    pressure: float | None = None
    down: bool = False
    turned: bool = False

    def after(self, event: QTabletEvent) -> Pen:
        """As it is held once it touched, moved or was lifted."""
        if event.type() == QEvent.Type.TabletRelease:
            return replace(self, down=False)  # its pressure is 0 by now; the last pixels keep what they had
        down = bool(event.buttons())
        turned = event.pointerType() == QPointingDevice.PointerType.Eraser
        return Pen(event.pressure() if down else self.pressure, down, turned)

    def pressed(self, size: float) -> float:
        """`size` under it: never less than a tenth, all of it at full pressure."""
        return size if self.pressure is None else size * (0.1 + 0.9 * min(max(self.pressure, 0.0), 1.0))
