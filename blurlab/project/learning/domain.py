"""A new domain: its photos, and the growth of the score with its labels."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Final

import msgspec

from blurlab.core.learning.growth import GrowthPoint
from blurlab.core.prediction import View
from blurlab.core.synthesis import BlurRanges
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.imaging.detail import finer_than_whole
from blurlab.imaging.inspection import inspect_photo
from blurlab.model.card import ModelCard
from blurlab.project.project import Project
from blurlab.project.settings import Setting

_Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
_Checked = tuple[_Share, str, Annotated[float, msgspec.Meta(ge=0.0, le=1e6)]] | None  # None: unreadable
# photo id → share of the texture that is blurred, the kind of blur, and what finer_than_whole gives
CHECK_SETTING: Final = Setting[dict[int, _Checked]]("photo_check", dict[int, _Checked], {})
MOST_CHECKED = 120  # photos, spread over the project: enough to know a domain by
_SOURCE_BLURRED = 0.5  # of the texture: a photo with more is a poor source of sharp pixels
WHOLE_SIDE = 448  # px, of the shipped models' picture of a whole photo
_FINER = 3.0  # times: detail that is so much finer than a pixel predicted as a whole is lost there
_MOTION = (0.05, 0.85)  # share of motion that is never left: every domain has a little of the other kind


@dataclass(frozen=True)
class PhotoCheck:
    """checked: of `asked` photos. sharp: mean share (0..1) of their texture that is sharp. sources: how many are sharp
    enough to make samples of. motion: share of the blurred ones whose blur is motion; None if none is blurred.
    finer: how many times finer their finest detail is than a pixel predicted as a whole, by the sharpest quarter of
    them; 0 where that is not known."""

    asked: int
    checked: int
    unreadable: int
    sharp: float
    sources: int
    motion: float | None
    finer: float = 0.0

    @property
    def suggested(self) -> View:
        """The view to cut masks from, by the scale at which the photos' detail lives.

        As a whole a photo is predicted in a picture of about WHOLE_SIDE² px, whatever its size. Where its finest crisp
        detail is _FINER times finer than a pixel of that picture, that detail is not in it: so it is with scanned pages
        and microscope stacks, of which one asks whether the detail itself is in focus. Ordinary photos of a camera are
        left as a whole however large they are, see blurlab.imaging.detail.finer_than_whole.
        """
        return View.FULL if self.finer >= _FINER else View.WHOLE

    @property
    def complete(self) -> bool:
        return self.checked >= self.asked

    def told(self) -> str:
        """What was found, in sentences."""
        if not self.checked:
            return "No photo has been checked yet."
        readable = self.checked - self.unreadable
        of = f"{self.checked} of {self.asked} photos checked"
        parts = [f"{of}: on average {self.sharp * 100:.0f} % of the textured area is sharp."]
        parts.append(f"{self.sources} of {readable} are sharp enough to make synthetic samples from.")
        if self.unreadable:
            parts.append(f"{self.unreadable} cannot be read.")
        if self.complete and self.sources < 3:
            parts.append("That is few: choose a folder of sharp photos as sources in the Synthetic panel.")
        if self.suggested is View.FULL:
            parts.append(
                f"Their finest detail is {self.finer:.0f} times finer than what is predicted of a photo as a whole, so "
                "they are best predicted at 100 %."
            )
        if self.motion is not None:
            parts.append(f"{self.motion * 100:.0f} % of the blurred ones look like motion.")
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
    blurred = [kind for share, kind, _ in readable if share > 0 and kind in ("defocus", "motion")]
    finer = sorted((times for *_, times in readable), reverse=True)
    return PhotoCheck(
        len(asked),
        len(found),
        len(found) - len(readable),
        sum(1 - share for share, *_ in readable) / len(readable) if readable else 0.0,
        sum(share <= _SOURCE_BLURRED for share, *_ in readable),
        blurred.count("motion") / len(blurred) if blurred else None,
        finer[(len(finer) - 1) // 4] if finer else 0.0,
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
            ref = project.photo(photo_id).ref
            verdict = inspect_photo(ref).verdict
            known[photo_id] = (verdict.blurred_share, verdict.blur.kind, finer_than_whole(ref, WHOLE_SIDE))
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


def _known(project: Project) -> dict[int, _Checked]:
    kept = project.setting(CHECK_SETTING)
    return dict(kept)


def _keep(project: Project, known: dict[int, _Checked]) -> None:
    project.set_setting(CHECK_SETTING, known)
