"""Which of the panels beside the photo are shown: all, one, or none, so that a small screen has room for the photo."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget


class SidePanels:
    """Those left and right of the photo. `changed()` is called when others are shown."""

    def __init__(self, panels: Sequence[QWidget], changed: Callable[[], None]) -> None:
        self._panels, self._changed = tuple(panels), changed

    @property
    def shown(self) -> bool:
        """Whether any is."""
        return any(not panel.isHidden() for panel in self._panels)

    def is_shown(self, place: int) -> bool:
        """Whether the one at this place is, from the left."""
        return not self._panels[place].isHidden()

    def toggle(self) -> None:
        """Hide all that are shown; where none is, show all."""
        self._show([not self.shown] * len(self._panels))

    def toggle_one(self, place: int) -> None:
        self._show([self.is_shown(each) != (each == place) for each in range(len(self._panels))])

    def _show(self, shown: Sequence[bool]) -> None:
        for panel, visible in zip(self._panels, shown, strict=True):
            panel.setVisible(visible)
        self._changed()
