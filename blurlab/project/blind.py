"""Blind checks: photos whose prediction is withheld, so that the mask owes it nothing and agreement means something."""

from collections.abc import Iterable
from typing import Final

from blurlab.core.held_out import place_of
from blurlab.project.clock import now
from blurlab.project.project import Project

EVERY_SETTING: Final = "blind_every"
# One photo in twenty costs a person little and tells, after some hundred photos, a lead of the hand by a tenth of IoU.
DEFAULT_EVERY: Final = 20
FROM_LABELS: Final = 20  # whoever tries blurlab on a few photos never meets a check


def blind_every(project: Project) -> int:
    """Of how many new photos one is painted blind; 0: none. Raises UserError."""
    kept = project.setting(EVERY_SETTING, DEFAULT_EVERY)
    return kept if isinstance(kept, int) and kept >= 0 else DEFAULT_EVERY


def is_drawn(digest: str, every: int) -> bool:
    """Whether a photo of this content is one of those painted blind: always the same, so leaving it changes nothing."""
    return every > 0 and place_of(f"blind {digest}") % every == 0


def read_seen(project: Project) -> dict[int, bool]:
    """By photo id: True where a person saw its prediction, False where it is painted without. Raises UserError."""
    with project.store.reading() as rows:
        return rows.review.predictions_seen()


def write_seen(project: Project, photo_ids: Iterable[int], seen: bool) -> None:
    """Note that these photos' prediction was seen, or that they are painted without it. Raises UserError."""
    with project.store.writing() as rows:
        rows.review.set_prediction_seen(photo_ids, seen, now())
