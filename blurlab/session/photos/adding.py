"""Photos brought into the project in the background: the first few at once, the others in growing portions."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError, shown_name
from blurlab.imaging.kinds.film import EVERY
from blurlab.imaging.ports import FILM_SUFFIXES, Place
from blurlab.imaging.tones import AUTOMATIC
from blurlab.project.project import Project
from blurlab.project.records import AddReport
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.tasks import Tasks

FIRST_PORTION, LARGEST_PORTION = 16, 1000  # photos between two looks at the list


class PhotoAdder(QObject):
    """Adds one list of files after the other, and lists what is in the project."""

    progressed = Signal(int, int)  # files looked at, all; equal at the end
    added = Signal()  # a portion is in the project and listed

    def __init__(self, project: Project, order: PhotoOrder, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._order, self._notices = project, order, notices
        self._tasks = Tasks(1, self)

    def add(self, places: Sequence[Place]) -> None:
        """Add those of these files, or parts of files, that are not in the project yet."""
        photos = self._order.photos()
        known: set[Place] = {photo.path for photo in photos} | {replace(photo.ref, tones=AUTOMATIC) for photo in photos}
        new = [place for place in places if place not in known]
        if new:
            self._add_portion(new, 0, FIRST_PORTION, [])
        elif not len(self._order):
            self._notices.tell("adding", "This project has no photos yet; drop some on the window.")

    def list_all(self) -> None:
        """List the photos as they are in the project now."""
        self._order.replace(self._project.photos())
        self.added.emit()

    def leave(self) -> None:
        self._tasks.leave()

    def _add_portion(self, paths: list[Place], begin: int, size: int, refused: list[UserError]) -> None:
        total = len(paths)
        self._tasks.run(
            lambda: self._project.add_photos(
                paths[begin : begin + size], lambda done, _portion: self.progressed.emit(begin + done, total)
            ),
            lambda report: self._portion_added(report, paths, begin + size, size, refused),
            lambda error: self._not_added(error, paths[begin:]),
        )

    def _portion_added(
        self, report: AddReport, paths: list[Place], end: int, size: int, refused: list[UserError]
    ) -> None:
        refused = refused + [error for _, error in report.unreadable]
        if end < len(paths):
            self._add_portion(paths, end, min(2 * size, LARGEST_PORTION), refused)
        self.list_all()
        if end >= len(paths):
            self._tell(paths, refused)

    def _tell(self, paths: list[Place], refused: list[UserError]) -> None:
        films = [path for path in paths if isinstance(path, Path) and path.suffix.lower() in FILM_SUFFIXES]
        if films and not refused:
            sentence = (
                f"The first frame of every {EVERY:.0f} seconds of “{shown_name(films[0])}” was added; "
                "choose “Add frames of a film…” in the File menu to pick others, such as the sharpest."
            )
            self._notices.tell("film", sentence)
        if refused:
            rest = len(refused) - 1
            more = f" And {rest} more {'file' if rest == 1 else 'files'} could not be read." if rest else ""
            self._notices.tell("adding", UserError(refused[0].code, f"{refused[0]}{more}"), Level.WARNING)

    def _not_added(self, error: UserError, left: list[Place]) -> None:
        self._notices.tell("adding", error, Level.ERROR, "Retry", lambda: self.add(left))
