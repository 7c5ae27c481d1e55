"""Pinned photos: shown during every training."""

from blurlab.project.learning.pinned import pin, pinned_photos
from blurlab.project.project import Project
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.tasks import Tasks


class Pins:
    """Keeps `order.pinned` and the project alike."""

    def __init__(
        self, project: Project, order: PhotoOrder, current: CurrentPhoto, tasks: Tasks, notices: Notices
    ) -> None:
        self._project, self._order, self._current = project, order, current
        self._tasks, self._notices = tasks, notices
        order.set_pinned(pinned_photos(project))

    def toggle(self) -> None:
        """Pin the current photo, or let it go."""
        photo_id = self._current.id
        if photo_id is None:
            return
        on = photo_id not in self._order.pinned
        self._tasks.run(
            lambda: pin(self._project, photo_id, on),
            self._order.set_pinned,
            lambda error: self._notices.tell("pin", error, Level.ERROR),
        )
