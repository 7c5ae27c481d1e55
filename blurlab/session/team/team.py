"""The others of a shared project, as the window meets them: what they do comes in, who has which photo, what waits.

The open project is a copy, so nothing here is waited for: `Exchange` has a thread of its own. Where the project is
nobody else's, there is no exchange and nothing is asked.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.queue import UNREVIEWED
from blurlab.project.records import Photo, Status
from blurlab.project.team.arriving import Arrived
from blurlab.project.team.claims import DOUBLE
from blurlab.project.team.copy import read_mark
from blurlab.project.team.exchange import Exchange, Standing
from blurlab.session.models.session_models import SessionModels
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.tasks import Tasks

_AHEAD: Final = 40  # photos in line of which the first free one is claimed before it is asked for
_READ_MS: Final = 50  # what comes at a time is read together
_MANY: Final = 500  # changed photos from which all are read again
_NEWS: Final = frozenset({"training_events", "training_wishes"})


class Team(QObject):
    """shared: whether the project is. standing: see Standing. ahead: the photo that is claimed to be next."""

    changed = Signal()  # the standing, or who has which photo
    news = Signal(object)  # names of tables of the shared project that changed and are not in the copy
    came = Signal(object)  # Arrived, once the session has taken it up
    predicted = Signal(int)  # id of a photo whose prediction came from elsewhere
    _told = Signal(object)  # what to call in the UI thread

    def __init__(
        self,
        project: Project,
        author: str,
        order: PhotoOrder,
        current: CurrentPhoto,
        models: SessionModels,
        notices: Notices,
        list_all: Callable[[], None],
        reread_facts: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._order, self._current = project, order, current
        self._models, self._notices = models, notices
        self._list_all, self._reread_facts = list_all, reread_facts
        self._tasks = Tasks(1, self)
        self.author = author
        self.standing = Standing()
        self.ahead: int | None = None
        self.double = False
        self._waiting = Arrived()
        self._unseen: set[int] = set()  # photos of which a mask by somebody else came while they were not on screen
        self._told_away = self._left = False
        self._read = QTimer(self, singleShot=True, interval=_READ_MS)
        self._read.timeout.connect(self._take_up)
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self.exchange: Exchange | None = None
        if read_mark(project.folder) is not None:
            self.exchange = Exchange(
                project.folder,
                author,
                arrived=lambda came: self._tell(lambda: self._has_arrived(came)),
                stands=lambda standing: self._tell(lambda: self._stand(standing)),
                refused=lambda error: self._tell(lambda: notices.tell("team", error, Level.WARNING)),
                announced=lambda names: self._tell(lambda: self.news.emit(names)),
                predicted=lambda photo_id: self._tell(lambda: self._has_come(photo_id)),
            )
            current.changed.connect(self._claim)
            current.shown.connect(lambda _opened: self._tell(self._look_at_current))

    @property
    def shared(self) -> bool:
        return self.exchange is not None

    def start(self) -> None:
        if self.exchange is not None:
            self.double = self._project.setting(DOUBLE)
            self.exchange.start()
            self._claim()

    def leave(self, unlock: Callable[[], None]) -> None:
        """Send what waits, in a thread that nobody waits for, and then `unlock`; what cannot go now goes later."""
        self._left = True
        self._read.stop()
        self._tasks.leave()
        if self.exchange is None:
            unlock()
        else:
            self.exchange.stop(unlock)

    def saved(self) -> None:
        """Something was saved here: it may go at once."""
        if self.exchange is not None:
            self.exchange.wake()

    def next(self) -> int | None:
        """The next photo in line that nobody has; one that is claimed already, if there is."""
        ahead, order = self.ahead, self._order
        if ahead is not None and ahead != self._current.id and ahead in order and order.lists(ahead):
            return ahead
        return next(iter(self._candidates()), None)

    # ------------------------------------------------------------ claims

    def _candidates(self) -> list[int]:
        """Photos in line that need a mask, nearest first, and from the top again."""
        order, here = self._order, self._current.id
        found = list(
            islice((one for one in order.around(here) if self._is_open(one) and one not in order.taken), _AHEAD)
        )
        if self.double:  # where one other person has a photo open there may be room for a second
            found += [one for one in order.taken if one != here and one in order and self._is_open(one)]
        return found[:_AHEAD]

    def _is_open(self, photo_id: int) -> bool:
        """Whether a photo needs a mask, as far as is known here; where two people mask each, a second person's."""
        status = self._order[photo_id].status
        if status in UNREVIEWED:
            return True
        authors = self._order.facts_of(photo_id).authors
        return self.double and status is Status.ACCEPTED and len(authors) < 2 and self.author not in authors

    def _claim(self) -> None:
        """The photo on the screen, and the one that will be next."""
        exchange, here = self.exchange, self._current.id
        if exchange is None or here is None:
            return
        self.ahead = None
        line, claims, double = self._candidates(), exchange.claims, self.double

        def command() -> None:
            got = claims.claim([here], double=double, unreviewed=False)
            ahead = claims.claim(line, double=double)
            exchange.hold([one for one in (here, ahead) if one is not None])
            self._tell(lambda: self._has_claimed(here, ahead, got is None))

        exchange.run(command)

    def _has_claimed(self, here: int, ahead: int | None, refused: bool) -> None:
        if here != self._current.id:
            return
        self.ahead = ahead
        if refused:
            name, who = self._order[here].name, self._order.taken.get(here, "Somebody else")
            sentence = f"{who} has “{name}” open; a mask that you make of it is kept beside theirs."
            self._notices.tell("claim", sentence, Level.WARNING)
        else:
            self._notices.clear("claim")
        self.changed.emit()

    # ------------------------------------------------------------ what the exchange tells

    def _tell(self, call: Callable[[], None]) -> None:
        """Have this called in the UI thread."""
        with suppress(RuntimeError):  # the session was deleted meanwhile
            self._told.emit(call)

    @Slot(object)
    def _hear(self, call: Callable[[], None]) -> None:
        if not self._left:
            call()

    def _has_come(self, photo_id: int) -> None:
        """A prediction, or a photo of S3 that may be waited for."""
        self.predicted.emit(photo_id)
        if photo_id == self._current.id and self._current.opened is None:
            self._current.load_anew()

    def _stand(self, standing: Standing) -> None:
        before, self.standing = self.standing, standing
        if standing.others != before.others:
            self._take_claims(standing.others)
        if standing.there:
            if self._told_away:
                self._notices.clear("team")
                self._notices.tell("team", "The shared project can be reached again.", passing=True)
            self._told_away = False
        elif standing.why is not None and not self._told_away:
            self._told_away = True
            sentence = f"{standing.why} What you do is kept here and goes to the others later."
            self._notices.tell("team", UserError(standing.why.code, sentence), Level.WARNING)
        self.changed.emit()

    def _take_claims(self, others: Mapping[int, str]) -> None:
        for photo_id in self._order.set_taken(others):
            if photo_id == self.ahead:
                self.ahead = None

    def _has_arrived(self, came: Arrived) -> None:
        self._waiting = self._waiting.joined(came)
        if not self._read.isActive():
            self._read.start()

    def _take_up(self) -> None:
        came, self._waiting = self._waiting, Arrived()
        project, changed = self._project, came.photos | came.masks

        def work() -> tuple[list[Photo], dict[int, tuple[str, ...]], bool]:
            with project.store.reading() as rows:
                few = len(changed) <= _MANY
                photos = [rows.photos.get(one) for one in changed] if few else list(rows.photos.all())
                authors = {one: tuple(dict.fromkeys(m.author for m in rows.masks.of_photo(one))) for one in came.masks}
                double = rows.settings.get(DOUBLE)
            return [photo for photo in photos if photo is not None], authors, double

        self._tasks.run(
            work,
            lambda read: self._has_read(came, *read),
            lambda error: self._notices.tell("team", error, Level.WARNING),
        )

    def _has_read(
        self, came: Arrived, photos: Sequence[Photo], authors: Mapping[int, tuple[str, ...]], double: bool
    ) -> None:
        """The list follows, the photo on the screen stays as it is."""
        order, self.double = self._order, double
        if came.new_photos:
            self._list_all()
        for photo in photos:
            if photo.id in order and order[photo.id] != photo:
                order.update(photo)
        for photo_id, names in authors.items():
            for name in reversed(names):
                order.note_author(photo_id, name)
        self._tell_of_current(came.masks, authors)
        if came.tables & {"model_versions", "settings"}:
            self._models.note_versions()
            self._models.use_promoted()
        if came.tables & {"notes", "doubts"}:
            self._reread_facts()
        self.came.emit(came)

    def _tell_of_current(self, masks: Collection[int], authors: Mapping[int, tuple[str, ...]]) -> None:
        """What others made comes to the screen only where nothing is on it yet; else a person is asked."""
        here, opened = self._current.id, self._current.opened
        by_others = {one for one in masks if authors.get(one) and authors[one][0] != self.author}
        self._unseen |= by_others if opened is None else by_others - {here}
        if here is None or opened is None or here not in by_others:
            return
        if self._current.is_untouched and opened.prediction_version is None:
            # Nothing else would ever come: what is accepted is not predicted.
            self._current.reload(here)
            return
        sentence = f"{authors[here][0]} has saved a mask of “{self._order[here].name}”; you still see yours."
        self._notices.tell("mask", sentence, Level.INFO, "Show it", lambda: self._current.reload(here))

    def _look_at_current(self) -> None:
        """A photo that was read before somebody's mask of it came is read again as it comes to the screen."""
        here = self._current.id
        if here in self._unseen and self._current.opened is not None:
            self._unseen.discard(here)
            if self._current.is_untouched:
                self._current.reload(here)
