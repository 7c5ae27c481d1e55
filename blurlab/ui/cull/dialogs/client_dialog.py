"""A contact sheet for a client: which photos, under which title, with or without names and stars."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from blurlab.errors import UserError
from blurlab.session.cull.client_files import write_client_sheet
from blurlab.session.cull.listing import Card
from blurlab.session.tasks import Tasks
from blurlab.ui.cull.dialogs.work_dialog import WorkDialog
from blurlab.ui.language import tr


class ClientDialog(WorkDialog):
    _wrote = Signal(int, int)  # photos done, all

    def __init__(
        self,
        which: Sequence[tuple[str, Sequence[Card]]],
        folder: Path,
        told: Callable[[str | UserError], None],
        parent: QWidget,
    ) -> None:
        """folder: where the sheet is proposed to lie. told: hears what came of it."""
        super().__init__("Contact sheet for a client", which, parent)
        self._folder, self._told = folder, told
        self.path: Path | None = None
        self._tasks = Tasks(1, self)
        self._stop = threading.Event()
        self.title = QLineEdit(tr("Photos"))
        self.title.setAccessibleName(tr("Title"))
        self.names, self.stars = QCheckBox(tr("Show file names")), QCheckBox(tr("Show stars"))
        self.names.setChecked(True)
        self.ask("Title", self.title)
        self.ask("", self.names)
        self.ask("", self.stars)
        self.title.textChanged.connect(lambda _text: self.look())
        self._wrote.connect(self.show_progress)
        self.go.setText(tr("Write…"))
        self.look()

    def look(self) -> None:
        self.preview.setText(
            tr("One HTML file with the pictures in it, 1200 pixels long. No folders, places, tags or verdicts.")
        )
        self.go.setEnabled(bool(self.cards) and bool(self.title.text().strip()))

    def begin(self) -> None:
        if self.path is None:
            name = str(self._folder / "contact-sheet.html")
            chosen, _ = QFileDialog.getSaveFileName(self, tr("Write the sheet"), name, tr("Web page (*.html)"))
            if not chosen:
                self.end()
                return
            path = Path(chosen)
            self.path = path if path.suffix else path.with_suffix(".html")
        path, cards, title = self.path, self.cards, self.title.text().strip()
        names, stars = self.names.isChecked(), self.stars.isChecked()

        def tell(done: int) -> bool:
            self._wrote.emit(done, len(cards))
            return not self._stop.is_set()

        self._tasks.run(
            lambda: write_client_sheet(path, cards, title=title, names=names, stars=stars, told=tell),
            self._written,
            self._written,
        )

    def stop(self) -> None:
        self._stop.set()
        self._tasks.leave()
        self._told("Stopped; no sheet was written.")

    def _written(self, told: str | UserError) -> None:
        self.progress.hide()
        self._told(told)
        self.end()
