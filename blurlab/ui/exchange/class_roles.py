"""The role of each class of a file, chosen by the person."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from blurlab.exchange.meaning import IGNORED, Polarity
from blurlab.ui.exchange.pictures import CLASS_COLOURS
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.panels.controls.wheel import WheelScrolls

MARKED, NOT_MARKED, IGNORED_ROLE = range(3)
_SWATCH = 12  # px
_MOST = 60  # classes that are listed; the rest, which have fewer marks, are not marked
_ROLES = ("marked", "not marked", "ignored by training")


class ClassRoles(QScrollArea):
    """A row for each class. `roles()` is None until at least one is chosen as marked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("panel")
        self.boxes: dict[str, QComboBox] = {}

    def show_classes(self, classes: Mapping[str, int], *, in_masks: bool = False) -> None:
        """Offer these classes. A single one is marked; one called “ignore” is ignored; of several the person chooses,
        unless the file names them as blurlab does. in_masks: they are counted by masks, not by marks.
        """
        self.boxes = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(4, 1)
        others = [name for name, count in classes.items() if count and name != IGNORED]
        own = set(others) <= set(Polarity)
        first = others[0] if others and (own or len(others) == 1) else None  # the class with most marks
        listed = [(name, count) for name, count in classes.items() if count]
        for row, (name, count) in enumerate(listed[:_MOST]):
            box = QComboBox()
            box.addItems(_ROLES)
            box.setCurrentIndex(IGNORED_ROLE if name == IGNORED else MARKED if name == first else NOT_MARKED)
            box.setAccessibleName(tr(f"Role of the class {name}"))
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(_swatch(row), row, 0)
            grid.addWidget(label, row, 1)
            grid.addWidget(muted(tr(_counted(count, in_masks))), row, 2)
            grid.addWidget(box, row, 3)
            self.boxes[name] = box
        if len(listed) > _MOST:
            grid.addWidget(muted(tr(f"{len(listed) - _MOST} more with fewer marks: not marked")), _MOST, 0, 1, 4)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(body)
        WheelScrolls(self)
        self.setVisible(bool(classes))
        row = 32
        self.setFixedHeight(min(max(len(listed), 1), 4) * row + 4)

    def marked(self) -> frozenset[str]:
        return frozenset(name for name, box in self.boxes.items() if box.currentIndex() == MARKED)

    def ignored(self) -> frozenset[str]:
        return frozenset(name for name, box in self.boxes.items() if box.currentIndex() == IGNORED_ROLE)


def _swatch(place: int) -> QLabel:
    """The colour in which the class at this place is previewed."""
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(*CLASS_COLOURS[place % len(CLASS_COLOURS)]))
    label = QLabel()
    label.setPixmap(pixmap)
    return label


def _counted(count: int, in_masks: bool) -> str:
    what = "in 1 mask" if in_masks else "1 mark"
    return what if count == 1 else f"{what.replace('1', str(count))}s"
