"""From photo to photo: next, previous, the next that nobody has reviewed."""

from collections.abc import Callable

from blurlab.project.queue import UNREVIEWED
from blurlab.session.notice import Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue


class Navigation:
    """The steps through a session's list. Where there is no such photo a passing sentence says so."""

    def __init__(self, order: PhotoOrder, current: CurrentPhoto, queue: Queue, notices: Notices) -> None:
        self._order, self._current, self._queue, self._notices = order, current, queue, notices
        self.next_of_team: Callable[[], int | None] | None = None  # where others take photos of the same queue

    def next(self) -> None:
        self._step(self._order.after(self._current.id), "This is the last photo.")

    def previous(self) -> None:
        self._step(self._order.before(self._current.id), "This is the first photo.")

    def next_in_queue(self) -> None:
        """After a review: the next photo, in a shared project the next that nobody has open."""
        if self.next_of_team is None:
            self.next()
        else:
            self._step(self.next_of_team(), "No other photo is left to review.")

    def next_unreviewed(self) -> None:
        if self.next_of_team is not None:
            self.next_in_queue()
            return
        order, current_id = self._order, self._current.id
        found = order.after(current_id, UNREVIEWED)
        if found is None:  # from the top: earlier ones may have been left out
            found = order.after(None, UNREVIEWED)
        if found == current_id:
            found = None
        self._step(found, "No other photo is left to review.")

    def most_helpful(self) -> None:
        """To the photo whose label helps most; where no prediction tells yet, to the next that nobody has reviewed."""
        if not self._queue.asks_for_all:
            self._queue.ask_for_all()
        found = self._queue.most_helpful()
        if found is None:
            self.next_unreviewed()
        else:
            self._current.go_to(found)

    def _step(self, photo_id: int | None, otherwise: str) -> None:
        if photo_id is not None:
            self._current.go_to(photo_id)
        else:
            self._notices.tell("step", otherwise, passing=True)
