"""The bar above the photos: the view, the progress of the inspection, the filter and the order."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from blurlab.imaging.metadata.marks import LABELS
from blurlab.session.cull.listing import MEASURES, RANGES, Wanted
from blurlab.sharpness.verdict import WORDS
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr

_VERDICTS = (("All verdicts", ""), *((words.capitalize(), code) for code, words in WORDS.items()),
             ("Not inspected", "none"))  # fmt: skip
_MARKS = (("All marks", ""), ("Picked", "picked"), ("Not rejected", "not rejected"), ("Unmarked", "unmarked"),
          ("Rejected", "rejected"))  # fmt: skip
_COLOURS = (("All colours", ""), *((label, label) for label in LABELS))
_BLURS = (("All blur", ""), ("Defocus", "defocus"), ("Motion", "motion"), ("No blur", "none"))
_BURSTS = (("All photos", ""), ("Best of bursts", "best"), ("In bursts", "any"))
_RANGES = (("No range", ""), *((text, key) for key, (text, _, _) in RANGES.items()))


class Bar(QWidget):
    """`wantedChanged` and `orderChanged` report the person's choice."""

    wantedChanged = Signal(object)  # Wanted
    orderChanged = Signal(str, bool)  # one of MEASURES, backwards

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(6)
        column.addLayout(self._make_looks(actions))
        column.addLayout(self._make_filters())
        self._dress()

    def _make_looks(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name in ("leave", "grid", "large", "compare"):
            row.addWidget(_button(actions[f"focus_{name}"]))
        row.addSpacing(10)
        for name in ("peaking", "mask", "reason", "loupe"):
            row.addWidget(_button(actions[f"focus_{name}"]))
        row.addStretch(1)
        self.told = QLabel()
        self.told.setProperty("muted", True)
        self.told.setMinimumWidth(1)  # a long sentence must not widen the window
        self.progress = QProgressBar()
        self.progress.setFixedWidth(110)
        self.progress.setTextVisible(False)
        row.addWidget(self.told)
        row.addWidget(self.progress)
        row.addWidget(_button(actions["focus_inspect"]))
        self.results = QPushButton(tr("Results"))  # with the menu that the window gives it
        self.results.setToolTip(tr("Sidecars, tables, sheets and the bin."))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.results)
        row.addWidget(HelpButton("inspecting-focus.md#in-the-window"))
        return row

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.verdict, self.mark, self.label = _choice(_VERDICTS), _choice(_MARKS), _choice(_COLOURS)
        self.blur, self.burst, self.range = _choice(_BLURS), _choice(_BURSTS), _choice(_RANGES)
        self.low, self.high = _number("The lowest value listed."), _number("The highest value listed.")
        self.order = _choice(tuple((measure.text, key) for key, measure in MEASURES.items()))
        self.backwards = _small("↓", "Reverse the order.")
        self.backwards.setCheckable(True)
        tips = ("Verdict", "Pick and reject", "Colour label", "Kind of blur", "Bursts", "A measure in a range")
        self._filters = (self.verdict, self.mark, self.label, self.blur, self.burst, self.range)
        for choice, tip in zip(self._filters, tips, strict=True):
            choice.setToolTip(tr(f"{tip}: which photos are listed."))
            choice.setAccessibleName(tr(tip))
            row.addWidget(choice)
            choice.activated.connect(self._ask)
        self.range.activated.connect(self._set_range)
        self.clear = _small("Show all", "List all photos again.")
        self.clear.clicked.connect(self.show_all)
        for number in (self.low, self.high):
            row.addWidget(number)
            number.valueChanged.connect(self._ask)
            number.hide()
        row.addWidget(self.clear)
        row.addStretch(1)
        by = QLabel(tr("Order"))
        by.setProperty("muted", True)
        row.addWidget(by)
        row.addWidget(self.order)
        row.addWidget(self.backwards)
        self.order.activated.connect(self._ask_order)
        self.backwards.toggled.connect(self._ask_order)
        return row

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
        )

    def show_all(self) -> None:
        """No filter."""
        for choice in self._filters:
            choice.setCurrentIndex(0)
        self._set_range()
        self._ask()

    def show_progress(self, done: int, total: int, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)

    def show_counts(self, listed: int, total: int, inspected: int, *, running: bool) -> None:
        listing = f"{total} photos" if listed == total else f"{listed} of {total} photos"
        if total == 1:
            listing = "1 photo" if listed == total else "0 of 1 photo"
        work = f"inspecting, {inspected} done" if running else f"{inspected} inspected" if inspected < total else ""
        self.told.setText(tr(" · ".join(filter(None, (listing, work)))))

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
        self.clear.setEnabled(any(choice.currentIndex() for choice in self._filters))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _small(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(tr(text))
    button.setToolTip(tr(tip))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


class _Choice(QComboBox):
    """Its list is as wide as its words; digits and letters stay with the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def _choice(entries: tuple[tuple[str, str], ...]) -> QComboBox:
    choice = _Choice()
    choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for text, key in entries:
        choice.addItem(tr(text), key)
    return choice


def _number(tip: str) -> QDoubleSpinBox:
    number = QDoubleSpinBox()
    number.setDecimals(0)
    number.setFixedWidth(58)
    number.setToolTip(tr(tip))
    number.setAccessibleName(tr(tip))
    number.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return number
