"""The actions of the Results menu: tables and sheets, sidecars in step, and rejected photos to the bin, if
confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from blurlab.errors import UserError
from blurlab.project.settings import Setting
from blurlab.session.cull.file_moves import FileMoves
from blurlab.session.cull.listing import Card
from blurlab.session.cull.results import write_results
from blurlab.session.notice import Level
from blurlab.session.tasks import Tasks
from blurlab.ui.cull.dialogs.client_dialog import ClientDialog
from blurlab.ui.cull.dialogs.take_dialog import TakeDialog
from blurlab.ui.cull.screen import Screen
from blurlab.ui.language import tr

_IN_STEP: Final = Setting[bool]("sidecars_in_step", bool, False)
_KINDS: Final = {"csv": "Table (*.csv)", "json": "JSON (*.json)", "sheet": "Contact sheet (*.pdf *.png *.jpg *.webp)"}
_SUFFIXES: Final = {"csv": ".csv", "json": ".json", "sheet": ".pdf"}


class ResultFiles(QObject):
    """Of the photos that the view lists."""

    inStepChanged = Signal()

    def __init__(self, view: Screen, parent: QWidget) -> None:
        """`parent`: of the dialogs."""
        super().__init__(parent)
        self._view = view
        self._parent = parent
        self._tasks = Tasks(1, self)
        self.moves = FileMoves(view.session.project, view.marking, self)
        self.moves.moved.connect(lambda: view.session.reread([]))
        self.moves.ended.connect(self._tell)
        self.moves.failed.connect(lambda error: view.session.tell("results", error, Level.ERROR))

    def leave(self) -> None:
        self.moves.leave()
        self._tasks.leave()

    def ask_to_bin(self) -> None:
        """Ask whether to move the listed rejected photos to the bin."""
        ids = [key for key in self._view.listing.ids if self._view.listing.cards[key].culling.pick < 0]
        if not ids:
            self._view.tell("No listed photo is rejected. X rejects one; nothing else goes to the bin.")
            return
        what = f"“{self._view.listing.cards[ids[0]].name}”" if len(ids) == 1 else f"{len(ids)} rejected photos"
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "Move to the bin",
            f"Move {what} to the bin? The files leave their folder; masks and ratings stay in the project.",
            QMessageBox.StandardButton.Cancel,
            self._parent,
        )
        yes = box.addButton("Move to the bin", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: self._view.marking.bin(ids) if button is yes else None)
        box.open()

    def _which(self) -> list[tuple[str, list[Card]]]:
        """The kinds of photos that files may be asked of; empty ones too."""
        cards = self._view.listing.cards
        listed = [cards[key] for key in self._view.listing.ids]
        chosen = [cards[key] for key in self._view.meant if key in cards]
        picked = [card for card in listed if card.culling.pick > 0]
        return [("Picked photos", picked), ("Listed photos", listed), ("The chosen photo or photos", chosen)]

    def _ask(self, make: Callable[[list[tuple[str, list[Card]]], Path], QDialog]) -> None:
        which = self._which()
        if not any(cards for _words, cards in which):
            self._view.tell("No photo is listed.")
            return
        project = self._view.session.project
        make(which, project.folder.parent).open()

    def ask_to_take(self) -> None:
        """Ask which photos to copy, move or rename."""
        if self.moves.running:
            self._view.tell("Files are still being copied or moved.")
            return
        self._ask(lambda which, folder: TakeDialog(self.moves, which, folder, self._parent))

    def ask_for_client_sheet(self) -> None:
        """Ask for a page that a client may see."""
        self._ask(lambda which, folder: ClientDialog(which, folder, self._tell, self._parent))

    def _tell(self, told: str | UserError) -> None:
        if isinstance(told, UserError):
            self._view.session.tell("results", told, Level.ERROR)
        elif told:
            self._view.tell(told)

    def ask_where(self, kind: str) -> None:
        project = self._view.session.project
        name = project.folder.parent / f"{project.name}-focus{_SUFFIXES[kind]}"
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, tr("Write the listed photos"), str(name), tr(_KINDS[kind])
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix else path.with_suffix(_SUFFIXES[kind]))

    def write(self, path: Path) -> None:
        """Write the listed photos as the file's suffix says, in a thread."""
        cards = [self._view.listing.cards[photo_id] for photo_id in self._view.listing.ids]
        self._tasks.run(
            lambda: write_results(path, cards),
            self._view.tell,
            lambda error: self._view.session.tell("results", error, Level.ERROR),
        )

    def write_sidecars(self) -> None:
        self._view.marking.write_sidecars(self._view.listing.ids)

    def toggle_in_step(self) -> None:
        self._view.marking.in_step = not self._view.marking.in_step
        self.inStepChanged.emit()
        self._view.session.settings.remember(_IN_STEP, self._view.marking.in_step)
        if self._view.marking.in_step:
            self._view.tell("Each rating is written into a sidecar beside its photo from now on.")

    def read_settings(self) -> None:
        def have(in_step: bool) -> None:
            self._view.marking.in_step = in_step
            self.inStepChanged.emit()

        project = self._view.session.project
        self._tasks.run(lambda: project.setting(_IN_STEP), have, lambda _error: None)
