"""The gate: a version predicts only where it is no worse than the one in use, by loss and by scores."""

import pytest

from training.loop.gate import Verdict, compare
from training.loop.validate import Score

USED = Score(0.383, 0.989, 0.985)


def decided(new: Score, used: Score = USED, choose: str = "loss") -> Verdict:
    return compare(new, used, "default", choose, "6 held-out labels")


def test_a_version_with_a_lower_loss_and_as_good_scores_predicts() -> None:
    assert decided(Score(0.374, 0.986, 0.981)) == Verdict(
        True,
        "On 6 held-out labels it is no worse than default: the loss is 0.374 against 0.383 (AUC 0.986 against 0.989).",
    )
    assert decided(USED).promote, "as good is no worse"


def test_a_version_with_a_higher_loss_is_a_candidate() -> None:
    verdict = decided(Score(0.39, 0.999, 0.999))
    assert not verdict.promote and "it is worse than default: the loss is 0.390 against 0.383" in verdict.why


@pytest.mark.parametrize(("auc", "ap"), [(0.96, 0.98), (0.985, 0.95)])
def test_one_score_that_falls_may_be_chance(auc: float, ap: float) -> None:
    assert decided(Score(0.374, auc, ap)).promote


def test_a_lower_loss_does_not_make_up_for_scores_that_both_fall() -> None:
    """As it came in use: 6 held-out photos, and a version that was less sure of everything."""
    assert decided(Score(0.374, 0.975, 0.957)) == Verdict(
        False,
        "On 6 held-out labels it is worse than default: AUC and AP are 0.975 and 0.957 against 0.989 and 0.985.",
    )


def test_scores_may_fall_where_fewer_pixels_are_wrong() -> None:
    """As it came of 35 labels that the queue had asked for: hard photos, whose AUC jumps."""
    used = Score(0.834, 0.910, 0.868, wrong=0.42)
    assert decided(Score(0.761, 0.857, 0.805, wrong=0.19), used).promote
    assert not decided(Score(0.761, 0.857, 0.805, wrong=0.42), used).promote


def test_without_scores_the_loss_alone_decides() -> None:
    assert decided(Score(0.3), Score(0.4, 0.9, 0.9)).promote
    assert not decided(Score(0.5), Score(0.4)).promote
    assert decided(Score(0.5, 0.95, 0.95), Score(0.4, 0.9, 0.9), "auc").promote


def test_what_people_see_decides_where_it_differs_and_is_always_said() -> None:
    used = Score(0.4, miou=0.60)
    better = decided(Score(0.41, miou=0.88), used)
    assert better.promote and better.why.endswith(
        "the loss is 0.410 against 0.400; the mean IoU of its masks is 0.880 against 0.600."
    )
    assert not decided(Score(0.37, miou=0.55), used).promote, "a lower loss, and worse masks"
    assert decided(Score(0.3, miou=0.55), used).promote, "it was sure of what was wrong"
    assert not decided(Score(0.9, miou=0.70), used).promote, "all of it called sharp, and far too surely"
    assert decided(Score(0.39, miou=0.59), used).promote and not decided(Score(0.41, miou=0.61), used).promote


def test_better_masks_do_not_make_up_for_scores_that_both_fall() -> None:
    used = Score(0.4, 0.95, 0.94, miou=0.60, wrong=0.2)
    assert not decided(Score(0.39, 0.90, 0.90, miou=0.65, wrong=0.2), used).promote
