"""The split of a dataset to which a photo belongs: fixed by its content and a seed, so that it stays when others
join."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from blurlab.core.learning.held_out import PLACES, place_of
from blurlab.errors import UserError
from blurlab.project.learning.pinned import pinned_photos
from blurlab.project.project import Project
from blurlab.project.records import Photo

TRAIN, VALIDATION, TEST = "train", "validation", "test"
SPLITS = (TRAIN, VALIDATION, TEST)
HELD_OUT = 0.2  # share of the labels that training only validates on; the same photos as there, by the same hash


@dataclass(frozen=True)
class Shares:
    """The approximate share of each split, parts of 1."""

    train: float = 0.7
    validation: float = 0.15
    test: float = 0.15

    @classmethod
    def parse(cls, text: str) -> "Shares":
        """`70,15,15` in any proportion; train must have some. Raises UserError."""
        try:
            train, validation, test = (int(part) for part in text.split(","))
        except ValueError:
            train = validation = test = -1
        total = train + validation + test
        if min(train, validation, test) < 0 or train == 0:
            raise UserError("export.shares", f"The shares “{text}” are not three numbers such as 70,15,15.")
        return cls(train / total, validation / total, test / total)


def held_out_photos(project: Project, photos: Sequence[Photo]) -> set[int]:
    """Ids of those photos that the project's training never learns from: pinned ones, and a fifth chosen by content."""
    held = {photo.id for photo in photos} & set(pinned_photos(project))
    ordered = sorted(photos, key=lambda photo: place_of(photo.digest))
    held |= {photo.id for photo in ordered if place_of(photo.digest) < HELD_OUT * PLACES}
    if len(ordered) > 1:  # training holds out at least one
        held.add(ordered[0].id)
    return held


def split_photos(photos: Sequence[Photo], shares: Shares, seed: int, held_out: Collection[int]) -> dict[int, str]:
    """Photo id → split. Photos held out never go to train, as long as another split has a share.

    The share of the others is set so that about the requested shares result with a fifth held out.
    """
    rest = shares.validation + shares.test
    train = 1.0 if rest == 0 else min(1.0, shares.train / (1 - HELD_OUT)) if held_out else shares.train
    result = {}
    for photo in photos:
        chance = place_of(f"{seed} train {photo.digest}") / PLACES
        if rest == 0 or (photo.id not in held_out and chance < train):
            result[photo.id] = TRAIN
        else:
            second = place_of(f"{seed} judge {photo.digest}") / PLACES
            result[photo.id] = VALIDATION if second * rest < shares.validation else TEST
    return result
