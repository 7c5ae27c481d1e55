"""The bottom line: photo, training, model version, last save."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStatusBar, QWidget

from blurlab.errors import UserError
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.elided_label import ElidedLabel
from blurlab.ui.shell.theme import colours

if TYPE_CHECKING:  # arrays: after the first show
    from blurlab.project.records import Photo
    from blurlab.project.team.exchange import Standing

_WIDEST_PLACE = "999999, 999999"


class StatusLine(QStatusBar):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.elsewhere = False  # whether another view than the canvas shows photos; it counts them itself
        self.photo, self.place, self.training, self.view = (ElidedLabel() for _ in range(4))
        self.model, self.team, self.save = (ElidedLabel() for _ in range(3))
        # A label whose size may change has the whole line laid out and painted anew at each text, here at every event
        # of a stroke.
        metrics = self.place.fontMetrics()
        self.place.setFixedSize(metrics.horizontalAdvance(_WIDEST_PLACE), metrics.height())
        self.addWidget(self.photo, 1)
        self.addWidget(self.place)
        for label in (self.training, self.view, self.model, self.team, self.save):
            self.addPermanentWidget(label)

    def clear_all(self) -> None:
        for label in (self.photo, self.place, self.training, self.view, self.model, self.team, self.save):
            label.clear()

    def show_photo(self, photo: Photo | None, name: str = "", number: int = 0, total: int = 0) -> None:
        if photo is None:
            self.photo.clear()
            return
        counted = "" if self.elsewhere else tr(f"   {number} of {total}")
        self.photo.setText(f"{name}   {photo.width} × {photo.height}{counted}")

    def show_cursor(self, x: float, y: float) -> None:
        self.place.setText(f"{x:.0f}, {y:.0f}" if x >= 0 and y >= 0 else "")

    def show_training(self, sentence: str) -> None:
        """What a training does just now, wherever the panel is scrolled to; “” while none runs."""
        self.training.setText(tr(sentence))
        self.training.setVisible(bool(sentence))

    def show_view(self, words: str, progress: float | None) -> None:
        """How photos are predicted that masks are cut from, and how far (0..1) the photo is predicted at 100 %."""
        under_way = "" if progress is None else f" (at 100 %: {progress * 100:.0f} %)"
        self.view.setText(tr(tr(f"Judged {words}") + tr(under_way)))

    def show_model(self, name: str, state: str, *, failed: bool) -> None:
        self.model.setText(tr(f"Model {name} {state}".rstrip() if name else "No model"))
        _show_in_red(self.model, failed)

    def show_team(self, standing: Standing) -> None:
        """Whether the others can be reached, and how many changes wait to go to them."""
        waiting = standing.waiting
        waits = "" if not waiting else f", {'1 change waits' if waiting == 1 else f'{waiting:,} changes wait'}"
        self.team.setText(tr(f"Team{waits}" if standing.there else f"Team away{waits}"))

    def show_save(self, unsaved: bool, saving: bool, error: UserError | None, saved_at: datetime | None) -> None:
        if error is not None:
            text = f"Unsaved: {error}"
        elif saving:
            text = "Saving…"
        elif unsaved:
            text = "Unsaved strokes (in the journal)"
        else:
            text = f"Saved at {saved_at:%H:%M:%S}" if saved_at is not None else ""
        self.save.setText(tr(text))
        _show_in_red(self.save, error is not None)


def _show_in_red(label: ElidedLabel, bad: bool) -> None:
    sheet = f"color: {colours().bad};" if bad else ""
    if sheet != label.styleSheet():  # setting it lays out and paints the line anew, the same one too
        label.setStyleSheet(sheet)
