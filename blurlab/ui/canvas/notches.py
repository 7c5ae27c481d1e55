"""Turns of a wheel counted in notches: wheels that turn finely add up to whole ones."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

NOTCH: Final = 120  # of the wheel, as Qt counts


class Notches:
    """Keeps what is less than a notch for the next turn."""

    def __init__(self) -> None:
        self._rest = 0

    def after(self, turn: int) -> int:
        """The whole notches that are full after another turn, in eighths of a degree as Qt tells it."""
        self._rest += turn
        steps = int(self._rest / NOTCH)
        self._rest -= steps * NOTCH
        return steps


def spend_alt() -> None:
    """Alt was held for the wheel: its release opens no menu, which would take the keys that come next.

    A menu bar watches all events from a press of Alt on and gives up at this one; it does not at a wheel's.
    """
    QApplication.sendEvent(QObject(), QEvent(QEvent.Type.ActivationChange))
