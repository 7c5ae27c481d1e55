"""Sees that the project's folder is back, after a notice that it is gone: a stick pulled out, a share, a renaming."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from blurlab.errors import FOLDER_GONE
from blurlab.session.notice import Notice
from blurlab.session.tasks import Tasks

if TYPE_CHECKING:
    from blurlab.session.session import Session

_EVERY_MS: Final = 1000


class FolderWatch(QObject):
    """Looks only while a notice says that the folder is gone. Once it is back these notices go, what they offered to
    try again is tried, and what is unsaved is saved."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._shown: dict[str, Notice] = {}  # those that say so
        self._tasks = Tasks(1, self)  # a share that is away may let one wait for long
        self._timer = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._looking = False
        session.notice.connect(self._heard)
        session.noticeCleared.connect(lambda key: self._shown.pop(key, None))

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
        self._tasks.run(self._session.project.is_there, self._has_looked, lambda _error: self._has_looked(False))

    def _has_looked(self, there: bool) -> None:
        if not there:
            self._timer.start()
            return
        self._looking = False
        told, self._shown = list(self._shown.values()), {}
        session = self._session
        for notice in told:
            session.noticeCleared.emit(notice.key)
        session.tell("folder", f"The folder of the project “{session.project.title}” is back.", passing=True)
        for notice in told:
            if notice.act is not None:
                notice.act()
        session.save_now()
        session.versionsChanged.emit()
