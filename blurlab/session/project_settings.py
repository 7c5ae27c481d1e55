"""Settings kept with the project, not with the person: the photo on screen, and settings of parts of the session."""

from contextlib import suppress
from typing import Final, TypeVar

from PySide6.QtCore import QObject

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.settings import Setting
from blurlab.session.tasks import Tasks

T = TypeVar("T")

CURRENT_PHOTO: Final = Setting[int | None]("current_photo", int | None, None)


class ProjectSettings(QObject):
    """Reads at once, writes in a thread."""

    def __init__(self, project: Project, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._tasks = project, tasks

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
        """Write the photo on screen. Where that fails, the window opens elsewhere next time."""
        if photo_id is not None:
            self.put(CURRENT_PHOTO, photo_id)

    def put(self, setting: Setting[T], value: T) -> None:
        """Keep a setting with the project at once, if the disk takes it."""
        with suppress(UserError):
            self._project.set_setting(setting, value)
