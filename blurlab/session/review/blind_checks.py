"""Blind checks in a session: which photos are painted without their prediction, and what ends that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.project.blind import EVERY_SETTING, FROM_LABELS, blind_every, is_drawn, read_seen, write_seen
from blurlab.project.queue import UNREVIEWED
from blurlab.project.records import Photo, Status
from blurlab.session.notice import Level
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.strokes.autosave import Judgement

if TYPE_CHECKING:
    from blurlab.session.session import Session


class BlindChecks(QObject):
    """A photo is checked from its first opening until it is accepted or a person asks for the prediction.

    One whose prediction anybody saw is never checked: that would measure nothing.
    """

    changed = Signal()  # the setting, or whether the photo on screen is painted blind

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._asked: int | None = None  # photo that was to be accepted with nothing painted on it
        try:
            self.every = blind_every(session.project)
            self._seen = read_seen(session.project)
        except UserError:  # told by whoever needs the project for more
            self.every, self._seen = 0, {}

    def connect_signals(self) -> None:
        """Follow the session, whose parts are all there by now."""
        session = self._session
        session.photoShown.connect(self._shown)
        session.predictionShown.connect(lambda _photo_id, _version: self._shown(session.current))
        session.autosave.judged.connect(self._judged)

    # ------------------------------------------------------------ which photos

    def applies(self, photo: Photo) -> bool:
        """Whether the prediction of this photo is withheld. Also called in the threads that open photos."""
        if photo.status not in UNREVIEWED:
            return False
        seen = self._seen.get(photo.id)
        if seen is not None:
            return not seen
        order, pinned = self._session.order, self._session.models.pinned
        enough = order.counts()[Status.ACCEPTED] >= FROM_LABELS
        return photo.status is Status.NEW and enough and is_drawn(photo.digest, self.every) and photo.id not in pinned

    def withholds(self, photo_id: int) -> bool:
        """`applies`, by id."""
        return self.applies(self._session.order[photo_id])

    def came_early(self, opened: OpenPhoto) -> bool:
        """Whether the photo was read ahead, with its prediction, before it was due for the check that it is due for."""
        return opened.withheld is None and not opened.edits and self.withholds(opened.photo_id)

    @property
    def current(self) -> OpenPhoto | None:
        """The photo on screen where it is painted blind."""
        opened = self._session.current
        return opened if opened is not None and opened.withheld is not None else None

    def set_every(self, every: int) -> None:
        """One photo of so many is painted blind from now on; 0: none. Those that somebody paints blind stay so."""
        self.every = every
        self._session.remember(EVERY_SETTING, every)
        for opened in self._session.placement.open_photos():
            untouched = not opened.edits and not opened.has_mask
            if opened.withheld is not None and untouched and not self.withholds(opened.photo_id):
                self._uncover(opened)
        self.changed.emit()

    # ------------------------------------------------------------ what happens to them

    def show_prediction(self) -> None:
        """End the check of the photo on screen: its prediction comes, under what is painted."""
        opened = self.current
        if opened is None:
            self._session.tell("blind", "The prediction of this photo is not withheld.", passing=True)
            return
        self._uncover(opened)
        self._note([opened.photo_id], seen=True)
        self.changed.emit()

    def saw(self, photo_ids: Iterable[int]) -> None:
        """The predictions of these photos were on the screen somewhere."""
        order = self._session.order
        self._note([one for one in photo_ids if one not in self._seen and order[one].status is Status.NEW], seen=True)

    def painted(self, opened: OpenPhoto) -> None:
        """The photo was painted on: a check that has begun goes on after reopening, whatever the setting is then."""
        if opened.withheld is not None and self._seen.get(opened.photo_id) is not False:
            self._note([opened.photo_id], seen=False)

    def may_accept(self, opened: OpenPhoto) -> bool:
        """False, with a sentence, the first time that a check is to be accepted with nothing painted."""
        if opened.withheld is None or opened.edits or opened.has_mask or self._asked == opened.photo_id:
            return True
        self._asked = opened.photo_id
        sentence = "Nothing is painted on this blind check. Accept it again if nothing in the photo is blurred."
        self._session.tell("blind", sentence, Level.WARNING, "Show prediction", self.show_prediction)
        return False

    def _uncover(self, opened: OpenPhoto) -> None:
        opened.withheld = None
        self._session.noticeCleared.emit("blind")
        self._session.placement.bring(opened.photo_id)

    def _shown(self, opened: OpenPhoto | None) -> None:
        self._asked = None
        self._session.noticeCleared.emit("blind")
        if opened is not None and opened.withheld is None and opened.prediction_version is not None:
            if self._seen.get(opened.photo_id) is False:  # a judged one that was painted blind
                self._note([opened.photo_id], seen=True)
            self.saw([opened.photo_id])
        self.changed.emit()

    def _judged(self, photo_id: int, judgement: Judgement) -> None:
        if judgement.status is not Status.ACCEPTED or self._seen.get(photo_id) is True:
            return
        opened = self._session.placement.open_photo(photo_id)
        if opened is None or opened.withheld is None:
            return
        opened.withheld = None
        self._note([photo_id], seen=True)
        if judgement.blind and judgement.agreement is not None:
            name = self._session.photo(photo_id).name
            sentence = f"Blind check of “{name}”: IoU {judgement.agreement:.2f} with the prediction that was withheld."
            self._session.tell("blind", sentence, passing=True)
        self.changed.emit()

    def _note(self, photo_ids: list[int], *, seen: bool) -> None:
        if not photo_ids:
            return
        self._seen |= dict.fromkeys(photo_ids, seen)
        project = self._session.project
        self._session.tasks.run(
            lambda: write_seen(project, photo_ids, seen),
            lambda _none: None,
            lambda error: self._session.tell("blind", error, Level.WARNING),
        )
