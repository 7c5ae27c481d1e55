"""A slider with its name on the left and its value on the right."""

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QLabel, QSlider, QWidget

_STEPS = 1000


@dataclass(frozen=True)
class Scale:
    """From values to a slider's steps and back; `geometric` for sizes, where each step is a factor."""

    lowest: float
    highest: float
    geometric: bool = False

    def step(self, value: float) -> int:
        value = min(max(value, self.lowest), self.highest)
        if self.geometric:
            return round(_STEPS * math.log(value / self.lowest) / math.log(self.highest / self.lowest))
        return round(_STEPS * (value - self.lowest) / (self.highest - self.lowest))

    def value(self, step: int) -> float:
        fraction = step / _STEPS
        if self.geometric:
            return float(self.lowest * (self.highest / self.lowest) ** fraction)
        return self.lowest + (self.highest - self.lowest) * fraction


def lay_out_in_a_row(row: QWidget, name: str, slider: QAbstractSlider, name_width: int, value_width: int) -> QLabel:
    """Fill `row` with the name, the slider and, at the right, the label for the value, which is returned; px."""
    slider.setRange(0, _STEPS)
    slider.setPageStep(_STEPS // 10)
    slider.setSingleStep(_STEPS // 50)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    slider.setAccessibleName(name)
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
        self._scale, self._unit = Scale(lowest, highest, geometric), unit
        self._value = lowest
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._shown = lay_out_in_a_row(self, name, self.slider, name_width, value_width)
        self.slider.valueChanged.connect(self._moved)
        self.setToolTip(hint)
        self.set_value(lowest)

    @property
    def value(self) -> float:
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value that was set elsewhere; `changed` is not emitted."""
        self._value = min(max(value, self._scale.lowest), self._scale.highest)
        self.slider.blockSignals(True)
        self.slider.setValue(self._scale.step(self._value))
        self.slider.blockSignals(False)
        self._show()

    def _moved(self, step: int) -> None:
        self._value = self._scale.value(step)
        self._show()
        self.changed.emit(self._value)

    def _show(self) -> None:
        self._shown.setText(f"{self._value:.0f} {self._unit}")
