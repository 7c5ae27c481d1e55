"""What a team did, by person; masks looked at by a second person, and those of two settled by a third."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QInputDialog, QPushButton, QVBoxLayout, QWidget

from blurlab.core.rect import Rect
from blurlab.session.team.second_looks import PersonFacts, SecondLooks
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.panels.controls.section import muted

_SPOT = 96  # photo pixels around a place that is meant


class TeamWork(QWidget):
    """In the Agreement panel of a shared project."""

    def __init__(self, second: SecondLooks, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second, self._canvas = second, canvas
        self.people = muted(wrap=True)
        self.good = QPushButton("Confirm mask")
        self.good.setToolTip("Say as a second person that this mask is good.")
        self.good.clicked.connect(second.accept)
        self.back = QPushButton("Send back…")
        self.back.setToolTip("Send the mask back to its painter with a note on the place in the middle of the view.")
        self.back.clicked.connect(self._ask_why)
        self.settle = QPushButton()
        self.settle.setToolTip(
            "Go to the next photo that two people masked. The buttons beside their masks then choose one for good."
        )
        self.settle.clicked.connect(second.next_disputed)
        self.double = QCheckBox("Two people mask each photo")
        self.double.setChecked(second.double)
        self.double.clicked.connect(second.set_double)
        row = QHBoxLayout()
        row.addWidget(self.good)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.people)
        column.addLayout(row)
        column.addWidget(self.settle)
        column.addWidget(self.double)
        second.changed.connect(self.refresh)
        second.placeMeant.connect(self._show_place)
        self.refresh()
        second.refresh()

    def refresh(self) -> None:
        second = self._second
        self.people.setText("\n".join(map(_sentence, second.people)) or "Nobody has decided on a photo yet.")
        count = len(second.disputed)
        self.settle.setText("1 photo to settle" if count == 1 else f"{count} photos to settle")
        self.settle.setEnabled(count > 0)

    def _ask_why(self) -> None:
        text, said = QInputDialog.getText(self, "Send back", "What is to be done in the middle of the view:")
        if said:
            view = self._canvas
            middle = view.viewport.to_image(view.width() / 2, view.height() / 2)
            self._second.send_back(text.strip()[:500], middle)

    def _show_place(self, x: float, y: float) -> None:
        half = _SPOT // 2
        self._canvas.show_spot(Rect(max(0, round(x) - half), max(0, round(y) - half), _SPOT, _SPOT))


def _sentence(person: PersonFacts) -> str:
    photos = "1 photo" if person.decided == 1 else f"{person.decided} photos"
    pace = "" if person.pace is None else f", {person.pace:.0f} an hour"
    agreement = "" if person.agreement is None else f", mean IoU {person.agreement:.2f} with predictions"
    return f"{person.name}: {photos}{pace}{agreement}."
