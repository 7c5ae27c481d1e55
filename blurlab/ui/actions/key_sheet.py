"""The key sheet: every action with its keys, by menu, to read and to change, and the gestures of mouse and pen."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.ui.actions.action import Action, Mode, key_text
from blurlab.ui.actions.inspect_menu import MOUSE
from blurlab.ui.actions.key_map import KeyMap
from blurlab.ui.canvas.tools.registry import ALL
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.scrolling import Scrolling
from blurlab.ui.shell.theme import colours

_TITLE_BAR = 28
_COLUMNS = {
    Mode.CANVAS: (("File", "Edit"), ("View", "Photo"), ("Train", "Help", "On the photo")),
    Mode.FOCUS: (("File", "Train", "Help"), ("Inspect",), ("Rate",), ("Results", "On the photos")),
}
_MOUSE = {
    "On the photo": (
        *(line for tool in ALL for line in tool.mouse),
        ("Esc", "Cancel what is being drawn"),
        ("Wheel", "Zoom at the cursor"),
        ("Space + double click", "100 %, or the whole photo"),
        ("Pen", "Paint wider as it presses harder; its other end erases"),
    ),
    "On the photos": MOUSE,
}
_HINT = "Click a key to change it."
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class KeyButton(QPushButton):
    """An action's keys. After a click the next pressed key is proposed; Esc changes nothing."""

    proposed = Signal(str)  # a key in Qt's portable spelling

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.setFlat(True)
        self.setCheckable(True)
        self.setObjectName(f"key_{action.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        own = colours()
        self.setStyleSheet(
            f"QPushButton {{ text-align: left; padding: 1px 4px; color: {own.muted}; }}"
            f"QPushButton:checked {{ color: {own.on_accent}; background: {own.accent}; }}"
        )
        self.toggled.connect(self._show)
        self.show_action(action)

    def show_action(self, action: Action) -> None:
        self._keys = key_text(action)
        self.setToolTip(tr(f"Change the key of “{action.text.removesuffix('…')}”."))
        self.setAccessibleName(f"{action.text.removesuffix('…')}: {self._keys}")
        self._show()

    def _show(self) -> None:
        self.setText(tr("Press a key…" if self.isChecked() else self._keys))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self.isChecked():
            event.accept()  # or the key would trigger its present action
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isChecked():
            super().keyPressEvent(event)
            return
        if event.key() in _MODIFIERS:
            return
        self.setChecked(False)
        if event.key() != Qt.Key.Key_Escape:
            self.proposed.emit(QKeySequence(event.keyCombination()).toString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setChecked(False)
        super().focusOutEvent(event)


class KeySheet(QDialog):
    """A window beside the work, with the keys of its mode; Esc or F1 closes it."""

    def __init__(self, keys: KeyMap, parent: QWidget, mode: Mode = Mode.CANVAS) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self._keys = keys
        self._buttons: dict[str, KeyButton] = {}
        here = [action for action in keys.actions if mode in action.modes]
        groups = {menu: list(actions) for menu, actions in groupby(here, key=lambda action: action.menu)}
        sheet = QHBoxLayout()
        sheet.setSpacing(36)
        for menus in _COLUMNS[mode]:
            column = QVBoxLayout()
            column.setSpacing(14)
            for menu in menus:
                column.addLayout(self._actions(menu, groups[menu]) if menu in groups else _hands(menu))
            column.addStretch(1)
            sheet.addLayout(column)
        self.said = QLabel(tr(_HINT))
        self.said.setWordWrap(True)
        self.restore = QPushButton(tr("Restore all keys"))
        self.restore.setAutoDefault(False)
        self.restore.clicked.connect(self._restore)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.restore)
        foot.addWidget(HelpButton("keys.md"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(Scrolling(sheet), 1)
        layout.addLayout(foot)
        self._show()
        room = self.screen().availableSize() - QSize(0, _TITLE_BAR)
        self.resize(self.sizeHint().boundedTo(room))  # Qt alone would take two thirds of the screen at most

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.is_held("keys", event.key()):
            self.close()
        else:
            super().keyPressEvent(event)

    def _actions(self, title: str, actions: Iterable[Action]) -> QGridLayout:
        grid = _grid(title)
        for place, action in enumerate(actions, start=1):
            button = self._buttons[action.id] = KeyButton(action)
            button.setAutoDefault(False)
            button.proposed.connect(lambda key, action_id=action.id: self._change(action_id, key))
            grid.addWidget(button, place, 0)
            grid.addWidget(QLabel(tr(action.text).removesuffix("…")), place, 1)
        return grid

    def _change(self, action_id: str, key: str) -> None:
        refused = self._keys.change(action_id, key)
        self._say(refused or _HINT, refused=bool(refused))
        self._show()

    def _restore(self) -> None:
        self._keys.reset()
        self._say("All keys have their defaults again.")
        self._show()

    def _say(self, sentence: str, *, refused: bool = False) -> None:
        self.said.setText(tr(sentence))
        self.said.setStyleSheet(f"color: {colours().bad}; font-weight: 600;" if refused else "")

    def _show(self) -> None:
        for action in self._keys.actions:
            if action.id in self._buttons:
                self._buttons[action.id].show_action(action)
        self.restore.setEnabled(self._keys.altered)


def _grid(title: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(1)
    heading = QLabel(tr(title))
    heading.setStyleSheet("font-weight: 600;")
    grid.addWidget(heading, 0, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    return grid


def _hands(title: str) -> QGridLayout:
    grid = _grid(title)
    for place, (hands, text) in enumerate(_MOUSE[title], start=1):
        hand = QLabel(tr(hands))
        hand.setStyleSheet(f"color: {colours().muted}; padding: 1px 4px;")
        grid.addWidget(hand, place, 0)
        grid.addWidget(QLabel(tr(text)), place, 1)
    return grid
