"""Settings kept with the project, not with the person: the threshold, and settings of parts of the session."""

from typing import Annotated, Final, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer

from blurlab.core.editing.correction import DEFAULT_THRESHOLD
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.settings import Setting
from blurlab.session.tasks import Tasks

T = TypeVar("T")

THRESHOLD: Final = Setting[int]("threshold", Annotated[int, msgspec.Meta(ge=1, le=255)], DEFAULT_THRESHOLD)
CURRENT_PHOTO: Final = Setting[int | None]("current_photo", int | None, None)
_PAUSE_MS: Final = 800  # of rest before a threshold that is being dragged is written


class ProjectSettings(QObject):
    """Reads at once, writes in a thread. threshold: unpainted pixels at or above it count as blurred, 1..255."""

    def __init__(self, project: Project, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._tasks = project, tasks
        self.threshold = project.setting(THRESHOLD)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.remember(THRESHOLD, self.threshold))

    def set_threshold(self, threshold: int) -> None:
        """Use this threshold from now on, and keep it with the project as soon as it rests."""
        self.threshold = threshold
        self._pause.start()

    def remember(self, setting: Setting[T], value: T) -> None:
        """Keep a setting with the project."""
        self._tasks.run(lambda: self._project.set_setting(setting, value), lambda _none: None, lambda _error: None)

    def kept(self, setting: Setting[T]) -> T:
        """A setting kept with the project."""
        return self._project.setting(setting)

    def last_photo(self) -> int | None:
        """The id of the photo that was on screen when the project was closed; None if none was."""
        return self.kept(CURRENT_PHOTO)

    def leave(self, photo_id: int | None) -> None:
        """Write pending settings, and the photo on screen. Where that fails, the window opens elsewhere next time."""
        self._pause.stop()
        if photo_id is None:
            return
        try:
            self._project.set_setting(CURRENT_PHOTO, photo_id)
            self._project.set_setting(THRESHOLD, self.threshold)
        except UserError:
            pass
