"""A label that may become narrow: its text is shortened in the middle, so that the digits of a name stay."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LEAST = 12  # logical pixels
_TELLING = 12  # letters: fewer are little more than the ending


def shortened(metrics: QFontMetrics, text: str, room: int) -> str:
    """The text without its middle, so that it fits; in very little room a file's name keeps the end of its stem."""
    middle = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
    stem, dot, _ = text.rpartition(".")
    if len(middle) > _TELLING or middle == text or not dot:
        return middle
    return metrics.elidedText(stem, Qt.TextElideMode.ElideLeft, room)


class ElidedLabel(QLabel):
    """The whole text is its tooltip while it is shortened. Plain text only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    @property
    def shown_text(self) -> str:
        """What of the text has room."""
        room = self.contentsRect().width()
        return shortened(self.fontMetrics(), self.text(), room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.shown_text
        whole = "" if shown == self.text() else self.text()
        if whole != self.toolTip():
            self.setToolTip(whole)
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.contentsRect(), int(self.alignment()), shown)
