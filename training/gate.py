"""Which version may predict: one that is no worse than the one in use on labels that neither was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.held_out import Judged
from training.validate import Score

NOTICEABLY = 0.01  # of AUC and of AP: one alone jumps with a single one of a few held-out photos
CLEARLY_WORSE = 0.05  # share of a pinned photo's pixels: what a person sees at a glance


@dataclass(frozen=True)
class Verdict:
    """promote: the new version predicts from now on. why: a whole sentence, whatever the verdict."""

    promote: bool
    why: str


def compare(new: Score, used: Score, used_name: str, choose: str, judged_by: str) -> Verdict:
    """The gate. choose: what counts, as in a recipe. judged_by: such as “12 held-out labels”.

    A loss also falls where a model is merely less sure of what it gets wrong; so AUC and AP may not both fall with it.
    """
    both_scored = None not in (new.auc, new.ap, used.auc, used.ap)
    fallen = both_scored and min(used.auc - new.auc, used.ap - new.ap) > NOTICEABLY  # type: ignore[operator]
    promote = not used.better_than(new, choose) and not fallen
    by_scores = both_scored and (choose == "auc" or fallen)
    what = (
        f"AUC and AP are {_pair(new)} against {_pair(used)}"
        if by_scores
        else (
            f"the loss is {new.loss:.3f} against {used.loss:.3f}"
            + (f" (AUC {new.auc:.3f} against {used.auc:.3f})" if new.auc is not None and used.auc is not None else "")
        )
    )
    how = "no worse than" if promote else "worse than"
    return Verdict(promote, f"On {judged_by} it is {how} {used_name}: {what}.")


def hurt(new: Judged, used: Judged, used_name: str, pinned: Sequence[int]) -> tuple[str, ...]:
    """A sentence for each pinned photo on which the new version is clearly worse.

    Both are judged on the same pairs; pinned: the places of the pinned ones.
    """
    sentences = []
    for place in pinned:
        name, mine, theirs = new.names[place], new.scores[place], used.scores[place]
        if mine is not None and theirs is not None and mine.wrong - theirs.wrong >= CLEARLY_WORSE:
            sentences.append(
                f"On the pinned photo “{name}” {mine.wrong:.0%} of the pixels are wrong now, and were "
                f"{theirs.wrong:.0%} with {used_name}."
            )
    return tuple(sentences)


def _pair(score: Score) -> str:
    return f"{score.auc:.3f} and {score.ap:.3f}"
