"""Which version may predict: one that is no worse than the one in use on labels that neither was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.data.held_out import HeldOutScores
from training.loop.validate import SEEN, Score

CLOSE = 0.1  # of the loss in use
CLEARLY_WORSE = 0.05  # share of a pinned photo's pixels: what a person sees at a glance


@dataclass(frozen=True)
class Verdict:
    """promote: the new version predicts from now on. why: a whole sentence, whatever the verdict."""

    promote: bool
    why: str


def compare(new: Score, used: Score, used_name: str, choose: str, by: str) -> Verdict:
    """The gate. choose: the criterion, as in a recipe. by: such as “12 held-out labels”.

    What people see counts too: where the losses are close, a mean IoU at the cut that differs by more than SEEN
    decides. Where the loss counts, AUC and AP may still not both fall noticeably, unless fewer pixels are wrong.
    """
    fallen = new.fallen_from(used)
    promote = not used.better_than(new, choose) and not fallen
    seen = 0.0 if new.miou is None or used.miou is None else new.miou - used.miou
    # Calling everything sharp has a fair mean IoU as well, and a loss that is far higher.
    if abs(seen) > SEEN and abs(new.loss - used.loss) <= CLOSE * used.loss:
        promote = seen > 0 and not fallen
    by_scores = fallen or (choose == "auc" and None not in (new.auc, new.ap, used.auc, used.ap))
    what = (
        f"AUC and AP are {_pair(new)} against {_pair(used)}"
        if by_scores
        else (
            f"the loss is {new.loss:.3f} against {used.loss:.3f}"
            + (f" (AUC {new.auc:.3f} against {used.auc:.3f})" if new.auc is not None and used.auc is not None else "")
        )
    )
    if new.miou is not None and used.miou is not None:
        what += f"; the mean IoU of its masks is {new.miou:.3f} against {used.miou:.3f}"
    how = "no worse than" if promote else "worse than"
    return Verdict(promote, f"On {by} it is {how} {used_name}: {what}.")


def hurt(new: HeldOutScores, used: HeldOutScores, used_name: str, pinned: Sequence[int]) -> tuple[str, ...]:
    """A sentence for each pinned photo on which the new version is clearly worse.

    Both are scored on the same pairs; pinned: the places of the pinned ones.
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
