"""Which part of a dataset a photo belongs to: decided by its content and a seed, so that it stays when others join."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from blurlab.project.errors import ProjectError
from blurlab.project.project import Project
from blurlab.project.records import Photo

TRAIN, VALIDATION, TEST = "train", "validation", "test"
SPLITS = (TRAIN, VALIDATION, TEST)
HELD_OUT = 0.2  # share of the labels that training only judges by; the same photos as there, by the same hash
_PINNED = "pinned_photos"
_HASHES = 1 << 256


@dataclass(frozen=True)
class Shares:
    """Parts of 1 that each split is to have, about."""

    train: float = 0.7
    validation: float = 0.15
    test: float = 0.15

    @classmethod
    def parse(cls, text: str) -> "Shares":
        """`70,15,15` in any proportion; train must have some. Raises ProjectError."""
        try:
            train, validation, test = (int(part) for part in text.split(","))
        except ValueError:
            train = validation = test = -1
        total = train + validation + test
        if min(train, validation, test) < 0 or train == 0:
            raise ProjectError(f"The shares “{text}” are not three numbers such as 70,15,15.")
        return cls(train / total, validation / total, test / total)


def held_out_photos(project: Project, photos: Sequence[Photo]) -> set[int]:
    """Ids of those photos that the project's training never learns from: pinned ones, and a fifth by content."""
    pinned = project.setting(_PINNED, [])
    held = {photo.id for photo in photos if isinstance(pinned, list) and photo.id in pinned}
    ordered = sorted(photos, key=lambda photo: _place(photo.digest))
    held |= {photo.id for photo in ordered if _place(photo.digest) < HELD_OUT * _HASHES}
    if len(ordered) > 1:  # training holds out one at least
        held.add(ordered[0].id)
    return held


def split_photos(photos: Sequence[Photo], shares: Shares, seed: int, held_out: Collection[int]) -> dict[int, str]:
    """Photo id → split. Photos held out never go to train, as long as another split has a share.

    The share of the others is chosen so that about the asked shares come out with a fifth held out.
    """
    rest = shares.validation + shares.test
    train = 1.0 if rest == 0 else min(1.0, shares.train / (1 - HELD_OUT)) if held_out else shares.train
    result = {}
    for photo in photos:
        chance = _place(f"{seed} train {photo.digest}") / _HASHES
        if rest == 0 or (photo.id not in held_out and chance < train):
            result[photo.id] = TRAIN
        else:
            second = _place(f"{seed} judge {photo.digest}") / _HASHES
            result[photo.id] = VALIDATION if second * rest < shares.validation else TEST
    return result


def _place(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest())
