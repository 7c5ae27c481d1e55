"""Results of reviewing: how unsure a model was, notes, and decisions with the corrected amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE, Plane, look_up, threshold_table
from blurlab.core.learning.queue_order import Doubt
from blurlab.core.metrics import iou
from blurlab.core.opencv import cv2
from blurlab.core.prediction import View
from blurlab.project.clock import now
from blurlab.project.project import Project
from blurlab.project.records import Decision, MaskRevision, Status

_COMPARED: Final = 1024  # samples along the longer side: enough for a share of the area, whatever the photo's size
_BREAK: Final = 600.0  # seconds without a review: nobody worked
_RECENT: Final = 40  # reviews from which the pace is computed
_LONGEST_NOTE: Final = 4000  # characters
_FEWEST: Final = 5  # photos on each side before the prediction is said to lead the hand


@dataclass(frozen=True)
class Facts:
    """The facts of one photo beside its record.

    doubt: of the prediction of the model in use, else of the newest. agreement: IoU of the blurred part between the
    prediction and the mask that was accepted, 0..1. blind: that mask was painted without seeing the prediction; what is
    accepted later does not change it. bulk: it was accepted with many others. authors: of its masks, the newest first.
    """

    doubt: Doubt | None = None
    agreement: float | None = None
    blind: bool = False
    bulk: bool = False
    note: str = ""
    authors: tuple[str, ...] = ()


# ---------------------------------------------------------------- doubts


def save_doubt(
    project: Project,
    photo_id: int,
    version: str,
    doubt: Doubt,
    descriptor: NDArray[np.float32],
    view: View = View.WHOLE,
) -> None:
    """Keep how unsure the model `version` is of a photo at a view, and what the photo is like. Raises UserError."""
    with project.store.writing() as rows:
        rows.review.save_doubt(photo_id, version, view, doubt, descriptor, now())


def read_doubts(project: Project, version: str = "", view: View = View.WHOLE) -> dict[int, Doubt]:
    """By photo id, of the prediction of `version` at `view` where there is one, else of the newest.

    Raises UserError.
    """
    with project.store.reading() as rows:
        return rows.review.doubts(version, view)


def descriptors(project: Project, version: str = "", view: View = View.WHOLE) -> dict[int, NDArray[np.float32]]:
    """By photo id, float32 (d,), of the prediction that `read_doubts` takes. Raises UserError."""
    with project.store.reading() as rows:
        return rows.review.descriptors(version, view)


def photos_with_doubt(project: Project, version: str, view: View = View.WHOLE) -> frozenset[int]:
    """Ids of the photos of which `save_doubt` was told for `version` and `view`. Raises UserError."""
    with project.store.reading() as rows:
        return rows.review.photos_with_doubt(version, view)


# ---------------------------------------------------------------- notes


def set_note(project: Project, photo_id: int, text: str, author: str) -> None:
    """Keep a note with a photo; an empty one removes it. Raises UserError."""
    with project.store.writing() as rows:
        rows.review.set_note(photo_id, text.strip()[:_LONGEST_NOTE], author, now())


# ---------------------------------------------------------------- decisions


def log_decision(
    project: Project,
    photo_id: int,
    status: Status,
    author: str,
    *,
    agreement: float | None = None,
    blind: bool = False,
    bulk: bool = False,
) -> None:
    """Record that a person has just reviewed a photo; see Decision. Raises UserError."""
    with project.store.writing() as rows:
        rows.review.log(Decision(photo_id, status, author, now(), agreement, blind, bulk))


def agreement(prediction: Plane, mask: Plane, threshold: int) -> float:
    """IoU of the blurred part, 0..1, of a prediction cut at `threshold` and a mask of codes; what is ignored is out.

    Both are uint8 of any size; they are compared on a grid of at most 1024 samples a side.
    """
    height, width = mask.shape
    shrink = min(1.0, _COMPARED / max(height, width))
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    there = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    said = cv2.resize(np.ascontiguousarray(prediction), size, interpolation=cv2.INTER_LINEAR)
    counted = there != IGNORE
    return float(iou((said >= threshold) & counted, (there == BLURRED) & counted))


def plane_agreement(prediction: Plane, plane: Plane, threshold: int, suggested: int | None = None) -> float:
    """`agreement` of a prediction cut at `suggested` with a correction's plane as it is seen at `threshold`.

    A cut that a person moved is a correction too, so that it counts; without `suggested` both are cut alike.
    """
    step = max(1, max(plane.shape) // _COMPARED)
    return agreement(
        prediction,
        look_up(np.ascontiguousarray(plane[::step, ::step]), threshold_table(threshold)),
        threshold if suggested is None else suggested,
    )


def masks_agreement(one: Plane, other: Plane) -> float:
    """IoU of the blurred parts of two masks of one photo, 0..1; what either ignores is out."""
    counted = (one != IGNORE) & (other != IGNORE)
    return float(iou((one == BLURRED) & counted, (other == BLURRED) & counted))


def newest_by_author(revisions: Iterable[MaskRevision]) -> dict[str, MaskRevision]:
    """Each author's newest mask among a photo's revisions, the newest author first."""
    found: dict[str, MaskRevision] = {}
    for revision in sorted(revisions, key=lambda revision: -revision.revision):
        found.setdefault(revision.author, revision)
    return found


# ---------------------------------------------------------------- all at once


def read_facts(project: Project, version: str = "", view: View = View.WHOLE) -> dict[int, Facts]:
    """By photo id, of every photo of which anything is known, in four queries; doubts as of `read_doubts`.

    Raises UserError.
    """
    with project.store.reading() as rows:
        doubts, notes = rows.review.doubts(version, view), rows.review.notes()
        measured, authors = rows.review.measured(), rows.masks.authors()
    decisions = {one.photo_id: one for one in measured}  # the last one counts
    return {
        photo_id: _facts(doubts.get(photo_id), decisions.get(photo_id), notes.get(photo_id), authors.get(photo_id))
        for photo_id in {**doubts, **notes, **decisions, **authors}
    }


def _facts(doubt: Doubt | None, decision: Decision | None, note: str | None, authors: tuple[str, ...] | None) -> Facts:
    if decision is None:
        return Facts(doubt, note=note or "", authors=authors or ())
    return Facts(doubt, decision.agreement, decision.blind, decision.bulk, note or "", authors or ())


def decision_times(project: Project, author: str) -> list[float]:
    """When this person reviewed, of the newest decisions: seconds since 1970, ascending. Raises UserError."""
    with project.store.reading() as rows:
        times = rows.review.times(author, _RECENT)
    return sorted(datetime.fromisoformat(text).timestamp() for text in times)


def pace(times: Iterable[float]) -> float | None:
    """Photos an hour from the times of decisions (seconds, ascending); breaks do not count. None before three."""
    gaps = [later - earlier for earlier, later in pairwise(list(times)[-_RECENT:]) if later - earlier <= _BREAK]
    return 3600 * len(gaps) / max(sum(gaps), 1.0) if len(gaps) >= 2 else None


@dataclass(frozen=True)
class Agreement:
    """Mean IoU, 0..1, of accepted masks and predictions over `count` photos, and the standard error of that mean."""

    count: int
    mean: float
    error: float

    @classmethod
    def of(cls, amounts: Iterable[float]) -> Self | None:
        """None of no photo. The error is infinite before two."""
        given = np.array(list(amounts), np.float64)
        if not given.size:
            return None
        error = float(given.std(ddof=1) / np.sqrt(given.size)) if given.size > 1 else float("inf")
        return cls(given.size, float(given.mean()), error)


def agreements(facts: Iterable[Facts]) -> tuple[Agreement | None, Agreement | None]:
    """(where the prediction was seen, where the mask was painted blind).

    Photos accepted in bulk are in neither: nobody looked at one of them alone.
    """
    known = [(one.blind, one.agreement) for one in facts if one.agreement is not None and not one.bulk]
    seen = Agreement.of(amount for blind, amount in known if not blind)
    return seen, Agreement.of(amount for blind, amount in known if blind)


def lead(seen: Agreement | None, blind: Agreement | None) -> float | None:
    """By how much more people agree with a prediction that they see: it leads their hand (0..1). None if the
    difference is no more than twice its standard error, and before five photos of each."""
    if seen is None or blind is None or min(seen.count, blind.count) < _FEWEST:
        return None
    difference = seen.mean - blind.mean
    return difference if difference > 2 * float(np.hypot(seen.error, blind.error)) else None
