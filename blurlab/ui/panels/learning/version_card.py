"""A version's card: its origin, labels, curves and scores, and the actions on it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.model.card import ModelCard, Scores
from blurlab.project.records import ModelVersion
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.curve_plot import Curve, CurvePlot
from blurlab.ui.panels.controls.section import muted

_SUFFIX = ".safetensors"
_RECIPE = (  # what of the recipe a person asks for first
    ("size", "Sample side, px"),
    ("batch", "Batch"),
    ("rate", "Learning rate"),
    ("real_share", "Real share"),
)


class VersionCard(QDialog):
    """Shows one version. Emits requests with its name and closes: it would hide what follows."""

    useAsked = Signal(str)
    compareAsked = Signal(str)
    exportAsked = Signal(str, str)  # and the file
    deleteAsked = Signal(str)

    def __init__(self, version: ModelVersion, card: ModelCard, in_use: bool, parent: QWidget, project: Path) -> None:
        """`project`: its folder; an export is offered beside it."""
        super().__init__(parent)
        self._project = project
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(f"Version {version.name}"))
        self.version, self._sure = version, False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        title = QLabel(f"{version.name}, {standing(card, in_use)}")
        title.setStyleSheet("font-weight: 600;")
        layout.addWidget(title)
        for sentence in (card.why, *card.hurt):
            if sentence:
                words = _plain(sentence)
                words.setWordWrap(True)
                layout.addWidget(words)
        layout.addLayout(_table(card))
        layout.addWidget(_scores(card))
        loss, scores = _plots(card)
        layout.addWidget(loss)
        layout.addWidget(scores)
        layout.addLayout(self._make_buttons(in_use))
        self.setMinimumWidth(460)

    def _ask_use(self) -> None:
        self.useAsked.emit(self.version.name)
        self.close()

    def _ask_compare(self) -> None:
        self.compareAsked.emit(self.version.name)
        self.close()

    def _make_buttons(self, in_use: bool) -> QHBoxLayout:
        name = self.version.name
        self.use = QPushButton(tr("Use"))
        self.use.setToolTip(tr(f"Let {name} predict from now on."))
        self.use.clicked.connect(self._ask_use)
        self.compare = QPushButton(tr("Compare…"))
        self.compare.setToolTip(tr("Show which photos changed most against the model in use."))
        self.compare.clicked.connect(self._ask_compare)
        self.export = QPushButton(tr("Export…"))
        self.export.setToolTip(tr("Write the model to a file that blurlab can use anywhere."))
        self.export.clicked.connect(self._export)
        self.delete = QPushButton(tr("Delete"))
        self.delete.setToolTip(tr("Remove the version and its predictions. Masks stay."))
        self.delete.clicked.connect(self._delete)
        for button in (self.use, self.compare, self.delete):
            button.setEnabled(not in_use)
        row = QHBoxLayout()
        row.addWidget(self.use)
        row.addWidget(self.compare)
        row.addWidget(self.export)
        row.addStretch(1)
        row.addWidget(HelpButton("training.md#in-the-window"))
        row.addWidget(self.delete)
        return row

    def _export(self) -> None:
        name = self.version.name
        offered = self._project.with_name(f"{self._project.stem}-{name}{_SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(self, tr(f"Export {name}"), str(offered), tr(f"Models (*{_SUFFIX})"))
        if path:
            # Only a native dialog adds the suffix, without which nothing finds the model again.
            self.exportAsked.emit(name, path if path.endswith(_SUFFIX) else f"{path}{_SUFFIX}")
            self.close()

    def _delete(self) -> None:
        if not self._sure:  # the second click does it: a version cannot be brought back
            self._sure = True
            self.delete.setText(tr("Delete for ever"))
            return
        self.deleteAsked.emit(self.version.name)
        self.close()


def standing(card: ModelCard, in_use: bool) -> str:
    """What a version is, in a word or two."""
    if in_use:
        return "in use"
    if card.unfinished:
        return "unfinished"
    return "candidate" if card.candidate else "earlier version"


def _plain(text: str) -> QLabel:
    """A label that shows a card's text without formatting: a card may come from anywhere."""
    label = QLabel(tr(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _table(card: ModelCard) -> QGridLayout:
    rows = [
        ("Made", when(card.created_at)),
        ("Started from", card.parent or "an untrained head"),
        ("Set-up", card.setup),
        ("Network", card.architecture),
        ("Labels learnt from", card.labels_learnt),
        ("Labels held out", card.labels_held_out),
        ("Steps", card.steps),
        *((text, card.recipe.get(key)) for key, text in _RECIPE),
        ("Seed", card.seed),
        ("Hardware", card.hardware),
    ]
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    for place, (name, value) in enumerate((name, value) for name, value in rows if value not in (None, "")):
        grid.addWidget(muted(name), place, 0)
        words = _plain(str(value))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(words, place, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _scores(card: ModelCard) -> QWidget:
    """Scores on the held-out labels, by kind of blur, and those of the model that was in use then."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(16)
    mine = card.held_out
    rows: list[tuple[str, Scores]] = []
    if mine is not None:
        kinds = [("Kind unknown" if kind == "untold" else kind.capitalize(), of) for kind, of in mine.kinds.items()]
        rows = [("All", mine.all), *kinds]
    if card.in_use is not None:
        rows.append((f"{card.in_use_name}, then in use", card.in_use.all))
    for column, text in enumerate(("Held-out labels", "Photos", "AUC", "AP", "Loss")):
        grid.addWidget(muted(tr(text)), 0, column)
    for place, (name, found) in enumerate(rows, start=1):
        grid.addWidget(_plain(name), place, 0)
        grid.addWidget(QLabel(str(found.photos)), place, 1)
        for column, value in enumerate((found.auc, found.ap, found.loss), start=2):
            grid.addWidget(QLabel(number(value)), place, column)
    grid.setColumnStretch(0, 1)
    box.setVisible(mine is not None and mine.all.photos > 0)
    return box


def _plots(card: ModelCard) -> tuple[CurvePlot, CurvePlot]:
    validations = card.validations
    loss = CurvePlot(
        [
            Curve("training loss", "accent", list(card.losses)),
            Curve("validation loss", "busy", [(row[0], row[1]) for row in validations], dots=True),
        ]
    )
    scores = CurvePlot(
        [
            Curve("AUC", "good", [(row[0], row[2]) for row in validations if row[2] is not None], dots=True),
            Curve("AP", "bad", [(row[0], row[3]) for row in validations if row[3] is not None], dots=True),
        ]
    )
    loss.setVisible(loss.bounds() is not None)
    scores.setVisible(scores.bounds() is not None)
    return loss, scores


def when(created_at: str) -> str:
    """A moment by the clock here: the time of today, else with its day."""
    try:
        moment = datetime.fromisoformat(created_at).astimezone()
    except ValueError:
        return created_at
    today = moment.date() == datetime.now().astimezone().date()
    return moment.strftime("%H:%M" if today else "%d %b %H:%M")


def number(value: object) -> str:
    """Three digits, or a dash."""
    return f"{value:.3f}" if isinstance(value, int | float) else "–"
