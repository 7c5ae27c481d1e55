"""Which labels are never trained on, and how a model does on them: together, by kind of blur, and photo by photo."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from blurlab.core.learning.held_out import PLACES, place_of
from blurlab.errors import UserError
from blurlab.imaging.ports import Place
from blurlab.model.card import HeldOut, Scores
from blurlab.model.port import Model
from blurlab.project.adding import is_same_file
from blurlab.project.learning.pinned import pinned_photos
from blurlab.project.project import Project
from blurlab.project.records import Label
from training.data.pairs import Pair
from training.data.sources import looks_readable
from training.loop.validate import PhotoScore, Score, score_photo


def split_labels(
    labels: Sequence[Label], share: float, pinned: Collection[int] = ()
) -> tuple[list[Label], list[Label]]:
    """Labels to learn from, and labels that are only validated on: about `share` (0..1) of them and all `pinned` ones.

    A photo is held out or not by its content alone, whatever labels there are beside it: so no version was trained on
    photos that a later one is validated on. At least one is held out and at most half, as far as they are not pinned;
    with one
    label there is nothing to hold out.
    """
    ordered = sorted(labels, key=_place)
    if len(ordered) < 2:
        return ordered, []
    chosen = [label for label in ordered if label.photo.id in pinned]
    others = [label for label in ordered if label.photo.id not in pinned]
    by_chance = [label for label in others if _place(label) < share * PLACES]
    least = 0 if chosen else 1
    count = max(least, min(len(by_chance), len(others) // 2))
    return others[count:], chosen + others[:count]


def project_split(
    project: Project,
    share: float,
    readable: Callable[[Place], bool] = looks_readable,
    *,
    pinned: Collection[int] | None = None,
    left_out: list[Label] | None = None,
) -> tuple[list[Label], list[Label]]:
    """The project's labels that can be used (see `usable_labels`), split.

    pinned: the ids of the pinned photos, where they are known already. left_out: takes those whose photo is another
    file by now.
    """
    labels, replaced = usable_labels(project, readable)
    if left_out is not None:
        left_out += replaced
    return split_labels(labels, share, pinned_photos(project) if pinned is None else pinned)


def usable_labels(
    project: Project, readable: Callable[[Place], bool] = looks_readable
) -> tuple[list[Label], list[Label]]:
    """(the labels whose photo and mask are there, those left out because their photo is another file by now).

    Missing files must not end a training, and no mask is learnt with pixels that it was not made for.
    """
    there = [label for label in project.masks.labels() if readable(label.photo.ref) and project.masks.has_label(label)]
    same = {label.photo.id for label in there if is_same_file(label.photo)}
    return [one for one in there if one.photo.id in same], [one for one in there if one.photo.id not in same]


def _place(label: Label) -> int:
    return place_of(label.photo.digest)


@dataclass(frozen=True)
class HeldOutScores:
    """How one model did on the held-out labels: by photo, in the order of the pairs; None if it could not be read
    or is ignored everywhere."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    scores: tuple[PhotoScore | None, ...]

    @property
    def photos(self) -> int:
        return sum(score is not None for score in self.scores)

    def mean(self, kind: str | None = None) -> Score:
        """The mean over all photos, or over those of one kind; the loss of none is infinite."""
        of_kind = zip(self.kinds, self.scores, strict=True)
        scores = [score for each, score in of_kind if score is not None and kind in (None, each)]
        aucs = [score.auc for score in scores if score.auc is not None]
        aps = [score.ap for score in scores if score.ap is not None]
        return Score(
            float(np.mean([score.loss for score in scores])) if scores else float("inf"),
            float(np.mean(aucs)) if aucs else None,
            float(np.mean(aps)) if aps else None,
            wrong=float(np.mean([score.wrong for score in scores])) if scores else None,
            miou=float(np.mean([score.miou for score in scores])) if scores else None,
        )

    def for_card(self) -> HeldOut:
        """The means of all photos, and of each kind of blur that there is."""
        kinds = {}
        for kind in sorted(set(self.kinds)):
            score = self.mean(kind)
            count = sum(each == kind and found is not None for each, found in zip(self.kinds, self.scores, strict=True))
            kinds[kind or "untold"] = Scores(count, score.loss, score.auc, score.ap)
        score = self.mean()
        return HeldOut(Scores(self.photos, score.loss, score.auc, score.ap), kinds)


def score_held_out(model: Model, pairs: Sequence[Pair]) -> HeldOutScores:
    """Let `model` predict each pair's photo, and score it by the pair's mask."""
    scores: list[PhotoScore | None] = []
    for pair in pairs:
        try:
            photo, mask = pair.read()
        except UserError:  # it disappeared since; the others still count
            scores.append(None)
        else:
            scores.append(score_photo(model.predict(photo, pair.view).blurriness, mask))
    return HeldOutScores(tuple(pair.name for pair in pairs), tuple(pair.kind for pair in pairs), tuple(scores))
