"""Photos brought into the project in the background: the first few at once, the others in growing portions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.records import AddReport
from blurlab.session.tasks import Tasks

FIRST_PORTION, LARGEST_PORTION = 16, 1000  # photos between two looks at the list


class PhotoAdder(QObject):
    """Adds one list of files after the other."""

    progressed = Signal(int, int)  # files looked at, all; equal at the end
    added = Signal()  # a portion is in the project
    unreadable = Signal(object)  # UserError about the files that could not be read
    failed = Signal(object, object)  # UserError, the paths that are not added

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = Tasks(1, self)

    def add(self, paths: Sequence[Path]) -> None:
        self._add_portion(list(paths), 0, FIRST_PORTION, [])

    def leave(self) -> None:
        self._tasks.leave()

    def _add_portion(self, paths: list[Path], begin: int, size: int, refused: list[UserError]) -> None:
        total = len(paths)
        self._tasks.run(
            lambda: self._project.add_photos(
                paths[begin : begin + size], lambda done, _portion: self.progressed.emit(begin + done, total)
            ),
            lambda report: self._portion_added(report, paths, begin + size, size, refused),
            lambda error: self.failed.emit(error, paths[begin:]),
        )

    def _portion_added(
        self, report: AddReport, paths: list[Path], end: int, size: int, refused: list[UserError]
    ) -> None:
        refused = refused + [error for _, error in report.unreadable]
        if end < len(paths):
            self._add_portion(paths, end, min(2 * size, LARGEST_PORTION), refused)
        self.added.emit()
        if end >= len(paths) and refused:
            rest = len(refused) - 1
            more = f" And {rest} more {'file' if rest == 1 else 'files'} could not be read." if rest else ""
            self.unreadable.emit(UserError(refused[0].code, f"{refused[0]}{more}"))
