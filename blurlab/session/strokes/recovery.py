"""Strokes that an interrupted session left in the journals, saved as mask revisions."""

from blurlab.core.editing.correction import Correction
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.open_photo import OpenPhoto, restore_correction, save_mask
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.review.withholding import Withholding
from blurlab.session.tasks import Tasks


class Recovery:
    """Recovers journals when a project is opened."""

    def __init__(
        self,
        project: Project,
        author: str,
        order: PhotoOrder,
        withholding: Withholding,
        tasks: Tasks,
        notices: Notices,
    ) -> None:
        self._project, self._author = project, author
        self._order, self._withholding = order, withholding
        self._tasks, self._notices = tasks, notices

    def start(self, version: str) -> int | None:
        """The first photo with strokes that no mask holds, which is to be shown; the others are saved meanwhile.

        version: the model version whose prediction lies under the strokes.
        """
        try:
            pending = [photo for photo in pending_photos(self._project) if photo.id in self._order]
        except UserError as error:
            self._notices.tell("recovery", error, Level.WARNING)
            return None
        for photo in pending[1:]:
            self._recover(photo, version)
        return pending[0].id if pending else None

    def _recover(self, photo: Photo, version: str) -> None:
        withhold = self._withholding.applies(photo)
        self._tasks.run(
            lambda: recover_photo(self._project, photo, version, self._author, withhold=withhold),
            lambda strokes: tell_recovered(self._notices, photo.name, strokes),
            lambda error: self._notices.tell("recovery", error, Level.WARNING),
        )


def tell_recovered(notices: Notices, name: str, strokes: int) -> None:
    """Say that so many strokes on the photo of this name came back; nothing for none."""
    if strokes:
        what, were = ("1 stroke", "was") if strokes == 1 else (f"{strokes} strokes", "were")
        notices.tell("recovery", f"{what} on “{name}” from an interrupted session {were} recovered.")


def pending_photos(project: Project) -> list[Photo]:
    """The photos with strokes that no mask revision holds. Raises UserError if the project cannot be read."""
    found = project.photos_with_journal()
    known = {photo.id: photo for photo in project.photos()} if found else {}
    return [known[photo_id] for photo_id in found if photo_id in known]


def recover_photo(project: Project, photo: Photo, version: str, author: str, *, withhold: bool = False) -> int:
    """Save the journal's strokes as a mask revision without showing the photo. Returns how many there were.

    `withhold`: they were painted without the prediction, and none is put under them.
    Raises UserError; the journal is kept then.
    """
    journal = project.journal(photo.id)
    opened = OpenPhoto(photo.id, photo.name, None, Correction(photo.height, photo.width), journal)
    held = journal.position()  # strokes that come while the mask is saved stay in the journal
    restore_correction(project, photo, version, project.view, opened, withhold=withhold)
    if opened.troubles:
        raise opened.troubles[0]
    if opened.recovered:
        save_mask(project, opened, author)
        journal.clear(up_to=held)
    return opened.recovered
