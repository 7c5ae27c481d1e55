"""What helps the hands on the photo that is shown, made in a thread and never waited for."""

from PySide6.QtCore import QObject

from blurlab.core.proposals import Proposals
from blurlab.project.learning.proposals import proposals_of
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.canvas.canvas import Canvas


class Aids(QObject):
    """Brings them to the canvas as soon as they are there, if their photo is still shown then."""

    def __init__(self, session: Session, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._canvas = session, canvas
        self._tasks = Tasks(1, self)

    def bring(self, opened: OpenPhoto) -> None:
        """The photo is shown: object proposals from training, if there are any, guide the smart edge."""
        pyramid, project = opened.pyramid, self._session.project
        if pyramid is None:
            return

        def found(proposals: Proposals | None) -> None:
            if self._session.current is opened:
                self._canvas.proposals = proposals

        photo = pyramid.photo
        self._tasks.run(lambda: proposals_of(project, photo), found, lambda _error: None)

    def leave(self) -> None:
        """Stop the thread."""
        self._tasks.leave()
