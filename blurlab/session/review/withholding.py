"""Which photos are painted blind, that is without their prediction: the rule of the blind checks."""

from blurlab.errors import UserError
from blurlab.project.blind import FROM_LABELS, blind_every, is_drawn, read_seen
from blurlab.project.project import Project
from blurlab.project.queue import UNREVIEWED
from blurlab.project.records import Photo, Status
from blurlab.session.photos.photo_order import PhotoOrder


class Withholding:
    """every: one photo of so many is drawn, 0 for none. seen: of the photos whose check was decided, whether their
    prediction was seen."""

    def __init__(self, project: Project, order: PhotoOrder) -> None:
        self._order = order
        self.every = 0
        self.seen: dict[int, bool] = {}
        try:
            self.every, self.seen = blind_every(project), read_seen(project)
        except UserError:
            self.every = 0  # told by whoever needs the project for more

    def applies(self, photo: Photo) -> bool:
        """Whether the prediction of this photo is withheld. Also called in the threads that open photos."""
        if photo.status not in UNREVIEWED:
            return False
        seen = self.seen.get(photo.id)
        if seen is not None:
            return not seen
        enough = self._order.counts()[Status.ACCEPTED] >= FROM_LABELS
        drawn = enough and is_drawn(photo.key, self.every)
        return photo.status is Status.NEW and drawn and photo.id not in self._order.pinned

    def withholds(self, photo_id: int) -> bool:
        """`applies`, by id."""
        return self.applies(self._order[photo_id])
