"""What is known of the photo on screen beside its mask: a note, how sure the model is, what was corrected, by whom."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from blurlab.project.review import Facts
from blurlab.session.notice import Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue
from blurlab.session.review.annotators import Annotators, Other
from blurlab.session.review.blind_checks import BlindChecks
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.layouts import empty_layout
from blurlab.ui.panels.controls.section import Section, muted


class NoteField(QPlainTextEdit):
    """Keeps what was written when it loses the focus; Escape and Ctrl+Enter give the keys back to the photo."""

    written = Signal()
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.written.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.written.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PhotoFacts(Section):
    """`left` is emitted when the note is done with."""

    left = Signal()

    def __init__(
        self,
        order: PhotoOrder,
        current: CurrentPhoto,
        queue: Queue,
        blind: BlindChecks,
        annotators: Annotators,
        notices: Notices,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("This photo", parent, guide="annotating.md#several-annotators")
        self._order, self._current, self._queue = order, current, queue
        self._blind, self._annotators, self._notices = blind, annotators, notices
        self._photo_id: int | None = None
        self._note_action, self._other_action = actions["note"], actions["other_mask"]
        self._others: list[Other] = []
        self.note = NoteField()
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlaceholderText(tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(58)
        self.note.written.connect(self._keep_note)
        self.note.left.connect(self.left)
        self.told = muted(wrap=True)
        self.masks_beside = QVBoxLayout()
        self.masks_beside.setSpacing(4)
        self.body.addWidget(self.note)
        self.body.addWidget(self.told)
        self.body.addLayout(self.masks_beside)
        self._note_action.changed.connect(self._show_key)
        self._show_key()
        current.changed.connect(self._follow)
        order.photoChanged.connect(self._changed)
        queue.changed.connect(self.refresh)
        blind.changed.connect(self.refresh)
        annotators.found.connect(self._show_others)
        self._follow()

    def write(self) -> None:
        """Put the cursor into the note."""
        self.fold(False)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def use_other(self) -> None:
        """Let the newest mask of those that other people painted count."""
        if self._photo_id is not None and self._others:
            self._annotators.use(self._photo_id, self._others[0].author)
        else:
            self._notices.tell("annotators", "Nobody else has painted a mask of this photo.", passing=True)

    def _use(self, photo_id: int, author: str, _checked: bool = False) -> None:
        self._annotators.use(photo_id, author)

    def refresh(self) -> None:
        facts = Facts() if self._photo_id is None else self._order.facts_of(self._photo_id)
        if not self.note.hasFocus() and self.note.toPlainText() != facts.note:
            self.note.setPlainText(facts.note)
        withheld = self._blind.current is not None
        self.told.setText(tr("\n".join(_sentences(facts, withheld=withheld))))
        self.told.setVisible(bool(self.told.text()))

    def _follow(self) -> None:
        self._keep_note()
        self._photo_id = self._current.id
        self.note.setEnabled(self._photo_id is not None)
        self.note.setPlainText("")
        self._others = []
        self.refresh()
        self._look()

    def _changed(self, photo_id: int) -> None:
        if photo_id == self._photo_id:
            self.refresh()
            self._look()

    def _look(self) -> None:
        if self._photo_id is not None:
            self._annotators.look(self._photo_id)

    def _keep_note(self) -> None:
        if self._photo_id is not None and self._photo_id in self._order:
            self._queue.set_note(self._photo_id, self.note.toPlainText())

    def _show_key(self) -> None:
        self.note.setToolTip(self._note_action.toolTip())

    def _show_others(self, photo_id: int, others: list[Other]) -> None:
        if photo_id != self._photo_id:
            return
        empty_layout(self.masks_beside)
        self._others = others
        for place, other in enumerate(others):
            label = QLabel(tr(f"Mask by {other.author}: IoU {other.agreement:.2f} with the one shown"))
            label.setWordWrap(True)
            button = QPushButton(tr(f"Use {other.author}'s mask"))
            key = self._other_action.shortcut().toString() if place == 0 else ""
            hint = "Make this mask the photo's label; the other one is kept. Shift+Y shows it beside this one."
            button.setToolTip(f"{hint}  {key}".rstrip())
            button.clicked.connect(partial(self._use, photo_id, other.author))
            self.masks_beside.addWidget(label)
            self.masks_beside.addWidget(button)
        third = self._annotators.third
        if others and third is not None and third.is_third(photo_id):
            shown = self._order.facts_of(photo_id).authors[0]
            keep = QPushButton(tr(f"Keep {shown}'s mask"))
            keep.setToolTip(tr("Settle on the mask that is shown; the other one is kept."))
            keep.clicked.connect(partial(self._use, photo_id, shown))
            self.masks_beside.addWidget(keep)


def _sentences(facts: Facts, *, withheld: bool) -> list[str]:
    told = []
    if facts.doubt is not None and not withheld:
        doubt = facts.doubt
        told.append(
            f"Predicted {100 * doubt.blurred:.0f} % blurred; {100 * doubt.entropy:.0f} % unsure, "
            f"its mirror image differs by {100 * doubt.disagreement:.1f} %."
        )
    if facts.agreement is not None:
        how = "Painted blind" if facts.blind else "Corrected"
        told.append(f"{how}: IoU {facts.agreement:.2f} with the prediction.")
    if facts.authors:
        told.append(f"The mask shown is by {facts.authors[0]}.")
    return told
