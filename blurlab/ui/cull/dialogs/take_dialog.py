"""Copy, move or rename photos: which, where to, and by which names."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget

from blurlab.errors import UserError
from blurlab.project.culling.taking import PLACES
from blurlab.session.cull.file_moves import FileMoves
from blurlab.session.cull.listing import Card
from blurlab.ui.cull.dialogs.work_dialog import WorkDialog
from blurlab.ui.language import tr

_COPY, _MOVE, _RENAME = range(3)
_VERBS = ("Copy", "Move", "Rename")


class TakeDialog(WorkDialog):
    def __init__(
        self, moves: FileMoves, which: Sequence[tuple[str, Sequence[Card]]], folder: Path, parent: QWidget
    ) -> None:
        """folder: where the question for another begins."""
        super().__init__("Copy, move or rename", which, parent)
        self._moves, self._start = moves, folder
        self.folder: Path | None = None
        self.what = QComboBox()
        self.what.setAccessibleName(tr("What to do"))
        for words in ("Copy to a folder", "Move to a folder", "Rename where they are"):
            self.what.addItem(tr(words))
        self.where = QPushButton(tr("Choose a folder…"))
        self.where.setAccessibleName(tr("Folder to copy or move to"))
        self.where.setAutoDefault(False)  # Return there begins the work, as elsewhere
        self.where.clicked.connect(self._ask_where)
        self.names = QLineEdit("{name}")
        self.names.setAccessibleName(tr("Names"))
        self.names.setToolTip(tr(f"Text with {', '.join(PLACES)}."))
        self.ask("Do", self.what)
        self.ask("Folder", self.where)
        self.ask("Names", self.names)
        self.what.currentIndexChanged.connect(lambda _index: self.look())
        self.names.textChanged.connect(lambda _text: self.look())
        moves.progressed.connect(self.show_progress)
        moves.ended.connect(lambda _told: self.end())
        self.look()

    def choose(self, folder: Path) -> None:
        """Copy or move to this folder."""
        self.folder = folder
        self.where.setText(tr(f"To “{folder.name or folder}”"))
        self.look()

    def look(self) -> None:
        does = self.what.currentIndex()
        count = len(self.cards)
        self.where.setEnabled(does != _RENAME)
        self.go.setText(tr(f"{_VERBS[does]} {'1 photo' if count == 1 else f'{count} photos'}"))
        ready, told = count > 0, ""
        try:
            if does != _RENAME and self.folder is None:
                told, ready = "Choose the folder first.", False
            else:
                into = None if does == _RENAME else self.folder
                names = self._moves.preview(self.cards, into, self.names.text())
                told = f"{', '.join(names[:3])}{'…' if count > 1 else ''}" if names else "All names stay as they are."
                ready = ready and bool(names)
        except UserError as error:
            told, ready = error.sentence, False
        notes = "Nothing is overwritten. Sidecars and the other files of a shot go along."
        self.preview.setText(tr(f"{told}\n{notes}"))
        self.go.setEnabled(ready)

    def begin(self) -> None:
        does = self.what.currentIndex()
        self._moves.start(self.cards, None if does == _RENAME else self.folder, self.names.text(), keep=does == _COPY)

    def stop(self) -> None:
        self._moves.stop()

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Copy or move to"), str(self.folder or self._start))
        if chosen:
            self.choose(Path(chosen))
