"""What is kept with the project and not with the person: the threshold, and settings that parts of the session have."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from blurlab.core.editing.correction import DEFAULT_THRESHOLD
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.session.tasks import Tasks

_THRESHOLD: Final = "threshold"
_PHOTO: Final = "current_photo"
_PAUSE_MS: Final = 800  # of rest before a threshold that is being dragged is written


class ProjectSettings(QObject):
    """Reads at once, writes in a thread. threshold: unpainted pixels at or above it count as blurred, 1..255."""

    def __init__(self, project: Project, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._tasks = project, tasks
        self.threshold = int(project.setting(_THRESHOLD, DEFAULT_THRESHOLD))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.remember(_THRESHOLD, self.threshold))

    def set_threshold(self, threshold: int) -> None:
        """Use this threshold from now on, and keep it with the project as soon as it rests."""
        self.threshold = threshold
        self._pause.start()

    def remember(self, key: str, value: object) -> None:
        """Keep a setting with the project."""
        self._tasks.run(lambda: self._project.set_setting(key, value), lambda _none: None, lambda _error: None)

    def kept(self, key: str, default: object = None) -> object:
        """A setting kept with the project, as it was given to `remember`; anything at all in a stranger's project."""
        return self._project.setting(key, default)

    def last_photo(self) -> object:
        """The id of the photo that was on screen when the project was closed; None where none was."""
        return self.kept(_PHOTO)

    def leave(self, photo_id: int | None) -> None:
        """Write what waits, and the photo on screen. Where that fails, the window opens elsewhere next time."""
        self._pause.stop()
        if photo_id is None:
            return
        try:
            self._project.set_setting(_PHOTO, photo_id)
            self._project.set_setting(_THRESHOLD, self.threshold)
        except UserError:
            pass
