"""The bar under the photo: where it stands, the decision, the way to the neighbours, the zoom."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QToolButton, QWidget

from blurlab.project.records import Photo, Status
from blurlab.ui.language import tr
from blurlab.ui.panels.photo_list import status_mark
from blurlab.ui.panels.tools import action_button
from blurlab.ui.shell.theme import colours

_LEVELS = 4
_LEAST = 300  # logical pixels
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
        self._status.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)  # whole, or not at all
        self._zoom = QLabel()
        self._zoom.setProperty("muted", True)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._zoom.setMinimumWidth(54)
        self._buttons: dict[str, QToolButton] = {}
        layout = self._row = QHBoxLayout(self)
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
        self._views = [action_button(actions[name], text=False) for name in ("focus", "fit", "actual_size")]
        for button in self._views:
            layout.addWidget(button)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what has no room goes, in the order below
        self._level = 0

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out as little as this width asks: words of the buttons, then status and zoom, then what menus have."""
        for level in range(_LEVELS):
            self._leave_out(level)
            if self._row.minimumSize().width() <= self.width():
                return

    def _leave_out(self, level: int) -> None:
        if level == self._level:
            return
        self._level = level
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for name in _SPELT_OUT:
            self._buttons[name].setToolButtonStyle(beside if level == 0 else alone)
        for label in (self._status, self._zoom):
            label.setVisible(level < 2)
        for button in self._views:
            button.setVisible(level < 3)
        self._row.activate()

    def button(self, name: str) -> QToolButton:
        """Of a decision: “accept”, “reject”, “skip” or “unset”."""
        return self._buttons[name]

    def show_photo(self, photo: Photo | None) -> None:
        decided, how = _SHOWN.get(photo.status, ("", "")) if photo is not None else ("", "")
        for name, button in self._buttons.items():
            state = how if name == decided else ""
            if button.property("decided") != state:  # polishing has the whole bar laid out anew
                button.setProperty("decided", state)
                button.style().polish(button)
        if photo is None:
            self._status.setText("")
            return
        _, colour = status_mark(photo.status, colours())
        words = str(photo.status).capitalize() + (f" · {photo.kind}" if photo.kind else "")
        told = tr(f'<span style="color:{colour}">●</span>&nbsp; {words}')
        if told != self._status.text():
            self._status.setText(told)
            self._make_room()

    def show_zoom(self, zoom: float) -> None:
        percent = zoom * 100
        self._zoom.setText(f"{percent:.0f} %" if percent >= 10 else f"{percent:.1f} %")
