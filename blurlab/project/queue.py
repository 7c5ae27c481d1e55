"""Which photos a list shows, and in which order: filters, sorts, and the queue of photos to label next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.learning.queue_order import DESCRIPTOR, MOST_SPREAD, predicted_gain, queue_order, uncertainty
from blurlab.project.records import Photo, Status
from blurlab.project.review import Facts

UNREVIEWED: Final = frozenset({Status.NEW, Status.IN_WORK})
WHOLE: Final = (0.0, 1.0)
_NOTHING: Final = Facts()

Descriptors = Mapping[int, NDArray[np.float32]]


class Sort(StrEnum):
    """How a list is ordered. Those of ASKING need predictions of all photos."""

    ADDED = "added"
    NAME = "name"
    TAKEN = "taken"
    UNCERTAIN = "uncertain"
    GAIN = "gain"
    BLUR = "blur"


ASKING: Final = frozenset({Sort.UNCERTAIN, Sort.GAIN, Sort.BLUR})


@dataclass(frozen=True)
class Wanted:
    """The conditions on listed photos; None and “” ask for nothing.

    kind: “” for untagged ones. corrected: share that a person changed, 0..1, from an accepted mask. unsure: entropy of
    the prediction, bits, 0..1. A range other than WHOLE leaves out the photos of which the number is not known.
    """

    status: Status | None = None
    kind: str | None = None
    author: str | None = None
    noted: bool | None = None
    corrected: tuple[float, float] = WHOLE
    unsure: tuple[float, float] = WHOLE
    search: str = ""

    @property
    def everything(self) -> bool:
        return self == Wanted()

    def matches(self, photo: Photo, facts: Facts) -> bool:
        """Every word of `search` must be in the name or in the note, whatever the case."""
        if self.status is not None and photo.status is not self.status:
            return False
        if self.search:
            text = f"{photo.name}\n{facts.note}".casefold()
            for word in self.words:  # no generator: a long list is filtered at each typed letter
                if word not in text:
                    return False
        return not self._asks_more or self._fits(photo, facts)

    @cached_property
    def words(self) -> list[str]:
        return self.search.casefold().split()

    @cached_property
    def _asks_more(self) -> bool:
        """Whether anything beside status and search is asked."""
        return replace(self, status=None, search="") != Wanted()

    def _fits(self, photo: Photo, facts: Facts) -> bool:
        if self.kind is not None and photo.kind != self.kind:
            return False
        if self.author is not None and self.author not in facts.authors:
            return False
        if self.noted is not None and bool(facts.note) is not self.noted:
            return False
        changed = None if facts.agreement is None else 1 - facts.agreement
        unsure = None if facts.doubt is None else facts.doubt.entropy
        return _within(changed, self.corrected) and _within(unsure, self.unsure)


def _within(value: float | None, wanted: tuple[float, float]) -> bool:
    return wanted == WHOLE or (value is not None and wanted[0] <= value <= wanted[1])


def arranged(
    sort: Sort,
    photos: Sequence[Photo],
    facts: Mapping[int, Facts],
    descriptors: Descriptors,
    taken: Mapping[int, float],
    first: int | None = None,
) -> list[int]:
    """The ids of `photos`, which come in the order of their adding, in the order of `sort`.

    In a queue the photo `first`, which is on the screen, comes first, so that the next one is the one that helps most;
    then those that nobody has reviewed, then the others. taken: seconds, of the photos that tell it.
    """
    ids = [photo.id for photo in photos]
    match sort:
        case Sort.NAME:
            return [photo.id for photo in sorted(photos, key=lambda photo: (_natural(photo.name), photo.id))]
        case Sort.TAKEN:
            return sorted(ids, key=lambda one: (taken.get(one, float("inf")), one))
        case Sort.BLUR:
            return sorted(ids, key=lambda one: (-_blurred(facts.get(one, _NOTHING)), one))
        case Sort.UNCERTAIN | Sort.GAIN:
            open_ones = [photo for photo in photos if photo.status in UNREVIEWED]
            queue = helpful(open_ones, facts, descriptors, by_gain=sort is Sort.GAIN, photos=photos)
            head = [first] if first is not None else []
            rest = [photo.id for photo in photos if photo.status not in UNREVIEWED]
            return list(dict.fromkeys([*head, *queue, *rest]))
    return ids


def helpful(
    candidates: Sequence[Photo],
    facts: Mapping[int, Facts],
    descriptors: Descriptors,
    *,
    by_gain: bool = True,
    photos: Sequence[Photo] = (),
    most_spread: int = MOST_SPREAD,
) -> list[int]:
    """The ids of `candidates`, the most helpful labels first, similar ones apart; of unpredicted ones last.

    by_gain: by what a person will probably have to correct, learnt from what was corrected before; else by the model's
    own doubt. photos: all of the project; the accepted ones among them are what need not be asked again.
    """
    doubts = [facts.get(photo.id, _NOTHING).doubt for photo in candidates]
    entropy = np.array([np.nan if doubt is None else doubt.entropy for doubt in doubts], np.float64)
    disagreement = np.array([np.nan if doubt is None else doubt.disagreement for doubt in doubts], np.float64)
    points = _stacked([photo.id for photo in candidates], descriptors)
    labelled = [photo.id for photo in photos if photo.status is Status.ACCEPTED and photo.id in descriptors]
    theirs = _stacked(labelled, descriptors)
    worth = uncertainty(entropy, disagreement)
    if by_gain and len(candidates):
        told = [(one, facts[one].agreement) for one in labelled if one in facts and facts[one].agreement is not None]
        told = told[-MOST_SPREAD:]
        amounts = np.array([1 - amount for _, amount in told if amount is not None], np.float64)
        worth = predicted_gain(worth, points, _stacked([one for one, _ in told], descriptors), amounts)
    order = queue_order(worth, points, theirs[-MOST_SPREAD:], most_spread=most_spread)
    return [candidates[place].id for place in order.tolist()]


def _stacked(ids: Sequence[int], descriptors: Descriptors) -> NDArray[np.float32]:
    nothing = np.zeros(DESCRIPTOR, np.float32)
    rows = [descriptors.get(one, nothing) for one in ids]
    return np.array([row if row.shape == nothing.shape else nothing for row in rows], np.float32).reshape(
        len(rows), DESCRIPTOR
    )


def _natural(name: str) -> list[tuple[int, str]]:
    """photo2 before photo10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name.casefold()) if part]


def _blurred(facts: Facts) -> float:
    return -1.0 if facts.doubt is None else facts.doubt.blurred
