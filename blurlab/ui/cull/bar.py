"""The bar above the photos: the view, the progress of the inspection, the filter and the order."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from blurlab.ui.cull.filters import Filters, make_button
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.elided_label import ElidedLabel

_NARROWEST = 560
_MARGINS = 20


class Bar(QWidget):
    """`filters` report what is to be listed."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGINS // 2, 7, _MARGINS // 2, 7)
        column.setSpacing(6)
        self._looks = self._make_looks(actions)
        column.addLayout(self._looks)
        self.filters = Filters(actions)
        column.addWidget(self.filters)

    def _make_looks(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._spared: list[QWidget] = []  # left to menus and keys where the window is small, the last first
        for name in ("leave", "grid", "large", "compare", "survey"):
            row.addWidget(make_button(actions[f"focus_{name}"]))
        row.addSpacing(10)
        for name in ("peaking", "mask", "reason", "loupe"):
            button = make_button(actions[f"focus_{name}"])
            self._spared.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.told = ElidedLabel()
        self.told.setProperty("muted", True)
        self.progress = QProgressBar()
        self.progress.setMinimumWidth(40)
        self.progress.setMaximumWidth(110)
        self.progress.setTextVisible(False)
        row.addWidget(self.told)
        row.addWidget(self.progress)
        row.addWidget(make_button(actions["focus_inspect"]))
        self.results = QPushButton(tr("Results"))  # with the menu that the window gives it
        self.results.setToolTip(tr("Sidecars, tables, sheets and the bin."))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.results)
        row.addWidget(HelpButton("inspecting-focus.md#cull-a-card"))
        return row

    def minimumSizeHint(self) -> QSize:
        """Any width: what has no room is left out."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for widget in self._spared:
            widget.show()
        for widget in reversed(self._spared):
            if self._looks.minimumSize().width() + _MARGINS <= event.size().width():
                break
            widget.hide()

    def show_progress(self, done: int, total: int, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)

    def show_counts(self, listed: int, total: int, inspected: int, *, running: bool) -> None:
        listing = f"{total} photos" if listed == total else f"{listed} of {total} photos"
        if total == 1:
            listing = "1 photo" if listed == total else "0 of 1 photo"
        work = f"inspecting, {inspected} done" if running else f"{inspected} inspected" if inspected < total else ""
        self.told.setText(tr(" · ".join(filter(None, (listing, work)))))
