"""Which photos are listed, and in which order: by mark, verdict, faces, burst, blur, lens, time and measure."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from blurlab.imaging.metadata.marks import LABELS
from blurlab.session.cull.choices import Choices
from blurlab.session.cull.listing import MEASURES, RANGES, Wanted
from blurlab.sharpness.verdict import WORDS
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.elided_choice import ElidedChoice

_VERDICTS = (("All verdicts", ""), *((words.capitalize(), code) for code, words in WORDS.items()),
             ("Not inspected", "none"))  # fmt: skip
_MARKS = (("All marks", ""), ("Picked", "picked"), ("Not rejected", "not rejected"), ("Unmarked", "unmarked"),
          ("Rejected", "rejected"), *((f"{'★' * stars} and more" if stars < 5 else "★" * 5, f"stars {stars}")
                                      for stars in range(1, 6)))  # fmt: skip
_COLOURS = (("All colours", ""), *((label, label) for label in LABELS))
_FACES = (("All subjects", ""), ("Eyes sharp", "sharp"), ("Eyes blurred", "blurred"), ("Faces", "any"),
          ("One face", "one"), ("Several faces", "many"), ("No face", "no"))  # fmt: skip
_BLURS = (("All blur", ""), ("Defocus", "defocus"), ("Motion", "motion"), ("No blur", "none"))
_BURSTS = (("All photos", ""), ("Best of bursts", "best"), ("In bursts", "any"))
_RANGES = (("No range", ""), *((text, key) for key, (text, _, _) in RANGES.items()))
_LENSES, _TIMES = ("All lenses", ""), ("All times", "")
_NARROWEST = 56
_WIDEST = 150  # px of a choice: a lens has a long name
_CHOOSING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter,
                       Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})  # fmt: skip


class Filters(QWidget):
    """`wantedChanged` and `orderChanged` report the person's choice. The second row is shown if it is asked for, or
    while something in it is chosen."""

    wantedChanged = Signal(object)  # Wanted
    orderChanged = Signal(str, bool)  # one of MEASURES, backwards

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict, self.mark, self.label = _choice(_VERDICTS), _choice(_MARKS), _choice(_COLOURS)
        self.faces, self.burst = _choice(_FACES), _choice(_BURSTS)
        self.blur, self.lens, self.time = _choice(_BLURS), _choice((_LENSES,)), _choice((_TIMES,))
        self.range = _choice(_RANGES)
        self.low, self.high = _number("The lowest value listed."), _number("The highest value listed.")
        self.order = _choice(tuple((measure.text, key) for key, measure in MEASURES.items()))
        self.order.setAccessibleName(tr("Order"))
        self.order.setMinimumContentsLength(15)
        self.order.setMaximumWidth(_WIDEST + 50)
        self.backwards = _small("↓", "Reverse the order.")
        self.backwards.setCheckable(True)
        self.clear = make_button(actions["focus_show_all"])
        self._first = {self.mark: "Marks", self.verdict: "Verdict", self.faces: "Faces and eyes",
                       self.burst: "Bursts", self.label: "Colour label"}  # fmt: skip
        self._second = {self.lens: "Lens", self.time: "Time taken", self.blur: "Kind of blur",
                        self.range: "A measure in a range"}  # fmt: skip
        self._asked = False  # for the second row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._make_first(actions))
        self._more = self._make_second()
        column.addWidget(self._more)
        for choice, tip in (self._first | self._second).items():
            choice.setToolTip(tr(f"{tip}: which photos are listed."))
            choice.setAccessibleName(tr(tip))
            choice.activated.connect(self._ask)
        self.range.activated.connect(self._set_range)
        for number in (self.low, self.high):
            number.valueChanged.connect(self._ask)
            number.hide()
        self.order.activated.connect(self._ask_order)
        self.backwards.toggled.connect(self._ask_order)
        self._dress()

    def _make_first(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for choice in self._first:
            row.addWidget(choice)
        row.addWidget(make_button(actions["focus_more_filters"]))
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(self.order)
        row.addWidget(self.backwards)
        return row

    def _make_second(self) -> QWidget:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (*self._second, self.low, self.high):
            row.addWidget(widget)
        row.addStretch(1)
        return inside

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.verdict.currentData(),
            self.mark.currentData(),
            self.label.currentData(),
            self.blur.currentData(),
            self.burst.currentData(),
            self.range.currentData(),
            self.low.value(),
            self.high.value(),
            self.faces.currentData(),
            self.lens.currentData(),
            self.time.currentData(),
        )

    @property
    def shows_more(self) -> bool:
        return self._asked or any(choice.currentIndex() > 0 for choice in self._second)

    @property
    def filtered(self) -> bool:
        return any(choice.currentIndex() > 0 for choice in (*self._first, *self._second))

    def offer(self, choices: Choices) -> None:
        """These lenses and times are there to choose from; what is chosen stays."""
        for choice, first, offered in ((self.lens, _LENSES, choices.lenses), (self.time, _TIMES, choices.times)):
            chosen, text = choice.currentData(), choice.currentText()
            entries = [first, *offered]
            if chosen not in {key for _text, key in entries}:
                entries.append((text, chosen))
            known = [(choice.itemText(place), choice.itemData(place)) for place in range(choice.count())]
            if [(tr(text), key) for text, key in entries] != known:
                choice.clear()
                for text, key in entries:
                    choice.addItem(tr(text), key)
                choice.setCurrentIndex(choice.findData(chosen))

    def show_all(self) -> None:
        """No filter."""
        for choice in (*self._first, *self._second):
            choice.setCurrentIndex(0)
        self._set_range()

    def toggle_more(self) -> None:
        """Show the second row, or hide it if nothing in it is chosen."""
        self._asked = not self.shows_more
        self._dress()

    def take_keys(self) -> None:
        """The keyboard is for the filters: Tab goes from one to the next, Up and Down choose."""
        self.mark.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def has_keys(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and focused.hasFocus()

    def _set_range(self) -> None:
        key = self.range.currentData()
        for number in (self.low, self.high):
            number.setVisible(bool(key))
            number.blockSignals(True)
            if key:
                number.setMaximum(RANGES[key][2])
                number.setValue(0 if number is self.low else RANGES[key][2])
            number.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        self._dress()
        self.wantedChanged.emit(self.wanted)

    def _ask_order(self) -> None:
        self.backwards.setText("↑" if self.backwards.isChecked() else "↓")
        self.orderChanged.emit(self.order.currentData(), self.backwards.isChecked())

    def _dress(self) -> None:
        self._more.setVisible(self.shows_more)


def make_button(action: QAction) -> QToolButton:
    """A button with the action's words; its key is the action's."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _small(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(tr(text))
    button.setToolTip(tr(tip))
    button.setAccessibleName(tr(tip))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class _Choice(ElidedChoice):
    """Its list is as wide as its words; digits and letters stay with the window's keys."""

    elided = Qt.TextElideMode.ElideLeft  # several begin with the same word

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CHOOSING:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _choice(entries: tuple[tuple[str, str], ...]) -> QComboBox:
    choice = _Choice()
    choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(8)
    choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    choice.setMinimumWidth(_NARROWEST)  # in a small window words are shortened
    choice.setMaximumWidth(_WIDEST)
    for text, key in entries:
        choice.addItem(tr(text), key)
    choice.view().setMinimumWidth(_WIDEST)
    return choice


def _number(tip: str) -> QDoubleSpinBox:
    number = QDoubleSpinBox()
    number.setDecimals(0)
    number.setFixedWidth(58)
    number.setToolTip(tr(tip))
    number.setAccessibleName(tr(tip))
    number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return number
