"""A slider with two handles, for a range: its name on the left, both values on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from blurlab.ui.language import tr
from blurlab.ui.panels.controls.slider import Scale, lay_out_in_a_row


class RangeDial(QWidget):
    """Two floats between `lowest` and `highest`; `geometric` for sizes, where each step is a factor.

    Shown as value × `factor` with `unit`. Making the first one imports superqt, which takes half a second.
    """

    changed = Signal(float, float)  # by the person, not by set_range

    def __init__(
        self,
        name: str,
        lowest: float,
        highest: float,
        unit: str,
        hint: str,
        *,
        factor: float,
        decimals: int = 0,
        geometric: bool = False,
        name_width: int = 66,
        value_width: int = 96,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from superqt import QRangeSlider  # noqa: PLC0415

        self._scale, self._unit = Scale(lowest, highest, geometric), unit
        self._factor, self._decimals = factor, decimals
        self._range = (lowest, highest)
        self.slider = QRangeSlider(Qt.Orientation.Horizontal)  # type: ignore[no-untyped-call]
        self._shown = lay_out_in_a_row(self, name, self.slider, name_width, value_width)
        self.slider.valueChanged.connect(self._moved)
        self.setToolTip(tr(hint))
        self.set_range((lowest, highest))

    @property
    def range(self) -> tuple[float, float]:
        return self._range

    @property
    def text(self) -> str:
        return self._shown.text()

    def set_range(self, values: tuple[float, float]) -> None:
        """Show a range that was set elsewhere; `changed` is not emitted, and values beyond the dial are kept."""
        self._range = values
        self.slider.blockSignals(True)
        self.slider.setValue(tuple(map(self._scale.step, values)))
        self.slider.blockSignals(False)
        self._show()

    def set_factor(self, factor: float) -> None:
        self._factor = factor
        self._show()

    def _moved(self, steps: tuple[int, int]) -> None:
        before = map(self._scale.step, self._range)
        # A handle that was not moved keeps its exact value.
        low, high = (
            old if step == was else self._scale.value(step)
            for step, was, old in zip(steps, before, self._range, strict=True)
        )
        self._range = (low, max(low, high))
        self._show()
        self.changed.emit(*self._range)

    def _show(self) -> None:
        low, high = (f"{value * self._factor:.{self._decimals}f}" for value in self._range)
        self._shown.setText(f"{low} – {high} {self._unit}")
