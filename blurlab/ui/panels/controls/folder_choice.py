"""A choice between a default and a folder of the person's own."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLabel, QPushButton, QWidget

from blurlab.ui.language import tr
from blurlab.ui.shell.icons import icon

_WITHOUT, _WITH = 0, 1


class FolderChoice(QWidget):
    """A list of two, and a button with the folder's name while one is chosen.

    name: on the left. without, with_folder: the two. asked: the title of the dialog that asks for the folder.
    """

    changed = Signal(str)  # the folder, empty for none; by the person, not by set_folder

    def __init__(
        self,
        name: str,
        without: str,
        with_folder: str,
        hint: str,
        asked: str,
        *,
        name_width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._asked = asked
        self._folder = ""
        label = QLabel(name)
        label.setFixedWidth(name_width)
        self.list = QComboBox()
        self.list.addItems([without, with_folder])
        self.list.setToolTip(tr(hint))
        self.list.setAccessibleName(name)
        self.list.activated.connect(self._choose)
        self.button = QPushButton(icon("folder"), "")
        self.button.clicked.connect(self._ask)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(5)
        layout.addWidget(label, 0, 0)
        layout.addWidget(self.list, 0, 1)
        layout.addWidget(self.button, 1, 1)
        layout.setColumnStretch(1, 1)
        self.set_folder("")

    def set_folder(self, folder: str) -> None:
        """Show a folder that was set elsewhere; `changed` is not emitted."""
        self._folder = folder
        self.list.setCurrentIndex(_WITH if folder else _WITHOUT)
        self.button.setVisible(bool(folder))
        self.button.setText(Path(folder).name or folder)
        self.button.setToolTip(tr(f"{folder}\nClick to choose another folder."))

    def _choose(self, place: int) -> None:
        if place == _WITH and not self._folder:
            self._ask()
        elif place == _WITHOUT:
            self._use("")

    def _ask(self) -> None:
        self._use(QFileDialog.getExistingDirectory(self, tr(self._asked), self._folder) or self._folder)

    def _use(self, folder: str) -> None:
        before = self._folder
        self.set_folder(folder)
        if folder != before:
            self.changed.emit(folder)
