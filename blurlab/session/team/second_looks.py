"""A second pair of eyes: masks accepted, or sent back with a note on a place; two masks settled by a third person."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.errors import UserError, shown_path
from blurlab.files.atomic import write_bytes
from blurlab.project.clock import now
from blurlab.project.project import Project
from blurlab.project.records import Opinion, SecondLook, Status
from blurlab.project.review import newest_by_author
from blurlab.project.team.claims import DOUBLE
from blurlab.project.team.people import People, PersonFacts, as_table
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.strokes.autosave import Autosave
from blurlab.session.tasks import Tasks
from blurlab.session.team.team import Team

_AGAIN_MS: Final = 400  # from one reading to the next, where much comes in


class SecondLooks(QObject):
    """What second people say. disputed: ids of photos that two people masked and nobody settled."""

    changed = Signal()  # disputed, or the people
    placeMeant = Signal(float, float)  # photo pixels: what was sent back of the photo on the screen

    def __init__(
        self,
        project: Project,
        team: Team,
        order: PhotoOrder,
        current: CurrentPhoto,
        autosave: Autosave,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._team, self._order = project, team, order
        self._current, self._autosave, self._notices = current, autosave, notices
        self._tasks = Tasks(1, self)
        self.disputed: list[int] = []
        self.people: list[PersonFacts] = []
        self._people = People(project)
        self._reading = self._stale = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._read)
        if team.shared:
            current.shown.connect(lambda opened: self._tell_of(opened.photo_id))
            team.came.connect(lambda _came: self.refresh())
            autosave.saved.connect(lambda *_: self.refresh())
            autosave.decided.connect(lambda *_: self.refresh())

    @property
    def shared(self) -> bool:
        return self._team.shared

    @property
    def double(self) -> bool:
        """Whether two people are to mask each photo."""
        return self._team.double

    def set_double(self, double: bool) -> None:
        """Have two people mask each photo from now on, or one again."""
        project = self._project
        self._team.double = double
        self._tasks.run(lambda: project.set_setting(DOUBLE, double), lambda _none: self._team.saved(), self._failed)

    def next_disputed(self) -> None:
        """To the next photo that a third person is to settle."""
        later = [one for one in self.disputed if one > (self._current.id or 0)] or self.disputed
        if later:
            self._current.go_to(later[0])

    def is_third(self, photo_id: int) -> bool:
        """Whether others made two masks of the photo, and we none."""
        authors = self._order.facts_of(photo_id).authors
        return self.shared and len(authors) > 1 and self._team.author not in authors

    def leave(self) -> None:
        self._soon.stop()
        self._tasks.leave()

    def refresh(self) -> None:
        """Look which photos are disputed, and count by person; in a thread, and once for all that changes meanwhile."""
        self._stale = True
        if not self._reading and not self._soon.isActive():
            self._soon.start(0)

    def _read(self) -> None:
        self._stale, self._reading = False, True
        self._tasks.run(self._people.read, lambda found: self._found(*found), self._not_read)

    def save_table(self, path: Path) -> None:
        """Write what is known by person as CSV; in a thread."""
        table = as_table(self.people)

        def done(_none: object) -> None:
            self._notices.tell("second", f"The table is saved as “{shown_path(path)}”.", passing=True)

        self._tasks.run(lambda: write_bytes(path, table), done, self._failed)

    def accept(self) -> None:
        """The mask of the photo on the screen is good, a second person says."""
        self._say(Opinion.ACCEPTED, "", None, None, "The mask of “{name}” has a second person's yes.")

    def send_back(self, text: str, place: tuple[float, float] | None) -> None:
        """Its painter is to look at the mask again. place: what is meant, photo pixels."""
        self._say(Opinion.RETURNED, text, place, Status.IN_WORK, "“{name}” is sent back.")

    def settle(self, author: str) -> None:
        """Of the masks that two people made of the photo on the screen, this person's is the label; a third decides."""
        photo_id, project, me = self._current.id, self._project, self._team.author
        if photo_id is None:
            return

        def work() -> None:
            newest = newest_by_author(project.masks.revisions(photo_id))
            if me in newest:
                raise UserError("settle.own", "One of the masks is yours; a third person settles which one holds.")
            if author not in newest:
                raise UserError("mask.missing", f"The mask by {author} no longer exists.")
            chosen = newest[author]
            mask, painted = project.masks.read(chosen)
            version, look, cut = chosen.model_version, chosen.look, chosen.cut
            kept = project.masks.save(photo_id, mask, painted, author=author, model_version=version, look=look, cut=cut)
            with project.store.writing() as rows:
                rows.review.add_second_look(SecondLook(photo_id, kept.revision, me, Opinion.SETTLED, "", None, now()))
                rows.photos.set_status(photo_id, Status.ACCEPTED)

        def done(_none: object) -> None:
            self._order.note_author(photo_id, author)
            self._current.reload(photo_id)
            self._notices.tell("second", f"The mask by {author} holds now.", passing=True)
            self._team.saved()
            self.refresh()

        self._autosave.run(work, done, self._failed)

    def _say(
        self, opinion: Opinion, text: str, place: tuple[float, float] | None, status: Status | None, told: str
    ) -> None:
        photo_id, project, me = self._current.id, self._project, self._team.author
        if photo_id is None:
            return
        name = self._order[photo_id].name

        def work() -> None:
            newest = project.masks.latest(photo_id)
            if newest is None:
                raise UserError("mask.missing", f"“{name}” has no mask yet that could be looked at.")
            if newest.author == me:
                raise UserError("second.own", "The mask is yours; a second person looks at it.")
            with project.store.writing() as rows:
                rows.review.add_second_look(SecondLook(photo_id, newest.revision, me, opinion, text, place, now()))
                if status is not None:
                    rows.photos.set_status(photo_id, status)

        def done(_none: object) -> None:
            self._order.update(project.photo(photo_id))
            self._notices.tell("second", told.format(name=name), passing=True)
            self._team.saved()
            self.refresh()

        self._autosave.run(work, done, self._failed)

    def _tell_of(self, photo_id: int) -> None:
        """A photo that was sent back says so, and where."""
        project = self._project

        def work() -> SecondLook | None:
            with project.store.reading() as rows:
                looks = rows.review.second_looks(photo_id)
                newest = rows.masks.of_photo(photo_id, newest_only=True)
            last = looks[-1] if looks else None
            if last is None or last.opinion is not Opinion.RETURNED:
                return None
            return last if newest and newest[0].revision == last.revision else None

        def found(look: SecondLook | None) -> None:
            if look is None or self._current.id != photo_id:
                self._notices.clear("returned")
                return
            what = f": “{look.text}”" if look.text else "."
            sentence, place = f"{look.author} sent this back{what}", look.place
            if place is None:
                self._notices.tell("returned", sentence, Level.WARNING)
            else:
                show = partial(self._show_place, *place)
                self._notices.tell("returned", sentence, Level.WARNING, "Show where", show)

        self._tasks.run(work, found, self._failed)

    def _show_place(self, x: float, y: float) -> None:
        self.placeMeant.emit(x, y)

    def _not_read(self, error: UserError) -> None:
        self._reading = False
        self._failed(error)

    def _found(self, disputed: list[int], people: list[PersonFacts], left: bool) -> None:
        self._reading = False
        if left or self._stale:
            self._soon.start(_AGAIN_MS)
        if (disputed, people) != (self.disputed, self.people):
            self.disputed, self.people = disputed, people
            self.changed.emit()

    def _failed(self, error: UserError) -> None:
        self._notices.tell("second", error, Level.WARNING)
