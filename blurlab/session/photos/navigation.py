"""From photo to photo: next, previous, the next that nobody has judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blurlab.project.queue import UNREVIEWED

if TYPE_CHECKING:
    from blurlab.session.session import Session


class Navigation:
    """The steps through a session's list. Where there is no such photo a passing sentence says so."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next(self) -> None:
        self._step(self._session.order.after(self._session.current_id), "This is the last photo.")

    def previous(self) -> None:
        self._step(self._session.order.before(self._session.current_id), "This is the first photo.")

    def next_unreviewed(self) -> None:
        order, current_id = self._session.order, self._session.current_id
        found = order.after(current_id, UNREVIEWED)
        if found is None:  # from the top: earlier ones may have been left out
            found = order.after(None, UNREVIEWED)
        if found == current_id:
            found = None
        self._step(found, "There is no other photo to be judged.")

    def most_helpful(self) -> None:
        """To the photo whose label helps most; where no prediction tells yet, to the next that nobody has judged."""
        session = self._session
        if not session.queue.asks_for_all:
            session.queue.ask_for_all()
        found = session.queue.most_helpful()
        if found is None:
            self.next_unreviewed()
        else:
            session.go_to(found)

    def _step(self, photo_id: int | None, otherwise: str) -> None:
        if photo_id is not None:
            self._session.go_to(photo_id)
        else:
            self._session.tell("step", otherwise, passing=True)
