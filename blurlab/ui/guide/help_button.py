"""The “?” of a panel or a dialog: opens the guide at its section."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from blurlab.ui.language import tr

NAME: Final = "help"


class HelpButton(QToolButton):
    """`place` is `page.md` or `page.md#anchor`."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.setObjectName(NAME)
        self.setText("?")
        self.setToolTip(tr("Read about this in the guide."))
        self.setAccessibleName(tr("Guide"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        from blurlab.ui.guide.window import show_guide  # noqa: PLC0415  (when it is first asked for)

        show_guide(self, self.place)
