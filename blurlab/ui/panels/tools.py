"""The right column's upper half: tool, value, size and overlay."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.ui.canvas.tools.hand import LARGEST_SIZE, SMALLEST_SIZE
from blurlab.ui.canvas.tools.registry import CHOSEN
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import Section, muted
from blurlab.ui.panels.controls.slider import NamedSlider
from blurlab.ui.shell.icons import icon

_VALUES = ((BLURRED, "Blurred", "blurred"), (SHARP, "Sharp", "sharp"), (IGNORE, "Ignore", "ignore"))
_KINDS = {BLURRED: "Motion", SHARP: "Defocus", IGNORE: "Either"}  # what the same values paint as kinds of blur
_KEYS = {SHARP: "swap", BLURRED: "swap", IGNORE: "ignore"}


class ToolsPanel(QWidget):
    """Shows and changes the tool in hand. The window keeps it in step with the canvas."""

    valueChosen = Signal(int)  # mask code
    sizeChanged = Signal(float)
    opacityChanged = Signal(float)  # 0..1
    thresholdChanged = Signal(int)  # 1..255

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_correct(actions))
        layout.addWidget(self._make_overlay(actions))

    def _make_correct(self, actions: Mapping[str, QAction]) -> Section:
        section = Section("Correct", guide="annotating.md#paint")
        tools = QActionGroup(self)
        for first in range(0, len(CHOSEN), 2):
            row = QHBoxLayout()
            row.setSpacing(6)
            for tool in CHOSEN[first : first + 2]:
                tools.addAction(actions[tool.id])
                row.addWidget(action_button(actions[tool.id]), 1)
            section.body.addLayout(row)
        values = QHBoxLayout()
        values.setSpacing(6)
        self.values: dict[int, QToolButton] = {}
        for code, text, picture in _VALUES:
            button = QToolButton()
            button.setText(tr(text))
            button.setIcon(icon(picture))
            button.setIconSize(QSize(16, 16))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, code=code: self.valueChosen.emit(code))
            self.values[code] = button
            values.addWidget(button, 1)
        self._actions = actions
        self._kinds = False
        self._name_values()
        for name in set(_KEYS.values()):
            actions[name].changed.connect(self._name_values)  # its key may be another now
        section.body.addLayout(values)
        self.brush_size = NamedSlider(
            "Size", SMALLEST_SIZE, LARGEST_SIZE, "px", "Width of the brush in photo pixels.  [ ]", geometric=True
        )
        self.brush_size.changed.connect(self.sizeChanged)
        section.body.addWidget(self.brush_size)
        section.body.addWidget(action_button(actions["screen_sizes"]))
        history = QHBoxLayout()
        history.setSpacing(6)
        for name in ("undo", "redo"):
            history.addWidget(action_button(actions[name]), 1)
        section.body.addLayout(history)
        return section

    def _make_overlay(self, actions: Mapping[str, QAction]) -> Section:
        section = Section("Overlay", guide="first-ten-minutes.md#look")
        shown = QHBoxLayout()
        shown.setSpacing(10)
        shown.addWidget(action_button(actions["overlay"]), 1)
        shown.addWidget(muted(tr("Hold \\ to peek")), 1)
        section.body.addLayout(shown)
        more = QHBoxLayout()
        more.setSpacing(6)
        for name in ("outline_only", "uncertainty"):
            more.addWidget(action_button(actions[name]), 1)
        section.body.addLayout(more)
        looks = QHBoxLayout()
        looks.setSpacing(6)
        for name in ("compare", "loupe"):
            looks.addWidget(action_button(actions[name]), 1)
        section.body.addLayout(looks)
        self.opacity = NamedSlider("Opacity", 5, 100, "%", "How strongly the overlay covers the photo.")
        self.opacity.changed.connect(lambda percent: self.opacityChanged.emit(percent / 100))
        self.threshold = NamedSlider(
            "Threshold",
            1,
            99,
            "%",
            "Unpainted pixels at or above this count as blurred. Strokes stay. The mark is what the photo's own map "
            "suggests; Backspace returns to it.  - =, Alt+wheel",
        )
        self.threshold.changed.connect(lambda percent: self.thresholdChanged.emit(round(percent / 100 * 255)))
        section.body.addWidget(self.opacity)
        section.body.addWidget(self.threshold)
        return section

    def show_value(self, value: int) -> None:
        for code, button in self.values.items():
            button.setChecked(code == value)

    def show_kinds(self, kinds: bool) -> None:
        """Whether the values paint kinds of blur instead of the mask."""
        if kinds != self._kinds:  # this follows every change of the overlay
            self._kinds = kinds
            self._name_values()

    def _name_values(self) -> None:
        for code, name, _picture in _VALUES:
            words = _KINDS[code] if self._kinds else name
            self.values[code].setText(tr(words))
            self.values[code].setToolTip(
                tr(f"Paint {words.lower()}.  {self._actions[_KEYS[code]].shortcut().toString()}")
            )

    def show_unit(self, *, on_screen: bool) -> None:
        """Whether sizes are the screen's pixels or the photo's."""
        where = "screen" if on_screen else "photo"
        self.brush_size.setToolTip(tr(f"Width of the brush in {where} pixels.  [ ]"))

    def show_threshold(self, threshold: int, suggested: int) -> None:
        """Both 1..255; a threshold elsewhere than suggested is marked."""
        self.threshold.set_value(threshold / 255 * 100)
        self.threshold.set_mark(suggested / 255 * 100)


def action_button(action: QAction, *, text: bool = True) -> QToolButton:
    """A button for an action, with its icon and, unless `text` is False, its words."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(17, 17))
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
    button.setToolButtonStyle(style)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding if text else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
