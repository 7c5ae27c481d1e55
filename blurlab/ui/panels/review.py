"""The bar under the photo: where it stands, the decision, the way to the neighbours, the zoom."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from blurlab.project.records import Photo, Status
from blurlab.ui.panels.photo_list import status_mark
from blurlab.ui.panels.tools import action_button
from blurlab.ui.shell.theme import colours

_DECISIONS = ("accept", "reject", "skip", "unset")
_SPELT_OUT = {"accept", "reject"}
_SHOWN = {
    Status.ACCEPTED: ("accept", "good"),
    Status.REJECTED: ("reject", "bad"),
    Status.SKIPPED: ("skip", "other"),
}


class ReviewBar(QWidget):
    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._status = QLabel()
        self._status.setMinimumWidth(96)
        self._status.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)  # never cut off
        self._zoom = QLabel()
        self._zoom.setProperty("muted", True)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._zoom.setMinimumWidth(54)
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 7)
        layout.setSpacing(6)
        layout.addWidget(self._status)
        layout.addStretch(1)
        layout.addWidget(action_button(actions["previous"], text=False))
        layout.addSpacing(6)
        for name in _DECISIONS:
            self._buttons[name] = action_button(actions[name], text=name in _SPELT_OUT)
            layout.addWidget(self._buttons[name])
        layout.addSpacing(6)
        layout.addWidget(action_button(actions["next"], text=False))
        layout.addWidget(action_button(actions["most_helpful"], text=False))
        layout.addStretch(1)
        layout.addWidget(self._zoom)
        layout.addWidget(action_button(actions["focus"], text=False))
        layout.addWidget(action_button(actions["fit"], text=False))
        layout.addWidget(action_button(actions["actual_size"], text=False))

    def button(self, name: str) -> QToolButton:
        """Of a decision: “accept”, “reject”, “skip” or “unset”."""
        return self._buttons[name]

    def show_photo(self, photo: Photo | None) -> None:
        decided, how = _SHOWN.get(photo.status, ("", "")) if photo is not None else ("", "")
        for name, button in self._buttons.items():
            button.setProperty("decided", how if name == decided else "")
            button.style().polish(button)
        if photo is None:
            self._status.setText("")
            return
        _, colour = status_mark(photo.status, colours())
        words = str(photo.status).capitalize() + (f" · {photo.kind}" if photo.kind else "")
        self._status.setText(f'<span style="color:{colour}">●</span>&nbsp; {words}')

    def show_zoom(self, zoom: float) -> None:
        percent = zoom * 100
        self._zoom.setText(f"{percent:.0f} %" if percent >= 10 else f"{percent:.1f} %")
