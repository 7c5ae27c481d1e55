"""What a list of photos shows, and in which order."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.learning.queue_order import DESCRIPTOR, Doubt
from blurlab.project.queue import Sort, Wanted, arranged, helpful
from blurlab.project.records import Photo, Status
from blurlab.project.review import Facts


def photo(number: int, name: str = "", status: Status = Status.NEW, kind: str = "") -> Photo:
    name = name or f"{number}.png"
    return Photo(number, Path(f"/{name}"), name, 4, 3, status, kind, "")


def like(value: float) -> np.typing.NDArray[np.float32]:
    return np.full(DESCRIPTOR, value, np.float32)


def test_a_search_finds_words_of_names_and_notes_in_any_case() -> None:
    here, facts = photo(1, "IMG_Bird_07.JPG"), Facts(note="Wings move; ask Ann.")
    for words in ("bird", "WINGS 07", "ann"):
        assert Wanted(search=words).matches(here, facts)
    assert not Wanted(search="bird tail").matches(here, facts)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), {1, 2, 3}),
        (Wanted(status=Status.ACCEPTED), {2}),
        (Wanted(kind="motion"), {1}),
        (Wanted(kind=""), {2, 3}),
        (Wanted(author="ann"), {2}),
        (Wanted(noted=True), {1}),
        (Wanted(noted=False), {2, 3}),
        (Wanted(corrected=(0.2, 1.0)), {2}),
        (Wanted(corrected=(0.0, 0.1)), set()),
        (Wanted(unsure=(0.5, 1.0)), {1}),
        (Wanted(unsure=(0.0, 0.5), status=Status.ACCEPTED), {2}),
    ],
)
def test_filters_leave_what_fits(wanted: Wanted, found: set[int]) -> None:
    photos = [photo(1, kind="motion"), photo(2, status=Status.ACCEPTED), photo(3)]
    facts = {
        1: Facts(Doubt(0.8, 0.1, 0.5), note="look again"),
        2: Facts(Doubt(0.2, 0.1, 0.5), agreement=0.7, authors=("bob", "ann")),
    }
    assert {one.id for one in photos if wanted.matches(one, facts.get(one.id, Facts()))} == found


def test_names_are_ordered_as_people_count() -> None:
    photos = [photo(1, "p10.png"), photo(2, "P2.png"), photo(3, "a.png")]
    assert arranged(Sort.NAME, photos, {}, {}, {}) == [3, 2, 1]
    assert arranged(Sort.ADDED, photos, {}, {}, {}) == [1, 2, 3]
    assert arranged(Sort.TAKEN, photos, {}, {}, {1: 50.0, 3: 20.0}) == [3, 1, 2]


def test_the_queue_asks_of_what_is_uncertain_and_leaves_what_is_reviewed_for_the_end() -> None:
    photos = [photo(1), photo(2), photo(3, status=Status.ACCEPTED), photo(4), photo(5)]
    facts = {one: Facts(Doubt(entropy, 0.0, 0.5)) for one, entropy in ((1, 0.1), (2, 0.9), (3, 1.0), (4, 0.5))}
    points = {one: like(one / 10) for one in facts}
    assert arranged(Sort.UNCERTAIN, photos, facts, points, {})[-2:] == [5, 3]
    assert arranged(Sort.UNCERTAIN, photos, facts, points, {}, first=4)[0] == 4
    assert set(arranged(Sort.GAIN, photos, facts, points, {})[:3]) == {1, 2, 4}


def test_blur_comes_most_first_and_unknown_last() -> None:
    photos = [photo(1), photo(2), photo(3)]
    facts = {2: Facts(Doubt(0.1, 0.0, 0.2)), 3: Facts(Doubt(0.1, 0.0, 0.9))}
    assert arranged(Sort.BLUR, photos, facts, {}, {}) == [3, 2, 1]


def test_what_was_corrected_much_makes_like_photos_come_early() -> None:
    def points(base: float, seed: int) -> np.typing.NDArray[np.float32]:
        return (base + np.random.default_rng(seed).normal(0, 0.01, DESCRIPTOR)).astype(np.float32)

    labelled = [photo(number, status=Status.ACCEPTED) for number in range(1, 9)]
    facts = {one.id: Facts(Doubt(0.5, 0.1, 0.5), agreement=0.2 if one.id <= 4 else 1.0) for one in labelled}
    descriptors = {one.id: points(0.0 if one.id <= 4 else 1.0, one.id) for one in labelled}
    hard, easy = photo(10), photo(11)
    for one, base in ((easy, 1.0), (hard, 0.0)):
        facts[one.id] = Facts(Doubt(0.5, 0.1, 0.5))
        descriptors[one.id] = points(base, one.id)
    assert helpful([easy, hard], facts, descriptors, photos=[*labelled, easy, hard]) == [10, 11]


@given(st.lists(st.sampled_from(list(Status)), max_size=20), st.sampled_from(list(Sort)), st.integers(0, 99))
def test_no_order_loses_a_photo(statuses: list[Status], sort: Sort, seed: int) -> None:
    random = np.random.default_rng(seed)
    photos = [photo(number, status=status) for number, status in enumerate(statuses, start=1)]
    known = [one.id for one in photos if random.random() < 0.6]
    facts = {one: Facts(Doubt(*random.random(3).tolist())) for one in known}
    points = {one: random.random(DESCRIPTOR).astype(np.float32) for one in known}
    first = photos[-1].id if photos and seed % 2 else None
    assert sorted(arranged(sort, photos, facts, points, {}, first)) == [one.id for one in photos]
