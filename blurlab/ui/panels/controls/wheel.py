"""In a panel that scrolls, the wheel scrolls: it never turns a dial that comes under the pointer."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollArea, QScrollBar

_TURNED = (QAbstractSlider, QAbstractSpinBox, QComboBox)


class WheelScrolls(QObject):
    """Keeps the wheel from all dials, numbers and choices that are in `area` by now; drags and keys turn them."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        inside = area.widget()
        for kind in _TURNED:
            for field in inside.findChildren(kind) if inside is not None else ():
                if not isinstance(field, QScrollBar):  # a text's own
                    field.installEventFilter(self)
                    if field.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys stay the photo's

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()  # what is not accepted goes on to the parent, and so to the panel
        return True
