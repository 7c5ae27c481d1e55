"""A slider with its name on the left and its value on the right."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

_STEPS = 1000


def lay_out_in_a_row(row: QWidget, name: str, slider: QWidget, name_width: int, value_width: int) -> QLabel:
    """Fill `row` with the name, the slider and, at the right, the label for the value, which is returned; px."""
    label = QLabel(name)
    label.setFixedWidth(name_width)
    shown = QLabel()
    shown.setFixedWidth(value_width)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    shown.setProperty("muted", True)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(label)
    layout.addWidget(slider, 1)
    layout.addWidget(shown)
    return shown


class NamedSlider(QWidget):
    """A float between `lowest` and `highest`; `geometric` for sizes, where each step is a factor."""

    changed = Signal(float)  # by the person, not by set_value

    def __init__(
        self,
        name: str,
        lowest: float,
        highest: float,
        unit: str,
        hint: str,
        *,
        geometric: bool = False,
        name_width: int = 66,
        value_width: int = 56,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lowest, self._highest, self._unit, self._geometric = lowest, highest, unit, geometric
        self._value = lowest
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setSingleStep(_STEPS // 50)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.valueChanged.connect(self._moved)
        self.setToolTip(hint)
        self._shown = lay_out_in_a_row(self, name, self.slider, name_width, value_width)
        self.set_value(lowest)

    @property
    def value(self) -> float:
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value that was set elsewhere; `changed` is not emitted."""
        self._value = min(max(value, self._lowest), self._highest)
        self.slider.blockSignals(True)
        self.slider.setValue(round(self._fraction(self._value) * _STEPS))
        self.slider.blockSignals(False)
        self._show()

    def _moved(self, step: int) -> None:
        fraction = step / _STEPS
        if self._geometric:
            self._value = self._lowest * (self._highest / self._lowest) ** fraction
        else:
            self._value = self._lowest + (self._highest - self._lowest) * fraction
        self._show()
        self.changed.emit(self._value)

    def _fraction(self, value: float) -> float:
        if self._geometric:
            return math.log(value / self._lowest) / math.log(self._highest / self._lowest)
        return (value - self._lowest) / (self._highest - self._lowest)

    def _show(self) -> None:
        self._shown.setText(f"{self._value:.0f} {self._unit}")
