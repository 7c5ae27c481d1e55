"""Which photos a survey shows at once."""

from blurlab.session.cull.surveying import MOST, surveyed


def test_a_survey_of_many_shows_the_best_and_the_current_photo() -> None:
    ids = list(range(100, 130))
    assert surveyed(ids, 101) == ids[:MOST]
    assert surveyed(ids, 128) == [*ids[: MOST - 1], 128]
    assert surveyed(ids[:3], 102) == ids[:3] and surveyed(ids, None) == ids[:MOST]
