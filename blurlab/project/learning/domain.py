"""A new domain: its photos, and the growth of the score with its labels."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Final

import msgspec

from blurlab.core.learning.growth import GrowthPoint
from blurlab.core.synthesis import BlurRanges
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.imaging.inspection import inspect_photo
from blurlab.model.card import ModelCard
from blurlab.project.project import Project
from blurlab.project.settings import Setting

_Checked = tuple[Annotated[float, msgspec.Meta(ge=0.0, le=1.0)], str] | None  # None: unreadable
# photo id → share of the texture that is blurred, and the kind of blur
CHECK_SETTING: Final = Setting[dict[int, _Checked]]("photo_check", dict[int, _Checked], {})
MOST_CHECKED = 120  # photos, spread over the project: enough to know a domain by
_SOURCE_BLURRED = 0.5  # of the texture: a photo with more is a poor source of sharp pixels
_MOTION = (0.05, 0.85)  # share of motion that is never left: every domain has a little of the other kind


@dataclass(frozen=True)
class PhotoCheck:
    """checked: of `asked` photos. sharp: mean share (0..1) of their texture that is sharp. sources: how many are sharp
    enough to make samples of. motion: share of the blurred ones whose blur is motion; None if none is blurred."""

    asked: int
    checked: int
    unreadable: int
    sharp: float
    sources: int
    motion: float | None

    @property
    def complete(self) -> bool:
        return self.checked >= self.asked

    def told(self) -> str:
        """What was found, in sentences."""
        if not self.checked:
            return "No photo has been checked yet."
        readable = self.checked - self.unreadable
        of = f"{self.checked} of {self.asked} photos checked"
        parts = [f"{of}: on average {self.sharp:.0%} of the textured area is sharp."]
        parts.append(f"{self.sources} of {readable} are sharp enough to make synthetic samples from.")
        if self.unreadable:
            parts.append(f"{self.unreadable} cannot be read.")
        if self.complete and self.sources < 3:
            parts.append("That is few: choose a folder of sharp photos as sources in the Synthetic panel.")
        if self.motion is not None:
            parts.append(f"{self.motion:.0%} of the blurred ones look like motion.")
        return " ".join(parts)

    def tuned(self, ranges: BlurRanges) -> BlurRanges:
        """`ranges` with as much motion as the photos show."""
        if self.motion is None:
            return ranges
        low, high = _MOTION
        return replace(ranges, motion=round(min(high, max(low, self.motion)), 2))


def photo_check(project: Project) -> PhotoCheck:
    """What is known so far."""
    asked = _asked(project)
    known = _known(project)
    found = [known[photo_id] for photo_id in asked if photo_id in known]
    readable = [each for each in found if each is not None]
    blurred = [kind for share, kind in readable if share > 0 and kind in ("defocus", "motion")]
    return PhotoCheck(
        len(asked),
        len(found),
        len(found) - len(readable),
        sum(1 - share for share, _ in readable) / len(readable) if readable else 0.0,
        sum(share <= _SOURCE_BLURRED for share, _ in readable),
        blurred.count("motion") / len(blurred) if blurred else None,
    )


def check_photos(project: Project, told: Callable[[int, int], None], should_stop: Callable[[], bool]) -> PhotoCheck:
    """Check the unknown photos, on one core; results are stored every few photos, so a stopped check can continue.

    told(done, all) after each. Raises UserError if the disk refuses.
    """
    asked, known = _asked(project), _known(project)
    todo = [photo_id for photo_id in asked if photo_id not in known]
    for done, photo_id in enumerate(todo, start=len(asked) - len(todo) + 1):
        if should_stop():
            break
        try:
            verdict = inspect_photo(project.photo(photo_id).path).verdict
            known[photo_id] = (verdict.blurred_share, verdict.blur.kind)
        except UnreadablePhoto:
            known[photo_id] = None
        told(done, len(asked))
        if done % 5 == 0:
            _keep(project, known)
    _keep(project, known)
    return photo_check(project)


def growth_points(project: Project) -> list[GrowthPoint]:
    """The versions that learnt from labels, by how many, each with its AUC on the labels that it never saw.

    Held-out labels change as labels come, so each score is moved by what its base model scored then against now.
    """
    found: list[tuple[GrowthPoint, float | None]] = []
    for version in project.versions.all():
        try:
            about = project.versions.card(version.name)
        except UserError:
            continue
        if about.unfinished or about.held_out is None or not about.labels_learnt:
            continue
        scores = about.held_out.all
        if scores.auc is not None:
            found.append((GrowthPoint(about.labels_learnt, scores.auc, scores.photos), _base_score(about)))
    if not found:
        return []
    last = found[-1][1]
    moved = [
        point if base is None or last is None else GrowthPoint(point.labels, point.score + last - base, point.held_out)
        for point, base in found
    ]
    return sorted(moved, key=lambda point: point.labels)


def base_score(project: Project) -> float | None:
    """The base model's AUC on the labels held out from the newest version; None if it is not known."""
    for version in reversed(project.versions.all()):
        try:
            score = _base_score(project.versions.card(version.name))
        except UserError:
            continue
        if score is not None:
            return score
    return None


def _base_score(about: ModelCard) -> float | None:
    """AUC of the validation before the first step."""
    step, _, auc, _ = about.validations[0] if about.validations else (None, None, None, None)
    return auc if step == 0 else None


def _asked(project: Project) -> list[int]:
    ids = [photo.id for photo in project.photos()]
    step = max(1, -(-len(ids) // MOST_CHECKED))
    return ids[::step]


def _known(project: Project) -> dict[int, tuple[float, str] | None]:
    kept = project.setting(CHECK_SETTING)
    return dict(kept)


def _keep(project: Project, known: dict[int, tuple[float, str] | None]) -> None:
    project.set_setting(CHECK_SETTING, known)
