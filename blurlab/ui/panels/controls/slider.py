"""A slider with its name on the left and its value on the right."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QLabel, QSlider, QStyle, QStyleOptionSlider, QWidget

from blurlab.ui.language import tr

_STEPS = 1000
_MARK = 6  # logical pixels that a mark is high


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
    slider.setAccessibleName(tr(name))
    label = QLabel(tr(name))
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


class MarkedSlider(QSlider):
    """A horizontal slider that can bear a mark at one of its steps, drawn over its groove."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.mark: int | None = None  # a step

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.mark is None:
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        across = QStyle.sliderPositionFromValue(
            self.minimum(), self.maximum(), self.mark, self.width() - handle.width(), option.upsideDown
        )
        x, middle = across + handle.width() / 2, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        top = max(0.0, middle - handle.height() / 2 - _MARK)
        painter.drawPolygon(QPolygonF([QPointF(x - 4, top), QPointF(x + 4, top), QPointF(x, top + _MARK)]))


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
        self._mark: float | None = None
        self.slider = MarkedSlider()
        self._shown = lay_out_in_a_row(self, name, self.slider, name_width, value_width)
        self.slider.valueChanged.connect(self._moved)
        self.setToolTip(tr(hint))
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

    def set_mark(self, value: float | None) -> None:
        """Mark this value on the slider; the shown value stands out where it is another. None: no mark."""
        self._mark = value
        self.slider.setMinimumHeight(0 if value is None else self.slider.sizeHint().height() + 2 * _MARK)
        self.slider.mark = None if value is None else self._scale.step(value)
        self.slider.update()
        self._show()

    @property
    def off_mark(self) -> bool:
        """Whether there is a mark, and the value lies elsewhere."""
        return self.slider.mark is not None and self.slider.mark != self._scale.step(self._value)

    def _moved(self, step: int) -> None:
        self._value = self._scale.value(step)
        self._show()
        self.changed.emit(self._value)

    def _show(self) -> None:
        off = self.off_mark
        self._shown.setText(f"{'• ' if off else ''}{self._value:.0f} {self._unit}")
        if off != self._shown.property("off"):
            self._shown.setProperty("off", off)
            self._shown.style().polish(self._shown)
        if self._mark is not None:
            where = f"; suggested is {self._mark:.0f} {self._unit}" if off else ", as suggested"
            self.slider.setAccessibleDescription(f"{self._value:.0f} {self._unit}{where}")
