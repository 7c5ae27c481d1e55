"""The preview of a bulk accept: every photo with its mask, to be looked at and left out one by one."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from blurlab.core.opencv import cv2
from blurlab.imaging.source import open_source
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.notice import Notices
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.session.review.bulk import BulkAccept
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.panels.thumbnails import Thumbnails
from blurlab.ui.rgb_image import rgb_image
from blurlab.ui.shell.window_layout import take_size

_SIDE = 160
_TINT = np.array((255, 150, 40), np.float32)  # orange, as the overlay
Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    chosenChanged = Signal()

    def __init__(self, photos: Sequence[Photo], thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.photos = list(photos)
        self.left_out: set[int] = set()
        self._thumbnails = thumbnails
        self._rows = {photo.id: row for row, photo in enumerate(self.photos)}
        self._blank = QPixmap(_SIDE, _SIDE * 2 // 3)
        self._blank.fill(QColor(0, 0, 0, 0))
        thumbnails.ready.connect(self._ready)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.photos)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        photo = self.photos[index.row()]
        answer: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                answer = photo.name
            case Qt.ItemDataRole.DecorationRole:
                answer = QIcon(self._thumbnails.get(photo) or self._blank)
            case Qt.ItemDataRole.CheckStateRole:
                chosen = photo.id not in self.left_out
                answer = Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        return answer

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        photo_id = self.photos[index.row()].id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.left_out.discard(photo_id)
        else:
            self.left_out.add(photo_id)
        self.dataChanged.emit(index, index)
        self.chosenChanged.emit()
        return True

    def choose_all(self, chosen: bool) -> None:
        self.left_out = set() if chosen else {photo.id for photo in self.photos}
        if self.photos:
            self.dataChanged.emit(self.index(0), self.index(len(self.photos) - 1))
        self.chosenChanged.emit()

    def _ready(self, photo_id: int) -> None:
        index = self.index(self._rows[photo_id])
        self.dataChanged.emit(index, index)


class _Grid(QListView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks or unticks the current photo, wherever Qt's focus is in its row."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            value = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            self.model().setData(index, value, Qt.ItemDataRole.CheckStateRole)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # the dialog's button
        else:
            super().keyPressEvent(event)


def _grid(model: _Model) -> _Grid:
    view = _Grid()
    view.setAccessibleName(tr("Photos to accept"))
    view.setModel(model)
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setMovement(QListView.Movement.Static)
    view.setUniformItemSizes(True)
    view.setIconSize(QSize(_SIDE, _SIDE * 2 // 3))
    view.setGridSize(QSize(_SIDE + 28, _SIDE * 2 // 3 + 40))
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setToolTip(tr("Click a box, or move with the arrows and press Space"))
    view.clicked.connect(view.setCurrentIndex)
    return view


class BulkDialog(QDialog):
    """`chosen` is emitted with the photos to accept, when the person says so."""

    chosen = Signal(object)  # list[Photo]

    def __init__(
        self,
        photos: Sequence[Photo],
        project: Project,
        version: str,
        doubts: Mapping[int, float],
        parent: QWidget | None = None,
        *,
        not_predicted: int = 0,
    ) -> None:
        """`doubts`: entropy by photo id; the surest come first, so that one can stop where it gets doubtful.

        not_predicted: listed photos that are not among `photos` because no prediction of them is there yet.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Accept many photos"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ordered = sorted(photos, key=lambda photo: doubts.get(photo.id, 1.0))
        self._thumbnails = Thumbnails(self, partial(read_with_mask, project, version))
        self.model = _Model(ordered, self._thumbnails, self)
        self.view = _grid(self.model)
        sentences = tr("These photos become labels as shown: orange is blurred. The most certain come first.")
        if not_predicted:
            one = "1 more photo is not predicted yet."
            sentences += " " + tr(one if not_predicted == 1 else f"{not_predicted} more photos are not predicted yet.")
        self.words = QLabel(sentences)
        self.words.setWordWrap(True)
        self.counts = muted()
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.view, 1)
        layout.addLayout(self._foot())
        take_size(self, 1000, 680)
        self.model.chosenChanged.connect(self._count)
        self.finished.connect(lambda _result: self._thumbnails.leave())
        self._count()
        if ordered:
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus()

    def _foot(self) -> QHBoxLayout:
        self.everything, self.nothing = QPushButton(tr("All")), QPushButton(tr("None"))
        self.everything.clicked.connect(lambda: self.model.choose_all(True))
        self.nothing.clicked.connect(lambda: self.model.choose_all(False))
        self.everything.setToolTip(tr("Tick all of them  Alt+A"))
        self.everything.setShortcut("Alt+A")
        self.nothing.setToolTip(tr("Untick all of them  Alt+N"))
        self.nothing.setShortcut("Alt+N")
        self.accept_button = QPushButton()
        self.accept_button.setObjectName("primary")
        self.accept_button.setDefault(True)
        self.accept_button.setToolTip(tr("Accept the ticked photos  Enter"))
        self.accept_button.clicked.connect(self._accept)
        cancel = QPushButton(tr("Cancel"))
        cancel.setToolTip(tr("Accept none  Esc"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for button in (self.everything, self.nothing):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addWidget(self.counts, 1)
        foot.addWidget(HelpButton("annotating.md#many-photos"))
        foot.addWidget(cancel)
        foot.addWidget(self.accept_button)
        return foot

    def _count(self) -> None:
        total = len(self.model.photos)
        taken = total - len(self.model.left_out)
        self.counts.setText(tr(f"{len(self.model.left_out)} left out" if self.model.left_out else ""))
        self.accept_button.setText(tr("Accept 1 photo" if taken == 1 else f"Accept {taken} photos"))
        self.accept_button.setEnabled(taken > 0)

    def _accept(self) -> None:
        self.chosen.emit([photo for photo in self.model.photos if photo.id not in self.model.left_out])
        self.accept()


def read_with_mask(project: Project, version: str, longest: int, photo: Photo) -> QImage:
    """A thumbnail overlaid with the prediction at the cut that it suggests, its edge drawn. In a thread."""
    pixels = open_source(photo.ref).thumbnail(longest)
    prediction = project.read_prediction(photo.id, version, project.view)
    height, width, _ = pixels.shape
    if prediction is not None:
        cut = project.cut_of(photo.id, version, project.view, prediction)
        blurred = cv2.resize(prediction, (width, height), interpolation=cv2.INTER_LINEAR) >= cut
        pixels = pixels.copy()
        pixels[blurred] = (pixels[blurred] * 0.62 + _TINT * 0.38).astype(np.uint8)
        rim = cv2.morphologyEx(blurred.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
        pixels[rim] = _TINT.astype(np.uint8)
    return rgb_image(pixels)


def open_bulk_dialog(
    project: Project,
    bulk: BulkAccept,
    order: PhotoOrder,
    predictions: Predictions,
    blind: BlindChecks,
    notices: Notices,
    parent: QWidget,
) -> None:
    """Show the listed photos that nobody has reviewed; say so if none has a prediction."""
    photos = bulk.candidates()
    if not photos:
        sentence = "None of the listed photos has a prediction that waits for your review."
        notices.tell("bulk", sentence, passing=True)
        return
    doubts = {photo.id: facts.doubt.entropy for photo in photos if (facts := order.facts_of(photo.id)).doubt}
    blind.saw(photo.id for photo in photos)
    dialog = BulkDialog(
        photos,
        project,
        predictions.version,
        doubts,
        parent,
        not_predicted=bulk.not_predicted(),
    )
    dialog.chosen.connect(bulk.accept)
    dialog.open()
