"""The growth curve's look ahead."""

import pytest

from blurlab.core.learning.growth import GrowthPoint, estimate, told


def law(labels: int, ceiling: float = 0.97, drop: float = 0.4, power: float = 0.6) -> float:
    return ceiling - drop * labels**-power


def curve(*labels: int, held_out: int = 200) -> list[GrowthPoint]:
    return [GrowthPoint(count, law(count), held_out) for count in labels]


@pytest.mark.parametrize("labels", [(10, 25, 50), (10, 25, 50, 100), (20, 40, 80, 160)])
def test_a_score_that_follows_the_law_is_foreseen(labels: tuple[int, ...]) -> None:
    found = estimate(curve(*labels), 20)
    rise = law(labels[-1] + 20) - law(labels[-1])
    assert found is not None
    assert found.low - found.now <= rise <= found.high - found.now
    assert found.then - found.now == pytest.approx(rise, abs=max(0.001, 0.3 * rise))
    assert found.now == pytest.approx(law(labels[-1]), abs=0.01)


def test_more_held_out_photos_make_it_surer() -> None:
    sure, unsure = estimate(curve(10, 25, 50, held_out=400), 20), estimate(curve(10, 25, 50, held_out=5), 20)
    assert sure is not None and unsure is not None
    assert sure.high - sure.low < unsure.high - unsure.low


def test_a_flat_curve_promises_little() -> None:
    found = estimate([GrowthPoint(count, 0.95, 300) for count in (10, 25, 50, 100)], 20)
    assert found is not None and found.then - found.now < 0.005


def test_too_little_is_said_to_be_too_little() -> None:
    assert estimate([], 20) is None
    assert estimate(curve(10, 25), 20) is None
    assert estimate([*curve(10), *curve(10), *curve(10)], 20) is None
    assert "too little to estimate" in told(curve(10, 25)) and "(2 so far)" in told(curve(10, 25))
    assert "20 more labels would probably bring the AUC from about" in told(curve(10, 25, 50))
    assert "wide guess" in told(curve(10, 25, 50, held_out=2))


def test_with_few_held_out_photos_the_estimate_begins_where_the_points_lie() -> None:
    """As it came in use: three trainings, validated on two, six and seven photos."""
    seen = [GrowthPoint(9, 0.989, 2), GrowthPoint(17, 0.975, 6), GrowthPoint(22, 0.986, 7)]
    found = estimate(seen, 20)
    assert 0.975 < found.now < 0.99 and found.now <= found.low <= found.then <= found.high <= 1
