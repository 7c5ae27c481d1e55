"""A slider with two handles, for a range: its name on the left, both values on the right."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from blurlab.ui.panels.slider import lay_out_in_a_row

_STEPS = 1000


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

        self._lowest, self._highest, self._unit, self._geometric = lowest, highest, unit, geometric
        self._factor, self._decimals = factor, decimals
        self._range = (lowest, highest)
        self.slider = QRangeSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setSingleStep(_STEPS // 50)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(self._moved)
        self.setToolTip(hint)
        self._shown = lay_out_in_a_row(self, name, self.slider, name_width, value_width)
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
        self.slider.setValue(tuple(round(self._fraction(value) * _STEPS) for value in values))
        self.slider.blockSignals(False)
        self._show()

    def set_factor(self, factor: float) -> None:
        self._factor = factor
        self._show()

    def _moved(self, steps: tuple[int, int]) -> None:
        before = [round(self._fraction(value) * _STEPS) for value in self._range]
        # A handle that was not moved keeps its exact value.
        low, high = (
            old if step == was else self._value(step / _STEPS)
            for step, was, old in zip(steps, before, self._range, strict=True)
        )
        self._range = (low, max(low, high))
        self._show()
        self.changed.emit(*self._range)

    def _value(self, fraction: float) -> float:
        if self._geometric:
            return self._lowest * (self._highest / self._lowest) ** fraction
        return self._lowest + (self._highest - self._lowest) * fraction

    def _fraction(self, value: float) -> float:
        value = min(max(value, self._lowest), self._highest)
        if self._geometric:
            return math.log(value / self._lowest) / math.log(self._highest / self._lowest)
        return (value - self._lowest) / (self._highest - self._lowest)

    def _show(self) -> None:
        low, high = (f"{value * self._factor:.{self._decimals}f}" for value in self._range)
        self._shown.setText(f"{low} – {high} {self._unit}")
