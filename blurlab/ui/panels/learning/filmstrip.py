"""The filmstrip: the pinned photos as the network in training saw them, at each validation so far."""

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolTip, QVBoxLayout, QWidget

from blurlab.core.opencv import cv2
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.tasks import Tasks
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.rgb_image import rgb_image
from blurlab.ui.shell.theme import colours
from blurlab.worker.messages import FilmFrame, FilmFrames

_COLUMNS = 3
_GAP = 4
_TINT = np.array([255, 140, 0], np.float32)  # as the overlay's
_STRENGTH = 0.7
_KEPT = 60  # strips in memory


class Filmstrip(QWidget):
    """Follows the run; the slider goes back to any earlier step."""

    photoAsked = Signal(int)

    def __init__(self, run: TrainingRun, order: PhotoOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run, self._order = run, order
        self._tasks = Tasks(1, self)
        self._kept: OrderedDict[tuple[str, ...], list[QImage]] = OrderedDict()
        self.view = _Strip()
        self.view.photoAsked.connect(self.photoAsked)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setToolTip(tr("Go back to an earlier validation."))
        self.slider.setAccessibleName(tr("Step of the filmstrip"))
        self.slider.valueChanged.connect(lambda _place: self._show())
        self.step = muted()
        row = QHBoxLayout()
        row.addWidget(self.slider, 1)
        row.addWidget(self.step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.words = muted(wrap=True)
        layout.addWidget(self.words)
        layout.addWidget(self.view)
        layout.addLayout(row)
        run.filmed.connect(self.refresh)
        run.stateChanged.connect(lambda _state: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """The strip has grown, or another run has begun. At its end the slider follows."""
        film = self._run.record.film
        last = max(0, len(film) - 1)
        followed = self.slider.value() == self.slider.maximum() or last < self.slider.value()
        shown = {frame.photo_id for strip in film for frame in strip.frames}
        self.setVisible(bool(shown))
        what = "Pinned photos" if shown.intersection(self._order.pinned) else "Photos that it is validated on"
        self.words.setText(tr(f"{what}, as the network in training sees them:"))
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        if followed:
            self.slider.setValue(last)
        self.slider.blockSignals(False)
        self.slider.setVisible(last > 0)
        self._show()

    def leave(self) -> None:
        self._tasks.leave()

    def _show(self) -> None:
        film = self._run.record.film
        if not film:
            self.view.show_frames((), [])
            return
        strip = film[min(self.slider.value(), len(film) - 1)]
        self.step.setText(tr(f"step {strip.step}"))
        key = _key(strip)
        if key in self._kept:
            self.view.show_frames(strip.frames, self._kept[key])
        else:
            self._tasks.run(
                lambda: [_picture(frame) for frame in strip.frames],
                lambda pictures: self._read(strip, pictures),
                lambda _error: None,
            )

    def _read(self, strip: FilmFrames, pictures: list[QImage]) -> None:
        self._kept[_key(strip)] = pictures
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        film = self._run.record.film
        if film and film[min(self.slider.value(), len(film) - 1)] is strip:
            self.view.show_frames(strip.frames, pictures)


class _Strip(QWidget):
    """The pictures of one step, three in a row."""

    photoAsked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.frames: tuple[FilmFrame, ...] = ()
        self.pictures: list[QImage] = []
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_frames(self, frames: tuple[FilmFrame, ...], pictures: list[QImage]) -> None:
        resized = len(frames) != len(self.frames)
        self.frames, self.pictures = tuple(frames), pictures
        if resized:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = -(-len(self.frames) // _COLUMNS)
        return QSize(240, max(1, rows) * (self._cell().height() + _GAP))

    def _cell(self) -> QSize:
        width = (max(self.width(), 180) - (_COLUMNS - 1) * _GAP) // _COLUMNS
        return QSize(width, round(width * 0.75))

    def _place(self, number: int) -> QRect:
        cell = self._cell()
        row, column = divmod(number, _COLUMNS)
        return QRect(column * (cell.width() + _GAP), row * (cell.height() + _GAP), cell.width(), cell.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for number, picture in enumerate(self.pictures):
                place = self._place(number)
                painter.fillRect(place, colours().canvas)
                if not picture.isNull():
                    size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
                    shown = QRect(place.topLeft(), size)
                    shown.moveCenter(place.center())
                    painter.drawImage(shown, picture)

    def resizeEvent(self, _event: object) -> None:
        self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self._at(event)
        if frame is not None:
            QToolTip.showText(event.globalPosition().toPoint(), f"{frame.name}\nClick to open it.", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        frame = self._at(event)
        if frame is not None:
            self.photoAsked.emit(frame.photo_id)

    def _at(self, event: QMouseEvent) -> FilmFrame | None:
        point = event.position().toPoint()
        return next((each for number, each in enumerate(self.frames) if self._place(number).contains(point)), None)


def _key(strip: FilmFrames) -> tuple[str, ...]:
    return tuple(frame.prediction for frame in strip.frames)


def _picture(frame: FilmFrame) -> QImage:  # in the thread
    """The photo, tinted in blurred areas; a null image if a file is gone."""
    photo, prediction = cv2.imread(frame.photo), cv2.imread(frame.prediction, cv2.IMREAD_GRAYSCALE)
    if photo is None or prediction is None or photo.shape[:2] != prediction.shape:
        return QImage()
    share = (prediction[..., None] / np.float32(255)) * _STRENGTH
    mixed = (photo[..., ::-1] * (1 - share) + _TINT * share).astype(np.uint8)
    return rgb_image(mixed)
