"""The range of values, and the bands, in which a deep photo is seen: chosen here, kept with the photo."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.imaging.kinds.depth import Depth, depth_of
from blurlab.imaging.tones import Tones
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.range_dial import RangeDial
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.rgb_image import rgb_image

_SIDE = 520  # px of the picture
_COLOURS = ("red", "green", "blue")


class TonesDialog(QDialog):
    """Shows the photo as it will be seen; *Use* keeps that with the photo, and it is predicted anew."""

    kept = Signal(list)  # ids of the photos that are seen otherwise now

    def __init__(self, session: Session, photo: Photo, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Range of values"))
        self.session, self.photo = session, photo
        self._order, self._project = session.order, session.project
        self.tones = photo.ref.tones
        self.values: Depth | None = None
        self.dial: RangeDial | None = None
        self.bands: list[QComboBox] = []
        self.picture = QLabel(tr("Reading the values…"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(_SIDE, _SIDE * 2 // 3)
        self.told = muted("", wrap=True)
        self.automatic = QPushButton(tr("Automatic"))
        self.automatic.setToolTip(tr("Find the range from the values."))
        self.automatic.clicked.connect(self._set_automatic)
        self.everywhere = QCheckBox(tr("All photos of this kind of file"))
        self.use = QPushButton(tr("Use"))
        self.use.setDefault(True)
        self.use.setEnabled(False)
        self.use.clicked.connect(self._use)
        close = QPushButton(tr("Cancel"))
        close.clicked.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.picture, 1)
        self.column.addWidget(self.told)
        row = QHBoxLayout()
        row.addWidget(HelpButton("formats.md#deep-pictures"))
        row.addWidget(self.automatic)
        row.addWidget(self.everywhere)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.use)
        self.column.addLayout(row)
        self._tasks = Tasks(1, self)
        self._tasks.run(lambda: depth_of(photo.ref), self._have, lambda error: self.picture.setText(tr(str(error))))

    def done(self, result: int) -> None:
        self._tasks.leave()
        super().done(result)

    def _have(self, depth: Depth | None) -> None:
        self.values = depth
        if depth is None:
            self.picture.setText(tr("This photo has 8 bits in one grey or three colours: all of it is seen."))
            return
        width = max(depth.most - depth.least, 1e-9)
        decimals = 0 if width > 50 else 3
        ends = depth.least, depth.least + width
        self.dial = RangeDial("Values", *ends, "", "Black, and white.", factor=1, decimals=decimals, value_width=150)
        self.dial.changed.connect(self._moved)
        self.column.insertWidget(1, self.dial)
        if len(depth.bands) > 1:
            self.column.insertLayout(2, self._band_row(len(depth.bands), depth.coloured))
        self.use.setEnabled(True)
        self._show()
        self.adjustSize()  # the dial, and the bands, came after it was laid out

    def _band_row(self, count: int, coloured: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Bands")))
        shown = self.tones.bands or ((0, 1, 2) if count >= 3 else (0,))
        for place, colour in enumerate(_COLOURS):
            choice = QComboBox()
            choice.setAccessibleName(tr(f"Band shown as {colour}"))
            choice.setToolTip(tr(f"The band that is shown as {colour}; one alone is shown as grey."))
            choice.addItems(["–"] * (place > 0) + [f"{number + 1}" for number in range(count)])
            place_of = shown[place] + (place > 0) if place < len(shown) else 0
            choice.setCurrentIndex(place_of)
            choice.activated.connect(self._chose_bands)
            self.bands.append(choice)
            row.addWidget(choice)
        row.addStretch(1)
        return row

    def _moved(self, low: float, high: float) -> None:
        if high > low:
            self.tones = replace(self.tones, low=low, high=high)
            self._show()

    def _chose_bands(self, _index: int = 0) -> None:
        first, *others = (choice.currentIndex() for choice in self.bands)
        chosen = (first, *(index - 1 for index in others)) if all(others) else (first,)
        self.tones = replace(self.tones, bands=chosen)
        self._show()

    def _set_automatic(self) -> None:
        self.tones = replace(self.tones, low=None, high=None)
        self._show()

    def _show(self) -> None:
        if self.values is None or self.dial is None:
            return
        window = self.values.window(self.tones.bands)
        low = window.low if self.tones.low is None else self.tones.low
        high = window.high if self.tones.high is None else self.tones.high
        self.dial.set_range((low, high))
        how = "found from the values" if self.tones.low is None else "chosen"
        self.told.setText(tr(f"The range is {how}. The model and training see the photo in the same range."))
        pixmap = QPixmap.fromImage(rgb_image(self.values.seen(self.tones)))
        size = self.picture.size().expandedTo(self.picture.minimumSize())
        self.picture.setPixmap(
            pixmap.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )

    def _use(self) -> None:
        photos = [self.photo]
        if self.everywhere.isChecked():
            suffix = self.photo.path.suffix.lower()
            photos = [photo for photo in self._order.photos() if photo.path.suffix.lower() == suffix]
        project, tones = self._project, self.tones
        self.use.setEnabled(False)
        self._tasks.run(
            lambda: keep_tones(project, [photo for photo in photos if photo.ref.tones != tones], tones),
            self._kept,
            lambda error: self.told.setText(tr(str(error))),
        )

    def _kept(self, changed: Sequence[int]) -> None:
        self.session.see_anew(changed)
        self.kept.emit(list(changed))
        self.accept()


def keep_tones(project: Project, photos: Sequence[Photo], tones: Tones) -> list[int]:
    """Keep the tones with each photo; the ids of those photos. Raises UserError."""
    for photo in photos:
        project.set_tones(photo.id, tones)
    return [photo.id for photo in photos]
