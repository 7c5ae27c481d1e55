"""The sheet itself: samples in rows, a word under each; one of them may be chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from blurlab.session.models.synthetic_sheets import Tile
from blurlab.ui.language import tr
from blurlab.ui.rgb_image import rgb_image
from blurlab.ui.shell.theme import colours
from blurlab.worker.messages import SheetSample

_GAP = 10
_TILE = 132  # px, at least
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SheetView(QWidget):
    """Shows `tiles` (place → Tile) of `count` places. Arrow keys move the choice, Delete asks for a rejection."""

    chosen = Signal(int)
    rejectAsked = Signal()

    def __init__(self, tiles: Mapping[int, Tile], count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles, self._count = tiles, count
        self._pictures: dict[int, _Picture] = {}  # by place, as they were drawn last
        self.choice: int | None = None
        self.outlines = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_TILE + 2 * _GAP)
        self.setAccessibleName(tr("Synthetic samples"))

    def choose(self, place: int | None) -> None:
        if place is not None and place not in self._tiles:
            return
        self.choice = place
        self.update()
        self.chosen.emit(-1 if place is None else place)

    def set_outlines(self, shown: bool) -> None:
        self.outlines = shown
        self.update()

    def refresh(self, place: int) -> None:
        self.update(self.cell(place))

    # ------------------------------------------------------------ geometry

    @property
    def columns(self) -> int:
        return max(1, (self.width() - _GAP) // (_TILE + _GAP))

    @property
    def _side(self) -> int:
        return (self.width() - _GAP) // self.columns - _GAP

    @property
    def _caption(self) -> int:
        return 2 * QFontMetrics(self.font()).height() + 4

    def cell(self, place: int) -> QRect:
        """Where a sample and its words are drawn."""
        row, column = divmod(place, self.columns)
        side, height = self._side, self._side + self._caption
        return QRect(_GAP + column * (side + _GAP), _GAP + row * (height + _GAP), side, height)

    def sizeHint(self) -> QSize:
        rows = -(-self._count // self.columns)
        return QSize(4 * _TILE, rows * (self._side + self._caption + _GAP) + _GAP)

    def resizeEvent(self, _event: QEvent) -> None:
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in range(self._count):
            cell = self.cell(place)
            if cell.intersects(event.rect()):
                self._paint_cell(painter, place, cell)
        painter.end()

    def _paint_cell(self, painter: QPainter, place: int, cell: QRect) -> None:
        c = colours()
        picture = QRect(cell.topLeft(), QSize(cell.width(), cell.width()))
        tile = self._tiles.get(place)
        if tile is None:
            painter.fillRect(picture, QColor(c.raised))
            return
        size = picture.size() * self.devicePixelRatioF()
        drawn = self._pictures.get(place)
        if drawn is None or not drawn.shows(tile, self.outlines, size):
            drawn = self._pictures[place] = _Picture(tile, self.outlines, size)
        painter.drawImage(picture, drawn.image)
        if place == self.choice:
            painter.setPen(QPen(QColor(c.accent), 3))
            painter.drawRect(picture.adjusted(-2, -2, 1, 1))
        metrics = QFontMetrics(self.font())
        for line, (text, colour) in enumerate(zip(_words(tile.sample), (c.text, c.muted), strict=True)):
            painter.setPen(QColor(colour))
            below = QRect(cell.left(), picture.bottom() + 4 + line * metrics.height(), cell.width(), metrics.height())
            painter.drawText(below, 0, metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width()))

    # ------------------------------------------------------------ hands

    def _place_at(self, point: QPoint) -> int | None:
        return next((place for place in range(self._count) if self.cell(place).contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._place_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {**_MOVES, Qt.Key.Key_Up: -self.columns, Qt.Key.Key_Down: self.columns}
        if event.key() in steps:
            step = steps[Qt.Key(event.key())]
            self.choose(0 if self.choice is None else min(max(self.choice + step, 0), self._count - 1))
        elif event.key() == Qt.Key.Key_Delete:
            self.rejectAsked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        arrows = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete}
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in arrows and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                event.accept()  # else the arrows would change the photo
                return True
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            tile = self._tiles.get(place) if place is not None else None
            if tile is not None:
                sample = tile.sample
                QToolTip.showText(event.globalPos(), f"{sample.photo}\n{sample.what}\n{sample.finish}", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


class SampleView(QWidget):
    """One sample as large as it is trained on, where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile: Tile | None = None
        self._picture: _Picture | None = None  # as it was drawn last
        self._outlines = True
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_tile(self, tile: Tile | None, outlines: bool) -> None:
        self._tile, self._outlines = tile, outlines
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = colours()
        side = min(self.width(), self.height())
        place = QRect((self.width() - side) // 2, 0, side, side)
        if self._tile is None:
            painter.setPen(QColor(c.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, tr("Click a sample to see it larger."))
        else:
            side = min(side, round(self._tile.bare.shape[1] / self.devicePixelRatioF()))
            place = QRect((self.width() - side) // 2, 0, side, side)
            size = place.size() * self.devicePixelRatioF()
            if self._picture is None or not self._picture.shows(self._tile, self._outlines, size):
                self._picture = _Picture(self._tile, self._outlines, size)
            painter.drawImage(place, self._picture.image)
        painter.end()


def _words(sample: SheetSample) -> tuple[str, str]:
    """The blur above; which side has it, and the photo, below."""
    where, _, how = sample.what.partition(", ")
    return how or where, f"{where} · {sample.photo}" if how else sample.photo


class _Picture:
    """A sample at the size at which it is drawn, in device pixels, kept from one paint to the next.

    Scaled by area: a sample that is shrunk by neighbours would look sharper than it is.
    """

    def __init__(self, tile: Tile, outlines: bool, size: QSize) -> None:
        self._of = tile, outlines, size
        image = rgb_image(tile.outlined if outlines else tile.bare)
        if image.size() != size:
            image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self.image = image

    def shows(self, tile: Tile, outlines: bool, size: QSize) -> bool:
        """Whether it is this sample, so, at this size."""
        return self._of[0] is tile and self._of[1:] == (outlines, size)
