"""What a person did last, in order, so that it can be taken back: strokes, reviews, tags and moved cuts alike.

The pixels of a stroke are in its photo's History; here only its place in the order is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.core.editing.edit import Edit
from blurlab.project.records import KINDS, Status
from blurlab.project.settings import Setting
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.cut import Cut
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.review.review import Review

MOST: Final = 200  # deeds; a longer memory helps nobody, and the project stays small
_PAUSE_MS: Final = 1000  # from the last deed until they are written


class What(StrEnum):
    STROKE = "stroke"
    STATUS = "status"
    KIND = "kind"
    CUT = "cut"


@dataclass(frozen=True)
class Deed:
    """`before` and `after` as text: a status, a kind, a cut (“” for the suggested one); nothing for a stroke.

    `also`: the other photos on which the same stroke was painted.
    """

    what: What
    photo_id: int
    before: str = ""
    after: str = ""
    also: list[int] = field(default_factory=list)


DEEDS: Final = Setting[list[Deed]]("deeds", list[Deed], [])


class Deeds(QObject):
    """`undo` and `redo` take back and repeat the last deed. One of another photo brings that photo first."""

    strokeAsked = Signal(bool)  # take back the last stroke of the photo on screen (true), or repeat the one taken back
    othersAsked = Signal(object, bool)  # likewise on these photos, list of ids, beside that one
    changed = Signal()

    def __init__(
        self,
        order: PhotoOrder,
        current: CurrentPhoto,
        review: Review,
        cut: Cut,
        settings: ProjectSettings,
        go_to: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._order, self._current, self._review, self._cut = order, current, review, cut
        self._settings, self._go_to = settings, go_to
        self._done = [deed for deed in settings.kept(DEEDS) if deed.photo_id in order][-MOST:]
        self._undone: list[Deed] = []
        self._waiting: tuple[Deed, bool] | None = None  # taken back (true) or repeated as soon as its photo is shown
        self._acting = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.write)
        review.decided.connect(lambda *deed: self._note(Deed(What.STATUS, *deed)))
        review.tagged.connect(lambda *deed: self._note(Deed(What.KIND, *deed)))
        cut.moved.connect(lambda *deed: self._note(Deed(What.CUT, *deed)))
        current.shown.connect(self._shown)

    @property
    def next_undo(self) -> Deed | None:
        """What `undo` takes back; None where no deed is known, and only the photo's own strokes are."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Deed | None:
        return self._undone[-1] if self._undone else None

    def note_stroke(self, edit: Edit | None) -> None:
        """The photo on screen was changed by a stroke or a step; None: it was not."""
        if edit is not None and self._current.id is not None:
            self._note(Deed(What.STROKE, self._current.id))

    def note_beside(self, deed: Deed | None, photo_id: int) -> Deed:
        """A stroke was painted on a photo that is not on screen: it stays one deed. Returns it as it is known now.

        `deed`: None if nothing of it was noted so far.
        """
        if deed is None:
            found = Deed(What.STROKE, photo_id)
            self._note(found)
            return found
        found = replace(deed, also=[*deed.also, photo_id])
        self._done = [found if each is deed else each for each in self._done]
        return found

    def stands(self, deed: Deed) -> bool:
        """Whether it was noted and is not taken back."""
        return any(each is deed for each in self._done)

    def undo(self) -> None:
        """Take back the last deed; of a photo's strokes from before all known deeds, the last."""
        self._act(self._done, self._undone, back=True)

    def redo(self) -> None:
        """Repeat what was taken back last."""
        self._act(self._undone, self._done, back=False)

    def write(self) -> None:
        """Keep them with the project."""
        self._timer.stop()
        self._settings.remember(DEEDS, list(self._done))

    def leave(self) -> None:
        """The session closes: what is not written yet is, here and now."""
        if self._timer.isActive():
            self._timer.stop()
            self._settings.put(DEEDS, list(self._done))

    def _act(self, source: list[Deed], target: list[Deed], *, back: bool) -> None:
        while source and self._is_void(source[-1], back=back):
            source.pop()
        if not source:
            opened = self._current.opened
            if opened is not None and (opened.history.next_undo if back else opened.history.next_redo) is not None:
                self.strokeAsked.emit(back)
            self._changed()
            return
        deed = source.pop()
        target.append(deed)
        value = deed.before if back else deed.after
        self._acting = True
        try:
            if deed.what is What.STATUS:
                self._review.put_status(deed.photo_id, Status(value))
            elif deed.what is What.KIND:
                self._review.put_kind(deed.photo_id, value)
            elif deed.photo_id == self._current.id:
                self._on_canvas(deed, back=back)
            else:
                self._waiting = (deed, back)
            if deed.photo_id != self._current.id:
                self._go_to(deed.photo_id)
            if deed.also:
                self.othersAsked.emit(list(deed.also), back)
        finally:
            self._acting = False
        self._changed()

    def _is_void(self, deed: Deed, *, back: bool) -> bool:
        """Whether nothing would come of it: the photo is gone, or its History has forgotten the stroke."""
        if deed.photo_id not in self._order or deed.photo_id in self._order.gone:
            return True
        value = deed.before if back else deed.after
        if deed.what is What.STATUS:
            return value not in set(Status)
        if deed.what is What.KIND:
            return value not in KINDS
        if deed.what is What.CUT:
            return not (value == "" or value.isdecimal())
        opened = self._current.opened
        if opened is None or opened.photo_id != deed.photo_id:
            return False  # known once it is shown
        return (opened.history.next_undo if back else opened.history.next_redo) is None

    def _shown(self, opened: OpenPhoto) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting[0].photo_id == opened.photo_id:
            self._acting = True
            try:
                self._on_canvas(waiting[0], back=waiting[1])
            finally:
                self._acting = False

    def _on_canvas(self, deed: Deed, *, back: bool) -> None:
        value, opened = deed.before if back else deed.after, self._current.opened
        if deed.what is What.CUT:
            self._cut.put(int(value) if value else None)
        elif opened is not None and (opened.history.next_undo if back else opened.history.next_redo) is not None:
            self.strokeAsked.emit(back)

    def _note(self, deed: Deed) -> None:
        if self._acting:
            return
        last = self.next_undo
        if last is not None and deed.what is What.CUT and (last.what, last.photo_id) == (What.CUT, deed.photo_id):
            self._done.pop()  # a slider moves in many steps, and they are one deed
            deed = Deed(What.CUT, deed.photo_id, last.before, deed.after)
        if deed.what is What.STROKE or deed.before != deed.after:
            self._done.append(deed)
        del self._done[:-MOST]
        self._undone.clear()
        self._changed()

    def _changed(self) -> None:
        self._timer.start()
        self.changed.emit()
