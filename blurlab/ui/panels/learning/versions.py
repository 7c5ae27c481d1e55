"""Models that can predict: the project's versions with their scores, and the shipped ones. Any can be put to use."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.errors import UserError
from blurlab.model.card import ModelCard
from blurlab.project.models import delete_version
from blurlab.project.project import Project
from blurlab.project.records import ModelVersion
from blurlab.session.models.session_models import SessionModels
from blurlab.session.notice import Level, Notices
from blurlab.session.predictions.version_changes import VersionChanges
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.tasks import Tasks
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.layouts import empty_layout
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.panels.learning.changes_table import ChangesTable
from blurlab.ui.panels.learning.version_card import VersionCard, standing, when
from blurlab.ui.panels.tools import action_button
from blurlab.ui.shell.theme import colours


class VersionList(QWidget):
    """A row for each model. A version's name opens its card."""

    useAsked = Signal(str)
    left = Signal()  # a window that was opened here is closed: the keys are the photo's again
    swipeAsked = Signal(int, str, str)  # photo id; labels of two versions whose predictions are to lie side by side

    def __init__(
        self,
        project: Project,
        models: SessionModels,
        settings: ProjectSettings,
        notices: Notices,
        back: QAction,
        predictor_module: str,
        parent: QWidget | None = None,
    ) -> None:
        """predictor_module: of the process that predicts for a comparison."""
        super().__init__(parent)
        self._project, self._models, self._settings, self._notices = project, models, settings, notices
        self._predictor_module = predictor_module
        self.before: str | None = None  # the model in use before the present one
        self._tasks = Tasks(1, self)
        self._cards: dict[str, ModelCard] = {}  # a card never changes
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._back_button = action_button(back)
        layout.addWidget(self._back_button)
        layout.addLayout(self._rows)
        models.versionsChanged.connect(self.refresh)
        models.changed.connect(self.refresh)
        self._shown: object = None
        self.refresh()

    def refresh(self) -> None:
        models = self._models
        found, others, in_use = models.versions(), models.other_models(), models.name
        self.before = models.before()
        self._back_button.setVisible(self.before is not None)
        read = [version.name for version in found if version.name in self._cards]
        state = ([version.name for version in found], [other.name for other in others], in_use, colours().dark, read)
        if state == self._shown:
            return
        self._shown = state
        empty_layout(self._rows)
        if not found:
            self._rows.addWidget(muted(tr("Training makes the project's own versions."), wrap=True))
        for version in found:
            self._rows.addWidget(self._version_row(version, version.name == in_use))
        for other in others:
            self._rows.addWidget(self._row(QLabel(other.name), other.name, other.what, other.name == in_use))
        self._read_cards([version for version in found if version.name not in self._cards])

    def leave(self) -> None:
        """Stop the threads."""
        self._tasks.leave()
        for table in self.findChildren(ChangesTable):
            table.close()

    # ------------------------------------------------------------ rows

    def _version_row(self, version: ModelVersion, in_use: bool) -> QWidget:
        card = self._cards.get(version.name)
        name = QPushButton(version.name)
        name.setObjectName("flat")
        name.setStyleSheet(f"text-align: left; padding: 1px 0; color: {colours().accent};")
        why = card.why if card is not None and card.why else "its origin, curves and scores"
        name.setToolTip(tr(f"Open the card of {version.name}: {escape(why)}"))
        name.clicked.connect(lambda: self.open_card(version))
        what = "" if in_use or card is None else standing(card, in_use)
        told = " · ".join(part for part in (what, _scores(version), when(version.created_at)) if part)
        warn = card is not None and (card.unfinished or bool(card.hurt))
        return self._row(name, version.name, told, in_use, warn=warn)

    def _row(self, heading: QWidget, name: str, told: str, in_use: bool, *, warn: bool = False) -> QWidget:
        row = QFrame()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(heading, 0, Qt.AlignmentFlag.AlignLeft)
        line = muted(tr(told), wrap=True)
        if warn:
            line.setStyleSheet(f"color: {colours().busy};")
        words.addWidget(line)
        layout.addLayout(words, 1)
        if in_use:
            mark = QLabel(tr("in use"))
            mark.setStyleSheet(f"color: {colours().good};")
            layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            button = QPushButton(tr("Use"))
            button.setToolTip(tr(f"Let {name} predict from now on."))
            button.clicked.connect(lambda: self.useAsked.emit(name))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _read_cards(self, wanted: list[ModelVersion]) -> None:
        if not wanted:
            return

        project = self._project

        def read() -> dict[str, ModelCard]:
            cards = {}
            for version in wanted:
                try:
                    cards[version.name] = project.versions.card(version.name)
                except UserError:
                    cards[version.name] = ModelCard()
            return cards

        def has_read(cards: dict[str, ModelCard]) -> None:
            self._cards |= cards
            self.refresh()

        self._tasks.run(read, has_read, self._tell)

    # ------------------------------------------------------------ one version

    def open_card(self, version: ModelVersion) -> VersionCard:
        """Show a version's card."""
        in_use = version.name == self._models.name
        folder = self._project.folder
        card = VersionCard(version, self._cards.get(version.name, ModelCard()), in_use, self, folder)
        card.finished.connect(self.left)
        card.useAsked.connect(self.useAsked)
        card.compareAsked.connect(self.compare)
        card.exportAsked.connect(self._export)
        card.deleteAsked.connect(self._delete)
        card.show()
        return card

    def compare(self, name: str) -> ChangesTable:
        """Show which photos changed most between the model in use and this one."""
        changes = VersionChanges(self._project, module=self._predictor_module)
        table = ChangesTable(changes, self._models.name, name, self)
        table.finished.connect(self.left)
        table.swipeAsked.connect(self.swipeAsked)
        table.show()
        return table

    def _export(self, name: str, path: str) -> None:
        def done(_none: None) -> None:
            self._notices.tell("versions", f"{name} was written to “{Path(path).name}”.", passing=True)

        self._tasks.run(lambda: self._project.versions.export(name, Path(path)), done, self._tell)

    def _delete(self, name: str) -> None:
        def done(_none: None) -> None:
            self._notices.tell("versions", f"{name} was deleted.", passing=True)
            self._models.note_versions()

        self._tasks.run(lambda: delete_version(self._project, name), done, self._tell)

    def _tell(self, error: UserError) -> None:
        self._notices.tell("versions", error, Level.ERROR)


def _scores(version: ModelVersion) -> str:
    known = [(name, score) for name, score in (("AUC", version.auc), ("AP", version.ap)) if score is not None]
    return " ".join(f"{name} {score:.3f}" for name, score in known) or "not scored"
