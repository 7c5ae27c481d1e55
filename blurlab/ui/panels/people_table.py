"""A small table of what each person of a team did."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from blurlab.project.team.people import PersonFacts
from blurlab.ui.language import tr

_ROWS: Final = 6  # that are seen at once
_HEADS: Final = (
    ("Person", ""),
    ("Photos", "Photos that this person accepted, rejected or skipped."),
    ("Hourly", "Photos in an hour, without breaks."),
    ("Model", "Mean IoU of this person's masks with the predictions."),
    ("People", "Mean IoU of this person's masks with other people's masks of the same photos."),
)


class PeopleTable(QTableWidget):
    """A row for each person; as high as its rows are, up to some."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADS), parent)
        self.setAccessibleName(tr("What each person did"))
        self.setHorizontalHeaderLabels([tr(heading) for heading, _ in _HEADS])
        for column, (_, hint) in enumerate(_HEADS):
            if (heading := self.horizontalHeaderItem(column)) is not None:
                heading.setToolTip(tr(hint))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_people(self, people: Sequence[PersonFacts]) -> None:
        self.setRowCount(len(people))
        for row, person in enumerate(people):
            pace = "–" if person.pace is None else f"{person.pace:.0f}"
            texts = (person.name, str(person.decided), pace, _share(person.agreement), _share(person.between))
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                if column:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                cell.setToolTip(tr(_sentence(person)))
                self.setItem(row, column, cell)
        self.resizeRowsToContents()
        height = sum(self.rowHeight(row) for row in range(min(_ROWS, len(people))))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height + 2)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _sentence(person: PersonFacts) -> str:
    compared = "1 photo" if person.compared == 1 else f"{person.compared} photos"
    return (
        f"{person.name}: {compared} compared with other people; "
        f"{person.confirmed} confirmed and {person.returned} sent back by a second person."
    )
