"""The Synthetic panel: a live sheet of the samples that training learns from, and the dials they are made with."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
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

from blurlab.core.synthesis import DIALS, Dial
from blurlab.session.models.synthetic_sheets import COUNT, SyntheticSheets
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.folder_choice import FolderChoice
from blurlab.ui.panels.controls.range_dial import RangeDial
from blurlab.ui.panels.controls.section import Section, muted
from blurlab.ui.panels.controls.slider import NamedSlider
from blurlab.ui.panels.controls.wheel import WheelScrolls
from blurlab.ui.panels.learning.sheet_view import SampleView, SheetView
from blurlab.ui.shell.icons import icon

TRAINING_SEED = 42  # in use where none was chosen
_SIDE = 320  # px, of a sample, until the first one tells
_NAME, _VALUE = 98, 86  # px, the dials' names and values
_MOST_SEED = 2**31 - 1


class SyntheticPanel(QWidget):
    """Shows and changes `sheets`. Made when it is first opened: the range dials load superqt."""

    closeAsked = Signal()

    def __init__(self, sheets: SyntheticSheets, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sheets = sheets
        self._action = action
        self.ranges: dict[str, RangeDial] = {}
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
        title = QLabel(tr("Synthetic samples"))
        title.setStyleSheet("font-weight: 600;")
        self.state = muted()
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.outlines = QToolButton()
        self.outlines.setText(tr("Outlines"))
        self.outlines.setIcon(icon("overlay"))
        self.outlines.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.outlines.setCheckable(True)
        self.outlines.setChecked(True)
        self.outlines.setToolTip(tr("Show the rim of the blurred side, and stripes over what training ignores."))
        self.outlines.toggled.connect(self._show_outlines)
        close = QToolButton()
        close.setObjectName("flat")
        close.setIcon(icon("close"))
        close.setToolTip(tr(f"Close this panel.  {self._action.shortcut().toString()}"))
        close.clicked.connect(self.closeAsked)
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self.state, 1)
        row.addWidget(self.outlines)
        row.addWidget(HelpButton("training.md#in-the-window"))
        row.addWidget(close)
        return row

    def _make_dials(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(7)
        self.more = Section("More dials")
        self.more.body.setContentsMargins(0, 2, 0, 8)
        self.more.body.setSpacing(7)
        self.more.fold(True)
        for dial in DIALS:
            (column if dial.often else self.more.body).addWidget(self._make_dial(dial))
        column.addWidget(self.more)
        column.addLayout(self._make_seed())
        self.sources = FolderChoice(
            "Photos",
            "This project's photos",
            "A folder of photos",
            "The photos that samples are made from; sharp ones are preferred.",
            "Folder of source photos",
            name_width=_NAME,
        )
        self.sources.changed.connect(lambda folder: self._use(sources=folder))
        self.masks = FolderChoice(
            "Masks",
            "Proposals",
            "Proposals and object masks",
            "Where the sides of a sample come from: found in the photo, or from label maps, named like the photos.",
            "Folder of object masks",
            name_width=_NAME,
        )
        self.masks.changed.connect(lambda folder: self._use(masks=folder))
        column.addWidget(self.sources)
        column.addWidget(self.masks)
        self.defaults = QPushButton(tr("Default settings"))
        self.defaults.setToolTip(tr("Go back to blurlab's own settings."))
        self.defaults.clicked.connect(self._sheets.reset)
        column.addWidget(self.defaults)
        column.addStretch(1)
        return _scrolling(inside, 330)

    def _make_dial(self, dial: Dial) -> RangeDial | NamedSlider:
        if not dial.is_range:
            slider = NamedSlider(
                dial.label,
                100 * dial.lowest,
                100 * dial.highest,
                "%",
                dial.hint,
                name_width=_NAME,
                value_width=_VALUE,
            )
            slider.changed.connect(lambda percent: self._turn(dial.field, percent / 100))
            self.shares[dial.field] = slider
            return slider
        length = dial.is_length
        made = RangeDial(
            dial.label,
            dial.lowest,
            dial.highest,
            "px" if length else "%",
            f"{dial.hint} In pixels of the sample." if length else dial.hint,
            factor=_SIDE if length else 100,
            decimals=1 if length else 0,
            geometric=length,
            name_width=_NAME,
            value_width=_VALUE,
        )
        made.changed.connect(lambda low, high: self._turn(dial.field, (low, high)))
        self.ranges[dial.field] = made
        return made

    def _make_seed(self) -> QHBoxLayout:
        self.seed = QSpinBox()
        self.seed.setRange(0, _MOST_SEED)
        self.seed.lineEdit().setTextMargins(6, 0, 4, 0)  # the style sheet's padding does not reach it
        self.seed.setToolTip(tr("The stream of samples. The next training begins with exactly these samples."))
        self.seed.setAccessibleName(tr("Seed"))
        self.seed.valueChanged.connect(
            lambda seed: self._sheets.set_synthesis(replace(self._sheets.synthesis, seed=seed))
        )
        self.another = QPushButton(icon("retry"), tr("Others"))
        self.another.setToolTip(tr("Show other samples: the next seed."))
        self.another.clicked.connect(lambda: self.seed.setValue((self.seed.value() + 1) % _MOST_SEED))
        return _named_row("Seed", self.seed, self.another)

    def _make_sheet(self) -> QScrollArea:
        self.sheet = SheetView(self._sheets.tiles, COUNT)
        self.sheet.chosen.connect(lambda _place: self._show_choice())
        self.sheet.rejectAsked.connect(self._reject)
        return _scrolling(self.sheet, 170)

    def _make_sample(self) -> QVBoxLayout:
        self.sample = SampleView()
        self.words = muted(wrap=True)
        self.words.setMaximumWidth(320)
        self.reject = QPushButton(icon("reject"), tr("Reject proposal"))
        self.reject.setToolTip(tr("Never make samples from this region of the photo again.  Delete"))
        self.reject.clicked.connect(self._reject)
        self.back = QPushButton()
        self.back.setToolTip(tr("Use the rejected proposals again."))
        self.back.clicked.connect(self._sheets.bring_back)
        column = QVBoxLayout()
        column.setSpacing(7)
        column.addWidget(self.sample, 1)
        column.addWidget(self.words)
        column.addWidget(self.reject)
        column.addWidget(self.back)
        return column

    # ------------------------------------------------------------ hands

    def open_sheets(self) -> None:
        """Start the process that makes samples, and have a sheet made."""
        self._sheets.open()

    def close_sheets(self) -> None:
        """End that process."""
        self._sheets.close()

    def _turn(self, name: str, value: float | tuple[float, float]) -> None:
        synthesis, turned = self._sheets.synthesis, {name: value}
        ranges = replace(synthesis.ranges, **turned)  # type: ignore[arg-type]  # the dial knows its field's kind
        self._sheets.set_synthesis(replace(synthesis, ranges=ranges))

    def _use(self, **folder: str) -> None:
        changed = replace(self._sheets.synthesis, **folder)  # type: ignore[arg-type]  # only fields that are text
        self._sheets.set_synthesis(changed)

    def _reject(self) -> None:
        if self.sheet.choice is not None:
            self._sheets.reject(self.sheet.choice)

    # ------------------------------------------------------------ what is shown

    def _show_synthesis(self) -> None:
        synthesis = self._sheets.synthesis
        for name, dial in self.ranges.items():
            dial.set_range(getattr(synthesis.ranges, name))
        for name, slider in self.shares.items():
            slider.set_value(getattr(synthesis.ranges, name) * 100)
        self.seed.blockSignals(True)
        self.seed.setValue(TRAINING_SEED if synthesis.seed is None else synthesis.seed)
        self.seed.blockSignals(False)
        self.sources.set_folder(synthesis.sources)
        self.masks.set_folder(synthesis.masks)

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
        self.words.setText(tr("" if sample is None else f"{sample.photo}: {sample.what}; {sample.finish}."))
        self.reject.setEnabled(sample is not None and bool(sample.region))

    def _show_state(self) -> None:
        sheets = self._sheets
        if sheets.last is not None:
            for dial in DIALS:
                if dial.is_length:
                    self.ranges[dial.field].set_factor(sheets.last.side)
        self.state.setText(tr(self._sentence()))
        rejected = sheets.rejected
        self.back.setText(tr(f"Bring {rejected} rejected back"))
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
        photos = f"{last.photos} photo{'' if last.photos == 1 else 's'}"
        if sheets.synthesis.sources:
            photos += f" of “{Path(sheets.synthesis.sources).name}”"
        words = f"From {photos}, {last.side} px, in {last.seconds:.1f} s."
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
    WheelScrolls(area)
    area.setMinimumWidth(width)
    return area
