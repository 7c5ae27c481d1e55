"""Frames of a film, picked by an interval of time and by sharpness, as photos of the project."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.imaging.kinds.film import EVERY, pick_frames
from blurlab.imaging.ports import PhotoRef
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted


class FilmDialog(QDialog):
    """The interval, and whether the sharpest frame of each is taken."""

    def __init__(self, session: Session, film: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Frames of a film"))
        self.session, self.film = session, film
        self.every = QDoubleSpinBox()
        self.every.setRange(0.04, 3600)
        self.every.setDecimals(2)
        self.every.setValue(EVERY)
        self.every.setSuffix(" s")
        self.every.setAccessibleName(tr("A frame for every"))
        self.sharpest = QCheckBox(tr("The sharpest of each interval"))
        self.sharpest.setToolTip(tr("All frames are decoded for this, which takes a while for a long film."))
        self.sharpest.setChecked(True)
        self.told = muted("", wrap=True)
        self.add = QPushButton(tr("Add"))
        self.add.setDefault(True)
        self.add.clicked.connect(self._pick)
        close = QPushButton(tr("Cancel"))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("A frame for every")))
        row.addWidget(self.every)
        row.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(HelpButton("formats.md#films"))
        last.addStretch(1)
        last.addWidget(close)
        last.addWidget(self.add)
        column = QVBoxLayout(self)
        name = QLabel(film.name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(name)
        column.addLayout(row)
        column.addWidget(self.sharpest)
        column.addWidget(self.told)
        column.addLayout(last)
        self._tasks = Tasks(1, self)

    def done(self, result: int) -> None:
        self._tasks.drop()
        super().done(result)

    def _pick(self) -> None:
        film, every, sharpest = self.film, self.every.value(), self.sharpest.isChecked()
        self.add.setEnabled(False)
        self.told.setText(tr("Looking through the film…"))
        self._tasks.run(lambda: pick_frames(film, every, sharpest=sharpest), self._picked, self._refused)

    def _picked(self, frames: list[PhotoRef]) -> None:
        self.session.add_photos(frames)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.add.setEnabled(True)
        self.told.setText(tr(str(error)))
