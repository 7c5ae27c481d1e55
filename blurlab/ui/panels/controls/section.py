"""A part of the right column: a heading that folds its contents."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.shell.icons import icon


class Section(QWidget):
    """Put widgets into `body`."""

    def __init__(self, title: str, parent: QWidget | None = None, *, guide: str = "") -> None:
        """`guide`: the place that its “?” opens; without one it has none."""
        super().__init__(parent)
        self._heading = QToolButton()
        self._heading.setObjectName("heading")
        self._heading.setText(tr(f"  {title}"))
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._content = QWidget()
        self._heading.clicked.connect(lambda: self.fold(not self._content.isHidden()))
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(14, 2, 14, 14)
        self.body.setSpacing(8)
        rule = QFrame()
        rule.setObjectName("rule")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if guide:
            head = QHBoxLayout()
            head.setContentsMargins(0, 0, 12, 0)
            head.addWidget(self._heading)
            head.addStretch(1)
            head.addWidget(HelpButton(guide))
            layout.addLayout(head)
        else:
            layout.addWidget(self._heading)
        layout.addWidget(self._content)
        layout.addWidget(rule)
        self.title = title
        self.fold(False)

    @property
    def folded(self) -> bool:
        return self._content.isHidden()

    def fold(self, folded: bool) -> None:
        self._content.setVisible(not folded)
        self._heading.setIcon(icon("chevron_right" if folded else "chevron_down"))
        self._heading.setToolTip(tr(f"Unfold “{self.title}”." if folded else f"Fold “{self.title}”."))


def muted(text: str = "", *, wrap: bool = False) -> QLabel:
    """A secondary label."""
    label = QLabel(tr(text))
    label.setProperty("muted", True)
    label.setWordWrap(wrap)
    return label
