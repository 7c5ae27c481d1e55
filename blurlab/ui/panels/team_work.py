"""What a team did, by person; masks looked at by a second person, and those of two settled by a third."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QInputDialog, QPushButton, QVBoxLayout, QWidget

from blurlab.core.rect import Rect
from blurlab.session.team.second_looks import SecondLooks
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.panels.people_table import PeopleTable

_SUFFIX = ".csv"
_TABLE = f"people{_SUFFIX}"
_SPOT = 96  # photo pixels around a place that is meant


class TeamWork(QWidget):
    """In the Agreement panel of a shared project."""

    def __init__(self, second: SecondLooks, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second, self._canvas = second, canvas
        self.people = PeopleTable()
        self.nobody = muted("Nobody has decided on a photo yet.", wrap=True)
        self.save = QPushButton(tr("Save table…"))
        self.save.setToolTip(tr("Save what each person did as a table for spreadsheets."))
        self.save.clicked.connect(self._ask_where)
        self.good = QPushButton(tr("Confirm mask"))
        self.good.setToolTip(tr("Say as a second person that this mask is good."))
        self.good.clicked.connect(second.accept)
        self.back = QPushButton(tr("Send back…"))
        self.back.setToolTip(
            tr("Send the mask back to its painter with a note on the place in the middle of the view.")
        )
        self.back.clicked.connect(self._ask_why)
        self.settle = QPushButton()
        hint = "Go to the next photo that two people masked. The buttons beside their masks then choose one for good."
        self.settle.setToolTip(tr(hint))
        self.settle.clicked.connect(second.next_disputed)
        self.double = QCheckBox(tr("Two people mask each photo"))
        self.double.setChecked(second.double)
        self.double.clicked.connect(second.set_double)
        row = QHBoxLayout()
        row.addWidget(self.good)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nobody)
        column.addWidget(self.people)
        column.addWidget(self.save)
        column.addLayout(row)
        column.addWidget(self.settle)
        column.addWidget(self.double)
        second.changed.connect(self.refresh)
        second.placeMeant.connect(self._show_place)
        self.refresh()
        second.refresh()

    def refresh(self) -> None:
        second = self._second
        self.people.show_people(second.people)
        self.nobody.setVisible(not second.people)
        for each in (self.people, self.save):
            each.setVisible(bool(second.people))
        count = len(second.disputed)
        self.settle.setText(tr("1 photo to settle" if count == 1 else f"{count} photos to settle"))
        self.settle.setEnabled(count > 0)

    def _ask_why(self) -> None:
        text, said = QInputDialog.getText(self, tr("Send back"), tr("What is to be done in the middle of the view:"))
        if said:
            view = self._canvas
            middle = view.viewport.to_image(view.width() / 2, view.height() / 2)
            self._second.send_back(text.strip()[:500], middle)

    def _ask_where(self) -> None:
        offered = Path.home() / _TABLE
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save table"), str(offered), tr(f"Tables (*{_SUFFIX})"))
        if chosen:
            # Only a native dialog adds the suffix.
            self._second.save_table(Path(chosen if chosen.endswith(_SUFFIX) else f"{chosen}{_SUFFIX}"))

    def _show_place(self, x: float, y: float) -> None:
        half = _SPOT // 2
        self._canvas.show_spot(Rect(max(0, round(x) - half), max(0, round(y) - half), _SPOT, _SPOT))
