"""What an interrupted session left in the journals, brought into mask revisions."""

from blurlab.core.editing.correction import Correction
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.photos.open_photo import OpenPhoto, restore_correction


def pending_photos(project: Project) -> list[Photo]:
    """The photos with strokes that no mask revision holds. Raises UserError where the project cannot be read."""
    found = project.photos_with_journal()
    known = {photo.id: photo for photo in project.photos()} if found else {}
    return [known[photo_id] for photo_id in found if photo_id in known]


def recover_photo(
    project: Project, photo: Photo, version: str, threshold: int, author: str, *, withhold: bool = False
) -> int:
    """Save the journal's strokes as a mask revision without showing the photo. Returns how many there were.

    `withhold`: they were painted without the prediction, and none is put under them.
    Raises UserError; the journal is kept then.
    """
    journal = project.journal(photo.id)
    opened = OpenPhoto(photo.id, photo.name, None, Correction(photo.height, photo.width), journal)
    held = journal.position()  # strokes that come while the mask is saved stay in the journal
    restore_correction(project, photo, version, opened, withhold=withhold)
    if opened.troubles:
        raise opened.troubles[0]
    if opened.recovered:
        project.save_plane(
            photo.id,
            opened.correction.plane,
            threshold,
            author=author,
            model_version=opened.prediction_version,
        )
        journal.clear(up_to=held)
    return opened.recovered
