"""The Synthetic panel: a live sheet of the samples that training learns from, and the dials they are made with."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from blurlab.core.synthesis import BlurRanges
from blurlab.ui.icons import icon
from blurlab.ui.panels.range_dial import RangeDial
from blurlab.ui.panels.section import muted
from blurlab.ui.panels.sheet_view import SampleView, SheetView
from blurlab.ui.panels.slider import NamedSlider
from blurlab.ui.synthetic_sheets import COUNT, SyntheticSheets

TRAINING_SEED = 42  # in use where none was chosen
_SIDE = 320  # px, of a sample, until the first one tells
_NAME, _VALUE = 92, 86  # px, the dials' names and values
_MOST_SEED = 2**31 - 1
_PROPOSALS, _MASKS = 0, 1

# Range, name, lowest, highest, hint. Lengths are shares of the sample's side and shown in its pixels.
_LENGTHS = (
    ("sigma", "Gaussian σ", 0.001, 0.08, "Softness of Gaussian defocus, in pixels of the sample."),
    ("radius", "Disk radius", 0.002, 0.12, "Radius of disk defocus, in pixels of the sample."),
    ("length", "Motion length", 0.005, 0.5, "Length of the motion's path, in pixels of the sample."),
)
_SHARES = (
    ("motion", "Motion", "Share of motion; the rest is defocus."),
    ("disk", "Disks", "Share of disks among the defocus; the rest is Gaussian."),
    ("background", "Background", "How often the background is blurred; else it is the object."),
    ("all_sharp", "All sharp", "Share of samples with no blur at all."),
    ("all_blurred", "All blurred", "Share of samples that are blurred all over."),
)


class SyntheticPanel(QWidget):
    """Shows and changes `sheets`. Made when it is first opened: the range dials load superqt."""

    closeAsked = Signal()

    def __init__(self, sheets: SyntheticSheets, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sheets = sheets
        self._action = action
        self.lengths: dict[str, RangeDial] = {}
        self.shares: dict[str, NamedSlider] = {}
        inside = QHBoxLayout()
        inside.setContentsMargins(14, 0, 14, 10)
        inside.setSpacing(14)
        inside.addWidget(self._make_dials())
        inside.addWidget(self._make_sheet(), 1)
        inside.addLayout(self._make_sample())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_heading())
        layout.addLayout(inside, 1)
        sheets.tileChanged.connect(self._tile_changed)
        sheets.stateChanged.connect(self._show_state)
        sheets.synthesisChanged.connect(self._show_synthesis)
        self._show_synthesis()
        self._show_state()

    # ------------------------------------------------------------ making

    def _make_heading(self) -> QHBoxLayout:
        title = QLabel("Synthetic samples")
        title.setStyleSheet("font-weight: 600;")
        self.state = muted()
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.outlines = QToolButton()
        self.outlines.setText("Outlines")
        self.outlines.setIcon(icon("overlay"))
        self.outlines.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.outlines.setCheckable(True)
        self.outlines.setChecked(True)
        self.outlines.setToolTip("Show the rim of the blurred side, and stripes over what training ignores.")
        self.outlines.toggled.connect(self._show_outlines)
        close = QToolButton()
        close.setObjectName("flat")
        close.setIcon(icon("close"))
        close.setToolTip(f"Close this panel.  {self._action.shortcut().toString()}")
        close.clicked.connect(self.closeAsked)
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self.state, 1)
        row.addWidget(self.outlines)
        row.addWidget(close)
        return row

    def _make_dials(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(7)
        widths = {"name_width": _NAME, "value_width": _VALUE}
        for name, text, lowest, highest, hint in _LENGTHS:
            dial = RangeDial(text, lowest, highest, "px", hint, factor=_SIDE, decimals=1, geometric=True, **widths)
            self._add_range(name, dial, column)
        hint = "How far the motion's path is bent, as a share of its length."
        self._add_range("bend", RangeDial("Bend", 0.0, 0.6, "%", hint, factor=100, **widths), column)
        for name, text, hint in _SHARES:
            slider = NamedSlider(text, 0, 100, "%", hint, **widths)
            slider.changed.connect(lambda percent, name=name: self._turn(name, percent / 100))
            self.shares[name] = slider
            column.addWidget(slider)
        column.addLayout(self._make_seed())
        column.addLayout(self._make_source())
        self.defaults = QPushButton("Default settings")
        self.defaults.setToolTip("Go back to the settings that blurlab came with.")
        self.defaults.clicked.connect(self._sheets.reset)
        column.addWidget(self.defaults)
        column.addStretch(1)
        return _scrolling(inside, 320)

    def _add_range(self, name: str, dial: RangeDial, column: QVBoxLayout) -> None:
        dial.changed.connect(lambda low, high: self._turn(name, (low, high)))
        self.lengths[name] = dial
        column.addWidget(dial)

    def _make_seed(self) -> QHBoxLayout:
        self.seed = QSpinBox()
        self.seed.setRange(0, _MOST_SEED)
        self.seed.lineEdit().setTextMargins(6, 0, 4, 0)  # the style sheet's padding does not reach it
        self.seed.setToolTip("The stream of samples. The next training begins with these very samples.")
        self.seed.setAccessibleName("Seed")
        self.seed.valueChanged.connect(
            lambda seed: self._sheets.set_synthesis(replace(self._sheets.synthesis, seed=seed))
        )
        self.another = QPushButton(icon("retry"), "Others")
        self.another.setToolTip("Show other samples: the next seed.")
        self.another.clicked.connect(lambda: self.seed.setValue((self.seed.value() + 1) % _MOST_SEED))
        return _named_row("Seed", self.seed, self.another)

    def _make_source(self) -> QVBoxLayout:
        self.source = QComboBox()
        self.source.addItems(["Proposals", "Proposals and object masks"])
        self.source.setToolTip("Where the sides of a sample come from: found in the photo, or from masks of your own.")
        self.source.activated.connect(self._choose_source)
        self.folder = QPushButton(icon("folder"), "")
        self.folder.setToolTip("Choose the folder of object masks: label maps, named like the photos.")
        self.folder.clicked.connect(self._ask_for_masks)
        box = QVBoxLayout()
        box.setSpacing(7)
        box.addLayout(_named_row("Masks", self.source))
        box.addWidget(self.folder)
        return box

    def _make_sheet(self) -> QScrollArea:
        self.sheet = SheetView(self._sheets.tiles, COUNT)
        self.sheet.chosen.connect(lambda _place: self._show_choice())
        self.sheet.rejectAsked.connect(self._reject)
        return _scrolling(self.sheet, 170)

    def _make_sample(self) -> QVBoxLayout:
        self.sample = SampleView()
        self.words = muted(wrap=True)
        self.words.setMaximumWidth(320)
        self.reject = QPushButton(icon("reject"), "Reject proposal")
        self.reject.setToolTip("Never make samples from this region of the photo again.  Delete")
        self.reject.clicked.connect(self._reject)
        self.back = QPushButton()
        self.back.setToolTip("Let the proposals that were rejected be drawn again.")
        self.back.clicked.connect(self._sheets.bring_back)
        column = QVBoxLayout()
        column.setSpacing(7)
        column.addWidget(self.sample, 1)
        column.addWidget(self.words)
        column.addWidget(self.reject)
        column.addWidget(self.back)
        return column

    # ------------------------------------------------------------ hands

    def _turn(self, name: str, value: float | tuple[float, float]) -> None:
        synthesis = self._sheets.synthesis
        self._sheets.set_synthesis(replace(synthesis, ranges=replace(synthesis.ranges, **{name: value})))

    def _choose_source(self, place: int) -> None:
        if place == _PROPOSALS:
            self._use_masks("")
        elif not self._sheets.synthesis.masks:
            self._ask_for_masks()

    def _ask_for_masks(self) -> None:
        before = self._sheets.synthesis.masks
        self._use_masks(QFileDialog.getExistingDirectory(self, "Folder of object masks", before) or before)

    def _use_masks(self, folder: str) -> None:
        self._sheets.set_synthesis(replace(self._sheets.synthesis, masks=folder))
        self._show_source()

    def _reject(self) -> None:
        if self.sheet.choice is not None:
            self._sheets.reject(self.sheet.choice)

    # ------------------------------------------------------------ what is shown

    def _show_synthesis(self) -> None:
        synthesis = self._sheets.synthesis
        ranges: BlurRanges = synthesis.ranges
        for name, dial in self.lengths.items():
            dial.set_range(getattr(ranges, name))
        for name, slider in self.shares.items():
            slider.set_value(getattr(ranges, name) * 100)
        self.seed.blockSignals(True)
        self.seed.setValue(TRAINING_SEED if synthesis.seed is None else synthesis.seed)
        self.seed.blockSignals(False)
        self._show_source()

    def _show_source(self) -> None:
        masks = self._sheets.synthesis.masks
        self.source.setCurrentIndex(_MASKS if masks else _PROPOSALS)
        self.folder.setVisible(bool(masks))
        self.folder.setText(Path(masks).name or masks)

    def _show_outlines(self, shown: bool) -> None:
        self.sheet.set_outlines(shown)
        self._show_choice()

    def _tile_changed(self, place: int) -> None:
        self.sheet.refresh(place)
        if place == self.sheet.choice:
            self._show_choice()

    def _show_choice(self) -> None:
        tile = self._sheets.tiles.get(self.sheet.choice) if self.sheet.choice is not None else None
        self.sample.show_tile(tile, self.outlines.isChecked())
        sample = tile.sample if tile is not None else None
        self.words.setText("" if sample is None else f"{sample.photo}: {sample.what}; {sample.finish}.")
        self.reject.setEnabled(sample is not None and bool(sample.region))

    def _show_state(self) -> None:
        sheets = self._sheets
        if sheets.last is not None:
            for name, dial in self.lengths.items():
                if name != "bend":
                    dial.set_factor(sheets.last.side)
        self.state.setText(self._sentence())
        rejected = sheets.rejected
        self.back.setText(f"Bring {rejected} rejected back")
        self.back.setVisible(rejected > 0)
        self._show_choice()

    def _sentence(self) -> str:
        sheets = self._sheets
        if sheets.sentence:
            return sheets.sentence
        if sheets.working:
            return "Making samples…" if sheets.tiles else "Making the first samples; regions are found once a photo…"
        if sheets.last is None:
            return ""
        last = sheets.last
        words = f"From {last.photos} photo{'' if last.photos == 1 else 's'}, {last.side} px, in {last.seconds:.1f} s."
        if sheets.synthesis.masks:
            words += f" Object masks were found for {last.masked}."
        return words


def _named_row(name: str, *widgets: QWidget) -> QHBoxLayout:
    label = QLabel(name)
    label.setFixedWidth(_NAME)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == 0 else 0)
    return row


def _scrolling(inside: QWidget, width: int) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("panel")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setMinimumWidth(width)
    return area
