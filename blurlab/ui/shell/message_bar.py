"""Sentences over the picture that interrupt nobody: one row each, with a button if something can be done.

They float over the window's upper part, or over the lower edge of photos that are looked at, where no eyes are. A bar
that took room of its own would move the photo under the brush.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from blurlab.session.notice import Level, Notice
from blurlab.ui.language import tr
from blurlab.ui.shell.icons import icon

MOST_ROWS = 3
PASSING_MS = 4000
_WIDTH = 720
_BUTTON_HEIGHT = 27
_ROW_HEIGHT = _BUTTON_HEIGHT + 12
_MARGIN = 12  # from the edges of the window's inside
_ABOVE_EDGE = 46  # px above the lower edge of a photo: its title in a comparison stays to be read


class MessageBar(QWidget):
    """Shows notices over `parent`, the newest on top. A notice with a known key takes that one's row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        parent.installEventFilter(self)
        self._rows: dict[str, _Row] = {}
        self._kept_clear: list[QWidget] = []
        self._looked_at: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        self.clear(notice.key)
        row = _Row(notice, self)
        row.dismiss.clicked.connect(lambda: self._remove(row))
        if row.button is not None:
            row.button.clicked.connect(lambda: self._act(row))
        row.ensurePolished()  # its height is asked for before it is shown
        self._rows[notice.key] = row
        self._layout.insertWidget(0, row)
        while len(self._rows) > MOST_ROWS:
            self.clear(next(iter(self._rows)))
        self.show()
        self._place()
        if notice.passing:
            row.timer.timeout.connect(lambda: self._remove(row))
            row.timer.start(PASSING_MS)

    def keep_clear(self, bar: QWidget) -> None:
        """Never cover this bar, which lies along the upper edge while it is visible."""
        self._kept_clear.append(bar)
        bar.installEventFilter(self)
        bar.destroyed.connect(lambda: self._kept_clear.remove(bar))

    def lie_low(self, photos: QWidget) -> None:
        """Lie over the lower edge of this widget while it is visible."""
        self._looked_at.append(photos)
        photos.installEventFilter(self)
        photos.destroyed.connect(lambda: self._looked_at.remove(photos))

    def clear(self, key: str | None = None) -> None:
        """Remove one notice, or all."""
        for row in [row for row_key, row in self._rows.items() if key in {None, row_key}]:
            self._remove(row)

    def sentences(self) -> dict[str, str]:
        """The visible notices, by key."""
        return {key: row.notice.sentence for key, row in self._rows.items()}

    def button(self, key: str) -> QPushButton | None:
        """The button of a visible notice."""
        row = self._rows.get(key)
        return row.button if row is not None else None

    def _act(self, row: "_Row") -> None:
        self._remove(row)
        if row.notice.act is not None:
            row.notice.act()

    def _remove(self, row: "_Row") -> None:
        if self._rows.get(row.notice.key) is row:
            del self._rows[row.notice.key]
        row.timer.stop()
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        around = self.parentWidget()
        if around is None:
            return
        room = around.width()
        width = min(_WIDTH, room - 2 * _MARGIN)
        heights = [max(_ROW_HEIGHT, row.heightForWidth(width)) for row in self._rows.values()]
        height = sum(heights) + self._layout.spacing() * max(0, len(heights) - 1)
        top = max((_below(bar, around) for bar in self._kept_clear), default=0) + _MARGIN
        low = next((photos for photos in self._looked_at if photos.isVisibleTo(around)), None)
        if low is not None:
            top = max(top, _below(low, around) - height - _ABOVE_EDGE)
        self.setGeometry((room - width) // 2, top, width, height)
        self.raise_()


def _below(bar: QWidget, around: QWidget) -> int:
    """Where a bar that is visible ends, in `around`."""
    return bar.mapTo(around, bar.rect().bottomLeft()).y() if bar.isVisibleTo(around) else 0


class _Row(QFrame):
    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.timer = QTimer(self, singleShot=True)
        self.setProperty("notice", str(notice.level))
        layout = QHBoxLayout(self)
        self.setMinimumHeight(_ROW_HEIGHT)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(10)
        picture = QLabel()
        drawing = icon("info" if notice.level is Level.INFO else "warning")
        picture.setPixmap(drawing.pixmap(QSize(18, 18), picture.devicePixelRatioF()))
        sentence = QLabel(tr(notice.sentence))
        sentence.setWordWrap(True)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(picture)
        layout.addWidget(sentence, 1)
        self.button: QPushButton | None = None
        if notice.action:
            self.button = QPushButton(tr(notice.action))
            self.button.setFixedHeight(_BUTTON_HEIGHT)
            layout.addWidget(self.button)
        self.dismiss = QToolButton()
        self.dismiss.setObjectName("flat")
        self.dismiss.setFixedSize(_BUTTON_HEIGHT, _BUTTON_HEIGHT)
        self.dismiss.setIcon(icon("close"))
        self.dismiss.setStyleSheet("padding: 0;")
        self.dismiss.setToolTip(tr("Dismiss this message."))
        self.dismiss.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self.dismiss)
