"""The queue of an open project: the facts of each photo, the order, and which one helps most now."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.core.learning.queue_order import Doubt
from blurlab.errors import UserError
from blurlab.project.culling.capture_times import capture_times
from blurlab.project.project import Project
from blurlab.project.queue import ASKING, UNREVIEWED, Sort, Wanted, arranged, helpful
from blurlab.project.records import MaskRevision, Photo, Status
from blurlab.project.review import (
    Facts,
    decision_times,
    descriptors,
    pace,
    photos_with_doubt,
    read_doubts,
    read_facts,
    set_note,
)
from blurlab.project.settings import Setting
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.strokes.autosave import Autosave, Decided
from blurlab.session.tasks import Tasks

SORT_SETTING: Final = Setting[Sort]("list_sort", Sort, Sort.ADDED)
_REARRANGED_MS: Final = 10_000  # while predictions come in: a list that moves all the time cannot be read
_HELPFUL_MS: Final = 300  # what helps most is asked again when nothing has changed for so long
_NEAREST: Final = 60  # photos kept apart for “helps most”: somebody looks at the first few


class Queue(QObject):
    """Facts, order and pace. Everything that takes time runs in a thread."""

    changed = Signal()  # facts of all photos, sort, pace or what is left to predict

    def __init__(
        self,
        project: Project,
        author: str,
        order: PhotoOrder,
        current: CurrentPhoto,
        predictions: Predictions,
        autosave: Autosave,
        settings: ProjectSettings,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._author = project, author
        self._order, self._current, self._predictions = order, current, predictions
        self._settings, self._notices = settings, notices
        self._tasks = Tasks(1, self)
        self.sort = Sort.ADDED
        self.asks_for_all = False  # every photo is to be predicted, so that the queue can choose among all
        self._taken: dict[int, float] = {}
        self._times: list[float] = []
        self._helpful: list[int] = []
        self._offered: set[int] = set()
        self._rearrange = QTimer(self, singleShot=True, interval=_REARRANGED_MS)
        self._rearrange.timeout.connect(self.arrange)
        self._ask_helpful = QTimer(self, singleShot=True, interval=_HELPFUL_MS)
        self._ask_helpful.timeout.connect(self._find_helpful)
        self._model = ("", predictions.view)
        self._fresh: set[int] = set()  # photos that the model in use has predicted
        predictions.doubted.connect(self._doubted)
        predictions.laterChanged.connect(self._later_changed)
        autosave.saved.connect(self._saved)
        autosave.decided.connect(self._decided)

    def start(self) -> None:
        """Read what is known, and bring the list into the order that it had last."""
        project, author = self._project, self._author
        version, view = self._model = self._predictions.version, self._predictions.view
        self._tasks.run(
            lambda: (
                read_facts(project, version, view),
                decision_times(project, author),
                project.setting(SORT_SETTING),
            ),
            lambda read: self._has_read(*read),
            self._not_read,
        )

    def leave(self) -> None:
        self._rearrange.stop()
        self._ask_helpful.stop()
        self._tasks.leave()

    # ------------------------------------------------------------ what is listed, in which order

    def set_wanted(self, wanted: Wanted) -> None:
        """List only these photos. The current photo stays on screen."""
        self._order.set_wanted(wanted)
        self._current.want_neighbours()

    def set_filter(self, status: Status | None) -> None:
        """List only photos of this status; None lists all. The current photo stays on screen."""
        self.set_wanted(replace(self._order.wanted, status=status))

    def set_sort(self, sort: Sort) -> None:
        """Order the list so from now on; an order by predictions has all photos predicted meanwhile."""
        if sort is self.sort:
            return
        self.sort = sort
        self._settings.remember(SORT_SETTING, sort)
        if sort in ASKING:
            self.ask_for_all()
        self.arrange()
        self.changed.emit()

    def arrange(self) -> None:
        """Bring the list into its order as things stand now."""
        self._rearrange.stop()
        project, sort, first, facts = self._project, self.sort, self._current.id, self._facts()
        photos, taken, model = self._order.photos(), dict(self._taken), self._model

        def work() -> tuple[Sort, list[int], dict[int, float]]:
            photos.sort(key=_number)
            if sort is Sort.TAKEN:
                taken.update(capture_times(project, [photo for photo in photos if photo.id not in taken]))
            points = descriptors(project, *model) if sort in ASKING else {}
            return sort, arranged(sort, photos, facts, points, taken, first), taken

        self._tasks.run(work, lambda made: self._arranged(*made), self._not_read)

    def ask_for_all(self) -> None:
        """Have every photo that nobody has reviewed predicted, the wanted ones before them."""
        self.asks_for_all = True
        version, view, project = self._predictions.version, self._predictions.view, self._project
        if not version:
            return
        photos = [photo.id for photo in self._order.photos() if photo.status in UNREVIEWED]

        def work() -> list[int]:
            there = photos_with_doubt(project, version, view)
            return [photo_id for photo_id in photos if photo_id not in there]

        self._tasks.run(work, self._predictions.want_later, self._not_read)

    # ------------------------------------------------------------ which one helps most

    def most_helpful(self) -> int | None:
        """The listed photo whose label helps most, as far as predictions tell; None before any does.

        Asked again it offers the next best one, and begins again when all were offered.

        Photos that are due for a blind check stand where their worth puts them. They are drawn by their content, so
        among any that are gone through there is about one in so many, now and then. Were they preferred, all would
        come in a row, and agreement with withheld predictions would be measured on other photos, at another time,
        than agreement with seen ones: the two could not be compared.
        """
        order, current_id = self._order, self._current.id
        open_ones = [
            photo_id
            for photo_id in self._helpful
            if photo_id in order
            and photo_id != current_id
            and order[photo_id].status in UNREVIEWED
            and order.facts_of(photo_id).doubt is not None
            and order.lists(photo_id)
            and photo_id not in order.taken
        ]
        fresh = [photo_id for photo_id in open_ones if photo_id not in self._offered]
        if not fresh:
            self._offered.clear()
            fresh = open_ones
        if not fresh:
            return None
        self._offered.add(fresh[0])
        return fresh[0]

    def _find_helpful(self) -> None:
        project, facts, photos, model = self._project, self._facts(), self._order.photos(), self._model

        def work() -> list[int]:
            photos.sort(key=_number)
            open_ones = [photo for photo in photos if photo.status in UNREVIEWED and photo.id in facts]
            return helpful(open_ones, facts, descriptors(project, *model), photos=photos, most_spread=_NEAREST)

        self._tasks.run(work, self._has_found, self._not_read)

    def _has_found(self, ids: list[int]) -> None:
        self._helpful = ids

    # ------------------------------------------------------------ notes, pace

    def set_note(self, photo_id: int, text: str) -> None:
        """Keep a note with a photo."""
        if text.strip() == self._order.facts_of(photo_id).note:
            return
        project, author = self._project, self._author
        self._update(photo_id, lambda facts: replace(facts, note=text.strip()))
        self._tasks.run(
            lambda: set_note(project, photo_id, text, author),
            lambda _none: None,
            lambda error: self._notices.tell("note", error, Level.ERROR),
        )

    @property
    def pace(self) -> float | None:
        """Photos that this person reviews in an hour; None before it is known."""
        return pace(self._times)

    @property
    def left(self) -> int:
        """Photos that nobody has reviewed."""
        counts = self._order.counts()
        return sum(counts[status] for status in UNREVIEWED)

    # ------------------------------------------------------------ what has happened

    def _has_read(self, facts: dict[int, Facts], times: list[float], sort: Sort) -> None:
        for photo_id, meanwhile in self._order.facts.items():  # what has come since the reading began
            kept = facts.get(photo_id, Facts())
            facts[photo_id] = replace(
                kept,
                doubt=meanwhile.doubt or kept.doubt,
                authors=tuple(dict.fromkeys([*meanwhile.authors, *kept.authors])),
            )
        self._order.facts = facts
        self._times = times
        self._find_helpful()
        if damaged := self._project.store.left_out():
            rows = "1 entry" if damaged == 1 else f"{damaged} entries"
            sentence = f"{rows} in the project's database could not be read and will be ignored."
            self._notices.tell("damage", sentence, Level.WARNING)
        self.sort = sort
        if self.sort in ASKING:
            self.ask_for_all()
        if self.sort is not Sort.ADDED:
            self.arrange()
        self.changed.emit()

    def _arranged(self, sort: Sort, ids: list[int], taken: dict[int, float]) -> None:
        self._taken = taken
        if sort is self.sort:
            self._order.arrange(ids)
            self._current.want_neighbours()

    def _not_read(self, error: UserError) -> None:
        self._notices.tell("queue", error, Level.WARNING, "Retry", self._again)

    def _again(self) -> None:
        self._find_helpful()
        if self.sort in ASKING:
            self.ask_for_all()
        self.arrange()

    def _doubted(self, photo_id: int, doubt: Doubt) -> None:
        self._fresh.add(photo_id)
        self._update(photo_id, lambda facts: replace(facts, doubt=doubt))
        self._ask_helpful.start()
        if self.sort in ASKING and not self._rearrange.isActive():
            self._rearrange.start()

    def _later_changed(self) -> None:
        if not self._predictions.left_for_later and self._rearrange.isActive():
            self.arrange()
        self.changed.emit()

    def follow_model(self) -> None:
        """Another model may be in use now, or another view: what is known of the photos is read again."""
        model = self._predictions.version, self._predictions.view
        if model != self._model:
            self._model = model
            self._fresh.clear()
            project = self._project
            # What another model thought of the photos tells nothing of where this one needs help.
            self._tasks.run(lambda: read_doubts(project, *model), self._has_doubts, self._not_read)
            if self.asks_for_all:
                self.ask_for_all()

    def reread(self) -> None:
        """Notes or predictions came from elsewhere: what is known of the photos is read again."""
        project, model = self._project, self._model
        self._tasks.run(lambda: read_facts(project, *model), self._has_facts, self._not_read)

    def _has_facts(self, facts: dict[int, Facts]) -> None:
        for photo_id, read in facts.items():
            known = self._order.facts_of(photo_id)
            found = replace(read, authors=tuple(dict.fromkeys([*known.authors, *read.authors])))
            if found != known:
                self._order.know(photo_id, found)
        self._ask_helpful.start()

    def _has_doubts(self, doubts: dict[int, Doubt]) -> None:
        for photo_id in doubts.keys() - self._fresh:
            doubt = doubts[photo_id]
            self._order.facts[photo_id] = replace(self._order.facts_of(photo_id), doubt=doubt)
        self._ask_helpful.start()
        if self.sort in ASKING:
            self.arrange()
        self.changed.emit()

    def _saved(self, photo_id: int, revision: MaskRevision, _status: Status | None) -> None:
        self._order.note_author(photo_id, revision.author)

    def _decided(self, photo_id: int, decided: Decided) -> None:
        self._times = [*self._times, time.time()][-100:]
        known = self._order.facts_of(photo_id)
        if decided.agreement is not None and (decided.blind or not known.blind):
            measured = replace(known, agreement=decided.agreement, blind=decided.blind, bulk=False)
            self._update(photo_id, lambda _facts: measured)
        self._ask_helpful.start()
        self.changed.emit()

    def _update(self, photo_id: int, change: Callable[[Facts], Facts]) -> None:
        self._order.know(photo_id, change(self._order.facts_of(photo_id)))

    def _facts(self) -> dict[int, Facts]:
        return dict(self._order.facts)


def _number(photo: Photo) -> int:
    """Photos are numbered as they are added."""
    return photo.id
