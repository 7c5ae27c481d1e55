"""Masks of like photos in the list: a burst, a tripod, the next frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import Plane
from blurlab.core.regions.carry import LONGEST, Alignment, align, carried
from blurlab.errors import UserError
from blurlab.imaging.source import open_source
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status
from blurlab.session.photos.photo_order import PhotoOrder

_BESIDE: Final = 2  # photos of the list on either side that are looked at


@dataclass(frozen=True, eq=False)
class LikeMask:
    """The mask of a like photo as it lies on this one: codes, UNTOUCHED where the other shows nothing."""

    photo: Photo
    codes: Plane
    alignment: Alignment
    agreement: float | None  # IoU of that mask with the prediction of its photo, where that is known

    @property
    def beats_the_model(self) -> bool:
        """Whether the prediction was further from that mask than focus may have changed between the two photos."""
        return self.agreement is not None and 1 - self.agreement > self.alignment.changed + 0.02


def neighbours_of(order: PhotoOrder, photo_id: int) -> list[Photo]:
    """Photos near this one in the list whose masks somebody made, the nearest first, those before it sooner."""
    ids = order.ids
    if photo_id not in ids:
        return []
    place = ids.index(photo_id)
    places = [place + step * side for step in range(1, _BESIDE + 1) for side in (-1, 1)]
    photos = [order[ids[each]] for each in places if 0 <= each < len(ids)]
    return [photo for photo in photos if photo.status in (Status.ACCEPTED, Status.IN_WORK)]


def like_mask(
    project: Project, photo: Photo, pixels: NDArray[np.uint8], others: Sequence[tuple[Photo, float | None]]
) -> LikeMask | None:
    """The first of the others, each with its agreement, whose mask can be trusted on this photo. For a thread.

    pixels: of this photo, uint8 RGB of any size.
    """
    for other, agreement in others:
        try:
            revision = project.masks.latest(other.id)
            if revision is None:
                continue
            alignment = align(open_source(other.ref).thumbnail(LONGEST), pixels)
            if alignment is None or not alignment.trusted:
                continue
            codes, _painted = project.masks.read(revision)
        except UserError:
            continue  # one that cannot be read helps nobody, and is reported where it is opened
        return LikeMask(other, carried(codes, alignment, photo.height, photo.width), alignment, agreement)
    return None
