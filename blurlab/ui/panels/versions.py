"""What can predict: the project's versions with their scores, and what came with blurlab. Any can be put to use."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.project.records import ModelVersion
from blurlab.ui.panels.section import muted
from blurlab.ui.session import Session
from blurlab.ui.theme import colours


class VersionList(QWidget):
    useAsked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        session.versionsChanged.connect(self.refresh)
        session.modelChanged.connect(self.refresh)
        self._shown: object = None
        self.refresh()

    def refresh(self) -> None:
        versions, others = self._session.models.versions(), self._session.models.other_models()
        in_use = self._session.models.name
        state = ([version.name for version in versions], [other.name for other in others], in_use, colours().dark)
        if state == self._shown:
            return
        self._shown = state
        while (item := self._layout.takeAt(0)) is not None:
            item.widget().deleteLater()
        if not versions:
            self._layout.addWidget(muted("Training makes versions of the project's own.", wrap=True))
        for version in versions:
            told = f"{_scores(version)} · {_when(version.created_at)}"
            self._layout.addWidget(self._row(version.name, told, version.name == in_use))
        for other in others:
            self._layout.addWidget(self._row(other.name, other.what, other.name == in_use))

    def _row(self, name: str, told: str, in_use: bool) -> QWidget:
        row = QFrame()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(QLabel(name))
        words.addWidget(muted(told, wrap=True))
        layout.addLayout(words, 1)
        if in_use:
            mark = QLabel("in use")
            mark.setStyleSheet(f"color: {colours().good};")
            layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            button = QPushButton("Use")
            button.setToolTip(f"Let {name} predict from now on.")
            button.clicked.connect(lambda: self.useAsked.emit(name))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row


def _scores(version: ModelVersion) -> str:
    known = [(name, score) for name, score in (("AUC", version.auc), ("AP", version.ap)) if score is not None]
    return " ".join(f"{name} {score:.3f}" for name, score in known) or "not scored"


def _when(created_at: str) -> str:
    try:
        moment = datetime.fromisoformat(created_at).astimezone()
    except ValueError:
        return created_at
    today = moment.date() == datetime.now().astimezone().date()
    return moment.strftime("%H:%M" if today else "%d %b %H:%M")
