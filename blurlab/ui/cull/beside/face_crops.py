"""The faces of the current photo, ranked: each as a whole and its eye at 100 %; a click shows it large."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from blurlab.session.cull.crops import EYES, FACE, FaceCrop, eyes_words
from blurlab.ui.cull import signs
from blurlab.ui.language import tr
from blurlab.ui.rgb_image import rgb_image
from blurlab.ui.shell.theme import colours

_GAP: Final = 4
_LINE: Final = 20  # px of the words under a face
_CLOSED: Final = "Whether eyes are closed is not measured: look."


class FaceButton(QAbstractButton):
    """One face, as a whole and its eye at 100 %, and in words."""

    def __init__(self, number: int, count: int, crop: FaceCrop, ratio: float) -> None:
        super().__init__()
        self.crop = crop
        words = eyes_words(crop.place)
        self.words = tr(words)
        self.number = number
        self._code = {True: "sharp", False: "subject_blurred", None: ""}[crop.place.eyes_sharp]
        self._face, self._eyes = (_pixmap(pixels, ratio) for pixels in (crop.face, crop.eyes))
        self.framed = False  # the one that is looked at
        self.setFixedHeight(FACE + _LINE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr(f"Face {number} of {count}: {words.lower()}"))
        self.setToolTip(tr(f"Show face {number} at 100 %."))

    def sizeHint(self) -> QSize:
        return QSize(FACE + _GAP + EYES[0], FACE + _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for picture, left, wide in ((self._face, 0, FACE), (self._eyes, FACE + _GAP, EYES[0])):
                box = QRectF(left, 0, wide, FACE)
                painter.fillRect(box, QColor(c.raised))
                size = picture.deviceIndependentSize()
                corner = box.center() - QPointF(size.width() / 2, size.height() / 2)
                painter.drawPixmap(corner, picture)
            signs.draw_verdict(painter, QRectF(1, FACE + 4, 12, 12), self._code, signs.verdict_colour(self._code, c))
            painter.setPen(QColor(c.text))
            words = painter.fontMetrics().elidedText(
                f"{self.number}  {self.words}", Qt.TextElideMode.ElideRight, self.width() - 20
            )
            painter.drawText(
                QRectF(19, FACE + 1, self.width() - 19, _LINE - 1),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                words,
            )
            if self.framed or self.hasFocus():
                painter.setPen(QPen(QColor(c.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(1, 1, FACE + _GAP + EYES[0] - 2, FACE - 2))


class FaceCrops(QWidget):
    """`show_crops` fills it; `chosen` reports the face to be shown."""

    chosen = Signal(object)  # Face

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Faces, ranked"))
        self.buttons: list[FaceButton] = []
        self._shown: Sequence[FaceCrop] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)
        self.closed = QLabel(tr(_CLOSED))
        self.closed.setProperty("muted", True)
        self.closed.setWordWrap(True)
        self._column.addWidget(self.closed)
        self.hide()

    def show_crops(self, crops: Sequence[FaceCrop]) -> None:
        """The best first; none hides it."""
        if crops is not self._shown:
            self._shown = crops
            for button in self.buttons:
                self._column.removeWidget(button)
                button.hide()
                button.deleteLater()
            ratio = self.devicePixelRatioF()
            self.buttons = [FaceButton(number, len(crops), crop, ratio) for number, crop in enumerate(crops, start=1)]
            for place, button in enumerate(self.buttons):
                button.clicked.connect(lambda _checked=False, place=place: self.choose(place))
                self._column.insertWidget(place, button)
        self.setVisible(bool(crops))

    def choose(self, place: int) -> None:
        """Show the face at this place of the ranking."""
        for each, button in enumerate(self.buttons):
            button.framed = each == place
            button.update()
        self.chosen.emit(self.buttons[place].crop.place)

    def step(self, steps: int) -> bool:
        """Show the next face, or one before, beginning anew after the last; False without any."""
        if not self.buttons or self.isHidden():
            return False
        now = next((place for place, button in enumerate(self.buttons) if button.framed), None)
        first = 0 if steps > 0 else len(self.buttons) - 1
        self.choose(first if now is None else (now + steps) % len(self.buttons))
        return True


def _pixmap(pixels: NDArray[np.uint8], ratio: float) -> QPixmap:
    picture = QPixmap.fromImage(rgb_image(pixels))
    picture.setDevicePixelRatio(ratio)
    return picture
