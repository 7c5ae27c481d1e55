"""The badge over a photo that is painted blind: what to do, and the way out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from blurlab.session.review.blind_checks import BlindChecks
from blurlab.ui.canvas.view.view import CanvasView
from blurlab.ui.language import tr

_MARGIN = 14
_WORDS = "<b>Blind check</b>: paint what is blurred; the rest counts as sharp. The prediction is withheld."


class BlindBadge(QFrame):
    """Lies at the canvas's lower edge for as long as the photo on screen is painted blind."""

    def __init__(self, checks: BlindChecks, canvas: CanvasView, action: QAction) -> None:
        super().__init__(canvas)
        self._checks = checks
        self._canvas = canvas
        self._action = action
        self.setProperty("notice", "warning")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.words = QLabel(_WORDS)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the letters stay the tools' keys
        self.button.clicked.connect(action.trigger)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(12)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()
        action.changed.connect(self._show_key)
        self._show_key()
        checks.changed.connect(self._settle)
        canvas.zoomChanged.connect(lambda _zoom: self._place())

    def _show_key(self) -> None:
        key = self._action.shortcut().toString()
        self.button.setText(tr(f"Show prediction  {key}" if key else "Show prediction"))
        self.button.setToolTip(self._action.toolTip())

    def _settle(self) -> None:
        self.setVisible(self._checks.current is not None)
        self._place()

    def _place(self) -> None:
        if self.isHidden():
            return
        self.words.setWordWrap(False)
        wanted = self.sizeHint()
        width = min(wanted.width(), self._canvas.width() - 2 * _MARGIN)
        self.words.setWordWrap(width < wanted.width())
        height = self.heightForWidth(width) if width < wanted.width() else wanted.height()
        self.setFixedSize(width, height)
        self.move((self._canvas.width() - width) // 2, self._canvas.height() - height - _MARGIN)
