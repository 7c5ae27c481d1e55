"""Export masks: choose a format and what is marked, see it, write it; or a dataset with splits and a card."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from blurlab.errors import UserError
from blurlab.exchange.masks_out import ExportReport
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.registry import FORMATS
from blurlab.exchange.splits import SPLITS, Shares
from blurlab.project.project import Project
from blurlab.session.settings import Settings
from blurlab.ui.exchange.dialog import ExchangeDialog
from blurlab.ui.exchange.export_work import ExportWork, Order, Prospect
from blurlab.ui.exchange.picture_grid import PictureGrid
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.shell.icons import icon
from blurlab.ui.shell.window_layout import take_size

_WHAT = ("Masks and a table", "Dataset with splits, photos and a card")
_SLIDES = 2  # the place after these, where there are slides
_SHARES = (70, 15, 15)


class ExportDialog(ExchangeDialog):
    work: ExportWork

    def __init__(self, project: Project, settings: Settings, parent: QWidget) -> None:
        super().__init__("Export masks", parent)
        self._project, self._settings = project, settings
        self._prospect: Prospect | None = None
        self.out: Path | None = None
        self.work = ExportWork(project, self)
        self.work.looked.connect(self._show_prospect)
        self.work.progressed.connect(self._show_progress)
        self.work.written.connect(self._show_written)
        self.work.failed.connect(self._show_failed)
        self._build()
        take_size(self, 900, 540)
        self._look()

    def _build(self) -> None:
        self.what = _list("What", list(_WHAT))
        if any(photo.ref.region is not None for photo in self._project.photos()):
            self.what.addItem(tr("One mask for each slide"))
        self.what.currentIndexChanged.connect(lambda _index: self._look())
        self.format = _list("Format", [])
        for one in FORMATS.values():
            if one.writer is not None:
                self.format.addItem(tr(one.title), one.name)
        self.format.currentIndexChanged.connect(lambda _index: self._look())
        self.holds = muted("", wrap=True)
        self.polarity = _list("Marked areas", [])
        for polarity in Polarity:
            self.polarity.addItem(tr(f"{str(polarity).capitalize()} areas"), polarity.value)
        self.polarity.currentIndexChanged.connect(lambda _index: self._look())
        self.kinds = QCheckBox(tr("Tell defocus and motion apart"))
        self.kinds.setToolTip(tr("Blurred areas become classes by what made the blur, in formats that have classes."))
        self.png = QCheckBox(tr("Also as PNG"))
        self.png.setToolTip(tr("Beside each TIFF the same mask as a PNG, where it is not too large."))
        self.shares = [self._spin(share, f"Percent of the photos for {split}") for split, share in _named(_SHARES)]
        self.seed = self._spin(42, "Another seed gives other splits", 1_000_000)
        self.with_photos = QCheckBox(tr("Copy the photos"))
        self.with_photos.setChecked(True)
        self.with_photos.toggled.connect(lambda _on: self._look())
        self.splits = self._split_choices()
        self.folder_button = QPushButton(icon("folder"), tr("Choose a folder…"))
        self.folder_button.clicked.connect(self._ask_for_folder)
        self.replace = QCheckBox(tr("Replace existing files"))
        self.replace.setToolTip(tr("Files of an earlier export are always replaced; photos never are."))
        self.facts = QLabel(tr("Looking…"))
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.grid = PictureGrid(" ", "Photos with their masks and marks")
        self.details.setMaximumHeight(100)
        self.details.setAccessibleName(tr("Masks that were not exported"))
        self.details.hide()
        self.export_button = QPushButton(tr("Export"))
        self.export_button.setObjectName("primary")
        self.export_button.clicked.connect(self._begin)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(5)
        for title, widget in (
            ("What", self.what),
            ("Format", self.format),
            ("", self.holds),
            ("Marked in the files", self.polarity),
            ("", self.kinds),
            ("", self.png),
            ("", self.splits),
            ("To", self.folder_button),
            ("", self.replace),
        ):
            if title:
                left.addWidget(muted(title))
            left.addWidget(widget)
            left.addSpacing(5)
        left.addStretch(1)
        column = QWidget()
        column.setFixedWidth(270)
        column.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        card.setProperty("notice", "plain")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.addWidget(self.facts)
        inside.addWidget(self.grid, 1)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(column)
        top.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.export_button)
        foot.addWidget(HelpButton("formats.md#export"))
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top, 1)
        layout.addWidget(self.details)
        layout.addWidget(self.progress)
        layout.addLayout(foot)

    def _split_choices(self) -> QWidget:
        choices = QWidget()
        splits = QGridLayout(choices)
        splits.setContentsMargins(0, 0, 0, 0)
        splits.setVerticalSpacing(6)
        for row, (split, spin) in enumerate(zip(SPLITS, self.shares, strict=True)):
            splits.addWidget(muted(tr(f"{split.capitalize()}, %")), row, 0)
            splits.addWidget(spin, row, 1)
        splits.addWidget(muted(tr("Seed")), 3, 0)
        splits.addWidget(self.seed, 3, 1)
        splits.addWidget(self.with_photos, 4, 0, 1, 2)
        return choices

    def _spin(self, value: int, hint: str, most: int = 100) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(0, most)
        spin.setValue(value)
        spin.lineEdit().setTextMargins(6, 0, 4, 0)  # the style sheet's padding does not reach it
        spin.setToolTip(tr(f"{hint}."))
        spin.setAccessibleName(tr(hint))
        spin.valueChanged.connect(lambda _value: self._look())
        return spin

    # ------------------------------------------------------------ choosing

    def order(self) -> Order:
        """The chosen order. Raises UserError for invalid shares."""
        shares = Shares.parse(",".join(str(spin.value()) for spin in self.shares))
        return Order(
            self.format.currentData(),
            Polarity(self.polarity.currentData()),
            self.what.currentIndex() == 1,
            shares,
            self.seed.value(),
            self.with_photos.isChecked(),
            self.replace.isChecked(),
            self._slides,
            self.kinds.isEnabled() and self.kinds.isChecked(),
            self._slides and self.png.isChecked(),
        )

    @property
    def _slides(self) -> bool:
        return self.what.currentIndex() == _SLIDES

    def _ask_for_folder(self) -> None:
        before = self._settings.text("last_export") or str(self._project.folder.parent)
        name = QFileDialog.getExistingDirectory(self, tr("Export masks to a folder"), before)
        if name:
            self.choose_folder(Path(name))

    def choose_folder(self, folder: Path) -> None:
        """Write to `folder`."""
        self.out = folder
        self._settings.put("last_export", str(folder))
        metrics = self.folder_button.fontMetrics()
        self.folder_button.setText(metrics.elidedText(str(folder), Qt.TextElideMode.ElideMiddle, 210))
        self.folder_button.setToolTip(str(folder))
        self.said.setText("")
        self._enable()
        self.export_button.setFocus()  # else Enter would ask for the folder again

    def _look(self) -> None:
        holds = FORMATS[self.format.currentData()].holds
        holds = "a tiled TIFF: 0 sharp, 255 blurred, 128 ignored or not accepted" if self._slides else holds
        self.holds.setText(tr(f"{holds[0].upper()}{holds[1:]}."))
        self.splits.setVisible(self.what.currentIndex() == 1)
        blurred = self.polarity.currentData() == Polarity.BLURRED.value
        self.kinds.setVisible(not self._slides)
        self.png.setVisible(self._slides)
        self.kinds.setEnabled(blurred and not self._slides and FORMATS[self.format.currentData()].kinds)
        self.said.setText("")
        try:
            order = self.order()
        except UserError:
            self._prospect = None
            self.facts.setText(tr("Train must have a share."))
        else:
            self.work.look(order)
        self._enable()

    def _enable(self) -> None:
        busy = self.work.busy
        masks = self._prospect.masks if self._prospect is not None else 0
        self.export_button.setEnabled(not busy and masks > 0 and self.out is not None)
        self.export_button.setText(
            tr("Export 1 mask" if masks == 1 else f"Export {masks} masks" if masks else "Export")
        )
        self.close_button.setText(tr("Stop" if busy else "Close"))
        for widget in (self.what, self.format, self.polarity, self.splits, self.folder_button, self.replace):
            widget.setEnabled(not busy and not (self._slides and widget in {self.format, self.polarity}))
        self.png.setEnabled(not busy)
        if busy:
            self.kinds.setEnabled(False)

    def _show_prospect(self, prospect: Prospect) -> None:
        self._prospect = prospect
        masks = "1 accepted mask" if prospect.masks == 1 else f"{prospect.masks} accepted masks"
        parts = ", ".join(f"{count} to {split}" for split, count in prospect.splits.items())
        self.facts.setText(
            tr(f"{masks}{': ' if parts else ''}{parts}." if prospect.masks else "No mask is accepted yet.")
        )
        self.grid.show_pictures(prospect.pictures, str(prospect.problems[0]) if prospect.problems else " ")
        self._enable()

    # ------------------------------------------------------------ writing

    def _begin(self) -> None:
        if self.out is None:
            return
        self.details.hide()
        self._show_begun("Writing…")
        self.work.write(self.order(), self.out)
        self._enable()

    def _show_written(self, report: ExportReport) -> None:
        masks = "1 mask" if len(report.photos) == 1 else f"{len(report.photos)} masks"
        replaced = f", {len(report.replaced)} files replaced" if report.replaced else ""
        if report.stopped:
            self._show_ended(f"Stopped after {masks}; the files that hold all photos were not written.")
        else:
            self._show_ended(f"{masks} written to “{self.out.name if self.out else ''}”{replaced}.")
        self.details.setPlainText("\n".join(map(str, report.problems)))
        self.details.setVisible(bool(report.problems))
        self._enable()
        self.close_button.setFocus()
        self._close_if_asked()

    def _show_failed(self, error: UserError) -> None:
        self._show_ended(error.sentence)
        self._enable()
        self._close_if_asked()


def _list(name: str, items: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems([tr(item) for item in items])
    box.setAccessibleName(tr(name))
    return box


def _named(shares: tuple[int, int, int]) -> list[tuple[str, int]]:
    return list(zip(SPLITS, shares, strict=True))
