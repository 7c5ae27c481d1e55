"""The sheet of keys: every action with its keys, by menu, and what mouse and held keys do on the canvas."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from blurlab.ui.actions import ACTIONS, CANVAS_HANDS, key_text
from blurlab.ui.theme import colours

_COLUMNS = (("File", "Edit"), ("View", "Photo"), ("Train", "Help", "On the photo"))


class KeySheet(QDialog):
    """A window beside the work; Esc or F1 closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        groups: dict[str, list[tuple[str, str]]] = {
            menu: [(key_text(spec), spec.text.removesuffix("…")) for spec in specs]
            for menu, specs in groupby(ACTIONS, key=lambda spec: spec.menu)
        }
        groups["On the photo"] = list(CANVAS_HANDS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(36)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(16)
            for menu in menus:
                column.addLayout(_group(menu, groups[menu]))
            column.addStretch(1)
            layout.addLayout(column)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.close()
        else:
            super().keyPressEvent(event)


def _group(title: str, rows: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    heading = QLabel(title)
    heading.setStyleSheet("font-weight: 600;")
    grid.addWidget(heading, 0, 0, 1, 2)
    for place, (keys, text) in enumerate(rows, start=1):
        key = QLabel(keys)
        key.setStyleSheet(f"color: {colours().muted};")
        grid.addWidget(key, place, 0)
        grid.addWidget(QLabel(text), place, 1)
    grid.setColumnStretch(1, 1)
    return grid
