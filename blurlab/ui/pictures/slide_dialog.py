"""Regions of a slide, chosen where the slide is looked at, as photos of the project."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.core.rect import Rect
from blurlab.imaging.limits import MAX_PIXELS
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.session.session import Session
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.pictures.slide_view import SlideView
from blurlab.ui.shell.window_layout import take_size

_LEAST: Final = 64  # px a side
_SLOW: Final = 100_000_000  # px above which painting is told to be slower


class SlideDialog(QDialog):
    """The slide, what is chosen of it, and at which of its sizes that is seen."""

    def __init__(self, session: Session, slide: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr(f"Regions of “{slide.name}”"))
        take_size(self, 1000, 720)
        self.session, self.slide = session, slide
        self._order = session.order
        self.view = SlideView(slide)
        self.level = QComboBox()
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.level.setAccessibleName(tr("Size at which the region is seen"))
        self.level.setToolTip(tr("The region becomes a photo of this size of the slide."))
        self.told = muted(tr("Opening the slide…"), wrap=True)
        self.draw = QPushButton(tr("Draw a region"))
        self.draw.setCheckable(True)
        self.draw.setToolTip(tr("Drag to draw a region. Without this, dragging with Shift does so."))
        self.draw.toggled.connect(self._set_drawing)
        self.all = QPushButton(tr("Show all"))
        self.all.clicked.connect(self.view.fit)
        self.add = QPushButton(tr("Add as a photo"))
        self.add.setDefault(True)
        self.add.setEnabled(False)
        self.add.clicked.connect(self._add)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(HelpButton("formats.md#slides"))
        row.addWidget(self.draw)
        row.addWidget(self.all)
        row.addStretch(1)
        row.addWidget(QLabel(tr("Seen at")))
        row.addWidget(self.level)
        row.addWidget(self.add)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        column.addLayout(row)
        self.view.opened.connect(self._opened)
        self.view.failed.connect(lambda error: self.told.setText(str(error)))
        self.view.chosen.connect(self._tell)
        self.level.currentIndexChanged.connect(self._tell)

    def done(self, result: int) -> None:
        self.view.leave()
        super().done(result)

    def _opened(self) -> None:
        full = self.view.levels[0][0]
        for width, _ in self.view.levels:
            times = full / width
            self.level.addItem(tr("its own pixels" if times < 1.01 else f"1/{times:.3g} of them"))
        self._mark()
        self._tell()

    def _mark(self) -> None:
        """Outline the regions that are photos already."""
        here = [photo.ref.region for photo in self._order.photos() if photo.path == self.slide]
        whole = Rect(0, 0, *self.view.levels[0])
        self.view.marked = [region.rect for region in here if region is not None and region.rect != whole]
        self.view.update()

    def _set_drawing(self, on: bool) -> None:
        self.view.drawing = on
        self.view.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)

    def _size(self) -> tuple[int, int] | None:
        """Of the photo that would be made."""
        rect, level = self.view.region, max(0, self.level.currentIndex())
        if rect is None or not self.view.levels:
            return None
        ratio = self.view.levels[level][0] / self.view.levels[0][0]
        return round(rect.width * ratio), round(rect.height * ratio)

    def _tell(self, _index: int = 0) -> None:
        size = self._size()
        fits = size is not None and min(size) >= _LEAST and size[0] * size[1] <= MAX_PIXELS
        self.add.setEnabled(fits)
        if size is None:
            width, height = self.view.levels[0] if self.view.levels else (0, 0)
            self.told.setText(tr(f"{width} × {height} pixels. Drag with Shift to draw a region; it becomes a photo."))
        elif min(size) < _LEAST:
            self.told.setText(tr(f"{size[0]} × {size[1]} pixels: too small for a photo."))
        elif not fits:
            self.told.setText(
                tr(f"{size[0]} × {size[1]} pixels: too large for a photo. Choose less, or a smaller size.")
            )
        else:
            slow = " Of so many pixels all takes longer." if size[0] * size[1] > _SLOW else ""
            self.told.setText(tr(f"A photo of {size[0]} × {size[1]} pixels.{slow}"))

    def _add(self) -> None:
        rect: Rect | None = self.view.region
        if rect is not None:
            self.session.add_photos([PhotoRef(self.slide, 0, Region(rect, max(0, self.level.currentIndex())))])
            self.view.marked.append(rect)
            self.view.region = None
            self.view.update()
            self._tell()
            self.told.setText(tr("The region is a photo of the project now."))
