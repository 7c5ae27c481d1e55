"""How far accepted masks agree with predictions, seen and withheld, and how often a photo is painted blind."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from blurlab.project.blind import FROM_LABELS
from blurlab.project.review import Agreement, agreements, lead
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.session.team.second_looks import SecondLooks
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import Section, muted
from blurlab.ui.panels.team_work import TeamWork

EVERY: Final = ((0, "Off"), (50, "1 in 50"), (20, "1 in 20"), (10, "1 in 10"), (5, "1 in 5"), (1, "Every photo"))
_HINT = (
    "Now and then the prediction of a new photo is withheld, so that you paint it blind. If people agree far more "
    "with predictions that they see, the predictions lead their hand. Checks begin after {count} accepted photos; "
    "photos whose prediction somebody saw are never checked."
)


class AgreementPanel(Section):
    """Folded at first: most people look at the training below it."""

    def __init__(
        self,
        order: PhotoOrder,
        queue: Queue,
        blind: BlindChecks,
        second: SecondLooks,
        canvas: Canvas,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Agreement", parent, guide="annotating.md#does-the-prediction-lead-my-hand")
        self._order, self._blind = order, blind
        self.told = muted(wrap=True)
        self.every = QComboBox()
        for every, text in EVERY:
            self.every.addItem(tr(text), every)
        hint = _HINT.format(count=FROM_LABELS)
        row = QHBoxLayout()
        label = QLabel(tr("Painted blind"))
        row.addWidget(label, 1)
        row.addWidget(self.every)
        for widget in (label, self.every, self.told):
            widget.setToolTip(tr(hint))
        self.body.addWidget(self.told)
        self.body.addLayout(row)
        self.every.activated.connect(lambda _place: blind.set_every(self.every.currentData()))
        blind.changed.connect(self._show_every)
        queue.changed.connect(self.refresh)
        self._show_every()
        self.refresh()
        self.fold(True)
        if second.shared:
            self.body.addWidget(TeamWork(second, canvas))

    def refresh(self) -> None:
        seen, blind = agreements(self._order.facts.values())
        self.told.setText(tr("\n".join(_sentences(seen, blind))))

    def _show_every(self) -> None:
        every = self._blind.every
        if self.every.findData(every) < 0:  # set by hand
            self.every.addItem(tr(f"1 in {every}"), every)
        self.every.setCurrentIndex(self.every.findData(every))


def _sentences(seen: Agreement | None, blind: Agreement | None) -> list[str]:
    told = []
    if seen is not None:
        told.append(f"Prediction seen: mean IoU {seen.mean:.2f}, {_photos(seen)}.")
    if blind is not None:
        told.append(f"Painted blind: mean IoU {blind.mean:.2f}, {_photos(blind)}.")
    if (by := lead(seen, blind)) is not None:
        told.append(f"The prediction leads the hand: people who see it agree with it by {by:.2f} more.")
    return told or ["No mask has been compared with its prediction yet."]


def _photos(agreement: Agreement) -> str:
    return "1 photo" if agreement.count == 1 else f"{agreement.count} photos"
