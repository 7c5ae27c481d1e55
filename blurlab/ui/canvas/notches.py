"""Turns of a wheel counted in notches: wheels that turn finely add up to whole ones."""

from typing import Final

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
