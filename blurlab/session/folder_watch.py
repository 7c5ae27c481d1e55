"""Notices that the project's folder is back, after a notice that it is gone: a removed drive, a share, a renaming."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.errors import FOLDER_GONE
from blurlab.project.project import Project
from blurlab.session.notice import Notice, Notices
from blurlab.session.tasks import Tasks

_EVERY_MS: Final = 1000


class FolderWatch(QObject):
    """Looks only while a notice says that the folder is gone. Once it is back these notices go, what they offered to
    try again is tried."""

    back = Signal()  # the folder is there again

    def __init__(self, project: Project, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._notices = project, notices
        self._shown: dict[str, Notice] = {}  # those that say so
        self._tasks = Tasks(1, self)  # a share that is away may let one wait for long
        self._timer = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._looking = False
        notices.told.connect(self._heard)
        notices.cleared.connect(lambda key: self._shown.pop(key, None))

    def leave(self) -> None:
        self._timer.stop()
        self._tasks.leave()

    def _heard(self, notice: Notice) -> None:
        self._shown.pop(notice.key, None)
        if notice.code == FOLDER_GONE:
            self._shown[notice.key] = notice
            if not self._looking:
                self._looking = True
                self._timer.start()

    def _look(self) -> None:
        self._tasks.run(self._project.is_there, self._has_looked, lambda _error: self._has_looked(False))

    def _has_looked(self, there: bool) -> None:
        if not there:
            self._timer.start()
            return
        self._looking = False
        gone, self._shown = list(self._shown.values()), {}
        for notice in gone:
            self._notices.clear(notice.key)
        self._notices.tell("folder", f"The folder of the project “{self._project.title}” is back.", passing=True)
        for notice in gone:
            if notice.act is not None:
                notice.act()
        self.back.emit()
