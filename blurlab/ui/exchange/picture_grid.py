"""A few pictures in a grid, each as large as its cell allows, with a word below."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from blurlab.ui.exchange.pictures import Picture
from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours

_GAP = 8
_COLUMNS = 2


class PictureGrid(QWidget):
    """Shows `pictures`, two in a row; a sentence where there are none."""

    def __init__(self, empty: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures: Sequence[Picture] = ()
        self.empty = empty
        self.setAccessibleName(name)
        self.setMinimumSize(300, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pictures(self, pictures: Sequence[Picture], empty: str = "") -> None:
        self.pictures = pictures
        self.empty = empty or self.empty
        self.setAccessibleDescription(", ".join(picture.words for picture in pictures) or self.empty)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(380, 300)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        c = colours()
        if not self.pictures:
            painter.setPen(QColor(c.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, tr(self.empty))
        rows = max(1, -(-len(self.pictures) // _COLUMNS))
        columns = min(_COLUMNS, max(1, len(self.pictures)))
        line = painter.fontMetrics().height() + 3
        width = (self.width() - _GAP * (columns - 1)) // columns
        height = (self.height() - _GAP * (rows - 1)) // rows
        for place, picture in enumerate(self.pictures):
            row, column = divmod(place, _COLUMNS)
            cell = QRect(column * (width + _GAP), row * (height + _GAP), width, height)
            room = cell.adjusted(0, 0, 0, -line)
            size = picture.image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            where = QRect(room.left() + (room.width() - size.width()) // 2, room.bottom() - size.height() + 1, 0, 0)
            where.setSize(size)
            dense = self.devicePixelRatioF()
            image = picture.image.scaled(
                size * dense, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(where, image)
            painter.setPen(QColor(c.muted))
            words = painter.fontMetrics().elidedText(picture.words, Qt.TextElideMode.ElideMiddle, cell.width())
            below = QRect(cell.left(), room.bottom() + 3, cell.width(), line)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
        painter.end()
