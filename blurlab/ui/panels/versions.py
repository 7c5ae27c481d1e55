"""The project's model versions with their scores; the one in use is marked, another can be put to use."""

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
        versions, in_use = self._session.versions(), self._session.predictions.version
        state = ([version.name for version in versions], in_use, colours().dark)
        if state == self._shown:
            return
        self._shown = state
        while (item := self._layout.takeAt(0)) is not None:
            item.widget().deleteLater()
        if not versions:
            self._layout.addWidget(muted("None yet: the model that came with blurlab predicts.", wrap=True))
        for version in versions:
            self._layout.addWidget(self._row(version, version.name == in_use))

    def _row(self, version: ModelVersion, in_use: bool) -> QWidget:
        row = QFrame()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(QLabel(version.name))
        words.addWidget(muted(f"{_scores(version)} · {_when(version.created_at)}"))
        layout.addLayout(words, 1)
        if in_use:
            mark = QLabel("in use")
            mark.setStyleSheet(f"color: {colours().good};")
            layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            button = QPushButton("Use")
            button.setToolTip(f"Let {version.name} predict from now on.")
            button.clicked.connect(lambda: self.useAsked.emit(version.name))
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
