"""Notices within seconds that another program (a training in a shell) has published or promoted a model version."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.session.models.session_models import SessionModels
from blurlab.session.tasks import Tasks

_EVERY_MS: Final = 2000


class VersionWatch(QObject):
    """Looks every two seconds, in a thread: SQLite tells no other process of a change."""

    def __init__(self, project: Project, models: SessionModels, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._models = project, models
        self._tasks = Tasks(1, self)
        self._looking = False
        self._seen: object = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._look()
        self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        self._tasks.leave()

    def _look(self) -> None:
        if self._looking:
            return
        self._looking = True
        project = self._project

        def work() -> object:
            promoted = project.versions.promoted()
            return tuple(version.name for version in project.versions.all()), promoted and promoted.name

        self._tasks.run(work, self._has_looked, self._not_seen)

    def _has_looked(self, seen: object) -> None:
        self._looking = False
        before, self._seen = self._seen, seen
        if before is not None and seen != before:
            self._models.note_versions()
            self._models.use_promoted()

    def _not_seen(self, _error: UserError) -> None:
        self._looking = False  # whatever keeps the project from being read is reported where somebody waits for it
