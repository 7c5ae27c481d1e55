"""The masks that different people made of one photo: how far they agree, and which one is the label."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.review import masks_agreement, newest_by_author
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.strokes.autosave import Autosave
from blurlab.session.strokes.strokes import Strokes
from blurlab.session.tasks import Tasks


@dataclass(frozen=True)
class Other:
    """Somebody else's newest mask of a photo; agreement: IoU of the blurred parts with the newest mask of all, 0..1."""

    author: str
    agreement: float
    created_at: str


class Third(Protocol):
    """Where others made two masks of a photo, one's choice between them settles it."""

    def is_third(self, photo_id: int) -> bool: ...

    def settle(self, author: str) -> None: ...


class Annotators(QObject):
    """The newest mask of a photo is what the window shows and, once accepted, its label; the others are kept."""

    found = Signal(int, object)  # photo id, list[Other]

    def __init__(
        self,
        project: Project,
        order: PhotoOrder,
        current: CurrentPhoto,
        strokes: Strokes,
        autosave: Autosave,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project, self._order, self._current = project, order, current
        self._strokes, self._autosave, self._notices = strokes, autosave, notices
        self._tasks = Tasks(1, self)
        self.third: Third | None = None  # of a team

    def leave(self) -> None:
        self._tasks.leave()

    def look(self, photo_id: int) -> None:
        """Compare the masks of a photo; `found` tells."""
        if len(self._order.facts_of(photo_id).authors) < 2:
            self.found.emit(photo_id, [])
            return
        project = self._project

        def work() -> list[Other]:
            (first, *others) = newest_by_author(project.masks.revisions(photo_id)).values()
            shown, _ = project.masks.read(first)
            return [
                Other(one.author, masks_agreement(shown, project.masks.read(one)[0]), one.created_at) for one in others
            ]

        self._tasks.run(work, lambda others: self.found.emit(photo_id, others), self._failed)

    def use(self, photo_id: int, author: str) -> None:
        """Make this person's mask the newest, and with that the label where the photo is accepted."""
        if self.third is not None and self.third.is_third(photo_id):
            self.third.settle(author)
            return
        self._strokes.end()
        self._autosave.save_all()
        project = self._project

        def work() -> str:
            revision = newest_by_author(project.masks.revisions(photo_id)).get(author)
            if revision is None:
                raise UserError("mask.missing", f"The mask by {author} no longer exists.")
            mask, painted = project.masks.read(revision)
            version, look, cut = revision.model_version, revision.look, revision.cut
            project.masks.save(photo_id, mask, painted, author=author, model_version=version, look=look, cut=cut)
            return author

        self._autosave.run(work, lambda _author: self._used(photo_id, author), self._failed)

    def _used(self, photo_id: int, author: str) -> None:
        self._order.note_author(photo_id, author)
        self._current.reload(photo_id)
        sentence = f"The mask by {author} is now the label of “{self._order[photo_id].name}”."
        self._notices.tell("annotators", sentence, passing=True)

    def _failed(self, error: UserError) -> None:
        self._notices.tell("annotators", error, Level.WARNING)
