"""Regions of a slide, chosen where the slide is looked at, as photos of the project."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from blurlab.core.rect import Rect
from blurlab.imaging.kinds.slide_grid import tile_at
from blurlab.imaging.limits import MAX_PIXELS
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.session.session import Session
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.pictures.slide_masks import SlideMasks, photos_of
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
        self._tile: Region | None = None  # that is picked
        self._awaited: PhotoRef | None = None  # that is opened as soon as it is a photo
        self._masks: SlideMasks | None = None
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
        self.paint = QPushButton(tr("Paint this tile"))
        self.paint.setToolTip(
            tr("A click or an arrow key picks a tile of the slide. Two clicks, or Enter, open it to be painted.")
        )
        self.paint.setEnabled(False)
        self.paint.clicked.connect(self._open_tile)
        self.add = QPushButton(tr("Add as a photo"))
        self.paint.setDefault(True)
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
        row.addWidget(self.paint)
        row.addWidget(self.add)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        column.addLayout(row)
        self.view.opened.connect(self._opened)
        self.view.failed.connect(lambda error: self.told.setText(tr(str(error))))
        self.view.chosen.connect(self._tell)
        self.view.clicked.connect(self._pick)
        self.view.opening.connect(self._pick_and_open)
        self.view.stepped.connect(self._step)
        self.level.currentIndexChanged.connect(self._level_changed)
        self._order.listChanged.connect(self._go_to_awaited)

    def done(self, result: int) -> None:
        self.view.leave()
        if self._masks is not None:
            self._masks.leave()
        super().done(result)

    def _opened(self) -> None:
        full = self.view.levels[0][0]
        for width, _ in self.view.levels:
            times = full / width
            self.level.addItem(tr("its own pixels" if times < 1.01 else f"1/{times:.3g} of them"))
        self._mark()
        self._masks = SlideMasks(self.session.project, photos_of(self._order.photos(), self.slide), self)
        self._masks.found.connect(self._lay_over)
        self._show_current()
        self._tell()

    def _show_current(self) -> None:
        """Begin at the tile that is on the canvas."""
        current = None if self.session.current_id is None else self.session.photo(self.session.current_id)
        region = None if current is None or current.path != self.slide else current.ref.region
        if region is None or region.rect == Rect(0, 0, *self.view.levels[0]) or region.level >= len(self.view.levels):
            return
        self.level.setCurrentIndex(region.level)
        self.view.show_rect(region.rect)
        self._pick(QPointF(region.rect.x + region.rect.width / 2, region.rect.y + region.rect.height / 2))

    def _lay_over(self, rect: Rect, picture: QImage) -> None:
        self.view.masks.append((rect, picture))
        self.view.update()

    def _pick(self, place: QPointF) -> None:
        self._tile = tile_at(self.view.levels, max(0, self.level.currentIndex()), place.x(), place.y())
        self.view.tile = self._tile.rect
        self.view.setFocus()
        self.view.update()
        self._tell()

    def _step(self, columns: int, rows: int) -> None:
        """Pick the next tile in a direction; the one in the middle where none is picked."""
        if self._tile is None:
            self._pick(self.view.centre)
            return
        rect = self._tile.rect
        self._pick(
            QPointF(
                rect.x + rect.width / 2 + columns * (rect.width / 2 + 1),
                rect.y + rect.height / 2 + rows * (rect.height / 2 + 1),
            )
        )
        if not self.view.shows(self._tile.rect):
            self.view.show_rect(self._tile.rect)

    def _pick_and_open(self, place: QPointF) -> None:
        self._pick(place)
        self._open_tile()

    def _open_tile(self) -> None:
        """Make the tile a photo, unless it is one, and go to it."""
        if self._tile is not None and self._awaited is None:
            self._awaited = PhotoRef(self.slide, 0, self._tile)
            self.told.setText(tr("Opening the tile…"))
            if not self._go_to_awaited():
                self.session.add_photos([self._awaited])

    def _go_to_awaited(self) -> bool:
        wanted = self._awaited
        if wanted is None:
            return False
        found = next((photo for photo in self._order.photos() if _is_at(photo.ref, wanted)), None)
        if found is None:
            return False
        self._awaited = None
        self.session.go_to(found.id)
        self.accept()
        return True

    def _level_changed(self, _index: int = 0) -> None:
        if self._tile is not None:
            rect = self._tile.rect
            self._pick(QPointF(rect.x + rect.width / 2, rect.y + rect.height / 2))
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
        self.paint.setEnabled(self._tile is not None)
        if size is None:
            width, height = self.view.levels[0] if self.view.levels else (0, 0)
            how = "Double-click a tile to paint it, or drag with Shift to draw a region."
            self.told.setText(tr(f"{width} × {height} pixels. {how}"))
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


def _is_at(ref: PhotoRef, other: PhotoRef) -> bool:
    """Whether both are the same part of the same file, however its values are seen."""
    return ref.path == other.path and ref.part == other.part
