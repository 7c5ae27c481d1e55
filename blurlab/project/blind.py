"""Blind checks: photos whose prediction is withheld, so that the mask owes it nothing and agreement means something."""

from collections.abc import Iterable
from typing import Annotated, Final

import msgspec

from blurlab.core.learning.held_out import place_of
from blurlab.project.clock import now
from blurlab.project.project import Project
from blurlab.project.settings import Setting

# One photo in twenty costs a person little and, after some hundred photos, shows a lead of the hand by a tenth of IoU.
DEFAULT_EVERY: Final = 20
EVERY_SETTING: Final = Setting[int]("blind_every", Annotated[int, msgspec.Meta(ge=0, le=1_000_000)], DEFAULT_EVERY)
FROM_LABELS: Final = 20  # people who try blurlab on a few photos never meet a check


def blind_every(project: Project) -> int:
    """One in this many new photos is painted blind; 0: none. Raises UserError."""
    return project.setting(EVERY_SETTING)


def is_drawn(digest: str, every: int) -> bool:
    """Whether a photo of this content is one of those painted blind: always the same, so leaving it changes nothing."""
    return every > 0 and place_of(f"blind {digest}") % every == 0


def read_seen(project: Project) -> dict[int, bool]:
    """By photo id: True if a person saw its prediction, False if it is painted without. Raises UserError."""
    with project.store.reading() as rows:
        return rows.review.predictions_seen()


def write_seen(project: Project, photo_ids: Iterable[int], seen: bool) -> None:
    """Record that these photos' prediction was seen, or that they are painted without it. Raises UserError."""
    with project.store.writing() as rows:
        rows.review.set_prediction_seen(photo_ids, seen, now())
